package dev.migrate.dialect.postgresql.sql;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Writes Java values as the text that PostgreSQL reads as a value of the fitting type,
 * whatever the settings of the session are.
 */
public final class TextFormat {

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

	private static final Set<Class<?>> AS_STRING = Set.of(Boolean.class, Integer.class, Long.class, Short.class,
			Byte.class, Double.class, Float.class, BigInteger.class, UUID.class, Character.class, LocalTime.class,
			OffsetTime.class, Duration.class, Period.class, java.sql.Date.class, java.sql.Time.class);

	private TextFormat() {
	}

	/**
	 * Writes a value.
	 * @return the text, or {@code null} if there is none
	 */
	public static @Nullable String of(Object value) {
		if (value instanceof CharSequence || AS_STRING.contains(value.getClass())) {
			return value.toString();
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof byte[] bytes) {
			return "\\x" + HexFormat.of().formatHex(bytes);
		}
		if (value instanceof PGobject object) {
			return object.getValue();
		}
		if (value instanceof TemporalAccessor temporal) {
			return temporal(temporal);
		}
		return (value.getClass().isArray() || value instanceof Collection<?>) ? array(value) : instant(value);
	}

	/**
	 * Returns whether a value stands for NULL.
	 * @return {@code true} if it does
	 */
	public static boolean isNull(Object value) {
		return value instanceof PGobject object && object.isNull();
	}

	private static @Nullable String temporal(TemporalAccessor value) {
		if (value instanceof LocalDate) {
			return DATE.format(value) + era(value);
		}
		if (value instanceof LocalDateTime) {
			return DATE_TIME.format(value) + era(value);
		}
		if (value instanceof OffsetDateTime) {
			return OFFSET_DATE_TIME.format(value) + era(value);
		}
		if (value instanceof ZonedDateTime zoned) {
			return temporal(zoned.toOffsetDateTime());
		}
		return (value instanceof Instant instant) ? temporal(instant.atOffset(ZoneOffset.UTC)) : null;
	}

	/**
	 * Writes one of the old classes, whose time is that of the zone of this JVM.
	 */
	private static @Nullable String instant(Object value) {
		Instant instant = (value instanceof Calendar calendar) ? calendar.toInstant()
				: (value instanceof Date date) ? date.toInstant() : null;
		return (instant != null) ? temporal(instant.atZone(ZoneId.systemDefault()).toOffsetDateTime()) : null;
	}

	private static String era(TemporalAccessor value) {
		return (value.get(ChronoField.ERA) == IsoEra.BCE.getValue()) ? " BC" : "";
	}

	private static @Nullable String array(Object value) {
		Object array = (value instanceof Collection<?> collection) ? collection.toArray() : value;
		StringJoiner elements = new StringJoiner(",", "{", "}");
		for (int i = 0; i < Array.getLength(array); i++) {
			Object element = Array.get(array, i);
			String text = (element != null) ? of(element) : "NULL";
			if (text == null) {
				return null;
			}
			elements.add((element != null && !isArray(element)) ? quoted(text) : text);
		}
		return elements.toString();
	}

	private static boolean isArray(Object value) {
		return value instanceof Collection<?> || (value.getClass().isArray() && !(value instanceof byte[]));
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
