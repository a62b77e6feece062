package dev.migrate.hibernate;

import java.util.List;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * Entities whose table, keys or references somebody has changed.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "UnusedVariable", "ClassCanBeStatic", "deprecation" })
final class TablePairs {

	private TablePairs() {
	}

	static class AReference {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToOne
				Sample parent;

			}

		}

	}

	static class ARequiredReference {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToOne
				Sample parent;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToOne(optional = false)
				Sample parent;

			}

		}

	}

	static class AReferenceThatCascades {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToOne
				Sample parent;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToOne
				@OnDelete(action = OnDeleteAction.CASCADE)
				Sample parent;

			}

		}

	}

	static class AReferenceToOne {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToOne
				Sample parent;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@OneToOne
				Sample parent;

			}

		}

	}

	static class ACollection {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ElementCollection
				List<String> tags;

			}

		}

	}

	static class AJoinTable {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ManyToMany
				List<Sample> friends;

			}

		}

	}

	static class AnIndex {

		static class Before {

			@Entity
			@Table(name = "sample")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Table(name = "sample", indexes = @Index(name = "by_name", columnList = "name"))
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class AnotherOrderOfAnIndex {

		static class Before {

			@Entity
			@Table(name = "sample", indexes = @Index(name = "by_name", columnList = "name"))
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Table(name = "sample", indexes = @Index(name = "by_name", columnList = "name desc"))
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class AUniqueIndex {

		static class Before {

			@Entity
			@Table(name = "sample", indexes = @Index(name = "by_name", columnList = "name"))
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Table(name = "sample", indexes = @Index(name = "by_name", columnList = "name", unique = true))
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class AUniqueConstraint {

		static class Before {

			@Entity
			@Table(name = "sample")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Table(name = "sample", uniqueConstraints = @UniqueConstraint(columnNames = { "name", "id" }))
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class AnotherCheck {

		static class Before {

			@Entity
			@Check(name = "rule", constraints = "length(name) > 1")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Check(name = "rule", constraints = "length(name) > 2")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class AnotherTable {

		static class Before {

			@Entity
			@Table(name = "sample")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Table(name = "other")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class ACommentOfATable {

		static class Before {

			@Entity
			@Comment("one")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			@Comment("two")
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

	}

	static class AGeneratedId {

		static class Before {

			@Entity
			static class Sample {

				@Id
				Long id;

			}

		}

		static class After {

			@Entity
			static class Sample {

				@Id
				@GeneratedValue(strategy = GenerationType.IDENTITY)
				Long id;

			}

		}

	}

	static class AnotherIncrement {

		static class Before {

			@Entity
			@SequenceGenerator(name = "ids", sequenceName = "ids", allocationSize = 50)
			static class Sample {

				@Id
				@GeneratedValue(generator = "ids")
				Long id;

			}

		}

		static class After {

			@Entity
			@SequenceGenerator(name = "ids", sequenceName = "ids", allocationSize = 10)
			static class Sample {

				@Id
				@GeneratedValue(generator = "ids")
				Long id;

			}

		}

	}

}
