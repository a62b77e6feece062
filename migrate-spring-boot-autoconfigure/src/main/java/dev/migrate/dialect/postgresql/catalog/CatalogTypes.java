package dev.migrate.dialect.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;

/**
 * Turns what the catalog says of a type into the data type that a migration would write.
 */
final class CatalogTypes {

	private static final Pattern ARGUMENTS = Pattern.compile("(.*?)\\(([^()\"]*)\\)( with(?:out)? time zone)?");

	private static final Map<String, String> SHORT_NAMES = Map.of("character varying", "varchar", "character", "char",
			"timestamp without time zone", "timestamp", "time without time zone", "time");

	private final List<String> path;

	/**
	 * Creates a reader of types.
	 * @param path the schemas whose extensions need no schema before the name of a type
	 */
	CatalogTypes(List<String> path) {
		this.path = path;
	}

	/**
	 * Reads the columns {@code type_text}, {@code type_schema}, {@code type_name},
	 * {@code type_of_extension} and {@code type_dimensions}, which is 0 for no array.
	 */
	DataType read(ResultSet row) throws SQLException {
		String text = row.getString("type_text");
		String schema = row.getString("type_schema");
		String name = row.getString("type_name");
		int dimensions = row.getInt("type_dimensions");
		if (schema.equals("pg_catalog")) {
			return builtIn(text, dimensions);
		}
		List<String> arguments = arguments(text);
		if (!row.getBoolean("type_of_extension")) {
			return new DataType(new ObjectName(schema, name).written(), arguments, dimensions, true);
		}
		ObjectName visible = new ObjectName(this.path.contains(schema) ? null : schema, name);
		return new DataType(PostgresqlIdentifiers.quote(visible), arguments, dimensions, false);
	}

	static DataType builtIn(String text, int dimensions) {
		Matcher matcher = ARGUMENTS.matcher(text);
		String name = matcher.matches() ? matcher.group(1) + Objects.requireNonNullElse(matcher.group(3), "") : text;
		List<String> arguments = arguments(text);
		if (name.equals("numeric") && arguments.size() == 2 && arguments.get(1).equals("0")) {
			arguments = arguments.subList(0, 1);
		}
		return new DataType(SHORT_NAMES.getOrDefault(name, name), arguments, dimensions, false);
	}

	private static List<String> arguments(String text) {
		Matcher matcher = ARGUMENTS.matcher(text);
		return matcher.matches() ? Stream.of(matcher.group(2).split(",")).map(String::strip).toList() : List.of();
	}

}
