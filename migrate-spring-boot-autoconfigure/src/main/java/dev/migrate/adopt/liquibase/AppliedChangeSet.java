package dev.migrate.adopt.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * A change set that the history of a database has.
 *
 * @param key what Liquibase has written there
 * @param outcome what it says happened, such as {@code EXECUTED} or {@code MARK_RAN}
 */
record AppliedChangeSet(ChangeSetKey key, String outcome) {

	/**
	 * Reads the history.
	 * @param table where it is
	 * @return the change sets, in the order in which they ran for the last time
	 */
	static List<AppliedChangeSet> read(JdbcOperations jdbc, Dialect dialect, ObjectName table) {
		return jdbc.query(
				"SELECT id, author, filename, exectype FROM %s ORDER BY orderexecuted, dateexecuted"
					.formatted(dialect.quote(table)),
				(row, number) -> new AppliedChangeSet(
						new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
						String.valueOf(row.getString(4))));
	}

	/**
	 * Returns whether it has run again, so that its place in the history is no longer
	 * that of the first time.
	 */
	boolean isRerun() {
		return this.outcome.equals("RERAN");
	}

	/**
	 * Returns whether a precondition kept it from running.
	 */
	boolean isMarked() {
		return this.outcome.equals("MARK_RAN");
	}

	/**
	 * Orders the change sets of a changelog: first those that a database has, as it got
	 * them, then the others.
	 * @param changelog all of them, in the order of the changelog
	 * @param applied those that the database has
	 */
	static List<ChangeSetKey> order(List<ChangeSetKey> changelog, List<AppliedChangeSet> applied) {
		Map<ChangeSetKey, ChangeSetKey> known = new LinkedHashMap<>();
		changelog.forEach((key) -> known.put(key.normalized(), key));
		Map<ChangeSetKey, AppliedChangeSet> rows = new LinkedHashMap<>();
		applied.forEach((row) -> rows.put(row.key().normalized(), row));
		List<ChangeSetKey> ordered = new ArrayList<>();
		rows.forEach((key, row) -> {
			if (!row.isRerun() && known.containsKey(key)) {
				ordered.add(known.get(key));
			}
		});
		// One that ran again stays behind the one that is before it in the changelog.
		int place = 0;
		for (Map.Entry<ChangeSetKey, ChangeSetKey> entry : known.entrySet()) {
			AppliedChangeSet row = rows.get(entry.getKey());
			if (row != null && row.isRerun()) {
				ordered.add(place++, entry.getValue());
			}
			else if (row != null) {
				place = ordered.indexOf(entry.getValue()) + 1;
			}
		}
		changelog.stream().filter((key) -> !rows.containsKey(key.normalized())).forEach(ordered::add);
		return ordered;
	}

}
