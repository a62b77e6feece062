package dev.migrate.dialect.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the INFORMATION_SCHEMA says of a type into the data type that a migration
 * would write.
 */
final class H2CatalogTypes {

	// What H2 says of a varchar and a varbinary without a length, in 2.3 and before.
	private static final List<Long> UNLIMITED = List.of(1_000_000_000L, 1_048_576L);

	private static final int MICROSECONDS = 6;

	private final Map<ElementKey, DataType> elements = new HashMap<>();

	private final H2Identifiers identifiers;

	H2CatalogTypes(H2Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	/**
	 * Remembers the type of the elements of an array, the innermost first.
	 */
	void addElement(ResultSet row) throws SQLException {
		ElementKey key = ElementKey.of(row, "COLLECTION_TYPE_IDENTIFIER");
		this.elements.put(key, read(row, null));
	}

	/**
	 * Reads the type of a column or of the elements of an array.
	 * @param domain the domain that the column is of, or {@code null}
	 */
	DataType read(ResultSet row, @Nullable ObjectName domain) throws SQLException {
		if (domain != null) {
			return new DataType(domain.written(), List.of(), 0, true);
		}
		String name = row.getString("DATA_TYPE").toLowerCase(Locale.ROOT);
		return switch (name) {
			case "array" -> {
				DataType element = this.elements.get(ElementKey.of(row, "DTD_IDENTIFIER"));
				yield ((element != null) ? element : DataType.type("row")).array();
			}
			case "character varying" -> limited("varchar", DataType.text(), row.getLong("CHARACTER_MAXIMUM_LENGTH"));
			case "binary varying" -> limited("varbinary", DataType.bytea(), row.getLong("CHARACTER_MAXIMUM_LENGTH"));
			case "varchar_ignorecase" ->
				limited(name, DataType.type("citext"), row.getLong("CHARACTER_MAXIMUM_LENGTH"));
			case "character" -> DataType.character(row.getInt("CHARACTER_MAXIMUM_LENGTH"));
			case "binary" -> DataType.type(name, row.getInt("CHARACTER_MAXIMUM_LENGTH"));
			case "numeric" -> (row.getInt("NUMERIC_SCALE") == 0) ? DataType.numeric(row.getInt("NUMERIC_PRECISION"))
					: DataType.numeric(row.getInt("NUMERIC_PRECISION"), row.getInt("NUMERIC_SCALE"));
			case "decfloat" -> DataType.numeric();
			case "time", "time with time zone", "timestamp", "timestamp with time zone" ->
				(row.getInt("DATETIME_PRECISION") == MICROSECONDS) ? DataType.type(name)
						: DataType.type(name, row.getInt("DATETIME_PRECISION"));
			case "interval" -> DataType.type("interval " + row.getString("INTERVAL_TYPE").toLowerCase(Locale.ROOT));
			default -> DataType.type(name);
		};
	}

	private static DataType limited(String name, DataType unlimited, long length) {
		return UNLIMITED.contains(length) ? unlimited : DataType.type(name, (int) length);
	}

	@Nullable ObjectName domain(ResultSet row) throws SQLException {
		String name = row.getString("DOMAIN_NAME");
		return (name == null) ? null
				: new ObjectName(this.identifiers.given(row.getString("DOMAIN_SCHEMA")), this.identifiers.given(name));
	}

	/**
	 * Where an array is.
	 *
	 * @param schema the schema of its table
	 * @param table the table
	 * @param identifier the number of the column, and an underscore for each array around
	 */
	private record ElementKey(String schema, String table, String identifier) {

		static ElementKey of(ResultSet row, String identifier) throws SQLException {
			return new ElementKey(row.getString("TABLE_SCHEMA"), row.getString("TABLE_NAME"),
					row.getString(identifier));
		}

	}

}
