package dev.migrate.runtime.adoption;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.Table;

/**
 * Another tool that migrates databases and keeps tables in them. The columns tell it,
 * because an application can give the tables other names.
 */
public enum OtherTool {

	/**
	 * Flyway, with its history.
	 */
	FLYWAY("Flyway"),

	/**
	 * Liquibase, with its history and its lock.
	 */
	LIQUIBASE("Liquibase"),

	/**
	 * Alembic, whose version table is like that of Migrate.
	 */
	ALEMBIC("Alembic");

	/**
	 * What the tables of these tools are called if nobody gives them other names.
	 */
	static final Set<String> USUAL_NAMES = Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock",
			"alembic_version");

	private final String title;

	OtherTool(String title) {
		this.title = title;
	}

	/**
	 * Returns the tool that a table belongs to.
	 * @param table a table that is none of Migrate's own
	 */
	public static Optional<OtherTool> of(Table table) {
		List<String> columns = table.columns()
			.stream()
			.map(Column::name)
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
		return Stream.of(values()).filter((tool) -> tool.keeps(columns)).findFirst();
	}

	/**
	 * Returns whether a table has a name that only such a tool uses, whatever its columns
	 * are.
	 */
	public static boolean isUsualName(String table) {
		return USUAL_NAMES.contains(table.toLowerCase(Locale.ROOT));
	}

	private boolean keeps(List<String> columns) {
		return switch (this) {
			case FLYWAY ->
				columns.containsAll(Set.of("installed_rank", "version", "script", "checksum", "installed_on"));
			case LIQUIBASE ->
				columns.containsAll(Set.of("id", "author", "filename", "dateexecuted", "orderexecuted", "md5sum"))
						|| columns.containsAll(Set.of("id", "locked", "lockgranted", "lockedby"));
			case ALEMBIC -> columns.equals(List.of("version_num"));
		};
	}

	public String title() {
		return this.title;
	}

}
