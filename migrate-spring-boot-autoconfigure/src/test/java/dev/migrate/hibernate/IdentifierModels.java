package dev.migrate.hibernate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.annotations.NativeGenerator;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.Parameter;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.RowId;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.cfg.MappingSettings;

/**
 * The chapters "Identifiers", "Natural ids" and "Partitioning" of Hibernate's user guide.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "removal", "UnusedVariable",
		"ClassCanBeStatic", "EqualsHashCode" })
final class IdentifierModels {

	private IdentifierModels() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("generators of identifiers", Generators.class),
				Model.nested("generators by a strategy of names", StrategyGenerators.class)
					.with(MappingSettings.ID_DB_STRUCTURE_NAMING_STRATEGY, "legacy"),
				Model.nested("composite identifiers", Composites.class),
				Model.nested("derived identifiers", Derived.class), Model.nested("natural ids", NaturalIds.class));
	}

	static class Generators {

		@Entity
		static class AutoLong {

			@Id
			@GeneratedValue
			Long id;

		}

		@Entity
		static class AutoUuid {

			@Id
			@GeneratedValue
			UUID id;

		}

		@Entity
		static class IdentityInteger {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Integer id;

		}

		@Entity
		static class IdentityShort {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			@Column(name = "short_id")
			short id;

		}

		@Entity
		static class SequenceByEntity {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE)
			@SequenceGenerator(allocationSize = 1)
			Long id;

		}

		@Entity
		static class SequenceInSchema {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "crm_ids")
			@SequenceGenerator(name = "crm_ids", schema = "crm", sequenceName = "ids", initialValue = 1000,
					allocationSize = 10)
			Integer id;

		}

		@Entity
		static class SharedSequence {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shared")
			@SequenceGenerator(name = "shared", sequenceName = "shared_ids", initialValue = 5)
			Long id;

		}

		@Entity
		static class SharedSequenceToo {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shared")
			Long id;

		}

		@Entity
		static class CountingDown {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "down")
			@SequenceGenerator(name = "down", sequenceName = "down_ids", initialValue = -1, allocationSize = -1)
			Long id;

		}

		@Entity
		static class FromZero {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "zero")
			@SequenceGenerator(name = "zero", sequenceName = "zero_ids", initialValue = 0, allocationSize = 1)
			Long id;

		}

		@Entity
		static class SequenceOptions {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cached")
			@SequenceGenerator(name = "cached", sequenceName = "cached_ids", allocationSize = 3,
					options = "maxvalue 100000 cache 20 cycle")
			Long id;

		}

		@Entity
		static class TableDefault {

			@Id
			@GeneratedValue(strategy = GenerationType.TABLE)
			Long id;

		}

		@Entity
		static class TableNamed {

			@Id
			@GeneratedValue(strategy = GenerationType.TABLE, generator = "named_table")
			@TableGenerator(name = "named_table", table = "id_table", pkColumnName = "entity_name",
					valueColumnName = "next_value", pkColumnValue = "named", initialValue = 10, allocationSize = 5,
					uniqueConstraints = @UniqueConstraint(name = "one_value", columnNames = "next_value"),
					indexes = @Index(name = "by_value", columnList = "next_value"), options = "with (fillfactor=50)")
			Long id;

		}

		@Entity
		static class RandomUuid {

			@Id
			@UuidGenerator(style = UuidGenerator.Style.RANDOM)
			UUID id;

			@UuidGenerator(style = UuidGenerator.Style.TIME)
			String text;

		}

		@Entity
		static class UuidText {

			@Id
			@GeneratedValue(strategy = GenerationType.UUID)
			@Column(length = 36)
			String id;

		}

		@Entity
		@NativeGenerator
		static class NativeStrategy {

			@Id
			@GeneratedValue
			Long id;

		}

		@Entity
		static class Generic {

			@Id
			@GeneratedValue(generator = "generic")
			@GenericGenerator(name = "generic", type = org.hibernate.id.enhanced.SequenceStyleGenerator.class,
					parameters = { @Parameter(name = "sequence_name", value = "generic_ids"),
							@Parameter(name = "increment_size", value = "7") })
			Long id;

		}

		@Entity
		static class SequenceAsTable {

			@Id
			@GeneratedValue(generator = "forced")
			@GenericGenerator(name = "forced", type = org.hibernate.id.enhanced.SequenceStyleGenerator.class,
					parameters = { @Parameter(name = "sequence_name", value = "forced_ids"),
							@Parameter(name = "force_table_use", value = "true") })
			Long id;

		}

		@Entity
		@RowId("ctid")
		static class Assigned {

			@Id
			@Column(name = "code", length = 12, columnDefinition = "varchar(12)")
			String id;

		}

	}

	static class StrategyGenerators {

		@Entity
		static class First {

			@Id
			@GeneratedValue
			Long id;

		}

		@Entity
		static class Second {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "second_generator")
			Long id;

		}

	}

	static class Composites {

		@Embeddable
		record Key(@Column(length = 8) String region, int number) implements Serializable {
		}

		static class DateKey implements Serializable {

			LocalDate day;

			@Column(length = 3)
			String zone;

			public boolean equals(Object other) {
				return other instanceof DateKey;
			}

			public int hashCode() {
				return 1;
			}

		}

		static class CountryKey implements Serializable {

			Long country;

			String code;

			public boolean equals(Object other) {
				return other instanceof CountryKey;
			}

			public int hashCode() {
				return 1;
			}

		}

		@Embeddable
		static class NestedKey implements Serializable {

			@Embedded
			@AttributeOverride(name = "number", column = @Column(name = "nested_number"))
			Key key;

			@ManyToOne
			Country country;

			public boolean equals(Object other) {
				return other instanceof NestedKey;
			}

			public int hashCode() {
				return 1;
			}

		}

		@Entity
		static class OfRecord {

			@EmbeddedId
			Key key;

			@OneToMany(mappedBy = "parent")
			List<OfIdClass> children;

		}

		@Entity
		@IdClass(DateKey.class)
		static class OfIdClass {

			@Id
			LocalDate day;

			@Id
			@Column(length = 3)
			String zone;

			@ManyToOne(optional = false)
			OfRecord parent;

		}

		@Entity
		static class Country {

			@Id
			Long id;

		}

		@Entity
		@IdClass(CountryKey.class)
		static class City {

			@Id
			@ManyToOne
			Country country;

			@Id
			@Column(length = 5)
			String code;

		}

		@Entity
		static class Street {

			@Id
			Long id;

			@ManyToOne
			City city;

			@ManyToOne
			@JoinColumn(name = "c_country", referencedColumnName = "country_id")
			@JoinColumn(name = "c_code", referencedColumnName = "code")
			City other;

		}

		@Entity
		static class OfNested {

			@EmbeddedId
			NestedKey key;

		}

		@Entity
		static class Partitioned {

			@Id
			@GeneratedValue
			Long id;

			@PartitionKey
			@Column(length = 10)
			String tenant;

			@ManyToOne
			Country country;

		}

	}

	static class Derived {

		@Embeddable
		static class PartKey implements Serializable {

			Long ownerId;

			@Column(length = 20)
			String name;

			public boolean equals(Object other) {
				return other instanceof PartKey;
			}

			public int hashCode() {
				return 1;
			}

		}

		@Entity
		static class Owner {

			@Id
			@GeneratedValue
			Long id;

		}

		@Entity
		static class Detail {

			@Id
			Long id;

			@OneToOne
			@MapsId
			@JoinColumn(name = "owner_key")
			Owner owner;

		}

		@Entity
		static class Part {

			@EmbeddedId
			PartKey key;

			@MapsId("ownerId")
			@ManyToOne
			Owner owner;

		}

		@Entity
		static class PartOfPart {

			@Id
			@OneToOne
			Part part;

			String text;

		}

		@Entity
		static class Shared {

			@Id
			Long id;

			@OneToOne
			@PrimaryKeyJoinColumn(foreignKey = @ForeignKey(name = "shared_owner"))
			Owner owner;

		}

	}

	static class NaturalIds {

		@Embeddable
		static class Isbn {

			@Column(length = 13)
			String isbn13;

			@Column(length = 10)
			String isbn10;

		}

		@Entity
		static class Book {

			@Id
			Long id;

			@NaturalId
			@Embedded
			Isbn isbn;

		}

		@Entity
		static class Person {

			@Id
			Long id;

			@NaturalId(mutable = true)
			String name;

			@NaturalId
			@ManyToOne
			Book book;

			@NaturalId
			@Enumerated(EnumType.STRING)
			Kind kind;

		}

		enum Kind {

			A, B

		}

	}

}
