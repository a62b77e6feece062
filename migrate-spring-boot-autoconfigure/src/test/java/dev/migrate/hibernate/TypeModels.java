package dev.migrate.hibernate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.annotations.JavaType;
import org.hibernate.annotations.JdbcType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.TimeZoneColumn;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;
import org.hibernate.type.descriptor.java.BooleanJavaType;
import org.hibernate.type.descriptor.java.Immutability;
import org.hibernate.type.descriptor.jdbc.TinyIntJdbcType;

/**
 * The chapter "Basic types" of Hibernate's user guide.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "removal", "UnusedVariable",
		"ClassCanBeStatic", "JavaUtilDate" })
final class TypeModels {

	private TypeModels() {
	}

	static Stream<Model> all() {
		return Stream.concat(Stream.of(
				Model.nested("types of Java", JavaTypes.class).with("hibernate.type.wrapper_array_handling", "ALLOW"),
				Model.nested("type codes", TypeCodes.class), Model.nested("time zones", TimeZones.class),
				Model.nested("preferred types", PreferredTypes.class)
					.with(MappingSettings.PREFERRED_BOOLEAN_JDBC_TYPE, "INTEGER")
					.with(MappingSettings.PREFERRED_UUID_JDBC_TYPE, "CHAR")
					.with(MappingSettings.PREFERRED_DURATION_JDBC_TYPE, "INTERVAL_SECOND")
					.with(MappingSettings.PREFERRED_INSTANT_JDBC_TYPE, "TIMESTAMP")
					.with(MappingSettings.PREFERRED_ARRAY_JDBC_TYPE, "VARBINARY")
					.with(MappingSettings.TIMEZONE_DEFAULT_STORAGE, "NORMALIZE")
					.with(MappingSettings.USE_NATIONALIZED_CHARACTER_DATA, "true")),
				EnumModels.all());
	}

	static class JavaTypes {

		@Entity
		static class Sample {

			@Id
			Long id;

			Byte aByte;

			Character character;

			@Column(length = 3)
			char[] chars;

			Character[] characters;

			Byte[] bytes;

			@Column(length = 5000)
			byte[] manyBytes;

			Class<?> type;

			TimeZone timeZone;

			ZoneOffset zoneOffset;

			URL url;

			@Convert(converter = UriConverter.class)
			URI uri;

			@Lob
			Blob blob;

			@Lob
			Clob clob;

			@Lob
			@Nationalized
			NClob nclob;

			@Lob
			char[] lobChars;

			@Nationalized
			char letter;

			Serializable serialized;

			BigDecimal amount;

			@Column(precision = 12)
			BigDecimal whole;

			@Column(precision = 30, scale = 12)
			BigInteger huge;

			@Column(precision = 10)
			float imprecise;

			@Column(precision = 15)
			double precise;

			@Column(length = 100_000)
			String long_;

			@Column(length = 20_000_000)
			String longer;

			InetAddress address;

			BitSet bits;

			LocalDate date;

			@Column(secondPrecision = 0)
			LocalTime time;

			LocalDateTime dateTime;

			@Column(secondPrecision = 9)
			Instant nanos;

			OffsetTime offsetTime;

			Year year;

			Month month;

			DayOfWeek day;

			Duration duration;

			@Temporal(TemporalType.DATE)
			Date oldDate;

			@Temporal(TemporalType.TIME)
			Date oldTime;

			@Temporal(TemporalType.TIMESTAMP)
			Calendar calendar;

			java.sql.Date sqlDate;

			java.sql.Time sqlTime;

			java.sql.Timestamp sqlTimestamp;

			@Convert(converter = YesNoConverter.class)
			boolean yesNo;

			@Convert(converter = TrueFalseConverter.class)
			Boolean trueFalse;

			@Convert(converter = NumericBooleanConverter.class)
			boolean numeric;

			@Basic(optional = false)
			String required;

			@JavaType(BooleanJavaType.class)
			@JdbcType(TinyIntJdbcType.class)
			Boolean tiny;

			@Mutability(Immutability.class)
			@Column(insertable = false, updatable = false)
			String immutable;

			@Version
			OffsetDateTime version;

		}

		@Converter
		static class UriConverter implements AttributeConverter<URI, String> {

			public String convertToDatabaseColumn(URI uri) {
				return (uri != null) ? uri.toString() : null;
			}

			public URI convertToEntityAttribute(String text) {
				return (text != null) ? URI.create(text) : null;
			}

		}

	}

	static class TypeCodes {

		@Embeddable
		static class Settings {

			String theme;

			int size;

			@Column(nullable = false)
			String required;

			@Enumerated(EnumType.STRING)
			DayOfWeek day;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@JdbcTypeCode(SqlTypes.CHAR)
			@Column(length = 4)
			String aChar;

			@JdbcTypeCode(SqlTypes.NCHAR)
			@Column(length = 4)
			String nchar;

			@JdbcTypeCode(SqlTypes.NVARCHAR)
			String nvarchar;

			@JdbcTypeCode(SqlTypes.LONG32VARCHAR)
			String long32;

			@JdbcTypeCode(SqlTypes.LONGNVARCHAR)
			String longNational;

			@JdbcTypeCode(SqlTypes.CLOB)
			String clob;

			@JdbcTypeCode(SqlTypes.NCLOB)
			String nclob;

			@JdbcTypeCode(SqlTypes.SQLXML)
			String xml;

			@JdbcTypeCode(SqlTypes.BINARY)
			byte[] binary_;

			@JdbcTypeCode(SqlTypes.LONG32VARBINARY)
			byte[] longBinary;

			@JdbcTypeCode(SqlTypes.BLOB)
			byte[] blob;

			@JdbcTypeCode(SqlTypes.BIT)
			boolean bit;

			@JdbcTypeCode(SqlTypes.TINYINT)
			int tiny;

			@JdbcTypeCode(SqlTypes.NUMERIC)
			BigDecimal number;

			@JdbcTypeCode(SqlTypes.DECIMAL)
			@Column(precision = 9, scale = 3)
			BigDecimal decimal;

			@JdbcTypeCode(SqlTypes.REAL)
			double real;

			@JdbcTypeCode(SqlTypes.FLOAT)
			double aFloat;

			@JdbcTypeCode(SqlTypes.BIGINT)
			Integer big;

			@JdbcTypeCode(SqlTypes.VARCHAR)
			@Column(length = 40)
			UUID uuidText;

			@JdbcTypeCode(SqlTypes.BINARY)
			UUID uuidBytes;

			@JdbcTypeCode(SqlTypes.TIMESTAMP_UTC)
			Instant utc;

			@JdbcTypeCode(SqlTypes.TIMESTAMP)
			Instant local;

			@JdbcTypeCode(SqlTypes.TIMESTAMP_WITH_TIMEZONE)
			OffsetDateTime zoned;

			@JdbcTypeCode(SqlTypes.TIME_UTC)
			OffsetTime timeUtc;

			@JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
			@Column(precision = 12, scale = 3)
			Duration seconds;

			@JdbcTypeCode(SqlTypes.NUMERIC)
			Duration nanos;

			@JdbcTypeCode(SqlTypes.VARBINARY)
			InetAddress address;

			@JdbcTypeCode(SqlTypes.JSON)
			List<String> jsonList;

			@JdbcTypeCode(SqlTypes.JSON)
			Settings json;

			@JdbcTypeCode(SqlTypes.JSON)
			@Column(nullable = false)
			Settings requiredJson;

			@JdbcTypeCode(SqlTypes.JSON_ARRAY)
			List<Settings> jsons;

			@JdbcTypeCode(SqlTypes.LONGVARCHAR)
			Map<String, String> map;

			@JdbcTypeCode(SqlTypes.LONG32NVARCHAR)
			@Column(columnDefinition = "xml")
			String definedXml;

		}

	}

	static class TimeZones {

		@Entity
		static class Sample {

			@Id
			Long id;

			OffsetDateTime byDefault;

			@TimeZoneStorage(TimeZoneStorageType.NATIVE)
			OffsetDateTime asNative;

			@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
			ZonedDateTime normalized;

			@TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
			ZonedDateTime utc;

			@TimeZoneStorage(TimeZoneStorageType.COLUMN)
			ZonedDateTime ofColumn;

			@TimeZoneStorage(TimeZoneStorageType.COLUMN)
			@TimeZoneColumn(name = "named_offset", comment = "seconds")
			@Column(name = "named_at", nullable = false, secondPrecision = 3)
			OffsetDateTime named;

			@TimeZoneStorage(TimeZoneStorageType.AUTO)
			OffsetDateTime automatic;

			@TimeZoneStorage(TimeZoneStorageType.COLUMN)
			OffsetTime time;

			@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
			OffsetTime normalizedTime;

			OffsetTime plainTime;

			@ElementCollection
			@TimeZoneStorage(TimeZoneStorageType.COLUMN)
			Set<OffsetDateTime> times;

		}

	}

	static class PreferredTypes {

		@Entity
		static class Sample {

			@Id
			UUID id;

			boolean flag;

			Duration duration;

			Instant instant;

			OffsetDateTime atOffset;

			ZonedDateTime zoned;

			OffsetTime time;

			String[] texts;

			List<Integer> numbers;

			String text;

			@Lob
			String lob;

			char letter;

		}

	}

}
