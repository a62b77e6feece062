package dev.migrate.runtime;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.sql.SqlLayout;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.runtime.offline.OfflineRange;
import dev.migrate.runtime.offline.OfflineRun;
import dev.migrate.runtime.offline.OfflineStep;
import dev.migrate.script.SqlRevision;

/**
 * Writes plans as SQL scripts instead of running them, for databases that are migrated by
 * hand. A script does what a {@link Migrator} would do, version table and history
 * included, and is run by the client of the database, for PostgreSQL with
 * {@code psql -X -v ON_ERROR_STOP=1 -f}. No connection is needed to write it.
 *
 * <p>
 * Because nobody can ask the database where it stands, each method is told: a range
 * {@code start:end} names the revision that the database is at and the one that it is to
 * be brought to; {@code :end} and {@code end} start from base. Where the database is at
 * several revisions, these are separated by commas. A script checks before each revision
 * that the database is where it is supposed to be, and stops if it is not.
 *
 * <p>
 * Revisions written in Java run while the script is written, with operations that are
 * written down. What they read from the database over JDBC is not there then, and is
 * refused with an {@link OfflineException}. Safe for use by several threads.
 */
public final class OfflineMigrator {

	private final RevisionMap revisions;

	private final RevisionContents bodies;

	private final Dialect dialect;

	private final TableNames tables;

	private final SessionSettings settings;

	private final boolean forSchemas;

	public OfflineMigrator(RevisionMap revisions, RevisionContents bodies, Dialect dialect, TableNames tables,
			SessionSettings settings) {
		this(revisions, bodies, dialect, tables, settings, false);
	}

	private OfflineMigrator(RevisionMap revisions, RevisionContents bodies, Dialect dialect, TableNames tables,
			SessionSettings settings, boolean forSchemas) {
		this.revisions = revisions;
		this.bodies = bodies;
		this.dialect = dialect;
		this.tables = tables;
		this.settings = settings;
		this.forSchemas = forSchemas;
	}

	/**
	 * Returns what writes scripts for many schemas, of which the client names one when it
	 * runs a script. Internal: not part of the API, use {@code TenantMigrator.offline}.
	 * @param createSchemas whether a script creates the schema if it does not exist
	 * @return the writer
	 */
	public OfflineMigrator forSchemas(boolean createSchemas) {
		return new OfflineMigrator(this.revisions, this.bodies, this.dialect,
				new TableNames(null, this.tables.version(), this.tables.history()),
				new SessionSettings(null, createSchemas, this.settings.lockTimeout(), this.settings.statementTimeout(),
						this.settings.idleInTransactionTimeout()),
				true);
	}

	/**
	 * Writes an upgrade.
	 * @param range from where to where, such as {@code base:head}, {@code 7c1f:head} or
	 * {@code 7c1f:+2}
	 * @return the script
	 * @throws OfflineException if the range is not well-formed
	 * @throws OfflineException if a revision cannot be written as SQL
	 * @throws dev.migrate.MigrateException if the range does not fit the revisions or a
	 * script cannot be read
	 */
	public String upgrade(String range) {
		return run(false).write(upgradePlan(range));
	}

	/**
	 * Returns what an upgrade runs.
	 * @param range from where to where, as for {@link #upgrade(String)}
	 * @return the plan
	 * @throws OfflineException if the range is not well-formed
	 * @throws dev.migrate.MigrateException if the range does not fit the revisions
	 */
	public RevisionPlan upgradePlan(String range) {
		OfflineRange parsed = OfflineRange.parse(range);
		return this.revisions.upgrade(parsed.end(), parsed.rows(this.revisions));
	}

	/**
	 * Writes an upgrade that can be run on a database at any revision from the start of
	 * the range on, also again: what is applied already is passed over, and a revision
	 * that was interrupted is continued where the database can tell how far it got. The
	 * script is for the database's own client only, for PostgreSQL {@code psql}.
	 * @param range from where to where, as for {@link #upgrade(String)}; from base unless
	 * it says otherwise
	 * @return the script
	 * @throws OfflineException if the range is not well-formed
	 * @throws OfflineException if a revision cannot be written as SQL
	 * @throws dev.migrate.MigrateException if the range does not fit the revisions or a
	 * script cannot be read
	 */
	public String idempotentUpgrade(String range) {
		OfflineRange parsed = OfflineRange.parse(range);
		return run(true).writeIdempotent(this.revisions.upgrade(parsed.end(), parsed.rows(this.revisions)),
				Direction.UPGRADE, parents(this.revisions.at(parsed.rows(this.revisions))));
	}

	private Map<String, Collection<String>> parents(RevisionMap map) {
		Map<String, Collection<String>> parents = new LinkedHashMap<>();
		for (RevisionNode revision : map.revisions()) {
			Set<String> above = new LinkedHashSet<>(revision.downRevisions());
			map.dependencies(revision.id()).forEach((dependency) -> above.add(dependency.id()));
			parents.put(revision.id(), above);
		}
		return parents;
	}

