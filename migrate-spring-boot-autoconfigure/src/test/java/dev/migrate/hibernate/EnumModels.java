package dev.migrate.hibernate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Enums and arrays, of the chapter "Basic types" of Hibernate's user guide.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "removal", "UnusedVariable",
		"ClassCanBeStatic", "JavaUtilDate" })
final class EnumModels {

	private EnumModels() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("enums", Enums.class),
				Model.nested("named enums in all places", NamedEnumsOnly.class), Model.nested("arrays", Arrays.class));
	}

	static class Enums {

		enum Size {

			SMALL, MEDIUM, LARGE

		}

		enum Coded {

			YES("Y"), NO("N");

			@EnumeratedValue
			final String code;

			Coded(String code) {
				this.code = code;
			}

		}

		enum Numbered {

			ONE(10), TWO(20);

			@EnumeratedValue
			final int number;

			Numbered(int number) {
				this.number = number;
			}

		}

		enum Single {

			ONLY

		}

		@Converter
		static class SizeConverter implements AttributeConverter<Size, String> {

			public String convertToDatabaseColumn(Size size) {
				return (size != null) ? size.name().substring(0, 1) : null;
			}

			public Size convertToEntityAttribute(String text) {
				return Size.SMALL;
			}

		}

		@Embeddable
		static class Measure {

			@Enumerated(EnumType.STRING)
			Size measured;

			Size measuredOrdinal;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			Size implicit;

			@Enumerated(EnumType.ORDINAL)
			@Column(nullable = false)
			Size ordinal;

			@Enumerated(EnumType.STRING)
			@Column(length = 10, nullable = false)
			Size text;

			@Enumerated(EnumType.STRING)
			@JdbcTypeCode(SqlTypes.CHAR)
			@Column(length = 6)
			Size fixed;

			@JdbcTypeCode(SqlTypes.TINYINT)
			Size tiny;

			@JdbcTypeCode(SqlTypes.SMALLINT)
			Size smallint;

			@JdbcTypeCode(SqlTypes.INTEGER)
			Size number;

			@JdbcTypeCode(SqlTypes.VARCHAR)
			Size varchar;

			@Enumerated(EnumType.STRING)
			Coded coded;

			Numbered numbered;

			@Enumerated(EnumType.STRING)
			Single single;

			@Convert(converter = SizeConverter.class)
			@Column(length = 1)
			Size converted;

			@Enumerated(EnumType.STRING)
			@Column(columnDefinition = "varchar(20) default 'SMALL'")
			Size defined;

			@Embedded
			Measure measure;

			@JdbcTypeCode(SqlTypes.JSON)
			Set<Size> json;

			@ElementCollection
			@Enumerated(EnumType.STRING)
			Set<Size> sizes;

			@ElementCollection
			List<Size> ordinals;

			@ElementCollection
			@MapKeyEnumerated(EnumType.STRING)
			@MapKeyColumn(length = 12)
			Map<Size, String> bySize;

			@ElementCollection
			@MapKeyEnumerated(EnumType.ORDINAL)
			@Enumerated(EnumType.STRING)
			Map<Size, Coded> byOrdinal;

			Size[] ofOrdinals;

			@Enumerated(EnumType.STRING)
			List<Size> list;

		}

	}

	static class NamedEnumsOnly {

		enum Size {

			SMALL, MEDIUM, LARGE

		}

		enum Kind {

			A, B

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			@Column(nullable = false)
			Size size;

			@JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
			Kind ordinal;

			@ElementCollection
			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			Set<Size> sizes;

			@ElementCollection
			@MapKeyColumn(name = "key_of")
			@org.hibernate.annotations.MapKeyJdbcTypeCode(SqlTypes.NAMED_ENUM)
			Map<Size, String> bySize;

			@JdbcTypeCode(SqlTypes.ARRAY)
			@Column(name = "size_array")
			Size[] array;

		}

	}

	static class Arrays {

		@Entity
		static class Sample {

			@Id
			Long id;

			String[] texts;

			@Column(length = 40)
			List<String> short_;

			@Array(length = 7)
			Set<Integer> numbers;

			SortedSet<Long> sorted;

			@JdbcTypeCode(SqlTypes.VARBINARY)
			int[] packed;

			double[] doubles;

			BigDecimal[] amounts;

			@Column(precision = 8, scale = 2)
			List<BigDecimal> prices;

			LocalDate[] dates;

			Instant[] instants;

			boolean[] flags;

			UUID[] uuids;

			@Column(columnDefinition = "text[]")
			String[] defined;

			@Column(nullable = false)
			short[] required;

		}

	}

}
