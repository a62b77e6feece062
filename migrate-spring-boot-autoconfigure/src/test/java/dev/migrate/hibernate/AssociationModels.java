package dev.migrate.hibernate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

import jakarta.persistence.*;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Bag;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.JoinColumnOrFormula;
import org.hibernate.annotations.JoinColumnsOrFormulas;
import org.hibernate.annotations.JoinFormula;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.Parent;
import org.hibernate.annotations.PropertyRef;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SortNatural;

/**
 * The chapters "Associations" and "Collections" of Hibernate's user guide.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "MissingOverride", "deprecation", "removal", "UnusedVariable",
		"ClassCanBeStatic" })
final class AssociationModels {

	private AssociationModels() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("associations to one", ToOne.class),
				Model.nested("associations to many", ToMany.class), Model.nested("associations to any", ToAny.class),
				Model.nested("collections of elements", Elements.class),
				Model.nested("maps and their keys", MapKeys.class));
	}

	static class ToOne {

		@Entity
		@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "area", "serial" }))
		static class Target implements Serializable {

			@Id
			@GeneratedValue
			Long id;

			@Column(unique = true, nullable = false, length = 30)
			String code;

			@Column(length = 5)
			String area;

			int serial;

			@OneToOne(mappedBy = "one")
			Source inverse;

		}

		@Entity
		@Table(indexes = @Index(columnList = "lazy_id, one_id desc"))
		static class Source {

			@Id
			@GeneratedValue
			Long id;

			@ManyToOne(fetch = FetchType.LAZY, optional = false)
			Target lazy;

			@OneToOne
			Target one;

			@OneToOne(optional = false, cascade = CascadeType.ALL, orphanRemoval = true)
			@JoinColumn(name = "required_one", nullable = false, unique = true)
			Target required;

			@ManyToOne
			@JoinColumn(name = "target_code", referencedColumnName = "code")
			Target byCode;

			@ManyToOne
			@JoinColumns(
					value = { @JoinColumn(name = "target_area", referencedColumnName = "area"),
							@JoinColumn(name = "target_serial", referencedColumnName = "serial") },
					foreignKey = @ForeignKey(name = "by_both"))
			Target byBoth;

			@ManyToOne
			@PropertyRef("code")
			@JoinColumn(name = "ref_code")
			Target byRef;

			@ManyToOne
			@NotFound(action = NotFoundAction.IGNORE)
			Target maybe;

			@ManyToOne
			@NotFound(action = NotFoundAction.EXCEPTION)
			Target failing;

			@ManyToOne
			@JoinColumn(name = "no_key", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
			Target noKey;

			@ManyToOne
			@JoinColumn(name = "defined", columnDefinition = "bigint default 1", comment = "which one")
			Target defined;

			@ManyToOne
			@JoinTable(name = "source_via", joinColumns = @JoinColumn(name = "source"),
					inverseJoinColumns = @JoinColumn(name = "target", unique = true))
			Target via;

			@OneToOne
			@JoinTable(name = "source_one_via")
			Target oneVia;

			@ManyToOne
			@OnDelete(action = OnDeleteAction.SET_DEFAULT)
			Target defaulted;

			@ManyToOne
			@OnDelete(action = OnDeleteAction.RESTRICT)
			@JoinColumn(check = @CheckConstraint(constraint = "restricted_id > 0"))
			Target restricted;

			@ManyToOne
			Source parent;

			@ManyToOne
			@JoinColumnsOrFormulas({
					@JoinColumnOrFormula(column = @JoinColumn(name = "f_area", referencedColumnName = "area")),
					@JoinColumnOrFormula(
							formula = @JoinFormula(value = "coalesce(id, 1)", referencedColumnName = "serial")) })
			Target byFormula;

		}

	}

	static class ToMany {

		@Entity
		static class Owner {

			@Id
			@GeneratedValue
			Long id;

			@Column(unique = true)
			String code;

			@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
			@OnDelete(action = OnDeleteAction.CASCADE)
			List<Item> items;

			@OneToMany
			@JoinColumn(name = "one_way_id", nullable = false)
			Set<Item> oneWay;

			@OneToMany
			@JoinColumn(name = "by_code", referencedColumnName = "code")
			List<Item> byCode;

			@OneToMany
			@JoinTable(name = "owner_items", joinColumns = @JoinColumn(name = "owner_id"),
					inverseJoinColumns = @JoinColumn(name = "item_id"),
					uniqueConstraints = @UniqueConstraint(columnNames = { "owner_id", "item_id" }),
					indexes = @Index(name = "items_of_owner", columnList = "owner_id"),
					foreignKey = @ForeignKey(name = "to_owner"), inverseForeignKey = @ForeignKey(name = "to_item"),
					check = @CheckConstraint(constraint = "owner_id <> item_id"), comment = "which items")
			@SQLRestriction("item_id > 0")
			List<Item> joined;

			@OneToMany
			@OrderColumn(name = "item_place", nullable = false)
			@ListIndexBase(1)
			@JoinTable(name = "ordered_items")
			List<Item> ordered;

			@ManyToMany
			Set<Tag> tags;

			@ManyToMany
			@JoinTable(schema = "crm")
			List<Tag> bag;

			@ManyToMany
			@JoinTable(name = "deleting_tags")
			@OnDelete(action = OnDeleteAction.CASCADE)
			Collection<Tag> deleting;

			@ManyToMany
			@JoinTable(name = "tags_of_codes", joinColumns = @JoinColumn(name = "code", referencedColumnName = "code"))
			Set<Tag> ofCodes;

			@ManyToMany
			@JoinTable(name = "soft_tags")
			@SoftDelete(columnName = "gone")
			Set<Tag> soft;

			@ManyToMany
			Set<Owner> friends;

			@ManyToMany(mappedBy = "friends")
			Set<Owner> friendOf;

			@ManyToMany
			@CollectionId(column = @Column(name = "row_id"), generator = "increment")
			@Bag
			@JoinTable(name = "id_bag")
			@org.hibernate.annotations.CollectionIdJavaClass(idType = Long.class)
			List<Tag> idBag;

		}

		@Entity
		static class Item {

			@Id
			@GeneratedValue
			Long id;

			@ManyToOne
			Owner owner;

		}

		@Entity
		static class Tag {

			@Id
			@GeneratedValue
			Long id;

			@ManyToMany(mappedBy = "tags")
			Set<Owner> owners;

		}

	}

	static class ToAny {

		@Entity
		static class First {

			@Id
			Long id;

		}

		@Entity
		static class Second {

			@Id
			Long id;

		}

		@Entity
		static class Holder {

			@Id
			Long id;

			@Any
			@AnyKeyJavaClass(Long.class)
			@JoinColumn(name = "one_id")
			@Column(name = "one_type", length = 10)
			@AnyDiscriminator(DiscriminatorType.STRING)
			@AnyDiscriminatorValue(discriminator = "1", entity = First.class)
			@AnyDiscriminatorValue(discriminator = "2", entity = Second.class)
			Object one;

			@Any(optional = false)
			@AnyKeyJavaClass(Integer.class)
			@JoinColumn(name = "numbered_id")
			@Column(name = "numbered_type")
			@AnyDiscriminator(DiscriminatorType.INTEGER)
			@AnyDiscriminatorValue(discriminator = "1", entity = First.class)
			Object numbered;

			@ManyToAny
			@AnyDiscriminator(DiscriminatorType.CHAR)
			@AnyDiscriminatorValue(discriminator = "F", entity = First.class)
			@AnyDiscriminatorValue(discriminator = "S", entity = Second.class)
			@AnyKeyJavaClass(Long.class)
			@Column(name = "many_type")
			@JoinTable(name = "many_any", joinColumns = @JoinColumn(name = "holder_id"),
					inverseJoinColumns = @JoinColumn(name = "many_id"))
			Set<Object> many;

		}

	}

	static class Elements {

		@Embeddable
		static class Point {

			@Parent
			Sample sample;

			@Column(nullable = false)
			int x;

			Integer y;

			@ManyToOne
			Sample other;

			@Embedded
			Label label;

		}

		@Embeddable
		record Label(@Column(length = 20) String text, LocalDate since) {
		}

		@Entity
		static class Sample {

			@Id
			@GeneratedValue
			Long id;

			@ElementCollection
			List<String> bag;

			@ElementCollection
			@Column(name = "word", nullable = false, length = 40)
			Set<String> set;

			@ElementCollection
			@SortNatural
			SortedSet<Integer> sorted;

			@ElementCollection
			@OrderBy
			Set<LocalDate> dates;

			@ElementCollection
			@OrderColumn(name = "place")
			@ListIndexBase(1)
			List<String> list;

			@ElementCollection
			@OrderColumn
			@Column(name = "item")
			String[] array;

			@ElementCollection
			@OrderColumn(columnDefinition = "integer default 0", nullable = false)
			int[] numbers;

			@ElementCollection
			Collection<Boolean> collection;

			@ElementCollection
			Set<Point> points;

			@ElementCollection
			@OrderColumn
			@AttributeOverride(name = "x", column = @Column(name = "across"))
			@AssociationOverride(name = "other", joinColumns = @JoinColumn(name = "another"))
			List<Point> listed;

			@ElementCollection
			@CollectionTable(name = "collected", schema = "crm", joinColumns = @JoinColumn(name = "owner"),
					foreignKey = @ForeignKey(name = "collected_owner"),
					indexes = @Index(name = "collected_values", columnList = "value desc"),
					uniqueConstraints = @UniqueConstraint(name = "collected_once", columnNames = { "owner", "value" }))
			@Column(name = "value")
			List<String> collected;

			@ElementCollection
			@OnDelete(action = OnDeleteAction.CASCADE)
			Set<Integer> deleted;

			@ElementCollection
			@CollectionTable(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
			Set<Integer> free;

			@ElementCollection
			@Check(constraints = "checked > 0")
			@Comment("positive ones")
			@Column(name = "checked")
			Set<Integer> checked;

			@ElementCollection
			@SoftDelete
			Set<String> soft;

			@ElementCollection
			@CollectionId(column = @Column(name = "bag_id"), generator = "increment")
			@org.hibernate.annotations.CollectionIdJavaClass(idType = Integer.class)
			@CollectionTable(name = "identified")
			List<String> identified;

		}

	}

	static class MapKeys {

		@Embeddable
		record Place(@Column(length = 10) String shelf, int slot) implements Serializable {
		}

		@Entity
		static class Sample {

			@Id
			@GeneratedValue
			Long id;

			@ElementCollection
			Map<String, Integer> plain;

			@ElementCollection
			@MapKeyColumn(name = "lang", length = 2)
			@Column(name = "title", length = 100, nullable = false)
			SortedMap<String, String> titles;

			@ElementCollection
			@MapKeyTemporal(TemporalType.DATE)
			@MapKeyColumn(name = "day")
			Map<java.util.Date, String> byDate;

			@ElementCollection
			@AttributeOverride(name = "key.shelf", column = @Column(name = "key_shelf"))
			Map<Place, String> byPlace;

			@ElementCollection
			@MapKeyJoinColumn(name = "entity_of")
			Map<Entry, Integer> byEntity;

			@OneToMany(mappedBy = "sample")
			@MapKey(name = "code")
			Map<String, Entry> byCode;

			@OneToMany
			@JoinColumn(name = "in_column")
			@MapKeyColumn(name = "column_key")
			Map<String, Entry> inColumn;

			@ManyToMany
			@MapKeyJoinColumn(name = "entity_key")
			@JoinTable(name = "entity_map")
			Map<Entry, Entry> entities;

			@OneToMany
			@MapKeyClass(Place.class)
			@JoinTable(name = "place_map")
			Map<Place, Entry> places;

		}

		@Entity
		static class Entry {

			@Id
			Long id;

			@Column(length = 9)
			String code;

			@ManyToOne
			Sample sample;

		}

	}

}
