package dev.migrate.hibernate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Lob;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.type.YesNoConverter;

/**
 * Entities of which somebody has changed an attribute.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "UnusedVariable", "ClassCanBeStatic", "deprecation" })
final class AttributePairs {

	private AttributePairs() {
	}

	static class ALength {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Column(length = 500)
				String name;

			}

		}

	}

	static class ARequiredAttribute {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Column(nullable = false)
				String name;

			}

		}

	}

	static class AnAttribute {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				Instant created;

			}

		}

	}

	static class AnAttributeWithADefault {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@ColumnDefault("7")
				int count;

			}

		}

	}

	static class APrecision {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Column(precision = 8, scale = 2)
				BigDecimal price;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Column(precision = 12, scale = 4)
				BigDecimal price;

			}

		}

	}

	static class AnotherNumber {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				int count;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				long count;

			}

		}

	}

	static class ATextThatWasALength {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Lob
				String name;

			}

		}

	}

	static class AUuidThatWasAText {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String code;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				UUID code;

			}

		}

	}

	static class AConverter {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				boolean flag;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Convert(converter = YesNoConverter.class)
				boolean flag;

			}

		}

	}

	static class AUniqueAttribute {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

				String name;

			}

		}

		static class After {

			@Entity
			static class Sample extends EntityPairs.WithId {

				@Column(unique = true)
				String name;

			}

		}

	}

}
