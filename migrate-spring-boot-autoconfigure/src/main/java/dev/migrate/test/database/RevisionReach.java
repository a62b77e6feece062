package dev.migrate.test.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.database.OwnSchemas;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Says whether revisions stay in the schema that the connection leads to. A test runs
 * them beside the application's own objects only if nothing speaks against it.
 */
final class RevisionReach {

	private final Migrator migrator;

	private final Map<String, String> rows;

	/**
	 * Creates what knows revisions.
	 * @param migrator the migrator with the revisions
	 * @param rows the statements that insert rows before them, by where they were found
	 */
	RevisionReach(Migrator migrator, Map<String, String> rows) {
		this.migrator = migrator;
		this.rows = rows;
	}

	/**
	 * Returns why the revisions may do something beyond a schema.
	 * @return a clause, or {@code null} if they do not
	 */
	@Nullable String beyond(OwnSchemas schemas, Dialect dialect) {
		if (!this.migrator.inspection().schemas().isEmpty()) {
			return "migrate.schema or migrate.version-table-schema names one";
		}
		if (this.migrator.inspection().hasCallbacks()) {
			return "nobody can tell what the application's callbacks do";
		}
		for (Map.Entry<String, String> script : this.rows.entrySet()) {
			for (SqlStatement statement : dialect.splitter().split(script.getValue(), script.getKey())) {
				String words = schemas.beyond(statement.text());
				if (words != null) {
					return "%s says \"%s\"".formatted(script.getKey(), words);
				}
			}
		}
		OfflineMigrator writer = this.migrator.offline(dialect);
		List<String> irreversible = this.migrator.inspection().checkScripts(null).irreversible();
		RevisionMap all = this.migrator.revisions();
		List<RevisionNode> revisions = (all.size() == 0) ? List.of()
				: all.upgrade(RevisionIdentifier.HEADS, List.of()).revisions();
		for (RevisionNode revision : revisions) {
			String origin = this.migrator.scripts().get(revision.id()).origin();
			try {
				List<String> statements = new ArrayList<>(writer.statements(revision.id(), Direction.UPGRADE));
				if (!irreversible.contains(revision.id())) {
					statements.addAll(downgrade(writer, revision));
				}
				for (String statement : statements) {
					String words = schemas.beyond(statement);
					if (words != null) {
						return "revision %s (%s) says \"%s\"".formatted(revision.id(), origin, words);
					}
				}
			}
			catch (RuntimeException ex) {
				return "nobody can tell what revision %s (%s) does: %s".formatted(revision.id(), origin,
						(ex instanceof MigrateException refused) ? refused.getProblem().replaceFirst("\\.$", "") : ex);
			}
		}
		return null;
	}

	/**
	 * A class that has no way back throws what says so.
	 */
	private static List<String> downgrade(OfflineMigrator writer, RevisionNode revision) {
		try {
			return writer.statements(revision.id(), Direction.DOWNGRADE);
		}
		catch (RuntimeException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof UnsupportedOperationException) {
				return List.of();
			}
			throw ex;
		}
	}

}
