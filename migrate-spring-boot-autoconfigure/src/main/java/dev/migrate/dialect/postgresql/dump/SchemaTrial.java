package dev.migrate.dialect.postgresql.dump;

import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.database.DumpContent;
import dev.migrate.dialect.database.DumpFailedException;
import dev.migrate.dialect.database.DumpScope;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Builds a dump in scratch schemas of the database itself, in the transaction that is
 * open and is to be rolled back, for a role that may not create databases.
 */
final class SchemaTrial {

	private static final String SCHEMAS = """
			SELECT nspname, quote_ident(nspname) FROM pg_namespace
			WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'""";

	private static final String OF_EXTENSIONS = """
			SELECT nspname || '.' || name FROM pg_depend d, pg_namespace n,
				LATERAL (SELECT typnamespace AS schema, typname AS name FROM pg_type WHERE classid = 'pg_type'::regclass AND oid = objid
					UNION ALL SELECT typnamespace, '_' || typname FROM pg_type WHERE classid = 'pg_type'::regclass AND oid = objid
					UNION ALL SELECT pronamespace, proname FROM pg_proc WHERE classid = 'pg_proc'::regclass AND oid = objid
					UNION ALL SELECT opcnamespace, opcname FROM pg_opclass WHERE classid = 'pg_opclass'::regclass AND oid = objid
					UNION ALL SELECT oprnamespace, left(oprname, 1) FROM pg_operator WHERE classid = 'pg_operator'::regclass AND oid = objid
					UNION ALL SELECT collnamespace, collname FROM pg_collation WHERE classid = 'pg_collation'::regclass AND oid = objid
					UNION ALL SELECT relnamespace, relname FROM pg_class WHERE classid = 'pg_class'::regclass AND oid = objid) o
			WHERE deptype = 'e' AND n.oid = o.schema""";

	/**
	 * What a trial has locked outside of the scratch schemas.
	 */
	private static final String LOCKED = """
			SELECT DISTINCT c.oid::regclass::text FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = relnamespace
			WHERE pid = pg_backend_pid() AND mode <> 'AccessShareLock' AND nspname !~ '^(pg_|migrate_scratch_)'""";

	private final JdbcOperations jdbc;

	private final PostgresqlDump dump;

	private final ScratchNames names;

	SchemaTrial(JdbcOperations jdbc, PostgresqlDump dump) {
		this.jdbc = jdbc;
		this.dump = dump;
		Map<String, String> schemas = new LinkedHashMap<>();
		jdbc.query(SCHEMAS, (row) -> {
			schemas.put(row.getString(1), row.getString(2));
		});
		Set<String> ofExtensions = new HashSet<>(jdbc.queryForList(OF_EXTENSIONS, String.class));
		this.names = new ScratchNames(schemas, ofExtensions);
	}

	DumpContent.Comparison compare(List<String> statements, DumpScope scope, DumpContent expected) {
		this.jdbc.execute("SET LOCAL lock_timeout = '5s'");
		scope.schemas().forEach((schema) -> this.jdbc.execute("CREATE SCHEMA " + this.names.of(schema)));
		statements.forEach((statement) -> execute(this.names.replace(statement)));
		this.dump.usePlainNames();
		List<String> locked = this.jdbc.queryForList(LOCKED, String.class);
		if (!locked.isEmpty()) {
			throw DumpFailedException.beyondSchemas(locked);
		}
		DumpContent content = this.dump
			.content(new DumpScope(Set.of(), Set.of(), scope.rows().stream().map(this.names::of).toList()));
		return ofSchemas(expected).compare(restored(content), this::reread);
	}

	/**
	 * Leaves out what the database has only once, and so the trial cannot have.
	 */
	private static DumpContent ofSchemas(DumpContent content) {
		return new DumpContent(content.lines()
			.stream()
			.filter((line) -> !line.startsWith("extension ") && !line.startsWith("event trigger "))
			.toList(), content.definitions());
	}

	private DumpContent restored(DumpContent content) {
		Map<String, String> definitions = new HashMap<>();
		content.definitions().forEach((start, text) -> {
			if (this.names.isIn(start)) {
				definitions.put(this.names.restore(start), this.names.restore(text));
			}
		});
		return new DumpContent(content.lines()
			.stream()
			.filter(this.names::isIn)
			.map(this.names::restore)
			.filter((line) -> !PostgresqlDump.isOfServer(line))
			.toList(), definitions);
	}

	private Map<String, String> reread(Map<String, String> definitions) {
		Map<String, String> replaced = new LinkedHashMap<>();
		definitions.forEach((start, text) -> replaced.put(this.names.replace(start), this.names.replace(text)));
		Map<String, String> restored = new LinkedHashMap<>();
		this.dump.reread(replaced)
			.forEach((start, text) -> restored.put(this.names.restore(start), this.names.restore(text)));
		return restored;
	}

	private void execute(String statement) {
		this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			try (Statement created = connection.createStatement()) {
				created.setEscapeProcessing(false);
				return created.execute(statement);
			}
		});
	}

}
