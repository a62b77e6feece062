package dev.migrate.hibernate;

import java.time.Instant;

import jakarta.persistence.*;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.YesNoConverter;

/**
 * How classes share tables: embeddables, inheritance, secondary tables and deletion.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class StructureModels {

	private StructureModels() {
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

}
