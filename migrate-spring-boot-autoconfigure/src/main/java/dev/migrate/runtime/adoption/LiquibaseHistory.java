package dev.migrate.runtime.adoption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Identity;
import dev.migrate.script.AdoptedMigration.Tool;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads the history of Liquibase.
 */
final class LiquibaseHistory {

	private static final String FAILED = "FAILED";

	private static final String SKIPPED = "SKIPPED";

	private LiquibaseHistory() {
	}

	/**
	 * Reads a table.
	 * @param locks the tables, one of which is that of the lock
	 */
	static OtherHistory read(JdbcOperations jdbc, ObjectName table, List<ObjectName> locks) {
		Map<Identity, AdoptedMigration> applied = new LinkedHashMap<>();
		List<String> failed = new ArrayList<>();
		List<Row> rows = jdbc.query(OtherHistory.query(table),
				(row, number) -> new Row(
						row.getInt("orderexecuted"), AdoptedMigration.liquibaseChangeSet(row.getString("id"),
								row.getString("author"), row.getString("filename")),
						String.valueOf(row.getString("exectype"))));
		for (Row row : rows.stream().sorted(Comparator.comparingInt(Row::order)).toList()) {
			if (row.type().equals(FAILED)) {
				failed.add(row.migration().name());
			}
			else if (!row.type().equals(SKIPPED)) {
				applied.put(row.migration().identity(), row.migration());
			}
		}
		return new OtherHistory(Tool.LIQUIBASE, table, applied, null, failed,
				locks.stream().map((lock) -> holder(jdbc, lock)).filter(Objects::nonNull).findFirst().orElse(null));
	}

	private static @Nullable String holder(JdbcOperations jdbc, ObjectName lock) {
		return jdbc
			.query(OtherHistory.query(lock),
					(row, number) -> row.getBoolean("locked") ? "%s since %s, as %s says"
						.formatted(row.getString("lockedby"), row.getTimestamp("lockgranted"), lock) : "")
			.stream()
			.filter((holder) -> !holder.isEmpty())
			.findFirst()
			.orElse(null);
	}

	private record Row(int order, AdoptedMigration migration, String type) {
	}

}
