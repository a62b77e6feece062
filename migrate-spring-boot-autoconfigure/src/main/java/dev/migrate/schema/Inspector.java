package dev.migrate.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what is in a database, for migrations that depend on it:
 *
 * <pre class="code">
 * if (!op.inspect().hasColumn("users", "avatar")) {
 *     op.addColumn("users", column("avatar", varchar(255)));
 * }
 * </pre>
 *
 * <p>
 * Names in questions are written {@code name} or {@code schema.name}, with a part in
 * double quotes where it contains a dot; without a schema they mean the
 * {@linkplain #currentSchema() current} one and no other of the search path. Names in
 * answers always have their schema, which makes them the same whatever the search path
 * is.
 *
 * <p>
 * Everything of a schema is read at once. What the session's own transaction has changed
 * is seen; what belongs to an extension is not.
 */
public interface Inspector {

	/**
	 * Returns the first schema of the search path that exists.
	 * @return the name of the schema
	 * @throws dev.migrate.MigrateException if there is none
	 */
	String currentSchema();

	/**
	 * Returns the names of all schemas but those of the database itself.
	 * @return the names in alphabetical order
	 */
	List<String> schemas();

	/**
	 * Returns what is in schemas.
	 * @param schemas the names of the schemas; one that does not exist counts as empty
	 * @return the content of all of them
	 */
	SchemaSnapshot read(Collection<String> schemas);

	/**
	 * Returns an inspector that asks this one for each thing only once.
	 * @return the inspector, which does not notice later changes
	 */
	default Inspector cached() {
		return new CachedInspector(this);
	}

	default boolean hasSchema(String name) {
		return schemas().contains(name);
	}

	/**
	 * Returns whether there is a table, which may be partitioned, a partition or foreign.
	 * @param table the name of the table
	 * @return {@code true} if there is
	 */
	default boolean hasTable(String table) {
		return snapshot(table).tables().containsKey(resolve(table));
	}

	/**
	 * Returns a table.
	 * @param table the name of the table
	 * @return the table
	 * @throws NoSuchObjectException if there is none of that name
	 */
	default Table table(String table) {
		return inspectedTable(table).table();
	}

	/**
	 * Returns the tables of the current schema.
	 * @return the tables in alphabetical order, without partitions and foreign tables
	 */
	default List<Table> tables() {
		return current().tables()
			.values()
			.stream()
			.filter((table) -> table.kind() == InspectedTable.Kind.TABLE)
			.map(InspectedTable::table)
			.toList();
	}

	/**
	 * Returns whether a table or view has a column.
	 * @param table the name of the table or view
	 * @param column the name of the column
	 * @return {@code false} if it has not, or if there is no such table or view
	 */
	default boolean hasColumn(String table, String column) {
		return findColumns(table).stream().flatMap(List::stream).anyMatch((found) -> found.name().equals(column));
	}

	/**
	 * Returns a column of a table or view.
	 * @param table the name of the table or view
	 * @param column the name of the column
	 * @return the column
	 * @throws NoSuchObjectException if it is not there
	 */
	default Column column(String table, String column) {
		return columns(table).stream()
			.filter((found) -> found.name().equals(column))
			.findFirst()
			.orElseThrow(
					() -> new NoSuchObjectException("column '%s' in".formatted(column), resolve(table), "hasColumn"));
	}

	/**
	 * Returns the columns of a table or view.
	 * @param table the name of the table or view
	 * @return the columns in their order
	 * @throws NoSuchObjectException if there is no table or view of that name
	 */
	default List<Column> columns(String table) {
		return findColumns(table)
			.orElseThrow(() -> new NoSuchObjectException("table or view", resolve(table), "hasTable"));
	}

	/**
	 * Returns whether there is an index, valid or not.
	 * @param index the name of the index; that of a primary key, unique or exclusion
	 * constraint counts as the constraint only
	 * @return {@code true} if there is
	 */
	default boolean hasIndex(String index) {
		return snapshot(index).indexes().containsKey(resolve(index));
	}

	/**
	 * Returns the indexes of a table or materialized view, without those that belong to
	 * its constraints.
	 * @param table the name of the table or materialized view
	 * @return the indexes in alphabetical order
	 * @throws NoSuchObjectException if there is no table or view of that name
	 */
	default List<Index> indexes(String table) {
		InspectedView view = snapshot(table).views().get(resolve(table));
		List<InspectedIndex> indexes = (view != null) ? view.indexes() : inspectedTable(table).indexes();
		return indexes.stream().map(InspectedIndex::index).toList();
	}

	/**
	 * Returns whether a table has a constraint: a primary key, foreign key, unique, check
	 * or exclusion constraint.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @return {@code false} if it has not, or if there is no such table
	 */
	default boolean hasConstraint(String table, String constraint) {
		return hasTable(table) && inspectedTable(table).findConstraint(constraint).isPresent();
	}

	/**
	 * Returns the constraints of a table.
	 * @param table the name of the table
	 * @return the constraints, in the order of {@link InspectedTable}
	 * @throws NoSuchObjectException if there is no table of that name
	 */
	default List<Constraint> constraints(String table) {
		return table(table).constraints();
	}

	/**
	 * Returns whether there is a view, materialized or not.
	 * @param view the name of the view
	 * @return {@code true} if there is
	 */
	default boolean hasView(String view) {
		return snapshot(view).views().containsKey(resolve(view));
	}

	/**
	 * Returns the views of the current schema, materialized ones included.
	 * @return the views in alphabetical order
	 */
	default List<View> views() {
		return current().views().values().stream().map(InspectedView::view).toList();
	}

	/**
	 * Returns whether there is a sequence other than that of an identity column.
	 * @param sequence the name of the sequence
	 * @return {@code true} if there is
	 */
	default boolean hasSequence(String sequence) {
		return snapshot(sequence).sequences().containsKey(resolve(sequence));
	}

	/**
	 * Returns the sequences of the current schema, without those of identity columns.
	 * @return the sequences in alphabetical order
	 */
	default List<Sequence> sequences() {
		return List.copyOf(current().sequences().values());
	}

	default boolean hasEnumType(String type) {
		return snapshot(type).enumTypes().containsKey(resolve(type));
	}

	/**
	 * Returns an enum type.
	 * @param type the name of the type
	 * @return the type with its values in their order
	 * @throws NoSuchObjectException if there is none of that name
	 */
	default EnumType enumType(String type) {
		return require(snapshot(type).enumTypes(), type, "enum type", "hasEnumType");
	}

	/**
	 * Returns the enum types of the current schema.
	 * @return the types in alphabetical order
	 */
	default List<EnumType> enumTypes() {
		return List.copyOf(current().enumTypes().values());
	}

	/**
	 * Returns whether an extension is installed in the database.
	 * @param name the name of the extension
	 * @return {@code true} if it is
	 */
	default boolean hasExtension(String name) {
		return read(List.of()).extensions().containsKey(name);
	}

	private Optional<List<Column>> findColumns(String relation) {
		SchemaSnapshot snapshot = snapshot(relation);
		InspectedTable table = snapshot.tables().get(resolve(relation));
		if (table != null) {
			return Optional.of(table.table().columns());
		}
		return Optional.ofNullable(snapshot.views().get(resolve(relation))).map(InspectedView::columns);
	}

	private InspectedTable inspectedTable(String table) {
		return require(snapshot(table).tables(), table, "table", "hasTable");
	}

	private <T> T require(Map<ObjectName, T> objects, String text, String what, String question) {
		ObjectName name = resolve(text);
		return Optional.ofNullable(objects.get(name))
			.orElseThrow(() -> new NoSuchObjectException(what, name, question));
	}

	private SchemaSnapshot current() {
		return read(List.of(currentSchema()));
	}

	private SchemaSnapshot snapshot(String text) {
		String schema = resolve(text).schema();
		return read((schema != null) ? List.of(schema) : List.of());
	}

	private ObjectName resolve(String text) {
		ObjectName name = ObjectName.of(text);
		return (name.schema() != null) ? name : new ObjectName(currentSchema(), name.name());
	}

}
