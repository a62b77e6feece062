package dev.migrate.hibernate;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.*;
import org.hibernate.annotations.NaturalId;

/**
 * How entities are identified: generators and composite keys.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class KeyModels {

	private KeyModels() {
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

}
