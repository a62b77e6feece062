package dev.migrate.squash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.NewScript;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlSection;
import org.jspecify.annotations.Nullable;

/**
 * The statements of several revisions as those of one: the upgrades one after the other,
 * and the downgrades the other way round. SQL stays as it was written; a class is written
 * down as the SQL that it runs.
 */
public final class JoinedScripts {

	private final Migrator migrator;

	private final Dialect dialect;

	private final OfflineMigrator offline;

	private final List<RevisionScript> scripts;

	private final Set<String> notes = new TreeSet<>();

	private boolean leavesTransaction;

	/**
	 * Creates what joins scripts.
	 * @param members the revisions, parents first
	 */
	public JoinedScripts(Migrator migrator, Dialect dialect, List<RevisionNode> members) {
		this.migrator = migrator;
		this.dialect = dialect;
		this.offline = migrator.offline(dialect);
		this.scripts = members.stream().map((member) -> migrator.scripts().get(member.id())).toList();
	}

	/**
	 * Creates what joins scripts for a database that is not connected.
	 * @param name the dialect or a JDBC URL, or {@code null} for the default
	 * @param members the revisions, parents first
	 */
	public static JoinedScripts of(Migrator migrator, @Nullable String name, List<RevisionNode> members) {
		return new JoinedScripts(migrator, Dialects.of(name), members);
	}

	/**
	 * Returns the script with what the others do.
	 * @param empty the script, which does nothing yet
	 */
	public NewScript in(NewScript empty) {
		List<RevisionScript> reversed = new ArrayList<>(this.scripts);
		Collections.reverse(reversed);
		List<AdoptedMigration> adopted = this.scripts.stream().flatMap((script) -> script.adopts().stream()).toList();
		List<String> upgrade = lines(this.scripts, Direction.UPGRADE);
		List<String> downgrade = downgrade(reversed);
		boolean transactional = !this.leavesTransaction
				&& this.scripts.stream().allMatch(RevisionScript::transactional);
		if (!transactional) {
			this.notes.add("It runs outside a transaction, as some of the replaced revisions do.");
		}
		return empty.withBody(upgrade, downgrade)
			.withTransaction(transactional)
			.withPlaceholders(hasPlaceholders())
			.adopting(adopted);
	}

	/**
	 * Returns what a person should know of the script, one sentence each.
	 */
	public List<String> notes() {
		return List.copyOf(this.notes);
	}

	private boolean hasPlaceholders() {
		return this.scripts.stream()
			.anyMatch((script) -> !(script instanceof SqlRevision sql) || sql.header().placeholders());
	}

	private @Nullable List<String> downgrade(List<RevisionScript> reversed) {
		for (RevisionScript script : reversed) {
			if (script instanceof SqlRevision sql && sql.read(Placeholders.untouched()).downgrade() == null) {
				return withoutDowngrade("It has no downgrade, because %s has none.".formatted(script.id()));
			}
		}
		try {
			return lines(reversed, Direction.DOWNGRADE);
		}
		catch (MigrationRefusedException ex) {
			return withoutDowngrade("It has no downgrade: " + ex.getProblem());
		}
		catch (OfflineException ex) {
			if (!SquashProof.isIrreversible(ex)) {
				throw ex;
			}
			return withoutDowngrade("It has no downgrade, because %s has none.".formatted(ex.getRevision()));
		}
	}

	private @Nullable List<String> withoutDowngrade(String note) {
		this.notes.add(note);
		return null;
	}

	private List<String> lines(List<RevisionScript> wanted, Direction direction) {
		List<String> lines = new ArrayList<>();
		for (RevisionScript script : wanted) {
			String text = (script instanceof SqlRevision sql) ? text(sql, direction) : text(script, direction);
			if (!lines.isEmpty()) {
				lines.add("");
			}
			lines.add("-- %s%s".formatted(script.id(), script.message().isEmpty() ? "" : " " + script.message()));
			lines.addAll(List.of(text.strip().split("\n", -1)));
		}
		return lines;
	}

	private String text(SqlRevision script, Direction direction) {
		SqlSection raw = section(script, Placeholders.untouched(), direction);
		SqlSection section = section(script, this.migrator.inspection().placeholders(), direction);
		this.dialect.splitter()
			.split(section.text(), script.location(), section::lineInFile)
			.forEach((statement) -> noteSetting(script, statement.text()));
		String text = (!script.header().placeholders() && hasPlaceholders()) ? Placeholders.escape(raw.text())
				: raw.text();
		return this.dialect.splitter().isOpen(section.text(), script.location()) ? text.stripTrailing() + "\n;" : text;
	}

	private static SqlSection section(SqlRevision script, Placeholders placeholders, Direction direction) {
		SqlSection downgrade = script.read(placeholders).downgrade();
		return (direction == Direction.DOWNGRADE && downgrade != null) ? downgrade
				: script.read(placeholders).upgrade();
	}

	private String text(RevisionScript script, Direction direction) {
		this.leavesTransaction |= this.offline.leavesTransaction(script.id(), direction);
		StringBuilder text = new StringBuilder();
		for (String statement : this.offline.readableStatements(script.id(), direction)) {
			noteSetting(script, statement);
			text.append(Placeholders.escape(statement)).append(CopyData.isEndOf(statement) ? "\n" : ";\n");
		}
		return text.toString();
	}

	private void noteSetting(RevisionScript script, String statement) {
		if (this.dialect.changesSetting(statement)) {
			this.notes.add("What %s sets holds for the statements of later revisions, too: %s".formatted(script.id(),
					statement.lines().findFirst().orElse("")));
		}
	}

}
