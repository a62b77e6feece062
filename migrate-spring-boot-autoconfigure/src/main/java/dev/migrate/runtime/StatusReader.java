package dev.migrate.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.adoption.AdoptedHistory;
import dev.migrate.runtime.execution.InterruptedRevision;
import dev.migrate.runtime.execution.LoadedScripts;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.execution.OpenDatabase;
import dev.migrate.runtime.failure.DatabaseAheadException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.failure.ModifiedScriptException;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads where a database stands, and decides what the settings say about that.
 */
final class StatusReader {

	private static final Logger logger = LoggerFactory.getLogger(StatusReader.class);

	private static final String AHEAD = "Schema {} is at {}, ahead of this application, nothing to do";

	private final MigratorSettings settings;

	private final LoadedScripts scripts;

	StatusReader(MigratorSettings settings, LoadedScripts scripts) {
		this.settings = settings;
		this.scripts = scripts;
	}

	/**
	 * Reads where the database stands.
	 * @param history how many entries of the history to read at most
	 */
	MigrationStatus status(OpenDatabase database, int history) {
		MigrationTables tables = database.tables();
		DatabaseState state = state(tables.rows(), tables);
		Adoption adoption = adoption(state, database);
		String inconsistency = contradiction(state, tables).map(MigrateException::getProblem).orElse(null);
		return new MigrationStatus(state.rows(), heads(), pending(state, adoption.rows()), state.unknown(),
				state.isAhead(wanted()), state.implied(), ids(modified(state, database)),
				interrupted(tables).orElse(null), inconsistency, adoption.description(), tables.entries(null, history));
	}

	private Adoption adoption(DatabaseState state, OpenDatabase database) {
		try {
			return adopted(state.rows(), database, false)
				.map((adopted) -> new Adoption(adopted.rows(), describe(adopted)))
				.orElseGet(() -> new Adoption(state.rows(), null));
		}
		catch (MigrationRefusedException ex) {
			return new Adoption(state.rows(), ex.getProblem() + " " + ex.getAction());
		}
	}

	private static String describe(AdoptedHistory adopted) {
		String sentence = "%s. The next upgrade takes that over: the database is at %s then."
			.formatted(adopted.description(), RevisionTexts.rows(adopted.rows()));
		return adopted.remaining().isEmpty() ? sentence
				: "%s What is run after that, a version with %s would do once more: let that do it before, if you may have to go back to such a version."
					.formatted(sentence, adopted.tools());
	}

	private DatabaseState state(List<String> rows, MigrationTables tables) {
		RevisionMap map = revisions().at(rows);
		return new DatabaseState(map, rows, tables.applied(map, rows));
	}

	/**
	 * Returns what the history says and the version table denies. Read again, because
	 * somebody may have migrated between the two.
	 */
	private static Optional<MigrationStateException> contradiction(DatabaseState state, MigrationTables tables) {
		if (!state.unknown().isEmpty()) {
			return Optional.empty();
		}
		return state.contradiction().problem(tables.found()).filter((problem) -> tables.rows().equals(state.rows()));
	}

	/**
	 * Finds out what other tools have applied to a database that no revision has ever
	 * been applied to.
	 * @param rows the rows of the version table
	 * @param waits whether a tool that is migrating is waited for
	 * @throws dev.migrate.runtime.failure.MigrationRefusedException if it cannot be taken
	 * over
	 */
	Optional<AdoptedHistory> adopted(List<String> rows, OpenDatabase database, boolean waits) {
		if (!rows.isEmpty() || this.settings.adoption().tools(this.scripts.all().all()).isEmpty()) {
			return Optional.empty();
		}
		MigrationTables tables = database.tables();
		if (tables.interrupted().isPresent() || !tables.applied(revisions(), rows).isEmpty()) {
			return Optional.empty();
		}
		return AdoptedHistory.find(this.settings.adoption(), revisions(), this.scripts.all(), database.dialect(),
				database.connection().jdbc(), this.settings.session().schema(), waits ? this.settings.lock() : null);
	}

