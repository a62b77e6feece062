package dev.migrate.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was in one or more schemas of a database when an {@link Inspector} read them. Two
 * snapshots are equal if everything in them is.
 *
 * <p>
 * Every name in it has its schema, whatever the search path of the session, and so have
 * the names in its expressions and queries unless they belong to the database itself.
 * Objects that belong to an extension are left out.
 *
 * @param tables the tables by name, partitions and foreign tables included
 * @param views the views by name, materialized ones included
 * @param sequences the sequences by name, without those of identity columns
 * @param enumTypes the enum types by name
 * @param compositeTypes the composite types by name
 * @param userTypes the domains and range types by name
 * @param extensions the extensions of the whole database by name
 */
public record SchemaSnapshot(Map<ObjectName, InspectedTable> tables, Map<ObjectName, InspectedView> views,
		Map<ObjectName, Sequence> sequences, Map<ObjectName, EnumType> enumTypes,
		Map<ObjectName, CompositeType> compositeTypes, Map<ObjectName, UserType> userTypes,
		Map<String, InstalledExtension> extensions) {

	private static final Comparator<ObjectName> BY_NAME = Comparator
		.comparing((ObjectName name) -> (name.schema() != null) ? name.schema() : "")
		.thenComparing(ObjectName::name);

	public SchemaSnapshot {
		tables = sorted(tables, BY_NAME);
		views = sorted(views, BY_NAME);
		sequences = sorted(sequences, BY_NAME);
		enumTypes = sorted(enumTypes, BY_NAME);
		compositeTypes = sorted(compositeTypes, BY_NAME);
		userTypes = sorted(userTypes, BY_NAME);
		extensions = sorted(extensions, Comparator.naturalOrder());
	}

	/**
	 * Creates a snapshot.
	 * @param tables the tables
	 * @param views the views
	 * @param sequences the sequences
	 * @param enumTypes the enum types
	 * @param compositeTypes the composite types
	 * @param userTypes the other types
	 * @param extensions the extensions
	 * @return the snapshot
	 */
	public static SchemaSnapshot of(Collection<InspectedTable> tables, Collection<InspectedView> views,
			Collection<Sequence> sequences, Collection<EnumType> enumTypes, Collection<CompositeType> compositeTypes,
			Collection<UserType> userTypes, Collection<InstalledExtension> extensions) {
		return new SchemaSnapshot(by(InspectedTable::name, tables), by(InspectedView::name, views),
				by(Sequence::name, sequences), by(EnumType::name, enumTypes), by(CompositeType::name, compositeTypes),
				by(UserType::name, userTypes), by(InstalledExtension::name, extensions));
	}

	public SchemaSnapshot tables(Collection<InspectedTable> tables) {
		return new SchemaSnapshot(by(InspectedTable::name, tables), this.views, this.sequences, this.enumTypes,
				this.compositeTypes, this.userTypes, this.extensions);
	}

	public SchemaSnapshot sequences(Collection<Sequence> sequences) {
		return new SchemaSnapshot(this.tables, this.views, by(Sequence::name, sequences), this.enumTypes,
				this.compositeTypes, this.userTypes, this.extensions);
	}

	public SchemaSnapshot enumTypes(Collection<EnumType> enumTypes) {
		return new SchemaSnapshot(this.tables, this.views, this.sequences, by(EnumType::name, enumTypes),
				this.compositeTypes, this.userTypes, this.extensions);
	}

	public SchemaSnapshot compositeTypes(Collection<CompositeType> compositeTypes) {
		return new SchemaSnapshot(this.tables, this.views, this.sequences, this.enumTypes,
				by(CompositeType::name, compositeTypes), this.userTypes, this.extensions);
	}

	/**
	 * Returns this schema under other names. The queries of views and the definitions of
	 * domains and range types remain as they are.
	 * @param renaming the other names
	 * @return the renamed schema
	 */
	public SchemaSnapshot map(Renaming renaming) {
		return of(this.tables.values().stream().map((table) -> table.map(renaming)).toList(),
				this.views.values().stream().map((view) -> view.map(renaming)).toList(),
				this.sequences.values().stream().map((sequence) -> sequence.map(renaming)).toList(),
				this.enumTypes.values().stream().map((type) -> type.map(renaming)).toList(),
				this.compositeTypes.values().stream().map((type) -> type.map(renaming)).toList(),
				this.userTypes.values(), this.extensions.values());
	}

	/**
	 * Returns every index by its name, the indexes of materialized views included.
	 * @return the indexes
	 */
	public Map<ObjectName, InspectedIndex> indexes() {
		Map<ObjectName, InspectedIndex> indexes = new LinkedHashMap<>();
		this.tables.values().forEach((table) -> add(indexes, table.name(), table.indexes().stream()));
		this.views.values().forEach((view) -> add(indexes, view.name(), view.indexes().stream()));
		return indexes;
	}

	private static void add(Map<ObjectName, InspectedIndex> target, ObjectName relation,
			Stream<InspectedIndex> indexes) {
		indexes.forEach((inspected) -> {
			String name = inspected.index().name();
			if (name != null) {
				target.put(relation.sibling(name), inspected);
			}
		});
	}

	private static <K, V> Map<K, V> by(Function<V, K> key, Collection<V> values) {
		Map<K, V> map = new LinkedHashMap<>();
		values.forEach((value) -> map.put(key.apply(value), value));
		return map;
	}

	private static <K, V> Map<K, V> sorted(Map<K, V> map, Comparator<K> order) {
		Map<K, V> sorted = new LinkedHashMap<>();
		map.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey(order))
			.forEach((entry) -> sorted.put(entry.getKey(), entry.getValue()));
		return Collections.unmodifiableMap(sorted);
	}

	/**
	 * An extension of a database.
	 *
	 * @param name the name
	 * @param schema the schema that its objects are in
	 * @param version the version that is installed
	 */
	public record InstalledExtension(String name, String schema, String version) {

	}

	/**
	 * A domain or range type that was created in a schema.
	 *
	 * @param name the name
	 * @param kind what kind of type it is
	 */
	public record UserType(ObjectName name, Kind kind) {

		/**
		 * What kind of type one is.
		 */
		public enum Kind {

			DOMAIN, RANGE

		}

	}

}
