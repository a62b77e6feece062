package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The data type of a column: the name that SQL gives it, its arguments and the number of
 * array dimensions. There is a method for each common type; any other one has its name,
 * as in {@code type("vector", 1536)}.
 *
 * @param name the name in SQL, such as {@code character varying} or {@code my_enum}
 * @param arguments length, precision or scale, empty if there are none
 * @param dimensions how many dimensions an array of it has, 0 when it is not an array
 */
public record DataType(String name, List<Integer> arguments, int dimensions) {

	private static final String WITH_TIME_ZONE = " with time zone";

	public DataType {
		InvalidSchemaException.requireName("a data type", name);
		arguments = List.copyOf(arguments);
		if (arguments.stream().anyMatch((argument) -> argument < 0) || dimensions < 0) {
			throw new InvalidSchemaException("Data type %s has the negative argument or dimension in %s[%d]."
				.formatted(name, arguments, dimensions), "Use positive numbers.");
		}
	}

	/**
	 * A type by its name.
	 * @param name the name in SQL
	 * @param arguments its arguments, such as a length
	 * @return the type
	 */
	public static DataType type(String name, int... arguments) {
		return new DataType(name, IntStream.of(arguments).boxed().toList(), 0);
	}

	public static DataType smallint() {
		return type("smallint");
	}

	public static DataType integer() {
		return type("integer");
	}

	public static DataType bigint() {
		return type("bigint");
	}

	public static DataType numeric() {
		return type("numeric");
	}

	public static DataType numeric(int precision, int scale) {
		return type("numeric", precision, scale);
	}

	public static DataType real() {
		return type("real");
	}

	public static DataType doublePrecision() {
		return type("double precision");
	}

	public static DataType bool() {
		return type("boolean");
	}

	public static DataType text() {
		return type("text");
	}

	public static DataType varchar() {
		return type("varchar");
	}

	public static DataType varchar(int length) {
		return type("varchar", length);
	}

	public static DataType character(int length) {
		return type("char", length);
	}

	public static DataType bytea() {
		return type("bytea");
	}

	public static DataType date() {
		return type("date");
	}

	public static DataType time() {
		return type("time");
	}

	public static DataType timestamp() {
		return type("timestamp");
	}

	public static DataType timestamp(int precision) {
		return type("timestamp", precision);
	}

	public static DataType timestamptz() {
		return type("timestamp" + WITH_TIME_ZONE);
	}

	public static DataType timestamptz(int precision) {
		return type("timestamp" + WITH_TIME_ZONE, precision);
	}

	public static DataType uuid() {
		return type("uuid");
	}

	public static DataType json() {
		return type("json");
	}

	public static DataType jsonb() {
		return type("jsonb");
	}

	/**
	 * Returns the type of an array whose elements are of this type.
	 * @return the array type, one dimension deeper than this one
	 */
	public DataType array() {
		return new DataType(this.name, this.arguments, this.dimensions + 1);
	}

	/**
	 * Returns the type as SQL writes it, the arguments before a {@code with time zone}.
	 */
	@Override
	public String toString() {
		List<String> words = new ArrayList<>();
		boolean zoned = this.name.endsWith(WITH_TIME_ZONE);
		words.add(zoned ? this.name.substring(0, this.name.length() - WITH_TIME_ZONE.length()) : this.name);
		if (!this.arguments.isEmpty()) {
			words.add(this.arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
		}
		words.add(zoned ? WITH_TIME_ZONE : "");
		words.add("[]".repeat(this.dimensions));
		return String.join("", words);
	}

}
