package dev.migrate.operations.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;

/**
 * A change of one table, which can be part of a {@link BatchAlterTable}.
 */
interface TableChange extends Operation {

	/**
	 * Returns the table that is changed.
	 */
	ObjectName table();

	/**
	 * Returns what can be written as actions of one ALTER TABLE.
	 */
	default List<Consumer<SqlWriter>> actions() {
		return List.of();
	}

	/**
	 * Writes what follows ALTER TABLE, such as comments.
	 */
	default void writeRest(SqlWriter sql) {
	}

	/**
	 * Returns the column or constraint that the actions are about, empty if there are no
	 * actions.
	 */
	default Optional<String> subject() {
		return Optional.empty();
	}

	/**
	 * Returns whether what comes before and after this must stay there, because it names
	 * what this renames, or needs what this makes.
	 */
	default boolean keepsItsPlace() {
		return false;
	}

	@Override
	default Optional<Set<ObjectName>> tables() {
		return Optional.of(Set.of(table()));
	}

	/**
	 * Returns the tables that a constraint concerns.
	 */
	static Set<ObjectName> tables(ObjectName table, Constraint constraint) {
		Set<ObjectName> tables = new LinkedHashSet<>(List.of(table));
		if (constraint instanceof ForeignKey key) {
			tables.add(key.referencedTable());
		}
		return tables;
	}

	@Override
	default void write(SqlWriter sql) {
		writeActions(sql, table(), actions());
		writeRest(sql);
	}

	/**
	 * Returns the method that makes this operation, of
	 * {@link dev.migrate.operations.Operations} and of
	 * {@link dev.migrate.operations.TableBatch} alike.
	 */
	String method();

	/**
	 * Writes the arguments of that method that follow the table.
	 */
	void renderArguments(JavaWriter java);

	@Override
	default void render(JavaWriter java) {
		java.java("op." + method() + "(").value(table()).java(", ");
		renderArguments(java);
		java.java(");");
	}

	static void writeActions(SqlWriter sql, ObjectName table, List<Consumer<SqlWriter>> actions) {
		boolean combined = sql.supports(Feature.COMBINED_ALTERATIONS);
		for (int i = 0; i < actions.size(); i++) {
			if (i == 0 || !combined) {
				sql.sql("ALTER TABLE ").name(table).sql(" ");
			}
			actions.get(i).accept(sql);
			if (combined && i < actions.size() - 1) {
				sql.sql(", ");
			}
			else {
				sql.end();
			}
		}
	}

}
