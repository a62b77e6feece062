package dev.migrate.test;

import java.util.List;
import java.util.TreeSet;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.Migrator;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Asserts what the database of a {@link MigrationScenario} is like. Names are written as
 * for an {@link dev.migrate.schema.Inspector}: {@code name} or {@code schema.name}.
 */
public final class DatabaseAssert extends AbstractAssert<DatabaseAssert, MigrationScenario> {

	DatabaseAssert(@Nullable MigrationScenario actual) {
		super(actual, DatabaseAssert.class);
	}

	/**
	 * Verifies that the database is at exactly these revisions.
	 * @param revisions identifiers, such as the beginning of an id, or {@code base}
	 * @return this assertion
	 */
	public DatabaseAssert isAt(String... revisions) {
		Migrator migrator = scenario().migrator();
		TreeSet<String> expected = new TreeSet<>();
		for (String revision : revisions) {
			migrator.revisions().resolve(revision).forEach((node) -> expected.add(node.id()));
		}
		List<String> rows = migrator.rows();
		if (!List.copyOf(expected).equals(rows)) {
			failWithMessage("Expected the database to be at %s, but it is at %s.", RevisionTexts.rows(expected),
					RevisionTexts.rows(rows));
		}
		return this;
	}

	/**
	 * Verifies that all revisions are applied.
	 * @return this assertion
	 */
	public DatabaseAssert isAtHead() {
		return isAt(RevisionIdentifier.HEADS);
	}

	/**
	 * Verifies that there is a table.
	 * @param table its name
	 * @return this assertion
	 */
	public DatabaseAssert hasTable(String table) {
		return verify(scenario().inspect().hasTable(table), "Expected a table %s, but there is none.", table);
	}

	/**
	 * Verifies that there is no such table.
	 * @param table its name
	 * @return this assertion
	 */
	public DatabaseAssert hasNoTable(String table) {
		return verify(!scenario().inspect().hasTable(table), "Expected no table %s, but there is one.", table);
	}

	/**
	 * Verifies that a table or view has a column.
	 * @param table its name
	 * @param column the name of the column
	 * @return this assertion
	 */
	public DatabaseAssert hasColumn(String table, String column) {
		return verify(scenario().inspect().hasColumn(table, column), "Expected a column %s, but there is none.",
				table + "." + column);
	}

	/**
	 * Verifies that a table or view has no such column.
	 * @param table its name
	 * @param column the name of the column
	 * @return this assertion
	 */
	public DatabaseAssert hasNoColumn(String table, String column) {
		return verify(!scenario().inspect().hasColumn(table, column), "Expected no column %s, but there is one.",
				table + "." + column);
	}

	/**
	 * Verifies that there is an index.
	 * @param index its name
	 * @return this assertion
	 */
	public DatabaseAssert hasIndex(String index) {
		return verify(scenario().inspect().hasIndex(index), "Expected an index %s, but there is none.", index);
	}

	/**
	 * Verifies that there is no such index.
	 * @param index its name
	 * @return this assertion
	 */
	public DatabaseAssert hasNoIndex(String index) {
		return verify(!scenario().inspect().hasIndex(index), "Expected no index %s, but there is one.", index);
	}

	/**
	 * Verifies that the entities of the application match the database, as
	 * {@code migrate check} says. Accepted differences are ignored.
	 * @return this assertion
	 * @throws org.opentest4j.TestAbortedException if there are no entities
	 */
	public DatabaseAssert matchesEntities() {
		List<String> differences = scenario().differences();
		return verify(differences.isEmpty(), "Expected the database to match the entities, but they differ:%n  %s",
				String.join("\n  ", differences));
	}

	private MigrationScenario scenario() {
		isNotNull();
		return this.actual;
	}

	private DatabaseAssert verify(boolean holds, String message, String name) {
		if (!holds) {
			failWithMessage(message, name);
		}
		return this;
	}

}
