package dev.migrate.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.*;
import org.hibernate.Length;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.type.SqlTypes;

/**
 * What single attributes are: basic types, enums, documents and converted types.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class BasicModels {

	private BasicModels() {
	}

	static class Basic {

		@Entity
		static class Sample {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			String text;

			@Column(length = 50, nullable = false)
			String name;

			int count;

			Integer optional;

			long big;

			short small;

			byte tiny;

			boolean flag;

			float ratio;

			double exact;

			BigDecimal amount;

			@Column(precision = 10, scale = 2)
			BigDecimal price;

			BigInteger huge;

			char letter;

			UUID uuid;

			byte[] bytes;

			@Column(length = 100)
			byte[] shortBytes;

		}

	}

	static class Times {

		@Entity
		static class Sample {

			@Id
			Long id;

			LocalDate date;

			LocalTime time;

			LocalDateTime timestamp;

			OffsetDateTime offset;

			ZonedDateTime zoned;

			Instant instant;

			Duration duration;

			@Column(secondPrecision = 3)
			Instant millis;

			@Column(secondPrecision = 0)
			LocalDateTime seconds;

			Year year;

			ZoneId zone;

			@TimeZoneStorage(TimeZoneStorageType.COLUMN)
			OffsetDateTime stored;

		}

	}

	static class Texts {

		@Entity
		static class Sample {

			@Id
			Long id;

			@Lob
			String lob;

			@Lob
			byte[] blob;

			@Column(length = Length.LONG32)
			String longText;

			@Column(columnDefinition = "text")
			String text;

			@Column(columnDefinition = "varchar(40) NOT NULL DEFAULT 'x y'")
			String defined;

			@Nationalized
			String national;

			Locale locale;

			Currency currency;

			URL url;

		}

	}

	static class StringEnums {

		enum Status {

			NEW, PAID, SENT

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@Enumerated(EnumType.STRING)
			@Column(nullable = false)
			Status status;

			@Enumerated(EnumType.STRING)
			@Column(length = 20)
			Status previous;

			@ElementCollection
			@Enumerated(EnumType.STRING)
			Set<Status> seen;

		}

	}

	static class OrdinalEnums {

		enum Status {

			NEW, PAID, SENT

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@Enumerated
			Status status;

		}

	}

	static class NamedEnums_ {

		enum Mood {

			SAD, OK, HAPPY

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@Enumerated
			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			Mood mood;

			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			@Column(nullable = false)
			Mood other;

		}

	}

	static class EnumArrays {

		enum Mood {

			SAD, OK, HAPPY

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@Enumerated(EnumType.STRING)
			Mood[] moods;

			List<String> names;

			int[] numbers;

			@Array(length = 5)
			String[] five;

			UUID[] ids;

		}

	}

	static class Jsons {

		@Embeddable
		static class Settings {

			String theme;

			int size;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@JdbcTypeCode(SqlTypes.JSON)
			Map<String, Object> data;

			@JdbcTypeCode(SqlTypes.JSON)
			Settings settings;

			@JdbcTypeCode(SqlTypes.INET)
			InetAddress address;

		}

	}

	static class Converters {

		static class Money {

			long cents;

		}

		@Converter(autoApply = true)
		static class MoneyConverter implements AttributeConverter<Money, Long> {

			public Long convertToDatabaseColumn(Money money) {
				return (money != null) ? money.cents : null;
			}

			public Money convertToEntityAttribute(Long cents) {
				return new Money();
			}

		}

		@Converter
		static class YesNo implements AttributeConverter<Boolean, String> {

			public String convertToDatabaseColumn(Boolean value) {
				return Boolean.TRUE.equals(value) ? "Y" : "N";
			}

			public Boolean convertToEntityAttribute(String text) {
				return "Y".equals(text);
			}

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			Money price;

			@Convert(converter = YesNo.class)
			@Column(length = 1)
			Boolean active;

		}

	}

	static class UserTypes {

		@Entity
		static class Sample {

			@Id
			Long id;

			@JdbcTypeCode(SqlTypes.LONGVARCHAR)
			String text;

			@JdbcTypeCode(SqlTypes.CHAR)
			UUID key;

			@JdbcTypeCode(SqlTypes.SMALLINT)
			int small;

			@Column(columnDefinition = "numeric(12,4)")
			double exact;

			@JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
			Duration length;

		}

	}

	static class Timestamps {

		@Entity
		static class Sample {

			@Id
			Long id;

			@CreationTimestamp
			Instant created;

			@UpdateTimestamp
			LocalDateTime updated;

			@CurrentTimestamp(source = SourceType.DB)
			Instant current;

			@Version
			Instant version;

		}

	}

}
