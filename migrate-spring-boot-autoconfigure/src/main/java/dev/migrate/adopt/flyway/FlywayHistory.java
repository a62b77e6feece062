package dev.migrate.adopt.flyway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the history table of Flyway says of a database.
 */
final class FlywayHistory {

	private final Map<FlywayVersion, Row> applied = new LinkedHashMap<>();

	private final Map<String, Row> repeatables = new LinkedHashMap<>();

	private @Nullable FlywayVersion baseline;

	private FlywayHistory() {
	}

	/**
	 * Reads the table, if it exists.
	 */
	static FlywayHistory read(Dialect dialect, JdbcTemplate jdbc, ObjectName table, AdoptionReport report) {
		FlywayHistory history = new FlywayHistory();
		Inspector inspector = dialect.inspector(jdbc);
		if (!inspector.read(List.of(String.valueOf(table.schema()))).tables().containsKey(table)) {
			return history;
		}
		try {
			jdbc.query(
					"SELECT installed_rank, version, description, type, script, checksum, installed_on, success FROM "
							+ dialect.quote(table) + " ORDER BY installed_rank",
					(rows) -> {
						Integer checksum = rows.getObject("checksum", Integer.class);
						history.add(new Row(rows.getString("version"), String.valueOf(rows.getString("description")),
								String.valueOf(rows.getString("type")), String.valueOf(rows.getString("script")),
								checksum, String.valueOf(rows.getString("installed_on")), rows.getBoolean("success")),
								report);
					});
			return history;
		}
		catch (DataAccessException ex) {
			throw AdoptException.unreadable(
					"The history of Flyway in %s cannot be read: %s.".formatted(table,
							ex.getMostSpecificCause().getMessage()),
					"Run the command as a role that may read it, or correct spring.flyway.table.", ex);
		}
	}

	private void add(Row row, AdoptionReport report) {
		if (!row.success()) {
			report.mistake(row.name(),
					"it has failed in this database. Undo what it has done, run 'flyway repair', and bring the database"
							+ " to a version with Flyway first.");
			return;
		}
		if (row.version() == null) {
			if (!row.type().equals("SCHEMA") && !row.type().equals("DELETE")) {
				this.repeatables.put(row.description(), row);
			}
			else if (row.type().equals("DELETE")) {
				this.repeatables.remove(row.description());
			}
			return;
		}
		FlywayVersion version = FlywayVersion.parse(row.version());
		if (version == null) {
			report.mistake(row.name(), "'%s' is no version.".formatted(row.version()));
		}
		else if (row.type().equals("BASELINE")) {
			this.baseline = version;
		}
		else {
			this.applied.remove(version);
			if (!row.type().equals("DELETE") && !row.type().startsWith("UNDO")) {
				this.applied.put(version, row);
			}
		}
	}

	/**
	 * Returns the applied versions in the order in which they were.
	 */
	List<FlywayVersion> versions() {
		return new ArrayList<>(this.applied.keySet());
	}

	/**
	 * Forgets a version that another script takes the place of.
	 */
	void forget(FlywayVersion version) {
		this.applied.remove(version);
	}

	@Nullable Row row(FlywayVersion version) {
		return this.applied.get(version);
	}

	@Nullable Row repeatable(String description) {
		return this.repeatables.get(abbreviated(description));
	}

	Map<String, Row> repeatables() {
		return this.repeatables;
	}

	/**
	 * Flyway abbreviates what its table has no room for.
	 */
	static String abbreviated(String description) {
		return (description.length() <= 200) ? description : description.substring(0, 197) + "...";
	}

	/**
	 * Returns the version that the database was declared to have before Flyway, or
	 * {@code null} if it was not.
	 */
	@Nullable FlywayVersion baseline() {
		return this.baseline;
	}

	boolean isApplied(FlywayVersion version) {
		FlywayVersion declared = this.baseline;
		return this.applied.containsKey(version) || (declared != null && version.compareTo(declared) <= 0);
	}

	/**
	 * A row.
	 */
	record Row(@Nullable String version, String description, String type, String script, @Nullable Integer checksum,
			String installedOn, boolean success) {

		boolean isJava() {
			return this.type.contains("JDBC");
		}

		String name() {
			return (this.version != null) ? "version " + this.version + " (" + this.script + ")" : this.script;
		}

	}

}
