package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScriptChecksum;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionStep;
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

	private final RevisionScripts scripts;

	private final Placeholders placeholders;

	private final ClassLoader classLoader;

	private final MigrationFactory factory;

	RevisionBodies(RevisionScripts scripts, Placeholders placeholders, ClassLoader classLoader,
			MigrationFactory factory) {
		this.scripts = scripts;
		this.placeholders = placeholders;
		this.classLoader = classLoader;
		this.factory = factory;
	}

	@Nullable RevisionScript script(String id) {
		return this.scripts.find(id).orElse(null);
	}

	/**
	 * Returns the checksum of a script.
	 * @param script the script
	 * @param dialect the dialect that it is written in
	 * @return the checksum, or {@code null} for a script in Java
	 */
	@Nullable String checksum(RevisionScript script, Dialect dialect) {
		if (script instanceof SqlRevision sql) {
			SqlRevisionBody body = sql.read(Placeholders.untouched());
			SqlSection downgrade = body.downgrade();
			return ScriptChecksum.of(dialect.splitter(),
					List.of(body.upgrade().text(), (downgrade != null) ? downgrade.text() : ""));
		}
		return null;
	}

	RevisionBody of(RevisionStep step, MigrationConnection connection) {
		RevisionScript script = this.scripts.get(step.revision().id());
		return (script instanceof SqlRevision sql) ? sql(sql, step.direction(), connection.dialect())
				: java((JavaRevision) script, step.direction(), connection);
	}

	private RevisionBody sql(SqlRevision script, Direction direction, Dialect dialect) {
		SqlRevisionBody body = script.read(this.placeholders);
		SqlSection section = (direction == Direction.UPGRADE) ? body.upgrade() : body.downgrade();
		if (section == null) {
			throw new IrreversibleRevisionException(script.id(), script.location(),
					"its script says 'migrate:downgrade none'", null);
		}
		return new SqlBody(dialect, script, section);
	}

	private RevisionBody java(JavaRevision script, Direction direction, MigrationConnection connection) {
		Class<?> type = script.load(this.classLoader);
		JavaBody body = new JavaBody(connection.dialect(), script, type, direction, this.factory);
		if (direction == Direction.DOWNGRADE && JavaBody.isReversible(type)) {
			try {
				body.checkReverse(connection.jdbc());
			}
			catch (MigrateException ex) {
				throw new IrreversibleRevisionException(script.id(), script.location(), ex.getProblem(), ex);
			}
		}
		return body;
	}

}
