package dev.migrate.runtime.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.MigrationFactory;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the steps of a plan run.
 */
public final class RevisionContents {

	private final RevisionMap map;

	private final RevisionScripts scripts;

	private final Checksums checksums;

	private final Placeholders placeholders;

	private final ClassLoader classLoader;

	private final MigrationFactory factory;

	private final TransactionMode transaction;

	private final NamingConvention naming;

	private final @Nullable Map<List<Object>, RevisionContent> remembered;

	public RevisionContents(RevisionMap map, RevisionScripts scripts, Checksums checksums, Placeholders placeholders,
			ClassLoader classLoader, MigrationFactory factory, TransactionMode transaction, NamingConvention naming) {
		this(map, scripts, checksums, placeholders, classLoader, factory, transaction, naming, null);
	}

	private RevisionContents(RevisionMap map, RevisionScripts scripts, Checksums checksums, Placeholders placeholders,
			ClassLoader classLoader, MigrationFactory factory, TransactionMode transaction, NamingConvention naming,
			@Nullable Map<List<Object>, RevisionContent> remembered) {
		this.map = map;
		this.scripts = scripts;
		this.checksums = checksums;
		this.placeholders = placeholders;
		this.classLoader = classLoader;
		this.factory = factory;
		this.naming = naming;
		this.transaction = transaction;
		this.remembered = remembered;
	}

	/**
	 * Returns the same for runs on many databases, perhaps at once: each SQL script is
	 * read and split only once.
	 * @return the bodies
	 */
	public RevisionContents remembering() {
		return new RevisionContents(this.map, this.scripts, this.checksums, this.placeholders, this.classLoader,
				this.factory, this.transaction, this.naming, new ConcurrentHashMap<>());
	}

	/**
	 * Returns the same for a run in one transaction, in which only what asks for it stays
	 * outside.
	 * @return the bodies
	 */
	public RevisionContents inTransactions() {
		return (this.transaction != TransactionMode.NONE) ? this
				: new RevisionContents(this.map, this.scripts, this.checksums, this.placeholders, this.classLoader,
						this.factory, TransactionMode.PER_REVISION, this.naming);
	}

	/**
	 * Returns how the revisions of a plan share transactions.
	 */
	public TransactionMode transaction() {
		return this.transaction;
	}

	public @Nullable RevisionScript script(String id) {
		return this.scripts.find(id).orElse(null);
	}

	/**
	 * Returns the graph of the revisions.
	 */
	public RevisionMap revisions() {
		return this.map;
	}

	/**
	 * Returns what the history says about a revision. Its script is read now, so that it
	 * is not read again while a revision holds locks.
	 * @param direction what is done to it
	 * @param dialect the dialect that its script is written in
	 * @return the row, without its start
	 */
	public HistoryStep row(RevisionNode revision, Direction direction, Dialect dialect) {
		RevisionScript script = this.scripts.get(revision.id());
		List<String> dependencies = new ArrayList<>();
		this.map.dependencies(revision.id()).forEach((dependency) -> dependencies.add(dependency.id()));
		// An application that has only the replaced revisions finds them behind this one.
		dependencies.addAll(revision.replaces());
		return new HistoryStep(revision, dependencies, direction, script.message(), script.origin(),
				this.checksums.of(script, dialect), null);
	}

	/**
	 * Returns the revisions that are applied when the version table has certain rows.
	 * @param rows the rows, those that no script has are left out
	 * @return the revisions, parents first
	 */
	public List<RevisionNode> applied(Collection<String> rows) {
		List<String> unknown = this.map.unknownRows(rows);
		List<String> known = rows.stream().filter((row) -> !unknown.contains(row)).toList();
		return this.map.applied(known).stream().map(this.map::get).toList();
	}

	/**
	 * Reads what a step runs.
	 * @param dialect the dialect that its script is written in
	 * @return what it runs
	 */
	public RevisionContent of(RevisionStep step, Dialect dialect) {
		RevisionScript script = this.scripts.get(step.revision().id());
		return (script instanceof SqlRevision sql) ? remembered(sql, step.direction(), dialect)
				: java((JavaRevision) script, step.direction(), dialect);
	}

	private boolean inTransaction(RevisionScript script) {
		return script.transactional() && this.transaction != TransactionMode.NONE;
	}

	private RevisionContent remembered(SqlRevision script, Direction direction, Dialect dialect) {
		return (this.remembered == null) ? sql(script, direction, dialect) : this.remembered.computeIfAbsent(
				List.of(script.id(), direction, dialect.getClass()), (key) -> sql(script, direction, dialect));
	}

	private RevisionContent sql(SqlRevision script, Direction direction, Dialect dialect) {
		SqlRevisionBody untouched = script.read(Placeholders.untouched());
		this.checksums.note(script, untouched, dialect);
		SqlRevisionBody body = script.replace(untouched, this.placeholders);
		SqlSection section = (direction == Direction.UPGRADE) ? body.upgrade() : body.downgrade();
		if (section == null) {
			throw MigrationRefusedException.irreversible(script.id(), script.location(),
					"its script says 'migrate:downgrade none'", null);
		}
		return new SqlContent(dialect, script, section, this.placeholders, inTransaction(script));
	}

	/**
	 * Returns the class of a revision.
	 */
	public Class<?> load(JavaRevision script) {
		return script.load(this.classLoader);
	}

	private RevisionContent java(JavaRevision script, Direction direction, Dialect dialect) {
		Class<?> type = load(script);
		JavaMigrationContent body = new JavaMigrationContent(dialect, script, type, direction, inTransaction(script),
				this.factory, this.naming);
		if (direction == Direction.DOWNGRADE && JavaMigrationContent.isReversible(type)) {
			try {
				body.checkReverse();
			}
			catch (MigrateException ex) {
				throw MigrationRefusedException.irreversible(script.id(), script.location(), ex.getProblem(), ex);
			}
		}
		if (!dialect.rollsBackSchemaChanges()) {
			body.checkFeatures();
		}
		return body;
	}

}
