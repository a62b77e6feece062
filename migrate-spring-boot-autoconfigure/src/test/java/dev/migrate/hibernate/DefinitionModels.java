package dev.migrate.hibernate;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.*;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.annotations.View;
import org.hibernate.type.SqlTypes;

/**
 * What entities say of the schema: constraints, indexes, defaults, names and views.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class DefinitionModels {

	private DefinitionModels() {
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

}
