package dev.migrate.dialect.postgresql.sql;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.migrate.dialect.SqlExpression;
import dev.migrate.operations.operation.InvalidOperationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Writes Java values as literals of the type that the driver would send them as. Strings
 * and {@link Date}s, for which it leaves the type to the server, have no cast.
 */
public final class PostgresqlLiterals {

	private static final Map<Class<?>, String> TYPES = Map.ofEntries(Map.entry(Integer.class, "integer"),
			Map.entry(Long.class, "bigint"), Map.entry(Short.class, "smallint"), Map.entry(Byte.class, "smallint"),
			Map.entry(Double.class, "double precision"), Map.entry(Float.class, "real"),
			Map.entry(BigDecimal.class, "numeric"), Map.entry(BigInteger.class, "numeric"),
			Map.entry(UUID.class, "uuid"), Map.entry(byte[].class, "bytea"), Map.entry(LocalDate.class, "date"),
			Map.entry(LocalTime.class, "time"), Map.entry(OffsetTime.class, "timetz"),
			Map.entry(LocalDateTime.class, "timestamp"), Map.entry(OffsetDateTime.class, "timestamptz"),
			Map.entry(ZonedDateTime.class, "timestamptz"), Map.entry(Instant.class, "timestamptz"));

	private static final Map<Class<?>, String> ELEMENT_TYPES = Map.ofEntries(Map.entry(String.class, "varchar"),
			Map.entry(int.class, "integer"), Map.entry(Integer.class, "integer"), Map.entry(long.class, "bigint"),
			Map.entry(Long.class, "bigint"), Map.entry(short.class, "smallint"), Map.entry(Short.class, "smallint"),
			Map.entry(double.class, "double precision"), Map.entry(Double.class, "double precision"),
			Map.entry(float.class, "real"), Map.entry(Float.class, "real"), Map.entry(boolean.class, "boolean"),
			Map.entry(Boolean.class, "boolean"), Map.entry(BigDecimal.class, "numeric"), Map.entry(UUID.class, "uuid"));

	private PostgresqlLiterals() {
	}

	/**
	 * Writes the value of a parameter.
	 * @param name the name of the parameter, for messages
	 * @return the SQL
	 * @throws InvalidOperationException if there is no literal for the value
	 */
	public static String of(String name, @Nullable Object value) {
		if (value == null) {
			return "NULL";
		}
		if (value instanceof SqlExpression expression) {
			return expression.sql();
		}
		if (value instanceof Boolean || (value instanceof Integer number && number >= 0)) {
			return value.toString();
		}
		if (value instanceof PGobject object) {
			return ((object.getValue() != null) ? quote(object.getValue()) : "NULL") + "::" + object.getType();
		}
		String text = TextFormat.of(value);
		String type = TYPES.get(value.getClass());
		if (text != null && type != null) {
			// Quoted, because a minus sign could meet another one and begin a comment.
			return quote(text) + "::" + type;
		}
		if (value.getClass().isArray()) {
			return array(name, value);
		}
		if (text != null && isUntyped(value)) {
			return quote(text);
		}
		throw new InvalidOperationException(
				"The parameter ':%s' is a %s, which cannot be written into a script.".formatted(name,
						value.getClass().getName()),
				"Give a string and convert it in the statement, as in CAST(:%s AS type).".formatted(name));
	}

	private static boolean isUntyped(Object value) {
		return value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>
				|| value instanceof Date || value instanceof Calendar;
	}

	public static String quote(String text) {
		// A backslash means itself in E'' only, whatever standard_conforming_strings
		// says.
		String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
		return (text.indexOf('\\') >= 0) ? "E" + quoted : quoted;
	}

	private static String array(String name, Object array) {
		Class<?> componentType = array.getClass().getComponentType();
		String type = ELEMENT_TYPES.get(componentType);
		if (type == null) {
			throw new InvalidOperationException(
					"The parameter ':%s' is an array of %s, which cannot be written into a script.".formatted(name,
							componentType.getName()),
					"Give an array of strings and convert it in the statement, as in CAST(:%s AS type[])."
						.formatted(name));
		}
		List<String> literals = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			literals.add(of(name, Array.get(array, i)));
		}
		return "ARRAY[" + String.join(", ", literals) + "]::" + type + "[]";
	}

}
