package dev.migrate.hibernate;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.hibernate.annotations.Struct;

/**
 * Entities whose embeddables are stored as composite types, before and after somebody has
 * changed them.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "UnusedVariable", "ClassCanBeStatic" })
final class StructPairs {

	private StructPairs() {
	}

	static class AnotherStruct {

		static class Before {

			@Entity
			static class Sample extends EntityPairs.WithId {

			}

			@Embeddable
			@Struct(name = "point_type")
			record Point(int x, int y) {
			}

			@Entity
			@Table(name = "other")
			static class Other extends EntityPairs.WithId {

				Point point;

			}

		}

		static class After {

			@Embeddable
			@Struct(name = "point_type")
			record Point(int x, int y) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Point point;

				List<Point> points;

			}

			@Entity
			@Table(name = "other")
			static class Other extends EntityPairs.WithId {

				Point point;

			}

		}

	}

	static class AttributesOfAStruct {

		enum Kind {

			A, B

		}

		static class Before {

			@Embeddable
			@Struct(name = "place_type", attributes = { "x", "y", "gone" })
			record Place(int x, Integer y, @Column(length = 10) String gone) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Place place;

				List<Place> places;

			}

		}

		static class After {

			@Embeddable
			@Struct(name = "place_type", attributes = { "kind", "y", "x" })
			record Place(@Enumerated(EnumType.STRING) Kind kind, @Column(comment = "down") Long y, int x) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Place place;

				List<Place> places;

				Place another;

			}

		}

	}

	static class AnAttributeAtTheEndOfAStruct {

		static class Before {

			@Embeddable
			@Struct(name = "name_type", attributes = { "first", "last" })
			record Name(String first, String last) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Name name;

			}

		}

		static class After {

			@Embeddable
			@Struct(name = "name_type", attributes = { "first", "last", "middle" })
			record Name(String first, String last, @Column(length = 5) String middle) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Name name;

			}

		}

	}

	static class AStructInAStruct {

		static class Before {

			@Embeddable
			@Struct(name = "inner_type")
			record Inner(int a) {
			}

			@Embeddable
			@Struct(name = "outer_type", attributes = { "text" })
			record Outer(String text) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Outer outer;

				Inner inner;

			}

		}

		static class After {

			@Embeddable
			@Struct(name = "inner_type")
			record Inner(int a) {
			}

			@Embeddable
			@Struct(name = "outer_type", attributes = { "text", "inner" })
			record Outer(String text, Inner inner) {
			}

			@Entity
			static class Sample extends EntityPairs.WithId {

				Outer outer;

				Inner inner;

			}

		}

	}

}