	/**
	 * Looks for a contradiction between the version table and the history.
	 * @param rows the rows of the version table
	 */
	Optional<MigrationStateException> contradiction(List<String> rows, OpenDatabase database) {
		MigrationTables tables = database.tables();
		return tables.found().historyExists() ? contradiction(state(rows, tables), tables) : Optional.empty();
	}

	/**
	 * Reads where the database stands with as few statements as a start at head.
	 */
	MigrationPosition position(OpenDatabase database) {
		MigrationTables tables = database.tables();
		tables.requireVersionTable();
		List<String> rows = tables.rows();
		boolean strict = this.settings.onModified() == MismatchPolicy.FAIL;
		DatabaseState state = (strict || !revisions().unknownRows(rows).isEmpty()) ? state(rows, tables)
				: new DatabaseState(revisions().at(rows), rows, Map.of());
		List<String> pending = ids(pending(state, rows));
		List<String> modified = strict ? ids(modifiedSql(state, database)) : List.of();
		MigrationPosition.State found = state.judge(wanted(), pending, modified, () -> interrupted(tables));
		boolean ready = found == MigrationPosition.State.UP_TO_DATE
				|| (found == MigrationPosition.State.AHEAD && this.settings.onAhead() != MismatchPolicy.FAIL);
		return new MigrationPosition(found, ready, rows, heads(), pending, state.unknown(), modified, state.applied());
	}

	/**
	 * Reads the journal of a revision that has to be continued before anything else.
	 */
	private Optional<JournalEntry> interrupted(MigrationTables tables) {
		return tables.interrupted()
			.filter((journal) -> !InterruptedRevision.isVoid(journal,
					this.scripts.all().find(journal.revision()).orElse(null)));
	}

	private List<RevisionScript> pending(DatabaseState state, List<String> rows) {
		return state.unknown().isEmpty() ? pending(wanted(), rows) : List.of();
	}

	/**
	 * Returns the target for a look from outside, to which several heads are no mistake.
	 */
	private String wanted() {
		String target = this.settings.target();
		return target.equals("head") ? "heads" : target;
	}

	/**
	 * Returns what is to be run until the database is at the configured target.
	 * @return the scripts; none also if the database is ahead
	 */
	List<RevisionScript> pending(OpenDatabase database) {
		List<String> rows = database.tables().rows();
		database.tables().requireVersionTable();
		String target = this.settings.target();
		return isAhead(target, rows, database) ? List.of() : pending(target, rows);
	}

	private List<RevisionScript> pending(String target, List<String> rows) {
		return revisions().upgrade(target, rows)
			.revisions()
			.stream()
			.map((revision) -> this.scripts.all().get(revision.id()))
			.toList();
	}

	/**
	 * Finds out whether an upgrade has nothing to do, and says so.
	 * @param target the identifier of where it leads
	 * @param rows the rows of the version table
	 * @return the result of an upgrade that has nothing to do, else empty
	 */
	Optional<MigrationResult> nothingToDo(String target, List<String> rows, OpenDatabase database) {
		if (!isAhead(target, rows, database)) {
			if (!(isAtHeads(target, rows) || revisions().upgrade(target, rows).isEmpty())
					|| database.tables().interrupted().isPresent()) {
				return Optional.empty();
			}
			if (this.settings.onModified() == MismatchPolicy.FAIL) {
				checkHistory(rows, database, false);
			}
			this.settings.log()
				.progress(logger, revisions().isAtHeads(rows) ? "Schema {} is at head ({}), nothing to do"
						: "Schema {} is at {}, nothing to do", database.schema(), RevisionTexts.rows(rows));
		}
		return Optional.of(new MigrationResult(rows, rows, List.of()));
	}

