package dev.migrate.runtime;

import java.util.Collection;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionStep;
import dev.migrate.schema.NamingConvention;
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
final class RevisionBodies {

	private final RevisionMap map;

	private final RevisionScripts scripts;

	private final Checksums checksums;

	private final Placeholders placeholders;

	private final ClassLoader classLoader;

	private final MigrationFactory factory;

	private final TransactionMode transaction;

	private final NamingConvention naming;

	RevisionBodies(RevisionMap map, RevisionScripts scripts, Checksums checksums, Placeholders placeholders,
			ClassLoader classLoader, MigrationFactory factory, TransactionMode transaction, NamingConvention naming) {
		this.map = map;
		this.scripts = scripts;
		this.checksums = checksums;
		this.placeholders = placeholders;
		this.classLoader = classLoader;
		this.factory = factory;
		this.naming = naming;
		this.transaction = transaction;
	}

	/**
	 * Returns the same for a run in one transaction, in which only what asks for it stays
	 * outside.
	 * @return the bodies
	 */
	RevisionBodies inTransactions() {
		return (this.transaction != TransactionMode.NONE) ? this
				: new RevisionBodies(this.map, this.scripts, this.checksums, this.placeholders, this.classLoader,
						this.factory, TransactionMode.PER_REVISION, this.naming);
	}

	/**
	 * Returns how the revisions of a plan share transactions.
	 * @return the mode
	 */
	TransactionMode transaction() {
		return this.transaction;
	}

	@Nullable RevisionScript script(String id) {
		return this.scripts.find(id).orElse(null);
	}

	@Nullable String checksum(String id, Dialect dialect) {
		return this.checksums.of(this.scripts.get(id), dialect);
	}

	/**
	 * Returns what a revision depends on besides its down revisions.
	 * @param revision the revision
	 * @return the ids, with labels resolved
	 */
	List<String> dependencies(RevisionNode revision) {
		return this.map.dependencies(revision.id()).stream().map(RevisionNode::id).toList();
	}

	/**
	 * Returns the revisions that are applied when the version table has certain rows.
	 * @param rows the rows, those that no script has are left out
	 * @return the revisions, parents first
	 */
	List<RevisionNode> applied(Collection<String> rows) {
		List<String> unknown = this.map.unknownRows(rows);
		List<String> known = rows.stream().filter((row) -> !unknown.contains(row)).toList();
		return this.map.applied(known).stream().map(this.map::get).toList();
	}

	/**
	 * Reads what a step runs.
	 * @param step the step
	 * @param dialect the dialect that its script is written in
	 * @return what it runs
	 */
	RevisionBody of(RevisionStep step, Dialect dialect) {
		RevisionScript script = this.scripts.get(step.revision().id());
		return (script instanceof SqlRevision sql) ? sql(sql, step.direction(), dialect)
				: java((JavaRevision) script, step.direction(), dialect);
	}

	private boolean inTransaction(RevisionScript script) {
		return script.transactional() && this.transaction != TransactionMode.NONE;
	}

	private RevisionBody sql(SqlRevision script, Direction direction, Dialect dialect) {
		SqlRevisionBody body = script.read(this.placeholders);
		SqlSection section = (direction == Direction.UPGRADE) ? body.upgrade() : body.downgrade();
		if (section == null) {
			throw new IrreversibleRevisionException(script.id(), script.location(),
					"its script says 'migrate:downgrade none'", null);
		}
		return new SqlBody(dialect, script, section, this.placeholders, inTransaction(script));
	}

	private RevisionBody java(JavaRevision script, Direction direction, Dialect dialect) {
		Class<?> type = script.load(this.classLoader);
		JavaBody body = new JavaBody(dialect, script, type, direction, inTransaction(script), this.factory,
				this.naming);
		if (direction == Direction.DOWNGRADE && JavaBody.isReversible(type)) {
			try {
				body.checkReverse();
			}
			catch (MigrateException ex) {
				throw new IrreversibleRevisionException(script.id(), script.location(), ex.getProblem(), ex);
			}
		}
		if (!dialect.rollsBackSchemaChanges()) {
			body.checkFeatures();
		}
		return body;
	}

}