	/**
	 * Writes a downgrade.
	 * @param range from where to where, such as {@code head:base} or {@code 7c1f:-1};
	 * neither end may be left out
	 * @return the script
	 * @throws OfflineException if the range is not well-formed
	 * @throws MigrationRefusedException if a revision on the way has no way back
	 * @throws OfflineException if a revision cannot be written as SQL
	 * @throws dev.migrate.MigrateException if the range does not fit the revisions or a
	 * script cannot be read
	 */
	public String downgrade(String range) {
		OfflineRange parsed = OfflineRange.parseBoth(range);
		return run(false).write(this.revisions.downgrade(parsed.end().get(0), parsed.rows(this.revisions)));
	}

	/**
	 * Writes a downgrade that can be run on a database at any revision up to the start of
	 * the range, also again: what is not applied is passed over. It stops where revisions
	 * are applied on top of those that it takes away. Otherwise it is like
	 * {@link #idempotentUpgrade(String)}.
	 * @param range from where to where, as for {@link #downgrade(String)}
	 * @return the script
	 * @throws OfflineException if the range is not well-formed
	 * @throws MigrationRefusedException if a revision on the way has no way back
	 * @throws OfflineException if a revision cannot be written as SQL
	 * @throws dev.migrate.MigrateException if the range does not fit the revisions or a
	 * script cannot be read
	 */
	public String idempotentDowngrade(String range) {
		OfflineRange parsed = OfflineRange.parseBoth(range);
		return run(true).writeIdempotent(this.revisions.downgrade(parsed.end().get(0), parsed.rows(this.revisions)),
				Direction.DOWNGRADE, parents(this.revisions.at(parsed.rows(this.revisions))));
	}

	/**
	 * Writes a stamp, which declares the database to be at other revisions without
	 * running scripts.
	 * @param range from where to where, such as {@code :head} or {@code 7c1f:base}
	 * @return the script
	 * @throws OfflineException if the range is not well-formed
	 * @throws dev.migrate.MigrateException if the range does not fit the revisions
	 */
	public String stamp(String range) {
		OfflineRange parsed = OfflineRange.parse(range);
		return run(false).write(this.revisions.stamp(parsed.end(), parsed.rows(this.revisions)));
	}

	/**
	 * Writes what creates the version table and the history table, unless they exist.
	 * @return the script
	 */
	public String ensureVersion() {
		return run(false).writeTables();
	}

	/**
	 * Returns the statements of one revision, without those that keep the version table
	 * and the history.
	 * @param revision the full id of the revision
	 * @param direction {@link Direction#UPGRADE} or {@link Direction#DOWNGRADE}
	 * @return the statements in their order, without semicolons
	 * @throws MigrationRefusedException if a downgrade is asked for and there is no way
	 * back
	 * @throws OfflineException if the revision cannot be written as SQL
	 * @throws dev.migrate.MigrateException if there is no such revision or its script
	 * cannot be read
	 */
	public List<String> statements(String revision, Direction direction) {
		return pieces(revision, direction).stream().flatMap((piece) -> piece.statements().stream()).toList();
	}

	/**
	 * Returns whether a revision runs statements outside of a transaction that an SQL
	 * script would run in one. Internal: not part of the API.
	 */
	public boolean leavesTransaction(String revision, Direction direction) {
		return pieces(revision, direction).stream()
			.filter((piece) -> !piece.transactional())
			.flatMap((piece) -> piece.statements().stream())
			.anyMatch((statement) -> !this.dialect.refusedInTransaction(statement));
	}

	private List<OfflineStep.Piece> pieces(String revision, Direction direction) {
		RevisionStep step = new RevisionStep(this.revisions.get(revision), direction, VersionRowChange.NONE);
		return OfflineStep.of(step, this.bodies, this.dialect).pieces();
	}

	/**
	 * Returns the same statements for a person to read: those that a class has written on
	 * one line have as many as they need. A script in SQL is left as it was written.
	 * Internal: not part of the API.
	 */
	public List<String> readableStatements(String revision, Direction direction) {
		List<String> statements = statements(revision, direction);
		if (this.bodies.script(revision) instanceof SqlRevision) {
			return statements;
		}
		return statements.stream()
			.map((statement) -> (statement.indexOf('\n') < 0) ? readable(statement) : statement)
			.toList();
	}

	private static String readable(String statement) {
		String text = String.join("\n", SqlLayout.lines(statement + ";"));
		return text.substring(0, text.length() - 1);
	}

	private OfflineRun run(boolean idempotent) {
		ScriptSession session = this.forSchemas ? this.dialect.scriptForSchemas(this.tables, this.settings)
				: this.dialect.script(this.tables, this.settings);
		return new OfflineRun(this.bodies, this.dialect, this.tables, session, idempotent);
	}

}
