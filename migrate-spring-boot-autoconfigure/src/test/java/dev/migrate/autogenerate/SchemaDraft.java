package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

/**
 * A schema on the way from {@link SchemaChanges#BASE} to another.
 *
 * @param schema the schema so far
 */
record SchemaDraft(WantedSchema schema) {

	private static final String USERS = "public.users";

	static SchemaDraft base() {
		return new SchemaDraft(SchemaChanges.BASE);
	}

	SchemaDraft users(UnaryOperator<Table> change) {
		return change(USERS, change);
	}

	SchemaDraft teams(UnaryOperator<Table> change) {
		return change("public.teams", change);
	}

	/**
	 * Changes a column of the users.
	 */
	SchemaDraft column(String name, UnaryOperator<Column> change) {
		return users((users) -> users.columns(users.columns()
			.stream()
			.map((column) -> column.name().equals(name) ? change.apply(column) : column)
			.toList()));
	}

	/**
	 * Adds an index of the users.
	 */
	SchemaDraft index(Index index) {
		return index(USERS, index);
	}

	SchemaDraft index(String table, Index index) {
		return new SchemaDraft(new WantedSchema(this.schema.tables(),
				with(this.schema.indexes(), List.of(new WantedSchema.TableIndex(ObjectName.of(table), index))),
				this.schema.sequences(), this.schema.enumTypes(), List.of()));
	}

	SchemaDraft tables(Table... tables) {
		return new SchemaDraft(new WantedSchema(with(this.schema.tables(), List.of(tables)), this.schema.indexes(),
				this.schema.sequences(), this.schema.enumTypes(), List.of()));
	}

	SchemaDraft sequence(Sequence sequence) {
		return new SchemaDraft(new WantedSchema(this.schema.tables(), this.schema.indexes(),
				with(this.schema.sequences(), List.of(sequence)), this.schema.enumTypes(), List.of()));
	}

	SchemaDraft type(EnumType type) {
		return new SchemaDraft(new WantedSchema(this.schema.tables(), this.schema.indexes(), this.schema.sequences(),
				with(this.schema.enumTypes(), List.of(type)), List.of()));
	}

	/**
	 * Gives the moods other values.
	 */
	SchemaDraft moods(String... values) {
		return new SchemaDraft(new WantedSchema(this.schema.tables(), this.schema.indexes(), this.schema.sequences(),
				List.of(EnumType.enumType("public.mood", values)), List.of()));
	}

	/**
	 * Leaves out a table.
	 */
	SchemaDraft without(String table) {
		return new SchemaDraft(new WantedSchema(
				this.schema.tables().stream().filter((each) -> !each.name().equals(ObjectName.of(table))).toList(),
				this.schema.indexes(), this.schema.sequences(), this.schema.enumTypes(), List.of()));
	}

	/**
	 * Gives a table of the schema public another name.
	 */
	SchemaDraft renamed(String table, String other) {
		ObjectName name = new ObjectName("public", table);
		Renaming renaming = new Renaming() {

			@Override
			public ObjectName object(ObjectName object) {
				return object.equals(name) ? name.sibling(other) : object;
			}

		};
		return new SchemaDraft(
				new WantedSchema(this.schema.tables().stream().map((each) -> each.map(renaming)).toList(),
						this.schema.indexes(), this.schema.sequences(), this.schema.enumTypes(), List.of()));
	}

	SchemaDraft change(String name, UnaryOperator<Table> change) {
		return new SchemaDraft(new WantedSchema(this.schema.tables()
			.stream()
			.map((table) -> table.name().equals(ObjectName.of(name)) ? change.apply(table) : table)
			.toList(), this.schema.indexes(), this.schema.sequences(), this.schema.enumTypes(), List.of()));
	}

	private static <T> List<T> with(List<T> list, List<T> elements) {
		List<T> extended = new ArrayList<>(list);
		extended.addAll(elements);
		return extended;
	}

}
