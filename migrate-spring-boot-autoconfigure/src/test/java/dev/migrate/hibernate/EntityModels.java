package dev.migrate.hibernate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ConcreteProxy;
import org.hibernate.annotations.DiscriminatorFormula;
import org.hibernate.annotations.DiscriminatorOptions;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.EmbeddedTable;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SecondaryRow;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.YesNoConverter;

/**
 * The chapters "Embeddable values", "Inheritance", "Soft delete" and "Multitenancy" of
 * Hibernate's user guide.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "removal", "UnusedVariable",
		"ClassCanBeStatic" })
final class EntityModels {

	private EntityModels() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("embeddables and their columns", Embedded_.class),
				Model.nested("inheritance in one table", OneTable.class),
				Model.nested("inheritance in joined tables", JoinedTables.class),
				Model.nested("inheritance in a table per class", ClassTables.class),
				Model.nested("secondary tables", SecondaryTables.class),
				Model.nested("soft deletion and versions", Deletions.class),
				Model.nested("temporal tables", TemporalTables.class));
	}

	static class Embedded_ {

		@Embeddable
		record Money(@Column(precision = 12, scale = 2) java.math.BigDecimal amount,
				@Column(length = 3, nullable = false) String currency) {
		}

		@Embeddable
		static class Person {

			String name;

			@Embedded
			@AttributeOverride(name = "amount", column = @Column(name = "salary"))
			@AttributeOverride(name = "currency", column = @Column(name = "salary_currency"))
			Money salary;

			@ManyToOne
			Sample boss;

			@ElementCollection
			Set<String> aliases;

			@Enumerated(EnumType.STRING)
			Kind kind;

		}

		enum Kind {

			A, B

		}

		@Embeddable
		@DiscriminatorColumn(name = "shape_kind", length = 12)
		static class Shape {

			int area;

		}

		@Embeddable
		@DiscriminatorValue("circle")
		static class Circle extends Shape {

			Integer radius;

		}

		@MappedSuperclass
		static class Base<T> {

			T generic;

			@Column(nullable = false)
			Instant created;

		}

		@Embeddable
		static class Details extends Base<LocalDate> {

			@Column(unique = true)
			String code;

		}

		@Entity
		@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "salary", "name" }))
		static class Sample {

			@Id
			Long id;

			@Embedded
			Person person;

			@EmbeddedColumnNaming("dep_%s")
			@AttributeOverride(name = "salary.amount", column = @Column(name = "dep_salary"))
			@AttributeOverride(name = "salary.currency", column = @Column(name = "dep_salary_currency"))
			@AssociationOverride(name = "boss", joinColumns = @JoinColumn(name = "dep_boss"))
			Person deputy;

			@EmbeddedColumnNaming
			Money price;

			@AttributeOverride(name = "amount", column = @Column(name = "fee", nullable = false))
			@AttributeOverride(name = "currency", column = @Column(name = "fee_currency"))
			Money fee;

			Shape shape;

			Details details;

		}

	}

	static class OneTable {

		@Entity
		@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
		@DiscriminatorColumn(discriminatorType = DiscriminatorType.INTEGER)
		@DiscriminatorValue("0")
		static class ByNumber {

			@Id
			Long id;

		}

		@Entity
		@DiscriminatorValue("1")
		static class ByNumberOne extends ByNumber {

			@Column(nullable = false)
			String required;

			int primitive;

			@ManyToOne(optional = false)
			ByNumber other;

		}

		@Entity
		@DiscriminatorColumn(name = "c", discriminatorType = DiscriminatorType.CHAR)
		@ConcreteProxy
		@DiscriminatorValue("x")
		static class ByLetter {

			@Id
			Long id;

		}

		@Entity
		@DiscriminatorValue("y")
		static class ByLetterY extends ByLetter {

			String text;

		}

		@Entity
		@DiscriminatorFormula("case when code is null then 'F' else 'G' end")
		@DiscriminatorValue("F")
		static class ByFormula {

			@Id
			Long id;

			String code;

		}

		@Entity
		@DiscriminatorValue("G")
		static class ByFormulaG extends ByFormula {

			String text;

		}

		@Entity
		@DiscriminatorColumn(columnDefinition = "varchar(7) default 'base'")
		@DiscriminatorOptions(force = true)
		static class Defined {

			@Id
			Long id;

		}

		@Entity
		@DiscriminatorValue("null")
		static class DefinedNull extends Defined {

		}

		@Entity
		@Inheritance
		static abstract class Implicit {

			@Id
			Long id;

		}

		@Entity
		static class ImplicitOne extends Implicit {

			@Column(unique = true)
			String one;

		}

		@Entity
		static class ImplicitTwo extends Implicit {

			String two;

		}

		@Entity
		@Inheritance
		@DiscriminatorColumn(name = "deleted_kind", length = 4)
		@SoftDelete
		static class Extended {

			@Id
			Long id;

		}

		@Entity
		@DiscriminatorValue("ext")
		@SecondaryTable(name = "one_table_extra")
		static class ExtendedMore extends Extended {

			@Column(table = "one_table_extra")
			String extra;

		}

	}

	static class JoinedTables {

		@Entity
		@Inheritance(strategy = InheritanceType.JOINED)
		static abstract class Plain {

			@Id
			@GeneratedValue
			Long id;

		}

		@Entity
		@PrimaryKeyJoinColumn(name = "plain_id", foreignKey = @ForeignKey(name = "child_to_plain"))
		static class PlainChild extends Plain {

			@Column(nullable = false)
			String text;

		}

		@Entity
		@OnDelete(action = OnDeleteAction.CASCADE)
		static class PlainDeleted extends Plain {

			int number;

		}

		@Entity
		static class PlainGrandchild extends PlainChild {

			@OneToMany
			List<Plain> others;

		}

		@Entity
		@Inheritance(strategy = InheritanceType.JOINED)
		@DiscriminatorColumn(name = "kind")
		static class Discriminated {

			@Id
			Long id;

		}

		@Entity
		@DiscriminatorValue("child")
		@Table(schema = "crm", name = "joined_child", indexes = @Index(columnList = "text"))
		static class DiscriminatedChild extends Discriminated {

			String text;

		}

		@MappedSuperclass
		static class Mapped extends Discriminated {

			String between;

		}

		@Entity
		static class BelowMapped extends Mapped {

		}

		@Entity
		@Inheritance(strategy = InheritanceType.JOINED)
		@IdClass(IdentifierModels.Composites.DateKey.class)
		static class OfTwo {

			@Id
			LocalDate day;

			@Id
			@Column(length = 3)
			String zone;

		}

		@Entity
		@PrimaryKeyJoinColumn(name = "its_day", referencedColumnName = "day")
		@PrimaryKeyJoinColumn(name = "its_zone", referencedColumnName = "zone")
		static class OfTwoChild extends OfTwo {

		}

	}

	static class ClassTables {

		@Entity
		@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
		static class Root {

			@Id
			@GeneratedValue
			Long id;

			@Column(unique = true, nullable = false)
			String code;

			@ManyToOne
			Root parent;

			@Enumerated(EnumType.STRING)
			Kind kind;

		}

		enum Kind {

			A, B

		}

		@Entity
		@Check(constraints = "own > 0")
		@Table(indexes = @Index(name = "by_own", columnList = "own, code"))
		static class Leaf extends Root {

			int own;

			@ElementCollection
			Set<String> words;

		}

		@Entity
		static class Twig extends Leaf {

			String twig;

		}

		@MappedSuperclass
		@Access(AccessType.PROPERTY)
		static abstract class Mapped {

			private String text;

			@Column(name = "mapped_text", length = 77)
			public String getText() {
				return this.text;
			}

			public void setText(String text) {
				this.text = text;
			}

		}

		@Entity
		@AttributeOverride(name = "text", column = @Column(name = "other_text", length = 7))
		static class OfMapped extends Mapped {

			@Id
			@Access(AccessType.FIELD)
			Long id;

		}

	}

	static class SecondaryTables {

		@Embeddable
		static class Note {

			String note;

			@Column(name = "written")
			Instant at;

		}

		@Entity
		@Table(name = "main_table", comment = "main",
				check = @CheckConstraint(name = "positive_id", constraint = "id > 0"))
		@SecondaryTable(name = "second_table", schema = "crm",
				pkJoinColumns = @PrimaryKeyJoinColumn(name = "main_id", referencedColumnName = "id"),
				foreignKey = @ForeignKey(name = "second_to_main"),
				uniqueConstraints = @UniqueConstraint(columnNames = { "second", "main_id" }),
				indexes = @Index(name = "by_second", columnList = "second"), comment = "second",
				check = @CheckConstraint(constraint = "second <> ''"))
		@SecondaryTable(name = "third_table", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		@SecondaryTable(name = "fourth_table")
		@SecondaryRow(table = "third_table", optional = false)
		static class Sample {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@Column(table = "second_table", nullable = false)
			String second;

			@ManyToOne
			@JoinColumn(table = "third_table", name = "parent_id")
			Sample parent;

			@Embedded
			@EmbeddedTable("fourth_table")
			Note note;

		}

	}

	static class Deletions {

		@Entity
		@SoftDelete(strategy = SoftDeleteType.ACTIVE)
		static class Active {

			@Id
			Long id;

			@Version
			long version;

		}

		@Entity
		@SoftDelete(strategy = SoftDeleteType.TIMESTAMP, columnName = "deleted_at", comment = "when")
		static class Stamped {

			@Id
			Long id;

			@Version
			short version;

		}

		@Entity
		@SoftDelete(converter = NumericBooleanConverter.class)
		@Inheritance(strategy = InheritanceType.JOINED)
		static class Numeric {

			@Id
			Long id;

			@Version
			java.sql.Timestamp version;

		}

		@Entity
		static class NumericChild extends Numeric {

			String text;

		}

		@Entity
		@SoftDelete(columnName = "act", strategy = SoftDeleteType.ACTIVE, converter = YesNoConverter.class)
		@OptimisticLocking(type = OptimisticLockType.DIRTY)
		@org.hibernate.annotations.DynamicUpdate
		static class Converted {

			@Id
			Long id;

			@TenantId
			Long tenant;

			@ElementCollection
			@SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
			Set<String> words;

		}

		@Entity
		@Immutable
		@SQLRestriction("text is not null")
		static class Unchanging {

			@Id
			Long id;

			@Column(updatable = false)
			String text;

			@Version
			java.time.LocalDateTime version;

		}

	}

	static class TemporalTables {

		@Entity
		@org.hibernate.annotations.Temporal
		static class Current {

			@Id
			Long id;

			String text;

			@ElementCollection
			Set<String> words;

		}

	}

}
