package dev.migrate.dialect.postgresql.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds the sessions that a statement has waited for. The server forgets that with the
 * wait, so it is told from the names in the statement: who else holds a lock on a
 * relation of one of these names, on its partitions, or on the table of such an index.
 */
final class LockHolders {

	private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

	private static final int LONGEST_SCAN = 20_000;

	private static final String FIND = """
			WITH RECURSIVE named AS (
				SELECT oid FROM pg_class WHERE relname = ANY (?)
				UNION
				SELECT r.related FROM named JOIN (
					SELECT indexrelid AS oid, indrelid AS related FROM pg_index
					UNION ALL SELECT inhparent, inhrelid FROM pg_inherits) r USING (oid))
			SELECT l.pid, a.application_name, host(a.client_addr) AS address, a.state, left(a.query, 200) AS query,
				round(extract(epoch FROM clock_timestamp() - a.xact_start)) AS seconds,
				string_agg(DISTINCT l.mode || ' on ' || l.relation::regclass, ', ') AS locks
			FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
			WHERE l.locktype = 'relation' AND (l.granted OR ?) AND l.pid IS DISTINCT FROM pg_backend_pid()
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND (l.relation IN (SELECT oid FROM named) OR ?) AND l.relation >= 16384
				AND (l.mode = 'AccessExclusiveLock' OR NOT ?)
			GROUP BY l.pid, l.virtualtransaction, a.application_name, a.client_addr, a.state, a.query, a.xact_start
			ORDER BY a.xact_start LIMIT 5""";

	private final JdbcOperations jdbc;

	LockHolders(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads who holds the locks that a statement needs.
	 * @param statement the statement, or {@code null} if nobody knows it; then whoever
	 * holds a lock on any relation may have been in the way
	 * @return descriptions, the oldest transaction first
	 */
	List<String> of(@Nullable String statement) {
		String[] names = (statement != null) ? names(statement).toArray(String[]::new) : new String[0];
		return find(names, statement == null, false);
	}

	/**
	 * Reads who keeps a table from being read, or is about to.
	 * @return descriptions, the oldest transaction first
	 */
	List<String> againstReading() {
		return find(new String[0], true, true);
	}

	private List<String> find(String[] names, boolean any, boolean exclusive) {
		return this.jdbc.query(FIND, LockHolders::describe, names, exclusive, any, exclusive);
	}

	private static Set<String> names(String statement) {
		Set<String> names = new TreeSet<>();
		Matcher matcher = NAME.matcher(statement.substring(0, Math.min(statement.length(), LONGEST_SCAN)));
		while (matcher.find()) {
			String quoted = matcher.group(1);
			names.add((quoted != null) ? quoted.replace("\"\"", "\"") : matcher.group().toLowerCase(Locale.ROOT));
		}
		return names;
	}

	private static String describe(ResultSet row, int number) throws SQLException {
		String locks = row.getString("locks");
		if (row.getObject("pid") == null) {
			return "a prepared transaction (see pg_prepared_xacts; %s)".formatted(locks);
		}
		String query = row.getString("query");
		return "pid %d (%s, %s, %s for %s s, %s%s)".formatted(row.getInt("pid"),
				text(row.getString("application_name"), "no application name"), text(row.getString("address"), "local"),
				text(row.getString("state"), "state unknown"), text(row.getString("seconds"), "0"), locks,
				(query == null || query.isBlank()) ? "" : ": " + query.strip().replaceAll("\\s+", " "));
	}

	private static String text(@Nullable String text, String otherwise) {
		String given = Objects.requireNonNullElse(text, "");
		return given.isEmpty() ? otherwise : given;
	}

}
