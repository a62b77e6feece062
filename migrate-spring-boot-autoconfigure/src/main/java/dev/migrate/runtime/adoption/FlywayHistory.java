package dev.migrate.runtime.adoption;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Identity;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.script.FlywayVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The history of Flyway. Of each migration, the last row counts.
 */
public final class FlywayHistory {

	private static final long LOCK = 77_431_708_279_161L;

	private final Map<Identity, Row> applied = new LinkedHashMap<>();

	private final Map<Identity, Row> failed = new LinkedHashMap<>();

	private @Nullable FlywayVersion baseline;

	private FlywayHistory() {
	}

	/**
	 * Returns the history of a database that Flyway has never migrated.
	 */
	public static FlywayHistory empty() {
		return new FlywayHistory();
	}

	/**
	 * Reads a table.
	 * @param table the table, whose name is as the catalog has it
	 */
	public static FlywayHistory read(JdbcOperations jdbc, ObjectName table) {
		FlywayHistory history = new FlywayHistory();
		List<Row> rows = jdbc.query(OtherHistory.query(table),
				(row, number) -> new Row(row.getInt("installed_rank"), row.getString("version"),
						row.getString("description"), String.valueOf(row.getString("type")),
						String.valueOf(row.getString("script")), (Integer) row.getObject("checksum"),
						String.valueOf(row.getString("installed_on")), row.getBoolean("success")));
		rows.stream().sorted(Comparator.comparingInt(Row::rank)).forEach(history::add);
		return history;
	}

	static OtherHistory read(JdbcOperations jdbc, ObjectName table, Dialect dialect) {
		// Whoever ends in between has written everything that is read then.
		String lock = dialect.otherToolAtWork(jdbc, table, lock(table)).orElse(null);
		FlywayHistory history = read(jdbc, table);
		Map<Identity, AdoptedMigration> applied = new LinkedHashMap<>();
		history.applied.forEach((key, row) -> applied.put(key, row.migration()));
		return new OtherHistory(Tool.FLYWAY, table, applied, history.baseline,
				history.failed().stream().map(Row::describe).toList(), lock);
	}

	/**
	 * Finds the first run of Flyway in a database, which creates the table and is not
	 * done: nobody else sees the table yet.
	 * @param table what the table will be
	 */
	static Optional<OtherHistory> beginning(JdbcOperations jdbc, ObjectName table, Dialect dialect) {
		return dialect.otherToolAtWork(jdbc, table, lock(table))
			.map((lock) -> new OtherHistory(Tool.FLYWAY, table, Map.of(), null, List.of(), lock));
	}

	/**
	 * Returns the number of the advisory lock of Flyway, which it holds while it runs a
	 * migration.
	 */
	private static long lock(ObjectName table) {
		return LOCK + "\"%s\".\"%s\"".formatted(table.schema(), table.name()).hashCode();
	}

	private void add(Row row) {
		if (row.isMarker()) {
			return;
		}
		Identity key = row.migration().identity();
		this.applied.remove(key);
		this.failed.remove(key);
		if (!row.success()) {
			this.failed.put(key, row);
		}
		else if (row.isBaseline()) {
			FlywayVersion version = row.migration().parsedVersion();
			if (version != null && (this.baseline == null || version.compareTo(this.baseline) > 0)) {
				this.baseline = version;
			}
			if (!row.type().equals("BASELINE")) {
				this.applied.put(key, row);
			}
		}
		else if (!row.isWithdrawal()) {
			this.applied.put(key, row);
		}
	}

	/**
	 * Returns the rows of what was applied, in the order in which it was.
	 */
	public List<Row> applied() {
		return List.copyOf(this.applied.values());
	}

	/**
	 * Returns the rows of what has failed and was not repaired.
	 */
	public List<Row> failed() {
		return List.copyOf(this.failed.values());
	}

	/**
	 * Returns the row of a migration, or {@code null} if it was not applied.
	 */
	public @Nullable Row find(AdoptedMigration migration) {
		return this.applied.get(migration.identity());
	}

	/**
	 * Returns the version up to which everything counts as applied, or {@code null} if
	 * there is none.
	 */
	public @Nullable FlywayVersion baseline() {
		return this.baseline;
	}

	/**
	 * A row.
	 *
	 * @param rank its place in the order in which migrations were applied
	 * @param version the version, or {@code null} for a repeatable migration
	 * @param description what the migration does
	 * @param type what kind of a migration it is
	 * @param script the name of its file or its class
	 * @param checksum the checksum of its text
	 * @param installedOn when it was applied
	 * @param success whether it has not failed
	 */
	public record Row(int rank, @Nullable String version, @Nullable String description, String type, String script,
			@Nullable Integer checksum, String installedOn, boolean success) {

		/**
		 * Returns whether the row is about no migration, but about the creation of a
		 * schema or of the table itself.
		 */
		boolean isMarker() {
			return this.version == null && (this.rank <= 0 || this.type.equals("SCHEMA") || this.description == null);
		}

		/**
		 * Returns whether the database counts as having every version up to this one: by
		 * a baseline, or by a baseline script, which is a migration itself.
		 */
		public boolean isBaseline() {
			return this.version != null && this.type.endsWith("BASELINE");
		}

		/**
		 * Returns whether a migration was undone, or its file is gone.
		 */
		boolean isWithdrawal() {
			return this.type.startsWith("UNDO") || this.type.equals("DELETE");
		}

		/**
		 * Returns whether the migration was a class.
		 */
		public boolean isJava() {
			return this.type.contains("JDBC");
		}

		public AdoptedMigration migration() {
			return (this.version != null) ? AdoptedMigration.flywayVersion(this.version)
					: AdoptedMigration.flywayRepeatable(String.valueOf(this.description), this.checksum);
		}

		/**
		 * Returns the migration and its file, for people to read.
		 */
		public String describe() {
			return this.script.isEmpty() ? migration().name() : migration().name() + " (" + this.script + ")";
		}

	}

}
