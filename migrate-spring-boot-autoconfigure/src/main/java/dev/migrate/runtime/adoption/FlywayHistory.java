package dev.migrate.runtime.adoption;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Identity;
import dev.migrate.script.AdoptedMigration.Tool;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads the history of Flyway. Of each migration, the last row counts.
 */
final class FlywayHistory {

	private static final long LOCK = 77_431_708_279_161L;

	private final Map<Identity, AdoptedMigration> applied = new LinkedHashMap<>();

	private final Map<Identity, String> failed = new LinkedHashMap<>();

	private @Nullable Identity baseline;

	private FlywayHistory() {
	}

	static OtherHistory read(JdbcOperations jdbc, ObjectName table, Dialect dialect) {
		// Whoever ends in between has written everything that is read then.
		String lock = dialect.otherToolAtWork(jdbc, table, lock(table)).orElse(null);
		FlywayHistory history = new FlywayHistory();
		List<Row> rows = jdbc.query(OtherHistory.query(table),
				(row, number) -> new Row(row.getInt("installed_rank"), row.getString("version"),
						row.getString("description"), String.valueOf(row.getString("type")), row.getString("script"),
						(Integer) row.getObject("checksum"), row.getBoolean("success")));
		rows.stream().sorted(Comparator.comparingInt(Row::rank)).forEach(history::add);
		return new OtherHistory(Tool.FLYWAY, table, history.applied, history.baseline,
				List.copyOf(history.failed.values()), null, lock);
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
		AdoptedMigration migration = row.migration();
		Identity key = migration.identity();
		this.applied.remove(key);
		this.failed.remove(key);
		if (!row.success()) {
			this.failed.put(key, row.describe());
		}
		else if (row.isBaseline()) {
			if (this.baseline == null || compare(key, this.baseline) > 0) {
				this.baseline = key;
			}
			if (!row.type().equals("BASELINE")) {
				this.applied.put(key, migration);
			}
		}
		else if (!row.isWithdrawal()) {
			this.applied.put(key, migration);
		}
	}

	/**
	 * Compares the keys of two versions.
	 */
	static int compare(Identity one, Identity other) {
		List<BigInteger> left = parts(one);
		List<BigInteger> right = parts(other);
		for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
			int result = part(left, i).compareTo(part(right, i));
			if (result != 0) {
				return result;
			}
		}
		return 0;
	}

	private static BigInteger part(List<BigInteger> parts, int index) {
		return (index < parts.size()) ? parts.get(index) : BigInteger.ZERO;
	}

	private static List<BigInteger> parts(Identity version) {
		return Stream.of(version.name().split("\\.")).map(BigInteger::new).toList();
	}

	private record Row(int rank, @Nullable String version, @Nullable String description, String type,
			@Nullable String script, @Nullable Integer checksum, boolean success) {

		/**
		 * Returns whether the row is about no migration, but about the creation of a
		 * schema or of the table itself.
		 */
		boolean isMarker() {
			return this.version == null && (this.rank <= 0 || this.type.equals("SCHEMA") || this.description == null);
		}

		boolean isBaseline() {
			return this.version != null && this.type.endsWith("BASELINE");
		}

		/**
		 * Returns whether a migration was undone, or its file is gone.
		 */
		boolean isWithdrawal() {
			return this.type.startsWith("UNDO") || this.type.equals("DELETE");
		}

		AdoptedMigration migration() {
			return (this.version != null) ? AdoptedMigration.flywayVersion(this.version)
					: AdoptedMigration.flywayRepeatable(String.valueOf(this.description), this.checksum);
		}

		String describe() {
			String name = migration().name();
			return (this.script != null && !this.script.isEmpty()) ? name + " (" + this.script + ")" : name;
		}

	}

}
