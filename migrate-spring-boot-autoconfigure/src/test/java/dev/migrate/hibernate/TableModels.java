package dev.migrate.hibernate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.DialectOverride;
import org.hibernate.annotations.FractionalSeconds;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Source;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.Struct;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.View;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyComponentPathImpl;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyLegacyHbmImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;

/**
 * What Hibernate's user guide says of columns, constraints, indexes, options and names.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "removal", "UnusedVariable",
		"ClassCanBeStatic" })
final class TableModels {

	private TableModels() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("columns and what generates them", Columns.class),
				Model.nested("constraints and indexes", Constraints.class), Model.nested("options", Options.class),
				Model.nested("options of the server", ServerOptions.class), Model.nested("structs", Structs.class),
				Model.nested("arrays of structs", StructArrays.class), Model.nested("views", Views.class),
				Model.nested("all names quoted", Names.class)
					.with(MappingSettings.GLOBALLY_QUOTED_IDENTIFIERS, "true")
					.with(MappingSettings.GLOBALLY_QUOTED_IDENTIFIERS_SKIP_COLUMN_DEFINITIONS, "true"),
				Model.nested("reserved words quoted", Names.class)
					.with(MappingSettings.KEYWORD_AUTO_QUOTING_ENABLED, "true"),
				Model.nested("names as they are", Names.class)
					.with(MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategyStandardImpl.class.getName()),
				Model.nested("names of component paths", Names.class)
					.with(MappingSettings.IMPLICIT_NAMING_STRATEGY, ComponentPaths.class.getName()),
				Model.nested("names of the old strategy", Names.class)
					.with(MappingSettings.IMPLICIT_NAMING_STRATEGY, LegacyNames.class.getName())
					.with(MappingSettings.DEFAULT_SCHEMA, "crm"));
	}

	/** Names tables like the other models. */
	public static final class ComponentPaths extends ImplicitNamingStrategyComponentPathImpl {

		@Override
		protected String transformEntityName(org.hibernate.boot.model.naming.EntityNaming naming) {
			String name = naming.getClassName();
			return name.substring(name.lastIndexOf('$') + 1);
		}

	}

	/** Names tables like the other models. */
	public static final class LegacyNames extends ImplicitNamingStrategyLegacyHbmImpl {

		@Override
		protected String transformEntityName(org.hibernate.boot.model.naming.EntityNaming naming) {
			String name = naming.getClassName();
			return name.substring(name.lastIndexOf('$') + 1);
		}

	}

	static class Columns {

		@Entity
		static class Sample {

			@Id
			Long id;

			@ColumnTransformer(read = "secret - 1", write = "? + 1")
			int secret;

			@ColumnDefault("'a''b'")
			@Column(length = 5, nullable = false)
			String quoted;

			@ColumnDefault("current_date")
			LocalDate day;

			@ColumnDefault("now() + interval '1 day'")
			@Generated(event = EventType.INSERT)
			Instant tomorrow;

			@Generated(event = { EventType.INSERT, EventType.UPDATE })
			String byTrigger;

			@Generated(sql = "1 + 1")
			Integer bySql;

			@GeneratedColumn("coalesce(quoted, '') || 'x'")
			String computed;

			@Collate("C")
			String collated;

			@Collate("C")
			@Column(columnDefinition = "varchar(30)")
			String collatedAndDefined;

			@Comment("a number")
			@Check(constraints = "commented > 0")
			int commented;

			@Check(name = "named_check", constraints = "named <> ''")
			@Check(name = "other_check", constraints = "named <> 'x'")
			String named;

			@FractionalSeconds(2)
			Instant hundredths;

			@Version
			@Source(SourceType.DB)
			Instant version;

			@Column(columnDefinition = "numeric(10, 2) default 0 not null check (money >= 0)")
			BigDecimal money;

			@Column(columnDefinition = "double precision")
			Double precision;

			@Column(columnDefinition = "timestamp(3) with time zone default now()")
			Instant defined;

			@Column(columnDefinition = "varchar(20) constraint code_is_unique unique")
			String code;

			@Column(columnDefinition = "text /* not unique */ default $$it's not null$$")
			String note;

			@DialectOverride.ColumnDefault(dialect = PostgreSQLDialect.class, override = @ColumnDefault("7"))
			@DialectOverride.ColumnDefault(dialect = H2Dialect.class, override = @ColumnDefault("8"))
			@ColumnDefault("9")
			int overridden;

			@Column(unique = true, nullable = false, length = 11)
			String oneOnly;

			@Basic(optional = false)
			Integer required;

			@Column(name = "written_twice", insertable = false, updatable = false)
			String readOnly;

			@Column(name = "written_twice")
			String writtenTwice;

		}

	}

	static class Constraints {

		@Entity
		@Check(constraints = "low < high")
		@Check(name = "not_both", constraints = "low <> 1 or high <> 2")
		@DialectOverride.Check(dialect = PostgreSQLDialect.class, override = @Check(constraints = "low <= high"))
		@Table(check = { @CheckConstraint(constraint = "high < 100"),
				@CheckConstraint(name = "optional_check", constraint = "low > -100", options = "no inherit") },
				uniqueConstraints = { @UniqueConstraint(columnNames = { "low", "high" }),
						@UniqueConstraint(name = "one_pair", columnNames = { "high", "low", "parent_id" }),
						@UniqueConstraint(name = "deferred_pair", columnNames = { "text", "low" },
								options = "include (high) deferrable initially deferred") },
				indexes = { @Index(columnList = "text"), @Index(name = "sorted", columnList = "low desc, high asc"),
						@Index(name = "unique_text", columnList = "text, high", unique = true),
						@Index(name = "expression", columnList = "(lower(text))"),
						@Index(name = "partial", columnList = "high", options = "where low > 0"),
						@Index(name = "covering", columnList = "low",
								options = "include (high, text) with (fillfactor = 70) where text is not null") })
		static class Sample {

			@Id
			Long id;

			int low;

			int high;

			String text;

			@ManyToOne
			@JoinColumn(foreignKey = @ForeignKey(name = "to_parent", options = "on update cascade deferrable"))
			Sample parent;

		}

	}

	static class Options {

		@Entity
		@Table(options = "with (fillfactor=70, autovacuum_enabled = false)")
		@SecondaryTable(name = "second", options = "with (fillfactor=90)")
		static class Sample {

			@Id
			Long id;

			@Column(options = "check (checked > 0)")
			Integer checked;

			@Column(options = "unique")
			String single;

			@ManyToOne
			@JoinColumn(options = "default 1", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
			Sample defaulted;

			@Column(options = "references sample (id) on delete cascade")
			Long referring;

			@Column(options = "default 'x' not null")
			String several;

			@Column(table = "second")
			String second;

			@ElementCollection
			@CollectionTable(options = "with (fillfactor=80)")
			Set<String> words;

			@ManyToMany
			@JoinTable(options = "with (fillfactor=60)")
			List<Sample> others;

		}

		@Entity
		@Table(options = "partition by hash (id)")
		static class Partitioned {

			@Column(name = "code")
			String code;

			@Id
			@Column(name = "id")
			Long id;

		}

	}

	static class ServerOptions {

		@Entity
		static class Base {

			@Id
			Long id;

		}

		@Entity
		@Table(options = "inherits (base)",
				uniqueConstraints = @UniqueConstraint(columnNames = "code", options = "with (fillfactor = 50)"))
		static class Sample {

			@Id
			Long id;

			String code;

		}

	}

	static class Structs {

		@Embeddable
		@Struct(name = "point_type")
		record Point(@Column(nullable = false) int x, @Comment("down") Integer y) {
		}

		@Embeddable
		@Struct(name = "area_type", attributes = { "corner", "name", "size" })
		static class Area {

			Point corner;

			@Column(length = 20)
			String name;

			@Column(precision = 8, scale = 2)
			BigDecimal size;

		}

		@Embeddable
		static class Plain {

			String text;

			Instant at;

			@Enumerated(EnumType.STRING)
			Kind kind;

		}

		@Embeddable
		record Document(@Column(nullable = false) String title, int pages) {
		}

		enum Kind {

			A, B

		}

		@Entity
		static class Sample {

			@Id
			Long id;

			Point point;

			@Column(nullable = false)
			Plain required;

			Area area;

			@Struct(name = "plain_type")
			Plain plain;

			@JdbcTypeCode(SqlTypes.JSON)
			Document json;

		}

	}

	static class StructArrays {

		@Embeddable
		@Struct(name = "pair_type")
		record Pair(String one, @Column(length = 3) String other) {
		}

		@Entity
		static class Sample {

			@Id
			Long id;

			List<Pair> pairs;

			Pair[] others;

		}

	}

	static class Views {

		@Entity
		static class Sample {

			@Id
			Long id;

			@Column(length = 9)
			String text;

		}

		@Entity
		@Immutable
		@View(query = "select id, text as title from sample")
		static class Shown {

			@Id
			Long id;

			@Column(length = 9)
			String title;

			@ManyToOne
			@JoinColumn(name = "id", insertable = false, updatable = false,
					foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
			Sample sample;

		}

		@Entity
		@Subselect("select id from sample")
		static class Selected {

			@Id
			Long id;

		}

	}

	static class Names {

		@Embeddable
		static class SomeAddress {

			String streetName;

			@ElementCollection
			Set<String> otherNames;

		}

		@Entity
		static class CamelCase {

			@Id
			@GeneratedValue
			Long id;

			@Column(unique = true)
			String someText;

			@Column(name = "MixedCase", columnDefinition = "varchar(10)")
			String mixed;

			@Column(name = "`Already`")
			String quoted;

			SomeAddress homeAddress;

			@ManyToOne
			CamelCase otherCase;

			@ManyToMany
			List<CamelCase> manyOthers;

			@OneToMany
			@OrderColumn
			List<CamelCase> orderedOthers;

			@ElementCollection
			java.util.Map<String, String> keyedTexts;

			@Enumerated(EnumType.STRING)
			Kind someKind;

			@Index_
			String indexed;

		}

		@Entity
		@Table(name = "other_table", indexes = { @Index(columnList = "firstName desc"), @Index(columnList = "age") },
				uniqueConstraints = @UniqueConstraint(columnNames = { "firstName", "age" }))
		static class Other {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			Long id;

			String firstName;

			int age;

		}

		enum Kind {

			FIRST, SECOND

		}

		@interface Index_ {

		}

	}

}