	/**
	 * Returns whether all there is has been applied, which can be told without a plan.
	 */
	private boolean isAtHeads(String target, List<String> rows) {
		boolean all = target.equals("heads") || (target.equals("head") && revisions().heads().size() == 1);
		return all && !rows.isEmpty() && revisions().isAtHeads(rows);
	}

	private boolean isAhead(String target, List<String> rows, OpenDatabase database) {
		if (revisions().unknownRows(rows).isEmpty()) {
			return false;
		}
		DatabaseState state = state(rows, database.tables());
		if (!state.isAhead(target)) {
			return false;
		}
		switch (this.settings.onAhead()) {
			case FAIL -> throw new DatabaseAheadException(state.unknown());
			case WARN -> this.settings.log().warn(logger, AHEAD, database.schema(), RevisionTexts.rows(rows));
			case IGNORE -> this.settings.log().progress(logger, AHEAD, database.schema(), RevisionTexts.rows(rows));
		}
		return true;
	}

	/**
	 * Looks for scripts that were modified, or put below applied ones, since they were
	 * applied.
	 * @param pending whether something is to be run, so that the history must say what
	 * the version table says
	 * @return whether nothing was to be said about it
	 * @throws MigrationStateException if it does not
	 */
	boolean checkHistory(List<String> rows, OpenDatabase database, boolean pending) {
		MigrationTables tables = database.tables();
		if (!tables.found().historyExists() || (rows.isEmpty() && !pending)) {
			return true;
		}
		DatabaseState state = state(rows, tables);
		if (pending) {
			contradiction(state, tables).ifPresent((problem) -> {
				throw problem;
			});
		}
		List<String> implied = state.implied();
		if (!implied.isEmpty()) {
			this.settings.log()
				.warn(logger,
						"These revisions count as applied, because later ones are, but have never run here: {}. If the"
								+ " schema lacks what they do, write a new revision for it; if not, stamp the current revision again"
								+ " with 'migrate accept --script <revision>' (Migrator.accept)",
						String.join(", ", implied));
		}
		if (this.settings.onModified() == MismatchPolicy.IGNORE) {
			return implied.isEmpty();
		}
		if (this.settings.onModified() == MismatchPolicy.FAIL) {
			List<RevisionScript> forbidden = modifiedSql(state, database);
			if (!forbidden.isEmpty()) {
				throw new ModifiedScriptException(forbidden);
			}
		}
		List<RevisionScript> modified = modified(state, database);
		if (!modified.isEmpty()) {
			this.settings.log()
				.warn(logger,
						"{} Put them back, or accept them with 'migrate accept --script <revision>' (Migrator.accept)",
						ModifiedScriptException.problem(modified));
		}
		return implied.isEmpty() && modified.isEmpty();
	}

	private List<RevisionScript> modified(DatabaseState state, OpenDatabase database) {
		return state.modified(this.scripts.all(), (script) -> this.scripts.checksum(script, database.dialect()));
	}

	/**
	 * Returns the modified scripts that can be forbidden. A class can be rewritten and do
	 * what it did, and only a project has its source.
	 */
	private List<RevisionScript> modifiedSql(DatabaseState state, OpenDatabase database) {
		return state.modified(this.scripts.all(),
				(script) -> (script instanceof SqlRevision) ? this.scripts.checksum(script, database.dialect()) : null);
	}

	private static List<String> ids(List<RevisionScript> scripts) {
		return scripts.stream().map(RevisionScript::id).toList();
	}

	private List<String> heads() {
		return revisions().heads().stream().map(RevisionNode::id).toList();
	}

	private RevisionMap revisions() {
		return this.scripts.revisions();
	}

	/**
	 * What the next upgrade would take over.
	 *
	 * @param rows the rows of the version table then
	 * @param description what was found, or {@code null} if there is nothing
	 */
	private record Adoption(List<String> rows, @Nullable String description) {
	}

}
