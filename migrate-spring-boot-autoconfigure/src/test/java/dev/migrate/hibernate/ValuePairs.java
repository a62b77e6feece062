package dev.migrate.hibernate;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Entities whose values somebody has changed: enums, arrays, what the database fills in.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "UnusedVariable", "ClassCanBeStatic", "deprecation" })
final class ValuePairs {

	private ValuePairs() {
	}

	static class AnEnumOfNames {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK

				}

				@Enumerated(EnumType.STRING)
				Mood mood;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK, GREAT

				}

				@Enumerated(EnumType.STRING)
				Mood mood;

			}

		}

	}

	static class AnEnumOfNumbers {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK

				}

				@Enumerated(EnumType.ORDINAL)
				Mood mood;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK, GREAT

				}

				@Enumerated(EnumType.ORDINAL)
				Mood mood;

			}

		}

	}

	static class NamesOfAnEnumThatWereNumbers {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK

				}

				@Enumerated(EnumType.ORDINAL)
				Mood mood;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK

				}

				@Enumerated(EnumType.STRING)
				Mood mood;

			}

		}

	}

	static class AnEnumType {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK

				}

				@JdbcTypeCode(SqlTypes.NAMED_ENUM)
				Mood mood;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Mood {

					SAD, OK, GREAT

				}

				@JdbcTypeCode(SqlTypes.NAMED_ENUM)
				Mood mood;

			}

		}

	}

	static class AnotherComment {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Comment("one")
				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Comment("two")
				String name;

			}

		}

	}

	static class AnotherDefault {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ColumnDefault("'a'")
				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ColumnDefault("'b'")
				String name;

			}

		}

	}

	static class AnotherGeneratedExpression {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

				@GeneratedColumn("lower(name)")
				String folded;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

				@GeneratedColumn("upper(name)")
				String folded;

			}

		}

	}

	static class AnArray {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String[] tags;

			}

		}

	}

	static class AJson {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String data;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@JdbcTypeCode(SqlTypes.JSON)
				List<String> data;

			}

		}

	}

	static class AnOverriddenName {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Column(name = "full_name")
				String name;

			}

		}

	}

}
