package dev.migrate.hibernate;

import java.io.Serializable;
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
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.Length;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.annotations.View;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;

/**
 * One model for each feature of mapping.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class Models {

	private Models() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("basic types", Basic.class), Model.nested("dates and times", Times.class),
				Model.nested("long texts", Texts.class), Model.nested("sequence generator", Sequences.class),
				Model.nested("table generator", Generators.class), Model.nested("generated uuid", Uuids.class),
				Model.nested("embedded id", EmbeddedIds.class), Model.nested("id class", IdClasses.class),
				Model.nested("embedded", Embeddables.class),
				Model.nested("mapped superclass", MappedSuperclasses.class),
				Model.nested("single table inheritance", SingleTable.class),
				Model.nested("joined inheritance", Joined.class), Model.nested("table per class", TablePerClass.class),
				Model.nested("many to one", ManyToOnes.class), Model.nested("on delete", OnDeletes.class),
				Model.nested("one to one", OneToOnes.class), Model.nested("many to many", ManyToManies.class),
				Model.nested("one to many with join table", OneToManies.class),
				Model.nested("element collections", ElementCollections.class),
				Model.nested("secondary table", SecondaryTables.class),
				Model.nested("self reference", SelfReferences.class),
				Model.nested("cycle of foreign keys", Cycles.class), Model.nested("enum as string", StringEnums.class),
				Model.nested("enum as ordinal", OrdinalEnums.class), Model.nested("named enum", NamedEnums_.class),
				Model.nested("array of enums", EnumArrays.class), Model.nested("json", Jsons.class),
				Model.nested("checks", Checks.class), Model.nested("indexes", Indexes.class),
				Model.nested("unique constraints", UniqueConstraints.class),
				Model.nested("column defaults", Defaults.class), Model.nested("comments", Comments.class),
				Model.nested("generated columns", GeneratedColumns.class),
				Model.nested("several schemas", Schemas.class), Model.nested("quoted names", Quoted.class),
				Model.nested("reserved words", ReservedWords.class), Model.nested("long names", LongNames.class),
				Model.nested("converter", Converters.class), Model.nested("custom types", UserTypes.class),
				Model.nested("view and subselect", Views_.class), Model.nested("formula and transient", Formulas.class),
				Model.nested("maps of entities", Maps.class), Model.nested("soft delete and tenant", SoftDeletes.class),
				Model.nested("composite foreign key", CompositeReferences.class),
				Model.nested("created and updated", Timestamps.class), Model.nested("any", DynamicTypes.class),
				Model.nested("audited by Envers", AuditedEntities.class));
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

	static class Sequences {

		@Entity
		@SequenceGenerator(name = "ids", sequenceName = "sample_ids", initialValue = 100, allocationSize = 20)
		static class Sample {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ids")
			Long id;

		}

		@Entity
		static class Other {

			@Id
			@GeneratedValue
			Long id;

		}

	}

	static class Generators {

		@Entity
		@TableGenerator(name = "gen", table = "id_generators", pkColumnName = "name", valueColumnName = "value")
		static class Sample {

			@Id
			@GeneratedValue(strategy = GenerationType.TABLE, generator = "gen")
			Long id;

		}

	}

	static class Uuids {

		@Entity
		static class Sample {

			@Id
			@GeneratedValue(strategy = GenerationType.UUID)
			UUID id;

			@NaturalId
			String code;

			@Version
			int version;

		}

	}

	static class EmbeddedIds {

		@Embeddable
		static class Key implements Serializable {

			Long tenant;

			@Column(length = 20)
			String code;

		}

		@Entity
		static class Sample {

			@EmbeddedId
			Key key;

			String name;

		}

		@Entity
		static class Child {

			@Id
			Long id;

			@ManyToOne
			Sample parent;

		}

	}

	static class IdClasses {

		static class Key implements Serializable {

			Long a;

			Long b;

		}

		@Entity
		@IdClass(Key.class)
		static class Sample {

			@Id
			Long a;

			@Id
			Long b;

			String name;

		}

	}

	static class Embeddables {

		@Embeddable
		static class Address {

			String street;

			@Column(length = 10)
			String zip;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@Embedded
			Address home;

			@Embedded
			@AttributeOverrides({ @AttributeOverride(name = "street", column = @Column(name = "work_street")),
					@AttributeOverride(name = "zip", column = @Column(name = "work_zip")) })
			Address work;

		}

	}

	static class MappedSuperclasses {

		@MappedSuperclass
		static class Base {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			@Column(nullable = false)
			Instant created;

		}

		@Entity
		static class Sample extends Base {

			String name;

		}

		@Entity
		static class Other extends Base {

			String title;

		}

	}

	static class SingleTable {

		@Entity
		@DiscriminatorColumn(name = "kind", length = 10)
		static abstract class Animal {

			@Id
			Long id;

			String name;

		}

		@Entity
		@DiscriminatorValue("cat")
		static class Cat extends Animal {

			boolean indoor;

		}

		@Entity
		@DiscriminatorValue("dog")
		static class Dog extends Animal {

			String breed;

		}

	}

	static class Joined {

		@Entity
		@Inheritance(strategy = InheritanceType.JOINED)
		static abstract class Animal {

			@Id
			Long id;

			String name;

		}

		@Entity
		static class Cat extends Animal {

			boolean indoor;

		}

		@Entity
		static class Dog extends Animal {

			String breed;

		}

	}

	static class TablePerClass {

		@Entity
		@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
		static abstract class Animal {

			@Id
			Long id;

			String name;

		}

		@Entity
		static class Cat extends Animal {

			boolean indoor;

		}

		@Entity
		static class Dog extends Animal {

			String breed;

		}

	}

	static class ManyToOnes {

		@Entity
		static class Parent {

			@Id
			Long id;

			@OneToMany(mappedBy = "parent")
			List<Child> children;

		}

		@Entity
		static class Child {

			@Id
			Long id;

			@ManyToOne(optional = false)
			Parent parent;

			@ManyToOne
			@JoinColumn(name = "other_id", foreignKey = @ForeignKey(name = "fk_other"))
			Parent other;

		}

	}

	static class OnDeletes {

		@Entity
		static class Parent {

			@Id
			Long id;

		}

		@Entity
		static class Child {

			@Id
			Long id;

			@ManyToOne
			@OnDelete(action = OnDeleteAction.CASCADE)
			Parent a;

			@ManyToOne
			@OnDelete(action = OnDeleteAction.SET_NULL)
			Parent b;

			@ManyToOne
			@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
			Parent c;

		}

	}

	static class OneToOnes {

		@Entity
		static class Parent {

			@Id
			Long id;

			@OneToOne
			Detail detail;

			@OneToOne(mappedBy = "parent")
			Side side;

		}

		@Entity
		static class Detail {

			@Id
			Long id;

		}

		@Entity
		static class Side {

			@Id
			Long id;

			@OneToOne
			@MapsId
			Parent parent;

		}

	}

	static class ManyToManies {

		@Entity
		static class Student {

			@Id
			Long id;

			@ManyToMany
			Set<Course> courses;

			@ManyToMany
			@JoinTable(name = "favourites", joinColumns = @JoinColumn(name = "student"),
					inverseJoinColumns = @JoinColumn(name = "course"))
			List<Course> favourites;

		}

		@Entity
		static class Course {

			@Id
			Long id;

			@ManyToMany(mappedBy = "courses")
			Set<Student> students;

		}

	}

	static class OneToManies {

		@Entity
		static class Parent {

			@Id
			Long id;

			@OneToMany
			List<Child> children;

			@OneToMany
			@JoinColumn(name = "owner_id")
			Set<Child> owned;

			@OneToMany
			@OrderColumn(name = "position")
			List<Other> ordered;

		}

		@Entity
		static class Child {

			@Id
			Long id;

		}

		@Entity
		static class Other {

			@Id
			Long id;

		}

	}

	static class ElementCollections {

		@Embeddable
		static class Phone {

			String type;

			@Column(nullable = false)
			String number;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			@ElementCollection
			Set<String> tags;

			@ElementCollection
			@OrderColumn
			List<String> lines;

			@ElementCollection
			@MapKeyColumn(name = "language")
			Map<String, String> titles;

			@ElementCollection
			@CollectionTable(name = "phones")
			List<Phone> phones;

		}

	}

	static class SecondaryTables {

		@Entity
		@SecondaryTable(name = "sample_details", pkJoinColumns = @PrimaryKeyJoinColumn(name = "sample_id"))
		static class Sample {

			@Id
			Long id;

			String name;

			@Column(table = "sample_details")
			String detail;

		}

	}

	static class SelfReferences {

		@Entity
		static class Node {

			@Id
			Long id;

			@ManyToOne
			Node parent;

			@OneToMany(mappedBy = "parent")
			List<Node> children;

		}

	}

	static class Cycles {

		@Entity
		static class Team {

			@Id
			Long id;

			@ManyToOne
			Person leader;

		}

		@Entity
		static class Person {

			@Id
			Long id;

			@ManyToOne
			Team team;

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

	static class Checks {

		@Entity
		@Check(name = "positive", constraints = "low > 0")
		@Table(check = @CheckConstraint(name = "ordered", constraint = "low <= high"))
		static class Sample {

			@Id
			Long id;

			int low;

			int high;

			@Column(check = @CheckConstraint(constraint = "name <> ''"))
			String name;

		}

	}

	static class Indexes {

		@Entity
		@Table(indexes = { @Index(name = "by_name", columnList = "name"), @Index(columnList = "name desc, created"),
				@Index(name = "unique_code", columnList = "code", unique = true),
				@Index(columnList = "created asc nulls first") })
		static class Sample {

			@Id
			Long id;

			String name;

			Instant created;

			String code;

		}

	}

	static class UniqueConstraints {

		@Entity
		@Table(uniqueConstraints = { @UniqueConstraint(name = "one_name", columnNames = { "tenant", "name" }),
				@UniqueConstraint(columnNames = "code") })
		static class Sample {

			@Id
			Long id;

			Long tenant;

			String name;

			String code;

			@Column(unique = true)
			String email;

		}

	}

	static class Defaults {

		@Entity
		static class Sample {

			@Id
			Long id;

			@ColumnDefault("42")
			int number;

			@ColumnDefault("'new'")
			String state;

			@ColumnDefault("now()")
			Instant created;

			@ColumnDefault("gen_random_uuid()")
			UUID key;

			@ColumnDefault("true")
			boolean active;

			@ColumnDefault("'{}'")
			@JdbcTypeCode(SqlTypes.JSON)
			Map<String, Object> data;

		}

	}

	static class Comments {

		@Entity
		@Comment("what it's for")
		@Table(comment = "samples")
		static class Sample {

			@Id
			Long id;

			@Comment("the 'name'")
			String name;

			@Column(comment = "how many")
			int count;

		}

	}

	static class GeneratedColumns {

		@Entity
		static class Sample {

			@Id
			Long id;

			int low;

			int high;

			@GeneratedColumn("low + high")
			int total;

			@GeneratedColumn("low * 2")
			Integer twice;

		}

	}

	static class Schemas {

		@Entity
		@Table(schema = "crm")
		static class Customer {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

		}

		@Entity
		@Table(schema = "billing")
		static class Invoice {

			@Id
			Long id;

			@ManyToOne
			Customer customer;

		}

		@Entity
		static class Plain {

			@Id
			Long id;

			@ManyToOne
			Invoice invoice;

		}

	}

	static class Quoted {

		@Entity
		@Table(name = "`Order Lines`")
		static class Line {

			@Id
			@Column(name = "`Id`")
			Long id;

			@Column(name = "`select`")
			String select;

			@Column(name = "`with space`", unique = true)
			String space;

		}

	}

	static class ReservedWords {

		@Entity
		@Table(name = "`user`")
		static class User {

			@Id
			Long id;

			@Column(name = "`order`")
			int order;

			@Column(name = "`end`")
			Instant end;

			@ManyToOne
			@JoinColumn(name = "`group`")
			Group group;

		}

		@Entity
		@Table(name = "`group`")
		static class Group {

			@Id
			Long id;

		}

	}

	static class LongNames {

		@Entity
		static class AnEntityWithAVeryLongNameThatGoesOnAndOnUntilTheDatabaseHasEnough {

			@Id
			Long id;

			@Column(unique = true)
			String aColumnWithAVeryLongNameThatGoesOnAndOn;

			@ManyToOne
			AnEntityWithAVeryLongNameThatGoesOnAndOnUntilTheDatabaseHasEnough aReferenceWithAVeryLongNameToo;

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

	static class Views_ {

		@Entity
		static class Sample {

			@Id
			Long id;

			String name;

		}

		@Entity
		@Immutable
		@Subselect("select id, upper(name) as title from sample")
		@Synchronize("sample")
		static class Summary {

			@Id
			Long id;

			String title;

		}

		@Entity
		@View(query = "select id, lower(name) as title from sample")
		static class Shown {

			@Id
			Long id;

			String title;

		}

	}

	static class Formulas {

		@Entity
		static class Sample {

			@Id
			Long id;

			int low;

			@Formula("low * 2")
			int twice;

			@Transient
			String ignored;

		}

	}

	static class Maps {

		@Entity
		static class Owner {

			@Id
			Long id;

			@OneToMany
			@MapKeyJoinColumn(name = "key_id")
			Map<Item, Item> pairs;

			@ManyToMany
			@MapKeyColumn(name = "slot")
			Map<String, Item> slots;

		}

		@Entity
		static class Item {

			@Id
			Long id;

		}

	}

	static class SoftDeletes {

		@Entity
		@SoftDelete
		static class Sample {

			@Id
			Long id;

			@TenantId
			String tenant;

		}

		@Entity
		@SoftDelete(columnName = "gone", converter = YesNoConverter.class)
		static class Other {

			@Id
			Long id;

		}

	}

	static class CompositeReferences {

		@Embeddable
		static class Key implements Serializable {

			Long a;

			Long b;

		}

		@Entity
		static class Parent {

			@EmbeddedId
			Key key;

			@Column(unique = true)
			String code;

		}

		@Entity
		static class Child {

			@Id
			Long id;

			@ManyToOne
			@JoinColumns({ @JoinColumn(name = "p_a", referencedColumnName = "a"),
					@JoinColumn(name = "p_b", referencedColumnName = "b") })
			Parent parent;

			@ManyToOne
			@JoinColumn(name = "code", referencedColumnName = "code")
			Parent byCode;

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

	static class DynamicTypes {

		@Entity
		static class Holder {

			@Id
			Long id;

			@Any
			@AnyKeyJavaClass(Long.class)
			@JoinColumn(name = "target_id")
			@Column(name = "target_type")
			@AnyDiscriminator(DiscriminatorType.STRING)
			@AnyDiscriminatorValue(discriminator = "S", entity = Sample.class)
			Object target;

		}

		@Entity
		static class Sample {

			@Id
			Long id;

		}

	}

}
