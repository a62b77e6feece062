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

	private static final String SESSION = """
			 a.application_name, a.usename, host(a.client_addr) AS address, a.state, left(a.query, 200) AS query,
				round(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.state_change))) AS seconds,
				round(extract(epoch FROM clock_timestamp() - a.query_start)) AS query_seconds,
			""";

	private static final String FIND = """
			WITH RECURSIVE named AS (
				SELECT oid FROM pg_class WHERE relname = ANY (?)
				UNION
				SELECT r.related FROM named JOIN (
					SELECT indexrelid AS oid, indrelid AS related FROM pg_index
					UNION ALL SELECT inhparent, inhrelid FROM pg_inherits) r USING (oid))
			SELECT l.pid,""" + SESSION + """
				string_agg(DISTINCT l.mode || ' on ' || l.relation::regclass, ', ')
					FILTER (WHERE l.relation IN (SELECT oid FROM pg_class)) AS locks
			FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
			WHERE l.locktype = 'relation' AND (l.granted OR ?) AND l.pid IS DISTINCT FROM pg_backend_pid()
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND (l.relation IN (SELECT oid FROM named) OR ?) AND l.relation >= 16384
				AND (l.mode = 'AccessExclusiveLock' OR NOT ?)
			GROUP BY l.pid, l.virtualtransaction, a.application_name, a.usename, a.client_addr, a.state, a.query,
				a.query_start, a.state_change, a.xact_start
			ORDER BY a.xact_start LIMIT 5""";

	private static final String BLOCKING = """
			SELECT nullif(b.pid, 0) AS pid,""" + SESSION + """
				(SELECT string_agg(DISTINCT held.mode || ' on ' || held.relation::regclass, ', ')
					FROM pg_locks wanted JOIN pg_locks held USING (locktype, database, relation)
					WHERE locktype = 'relation' AND wanted.pid = ? AND NOT wanted.granted AND held.granted
						AND held.pid IS NOT DISTINCT FROM nullif(b.pid, 0)) AS locks
			FROM unnest(?::int[]) AS b (pid) LEFT JOIN pg_stat_activity a ON a.pid = b.pid
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

	/**
	 * Reads who is in the way of a session that waits.
	 * @param waiting the pid of that session
	 * @param blockers the pids of those that it waits for, 0 for a prepared transaction
	 * @return descriptions, the oldest transaction first
	 */
	List<String> blocking(int waiting, List<Integer> blockers) {
		return this.jdbc.query(BLOCKING, LockHolders::describe, waiting, blockers.toArray(Integer[]::new));
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
		String held = (locks != null) ? ", " + locks : "";
		if (row.getObject("pid") == null) {
			return "a prepared transaction (see pg_prepared_xacts%s)".formatted(held);
		}
		return "pid %d (%s, user %s, %s, %s%s%s)".formatted(row.getInt("pid"),
				text(row.getString("application_name"), "no application name"),
				text(row.getString("usename"), "unknown"), text(row.getString("address"), "local"), state(row), held,
				query(row));
	}

	private static String state(ResultSet row) throws SQLException {
		String state = row.getString("state");
		return (state != null) ? "%s for %s s".formatted(state, text(row.getString("seconds"), "0"))
				: "doing what only its user and pg_read_all_stats see";
	}

	private static String query(ResultSet row) throws SQLException {
		String query = text(row.getString("query"), "").strip();
		return (query.isEmpty() || row.getString("state") == null) ? "" : "; query started %s s ago: %s"
			.formatted(text(row.getString("query_seconds"), "0"), query.replaceAll("\\s+", " "));
	}

	private static String text(@Nullable String text, String otherwise) {
		String given = Objects.requireNonNullElse(text, "");
		return given.isEmpty() ? otherwise : given;
	}

}
