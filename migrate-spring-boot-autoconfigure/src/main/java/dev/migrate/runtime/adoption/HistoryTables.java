package dev.migrate.runtime.adoption;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration.Tool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds the tables of other tools by their columns, because an application can give them
 * other names.
 */
final class HistoryTables {

	private static final Logger logger = LoggerFactory.getLogger(HistoryTables.class);

	private final JdbcOperations jdbc;

	private final AdoptionSettings settings;

	private final String schema;

	private final Map<Tool, ObjectName> known = new EnumMap<>(Tool.class);

	private final Set<Tool> warned = EnumSet.noneOf(Tool.class);

	/**
	 * Creates a search.
	 * @param schema the schema that is migrated, or {@code null} for that of the
	 * connection
	 */
	HistoryTables(JdbcOperations jdbc, AdoptionSettings settings, @Nullable String schema) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.schema = (schema != null) ? schema
				: String.valueOf(jdbc.execute((ConnectionCallback<String>) Connection::getSchema));
	}

	/**
	 * Finds the history of a tool.
	 * @throws MigrationRefusedException if there are several
	 */
	Optional<ObjectName> history(Tool tool) {
		if (!this.known.containsKey(tool)) {
			find(tool).ifPresent((table) -> this.known.put(tool, table));
		}
		return Optional.ofNullable(this.known.get(tool));
	}

	private Optional<ObjectName> find(Tool tool) {
		List<ObjectName> all = switch (tool) {
			case FLYWAY -> with("installed_rank");
			case LIQUIBASE -> with("orderexecuted");
		};
		ObjectName wanted = this.settings.table();
		ObjectName usual = this.settings.usual().get(tool);
		List<ObjectName> found = new ArrayList<>();
		if (wanted != null) {
			found.addAll(named(wanted, all));
		}
		else {
			if (usual != null) {
				found.addAll(named(usual, all));
			}
			if (found.isEmpty()) {
				found.addAll(own(all));
			}
			List<ObjectName> named = found.stream()
				.filter((table) -> table.name().equalsIgnoreCase(usualName(tool)))
				.toList();
			if (found.size() > 1 && named.size() == 1) {
				found.retainAll(named);
			}
		}
		if (found.size() > 1) {
			throw MigrationRefusedException.severalHistories(tool.title(),
					found.stream().map(ObjectName::written).toList());
		}
		if (found.isEmpty() && !all.isEmpty() && this.warned.add(tool)) {
			logger.warn(
					"{} keeps its state in {}, and not in {}. If that is the history of this application, set"
							+ " migrate.adopt-table={}",
					tool.title(), String.join(", ", all.stream().map(ObjectName::written).toList()), (wanted != null)
							? expected(tool).written() : "the schema that is migrated (%s)".formatted(this.schema),
					all.get(0).written());
		}
		return found.stream().findFirst();
	}

	/**
	 * Returns what the history of a tool will be called that is not there yet.
	 */
	ObjectName expected(Tool tool) {
		ObjectName wanted = this.settings.table();
		ObjectName name = (wanted != null) ? wanted
				: this.settings.usual().getOrDefault(tool, new ObjectName(null, usualName(tool)));
		return (name.schema() != null) ? name : new ObjectName(this.schema, name.name());
	}

	/**
	 * Finds the lock of Liquibase.
	 * @param history its history
	 * @return the table of the lock, or all that can be it
	 */
	List<ObjectName> locks(ObjectName history) {
		List<ObjectName> all = with("lockgranted").stream()
			.filter((table) -> String.valueOf(table.schema()).equals(history.schema()))
			.toList();
		String name = this.settings.lock();
		List<ObjectName> named = named(history.sibling((name != null) ? name : history.name() + "lock"), all);
		return named.isEmpty() ? all : named;
	}

	private static String usualName(Tool tool) {
		return switch (tool) {
			case FLYWAY -> "flyway_schema_history";
			case LIQUIBASE -> "databasechangelog";
		};
	}

	/**
	 * Returns the tables that a name means, without a schema in the one that is migrated:
	 * one of exactly this name, or else those of any case, because tools fold it.
	 */
	private List<ObjectName> named(ObjectName name, List<ObjectName> tables) {
		List<ObjectName> candidates = (name.schema() != null) ? tables : own(tables);
		String schema = (name.schema() != null) ? name.schema() : this.schema;
		List<ObjectName> exact = candidates.stream().filter(new ObjectName(schema, name.name())::equals).toList();
		return !exact.isEmpty() ? exact : candidates.stream()
			.filter((table) -> table.name().equalsIgnoreCase(name.name()) && schema.equalsIgnoreCase(table.schema()))
			.toList();
	}

	private List<ObjectName> own(List<ObjectName> tables) {
		return tables.stream().filter((table) -> this.schema.equals(table.schema())).toList();
	}

	private List<ObjectName> with(String column) {
		// Tenants are many, and what others of them have does not matter.
		String schema = this.settings.tenant() ? this.schema : null;
		List<ObjectName> tables = this.jdbc
			.execute((ConnectionCallback<List<ObjectName>>) (connection) -> tables(connection.getMetaData(), schema,
					column));
		return (tables != null) ? tables : List.of();
	}

	private static List<ObjectName> tables(DatabaseMetaData metaData, @Nullable String schema, String column)
			throws SQLException {
		List<ObjectName> tables = new ArrayList<>();
		Set<String> spellings = metaData.storesUpperCaseIdentifiers() ? Set.of(column, column.toUpperCase(Locale.ROOT))
				: Set.of(column);
		String pattern = (schema != null)
				? schema.replaceAll("[_%\\\\]", Matcher.quoteReplacement(metaData.getSearchStringEscape()) + "$0")
				: null;
		for (String spelling : spellings) {
			try (ResultSet columns = metaData.getColumns(null, pattern, null, spelling)) {
				while (columns.next()) {
					// '_' stands for any character.
					if (columns.getString("COLUMN_NAME").equals(spelling)) {
						tables.add(new ObjectName(columns.getString("TABLE_SCHEM"), columns.getString("TABLE_NAME")));
					}
				}
			}
		}
		return tables;
	}

}
