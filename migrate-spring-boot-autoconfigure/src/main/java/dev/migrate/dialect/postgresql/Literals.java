package dev.migrate.dialect.postgresql;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.migrate.dialect.SqlExpression;
import dev.migrate.operations.InvalidOperationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Writes Java values as literals of the type that the driver would send them as. Strings
 * and {@link Date}s, for which it leaves the type to the server, have no cast.
 */
final class Literals {

	private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
		.appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NEVER)
		.appendPattern("-MM-dd")
		.toFormatter();

	private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder().append(DATE)
		.appendLiteral(' ')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.toFormatter();

	private static final DateTimeFormatter OFFSET_DATE_TIME = new DateTimeFormatterBuilder().append(DATE_TIME)
		.appendOffset("+HH:mm:ss", "+00")
		.toFormatter();

	private static final Map<Class<?>, String> ELEMENT_TYPES = Map.ofEntries(Map.entry(String.class, "varchar"),
			Map.entry(int.class, "integer"), Map.entry(Integer.class, "integer"), Map.entry(long.class, "bigint"),
			Map.entry(Long.class, "bigint"), Map.entry(short.class, "smallint"), Map.entry(Short.class, "smallint"),
			Map.entry(double.class, "double precision"), Map.entry(Double.class, "double precision"),
			Map.entry(float.class, "real"), Map.entry(Float.class, "real"), Map.entry(boolean.class, "boolean"),
			Map.entry(Boolean.class, "boolean"), Map.entry(BigDecimal.class, "numeric"), Map.entry(UUID.class, "uuid"));

	private Literals() {
	}

	/**
	 * Writes the value of a parameter. The elements of a collection are separated by
	 * commas, for a list after IN.
	 * @param name the name of the parameter, for messages
	 * @param value the value
	 * @return the SQL
	 * @throws InvalidOperationException if there is no literal for the value
	 */
	static String of(String name, @Nullable Object value) {
		if (!(value instanceof Iterable<?> values)) {
			return single(name, value);
		}
		List<String> literals = new ArrayList<>();
		values.forEach((element) -> literals.add(element(name, element)));
		if (literals.isEmpty()) {
			throw new InvalidOperationException("The parameter ':%s' is an empty collection.".formatted(name),
					"Leave the statement out when there is nothing to list.");
		}
		return String.join(", ", literals);
	}

	private static String element(String name, @Nullable Object element) {
		if (element instanceof Object[] row) {
			List<String> literals = new ArrayList<>();
			for (Object value : row) {
				literals.add(single(name, value));
			}
			return "(" + String.join(", ", literals) + ")";
		}
		return single(name, element);
	}

	private static String single(String name, @Nullable Object value) {
		if (value == null) {
			return "NULL";
		}
		if (value instanceof SqlExpression expression) {
			return expression.sql();
		}
		if (value instanceof Boolean || (value instanceof Integer number && number >= 0)) {
			return value.toString();
		}
		if (value instanceof CharSequence || value instanceof Character) {
			return quote(value.toString());
		}
		if (value instanceof Enum<?> constant) {
			return quote(constant.name());
		}
		if (value instanceof byte[] bytes) {
			return quote("\\x" + HexFormat.of().formatHex(bytes)) + "::bytea";
		}
		if (value instanceof PGobject object) {
			return ((object.getValue() != null) ? quote(object.getValue()) : "NULL") + "::" + object.getType();
		}
		if (value.getClass().isArray()) {
			return array(name, value);
		}
		String literal = numberOrUuid(value);
		if (literal == null) {
			literal = (value instanceof TemporalAccessor temporal) ? temporal(temporal) : date(value);
		}
		if (literal == null) {
			throw new InvalidOperationException(
					"The parameter ':%s' is a %s, which cannot be written into a script.".formatted(name,
							value.getClass().getName()),
					"Give a string and convert it in the statement, as in CAST(:%s AS type).".formatted(name));
		}
		return literal;
	}

	static String quote(String text) {
		// A backslash means itself in E'' only, whatever standard_conforming_strings
		// says.
		String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
		return (text.indexOf('\\') >= 0) ? "E" + quoted : quoted;
	}

	// Quoted, because a minus sign could meet another one and begin a comment.
	private static @Nullable String numberOrUuid(Object value) {
		if (value instanceof Integer) {
			return typed(value, "integer");
		}
		if (value instanceof Long) {
			return typed(value, "bigint");
		}
		if (value instanceof Short || value instanceof Byte) {
			return typed(value, "smallint");
		}
		if (value instanceof Double) {
			return typed(value, "double precision");
		}
		if (value instanceof Float) {
			return typed(value, "real");
		}
		if (value instanceof BigDecimal decimal) {
			return typed(decimal.toPlainString(), "numeric");
		}
		if (value instanceof BigInteger) {
			return typed(value, "numeric");
		}
		return (value instanceof UUID) ? typed(value, "uuid") : null;
	}

	private static @Nullable String temporal(TemporalAccessor value) {
		if (value instanceof LocalDate) {
			return typed(DATE.format(value) + era(value), "date");
		}
		if (value instanceof LocalTime) {
			return typed(value, "time");
		}
		if (value instanceof OffsetTime) {
			return typed(value, "timetz");
		}
		if (value instanceof LocalDateTime) {
			return typed(DATE_TIME.format(value) + era(value), "timestamp");
		}
		if (value instanceof OffsetDateTime) {
			return typed(OFFSET_DATE_TIME.format(value) + era(value), "timestamptz");
		}
		if (value instanceof ZonedDateTime zoned) {
			return temporal(zoned.toOffsetDateTime());
		}
		return (value instanceof Instant instant) ? temporal(instant.atOffset(ZoneOffset.UTC)) : null;
	}

	/**
	 * Writes one of the old classes, whose time is that of the zone of this JVM.
	 */
	private static @Nullable String date(Object value) {
		if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
			return quote(value.toString());
		}
		Instant instant = (value instanceof Calendar calendar) ? calendar.toInstant()
				: (value instanceof Date date) ? date.toInstant() : null;
		if (instant == null) {
			return null;
		}
		OffsetDateTime local = instant.atZone(ZoneId.systemDefault()).toOffsetDateTime();
		return quote(OFFSET_DATE_TIME.format(local) + era(local));
	}

	private static String era(TemporalAccessor value) {
		return (value.get(ChronoField.ERA) == IsoEra.BCE.getValue()) ? " BC" : "";
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
			literals.add(single(name, Array.get(array, i)));
		}
		return "ARRAY[" + String.join(", ", literals) + "]::" + type + "[]";
	}

	private static String typed(Object value, String type) {
		return "'" + value + "'::" + type;
	}

}
