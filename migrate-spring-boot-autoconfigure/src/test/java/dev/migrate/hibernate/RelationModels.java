package dev.migrate.hibernate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.*;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * How entities refer to others: associations and collections.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "UnusedVariable",
		"ClassCanBeStatic" })
final class RelationModels {

	private RelationModels() {
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
