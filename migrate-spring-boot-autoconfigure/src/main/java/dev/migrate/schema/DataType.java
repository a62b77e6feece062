package dev.migrate.schema;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A data type. The methods named after types of the SQL standard and of PostgreSQL make
 * the usual ones; {@link #type(String, int...)} makes any other that is part of the
 * database or of an extension, and {@link #userDefined(String)} an enum, a domain or
 * another type that was created in a schema.
 *
 * @param name the name: for a {@code userDefined} type that of an object, {@code name} or
 * {@code schema.name}, for any other the words of SQL
 * @param arguments what stands in parentheses, such as a length, a precision and a scale
 * @param dimensions how many times this is an array, 0 for no array
 * @param userDefined whether the name is that of an object, to be quoted if need be
 */
public record DataType(String name, List<String> arguments, int dimensions, boolean userDefined) {

	private static final String WITH_TIME_ZONE = " with time zone";

	private static final Pattern ARGUMENT = Pattern.compile("-?[\\w.]+");

	public DataType {
		InvalidSchemaException.requireName("a data type", name);
		arguments = List.copyOf(arguments);
		for (String argument : arguments) {
			if (!ARGUMENT.matcher(argument).matches()) {
				throw new InvalidSchemaException("Data type %s has the argument '%s'.".formatted(name, argument),
						"Use numbers and words, such as in numeric(10, 2) or geometry(Point, 4326).");
			}
		}
		if (dimensions < 0) {
			throw new InvalidSchemaException("Data type %s has %d dimensions.".formatted(name, dimensions),
					"Use array() for an array.");
		}
		if (userDefined) {
			ObjectName.of(name);
		}
	}

	/**
	 * A type by its name in SQL.
	 * @param name the name, such as {@code vector}
	 * @param arguments its arguments, such as a length
	 * @return the type
	 */
	public static DataType type(String name, int... arguments) {
		return new DataType(name, IntStream.of(arguments).mapToObj(String::valueOf).toList(), 0, false);
	}

	/**
	 * A type by its name in SQL, whose arguments are not all numbers.
	 * @param name the name, such as {@code geometry}
	 * @param arguments its arguments, such as {@code Point} and {@code 4326}
	 * @return the type
	 */
	public static DataType type(String name, List<String> arguments) {
		return new DataType(name, arguments, 0, false);
	}

	/**
	 * A type that was created in a schema: an enum, a domain, a composite or range type.
	 * @param name {@code name} or {@code schema.name}
	 * @return the type
	 */
	public static DataType userDefined(String name) {
		return new DataType(name, List.of(), 0, true);
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

	public static DataType numeric(int precision) {
		return type("numeric", precision);
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

	public static DataType money() {
		return type("money");
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

	public static DataType bit(int length) {
		return type("bit", length);
	}

	public static DataType bitVarying() {
		return type("bit varying");
	}

	public static DataType bitVarying(int length) {
		return type("bit varying", length);
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

	public static DataType time(int precision) {
		return type("time", precision);
	}

	public static DataType timetz() {
		return type("time" + WITH_TIME_ZONE);
	}

	public static DataType timetz(int precision) {
		return type("time" + WITH_TIME_ZONE, precision);
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

	public static DataType interval() {
		return type("interval");
	}

	public static DataType interval(int precision) {
		return type("interval", precision);
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

	public static DataType xml() {
		return type("xml");
	}

	public static DataType inet() {
		return type("inet");
	}

	public static DataType cidr() {
		return type("cidr");
	}

	public static DataType macaddr() {
		return type("macaddr");
	}

	public static DataType tsvector() {
		return type("tsvector");
	}

	public static DataType tsquery() {
		return type("tsquery");
	}

	public static DataType int4range() {
		return type("int4range");
	}

	public static DataType int8range() {
		return type("int8range");
	}

	public static DataType numrange() {
		return type("numrange");
	}

	public static DataType tsrange() {
		return type("tsrange");
	}

	public static DataType tstzrange() {
		return type("tstzrange");
	}

	public static DataType daterange() {
		return type("daterange");
	}

	/**
	 * Returns the type of an array whose elements are of this type.
	 * @return the array type, one dimension deeper than this one
	 */
	public DataType array() {
		return new DataType(this.name, this.arguments, this.dimensions + 1, this.userDefined);
	}

	/**
	 * Returns the type as SQL writes it, with its arguments before a
	 * {@code with time zone} and with brackets for each dimension.
	 * @param quote writes the name of a user-defined type
	 * @return the SQL
	 */
	public String toSql(Function<ObjectName, String> quote) {
		String written = this.userDefined ? quote.apply(ObjectName.of(this.name)) : this.name;
		boolean zoned = !this.userDefined && written.endsWith(WITH_TIME_ZONE);
		String stem = zoned ? written.substring(0, written.length() - WITH_TIME_ZONE.length()) : written;
		String parentheses = this.arguments.isEmpty() ? "" : "(" + String.join(", ", this.arguments) + ")";
		return stem + parentheses + (zoned ? WITH_TIME_ZONE : "") + "[]".repeat(this.dimensions);
	}

	/**
	 * Returns the type for people to read, a user-defined name as it was given.
	 */
	@Override
	public String toString() {
		return toSql((object) -> this.name);
	}

	DataType map(Renaming renaming) {
		return this.userDefined ? new DataType(renaming.object(ObjectName.of(this.name)).written(), this.arguments,
				this.dimensions, true) : this;
	}

}
