package dev.migrate.dialect.h2;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.migrate.dialect.SqlExpression;
import dev.migrate.operations.operation.InvalidOperationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java values as literals of H2, and turns those that its driver does not take
 * into values that it takes.
 */
final class H2Literals {

	private static final Map<Class<?>, String> TYPES = Map.ofEntries(Map.entry(Long.class, "bigint"),
			Map.entry(Integer.class, "integer"), Map.entry(Short.class, "smallint"), Map.entry(Byte.class, "tinyint"),
			Map.entry(Double.class, "double precision"), Map.entry(Float.class, "real"),
			Map.entry(BigDecimal.class, "decfloat"), Map.entry(BigInteger.class, "decfloat"),
			Map.entry(UUID.class, "uuid"), Map.entry(LocalDate.class, "date"), Map.entry(LocalTime.class, "time(9)"),
			Map.entry(OffsetTime.class, "time(9) with time zone"), Map.entry(LocalDateTime.class, "timestamp(9)"),
			Map.entry(OffsetDateTime.class, "timestamp(9) with time zone"));

	private H2Literals() {
	}

	static String quote(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/**
	 * Writes the value of a parameter.
	 * @param name the name of the parameter, for messages
	 * @return the SQL
	 * @throws InvalidOperationException if there is no literal for the value
	 */
	static String of(String name, @Nullable Object value) {
		Object taken = forDriver(value);
		if (taken == null) {
			return "NULL";
		}
		if (taken instanceof SqlExpression expression) {
			return expression.sql();
		}
		if (taken instanceof Boolean) {
			return taken.toString();
		}
		if (taken instanceof byte[] bytes) {
			return "X'" + HexFormat.of().formatHex(bytes) + "'";
		}
		if (taken instanceof Object[] array) {
			List<String> elements = new ArrayList<>();
			for (Object element : array) {
				elements.add(of(name, element));
			}
			return "ARRAY[" + String.join(", ", elements) + "]";
		}
		String type = TYPES.get(taken.getClass());
		if (type != null) {
			return "CAST(" + quote(taken.toString()) + " AS " + type + ")";
		}
		if (taken instanceof CharSequence || taken instanceof Date) {
			return quote(taken.toString());
		}
		throw new InvalidOperationException(
				"The parameter ':%s' is a %s, which cannot be written in SQL.".formatted(name,
						taken.getClass().getName()),
				"Give a string and convert it in the statement, as in CAST(:%s AS type).".formatted(name));
	}

	/**
	 * Turns a value into one that the driver takes.
	 */
	static @Nullable Object forDriver(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant.atOffset(ZoneOffset.UTC);
		}
		if (value instanceof ZonedDateTime zoned) {
			return zoned.toOffsetDateTime();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof Character character) {
			return character.toString();
		}
		if (value instanceof Collection<?> collection) {
			return elements(collection.toArray());
		}
		return (value != null && value.getClass().isArray() && !(value instanceof byte[])) ? elements(value) : value;
	}

	private static Object[] elements(Object array) {
		@Nullable Object[] elements = new @Nullable Object[Array.getLength(array)];
		for (int i = 0; i < elements.length; i++) {
			elements[i] = forDriver(Array.get(array, i));
		}
		return elements;
	}

}
