package dev.migrate.hibernate;

import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.*;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.annotations.ValueGenerationType;
import org.hibernate.cfg.ValidationSettings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.type.SqlTypes;
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.Range;

/**
 * Mappings of which the entities alone do not tell what Hibernate makes of them: it is
 * known when a session factory is built, or is written into the statements as it stands.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class HibernateModels {

	private HibernateModels() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("bean validation", Validated.class),
				Model.nested("bean validation of embedded attributes", ValidatedEmbeddables.class),
				Model.nested("bean validation in a subclass of one table", ValidatedSubclasses.class),
				Model.nested("bean validation switched off", Validated.class)
					.with(ValidationSettings.JAKARTA_VALIDATION_MODE, "none"),
				Model.nested("bean validation only of callbacks", Validated.class)
					.with(ValidationSettings.JAKARTA_VALIDATION_MODE, "callback"),
				Model.nested("bean validation without constraints of the schema", Validated.class)
					.with("hibernate.validator.apply_to_ddl", "false"),
				Model.nested("bean validation of a group", ValidatedGroups.class)
					.with("jakarta.persistence.validation.group.pre-persist", "jakarta.validation.groups.Default")
					.with("hibernate.validator.group.ddl", Stored.class.getName()),
				Model.nested("generated timestamps", GeneratedTimestamps.class),
				Model.nested("generated primitives", GeneratedPrimitives.class),
				Model.nested("columns of composite keys", CompositeKeys.class),
				Model.nested("partition key", PartitionKeys.class),
				Model.nested("definitions of columns", Definitions.class),
				Model.nested("serial column", SerialColumns.class),
				Model.nested("definitions of foreign keys", KeyDefinitions.class),
				Model.nested("options of a table", TableOptions.class),
				Model.nested("native enum by definition", NativeEnums.class),
				Model.nested("enum type without a column", UnusedEnums.class));
	}

	/** A validation group. */
	interface Stored {

	}

	static class Validated {

		@Entity
		static class Sample {

			@Id
			Long id;

			@NotBlank
			String name;

			@Size(max = 40)
			String nick;

			@Length(max = 30)
			String alias;

			@Digits(integer = 6, fraction = 3)
			BigDecimal amount;

			@Min(1)
			@Max(9)
			int grade;

			@Range(min = 10, max = 20)
			Integer range;

			@NotNull
			@ManyToOne
			Sample parent;

			@NotNull
			@Size(min = 1, max = 3)
			@ElementCollection
			Set<String> tags;

		}

	}

	static class ValidatedEmbeddables {

		@Embeddable
		static class Address {

			@NotNull
			@Size(max = 80)
			String street;

			@NotNull
			Integer number;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@Valid
			@NotNull
			Address home;

			@Valid
			@AttributeOverride(name = "street", column = @Column(name = "work_street"))
			@AttributeOverride(name = "number", column = @Column(name = "work_number"))
			Address work;

		}

	}

	static class ValidatedSubclasses {

		@Entity
		@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
		static class Animal {

			@Id
			Long id;

			@NotNull
			String name;

		}

		@Entity
		static class Cat extends Animal {

			@NotNull
			@Size(max = 20)
			String breed;

		}

	}

	static class ValidatedGroups {

		@Entity
		static class Sample {

			@Id
			Long id;

			@NotNull
			String outside;

			@NotNull(groups = Stored.class)
			String inside;

		}

	}

	static class GeneratedTimestamps {

		@MappedSuperclass
		static class Base {

			@CreationTimestamp
			Instant baseCreated;

		}

		@Embeddable
		static class Audit {

			@CreationTimestamp
			Instant created;

			@UpdateTimestamp
			Instant updated;

		}

		@Entity
		static class Sample extends Base {

			@Id
			Long id;

			@CreationTimestamp
			Instant created;

			@UpdateTimestamp
			Instant updated;

			@AttributeOverride(name = "created", column = @Column(name = "audit_created"))
			@AttributeOverride(name = "updated", column = @Column(name = "audit_updated"))
			Audit audit;

		}

	}

	static class GeneratedPrimitives {

		@Entity
		static class Sample {

			@Id
			Long id;

			int price;

			@GeneratedColumn("price * 2")
			int twice;

			@GeneratedColumn("price * 3")
			@Column(nullable = false)
			Integer three;

		}

	}

	static class CompositeKeys {

		static class Key implements Serializable {

			String zone;

			Long id;

			@Override
			public boolean equals(Object other) {
				return other instanceof Key;
			}

			@Override
			public int hashCode() {
				return 1;
			}

		}

		@Entity
		@IdClass(Key.class)
		static class Sample {

			@Id
			String zone;

			@Id
			Long id;

			@ManyToMany
			Set<Other> others;

			@ManyToMany
			@JoinTable(name = "ordered_others")
			@OrderColumn(name = "place")
			List<Other> ordered;

		}

		@Entity
		static class Other {

			@Id
			Long id;

			@ElementCollection
			@OrderColumn(name = "a_place")
			List<String> names;

		}

	}

	static class PartitionKeys {

		@Entity
		static class Sample {

			@PartitionKey
			Long tenant;

			@Id
			Long id;

		}

	}

	static class Definitions {

		@Entity
		static class Sample {

			@Id
			@Column(columnDefinition = "bigint generated by default as identity")
			Long id;

			@Column(columnDefinition = "varchar(40) collate \"C\"")
			String collated;

			@Column(columnDefinition = "integer check (positive > 0)")
			Integer positive;

			@Column(columnDefinition = "varchar(20) unique")
			String code;

			@Column(columnDefinition = "bigint references another (id) on delete cascade")
			Long otherId;

			@Column(columnDefinition = "integer generated always as (positive * 2) stored", insertable = false,
					updatable = false)
			Integer twice;

			@Column(columnDefinition = "bigint references another on delete set null on update set default deferrable")
			Long looseId;

			@Column(columnDefinition = "text not null default 'x'")
			String text;

		}

		@Entity
		static class Another {

			@Id
			Long id;

		}

	}

	static class SerialColumns {

		@Entity
		static class Sample {

			@Id
			Long id;

			@Column(columnDefinition = "serial")
			Integer number;

		}

	}

	static class KeyDefinitions {

		@Entity
		static class Parent {

			@Id
			Long id;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@ManyToOne
			@JoinColumn(foreignKey = @ForeignKey(name = "defined",
					foreignKeyDefinition = "foreign key (defined_id) references parent (id) on delete cascade"))
			Parent defined;

			@ManyToOne
			@JoinColumn(foreignKey = @ForeignKey(name = "deferred",
					foreignKeyDefinition = "FOREIGN KEY (deferred_id) REFERENCES Parent MATCH FULL ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED"))
			Parent deferred;

			@ManyToOne
			@JoinColumn(foreignKey = @ForeignKey(name = "optional", options = "deferrable initially deferred"))
			Parent optional;

		}

	}

	static class TableOptions {

		@Entity
		@Table(options = "partition by range (id)")
		static class Sample {

			@Id
			Long id;

			String name;

		}

	}

	static class NativeEnums {

		enum Mood {

			GOOD, BAD

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			Mood created;

			@Enumerated(EnumType.STRING)
			@Column(columnDefinition = "mood")
			Mood mood;

		}

	}

	static class UnusedEnums {

		enum Size {

			SMALL, LARGE

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			@Column(columnDefinition = "text")
			Size size;

		}

	}

	@ValueGenerationType(generatedBy = NumberGenerator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Numbered {

	}

	static class NumberGenerator implements BeforeExecutionGenerator {

		NumberGenerator(GeneratorCreationContext context) {
			throw new IllegalStateException("There is no bean of numbers");
		}

		@Override
		public Object generate(SharedSessionContractImplementor session, Object owner, Object current, EventType type) {
			return 1L;
		}

		@Override
		public EnumSet<EventType> getEventTypes() {
			return EnumSet.of(EventType.INSERT);
		}

	}

	static class GeneratorsWithBeans {

		@Entity
		static class Sample {

			@Id
			Long id;

			@Numbered
			Long number;

		}

	}

}
