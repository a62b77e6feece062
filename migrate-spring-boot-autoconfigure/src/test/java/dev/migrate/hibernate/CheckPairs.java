package dev.migrate.hibernate;

import java.util.Map;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;

/**
 * Entities with attributes that Hibernate makes checks for.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "UnusedVariable", "ClassCanBeStatic" })
final class CheckPairs {

	private CheckPairs() {
	}

	static class ValuesThatAreChecked {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Growing {

					OPEN

				}

				enum Shrinking {

					OPEN, PAID

				}

				enum Mood {

					SAD, OK

				}

				enum Level {

					LOW(10), HIGH(20);

					@EnumeratedValue
					final int value;

					Level(int value) {
						this.value = value;
					}

				}

				@Enumerated(EnumType.STRING)
				Growing growing;

				@Enumerated(EnumType.STRING)
				Shrinking shrinking;

				@Enumerated(EnumType.ORDINAL)
				Growing growingOrdinal;

				@Enumerated(EnumType.ORDINAL)
				Shrinking shrinkingOrdinal;

				@Enumerated(EnumType.STRING)
				Mood ordinal;

				@Enumerated(EnumType.STRING)
				Mood several;

				Level level;

				@Convert(converter = YesNoConverter.class)
				boolean flag;

				@Convert(converter = TrueFalseConverter.class)
				Boolean plain;

				@Min(1)
				@Max(9)
				int points;

				@ElementCollection
				@Enumerated(EnumType.STRING)
				Set<Growing> set;

				@ElementCollection
				@MapKeyEnumerated(EnumType.STRING)
				Map<Growing, String> map;

				@Embedded
				Part part;

			}

			@Embeddable
			static class Part {

				@Enumerated(EnumType.STRING)
				Sample.Growing state;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				enum Growing {

					OPEN, PAID

				}

				enum Shrinking {

					OPEN

				}

				enum Mood {

					SAD, OK, GREAT

				}

				enum Level {

					LOW(1), HIGH(20);

					@EnumeratedValue
					final int value;

					Level(int value) {
						this.value = value;
					}

				}

				@Enumerated(EnumType.STRING)
				Growing growing;

				@Enumerated(EnumType.STRING)
				Shrinking shrinking;

				@Enumerated(EnumType.ORDINAL)
				Growing growingOrdinal;

				@Enumerated(EnumType.ORDINAL)
				Shrinking shrinkingOrdinal;

				@Enumerated(EnumType.ORDINAL)
				Mood ordinal;

				@Enumerated(EnumType.STRING)
				Mood[] several;

				Level level;

				@Convert(converter = NumericBooleanConverter.class)
				boolean flag;

				Boolean plain;

				@Min(2)
				@Max(99)
				int points;

				@ElementCollection
				@Enumerated(EnumType.STRING)
				Set<Growing> set;

				@ElementCollection
				@MapKeyEnumerated(EnumType.STRING)
				Map<Growing, String> map;

				@Embedded
				Part part;

			}

			@Embeddable
			static class Part {

				@Enumerated(EnumType.STRING)
				Sample.Growing state;

			}

		}

	}

	static class AHierarchyInATable {

		static class Before {

			@Entity
			@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
			static class Animal extends EntityPairs.WithId {

				String name;

			}

			@Entity
			static class Cat extends Animal {

				@Column(nullable = true)
				String color;

			}

			@Entity
			static class Dog extends Animal {

				@Column(nullable = false)
				String size;

			}

		}

		static class After {

			@Entity
			@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
			static class Animal extends EntityPairs.WithId {

				String name;

			}

			@Entity
			static class Cat extends Animal {

				@Column(nullable = false)
				String color;

			}

			@Entity
			static class Dog extends Animal {

				@Column(nullable = true)
				String size;

			}

			@Entity
			static class Fish extends Animal {

			}

		}

	}

}
