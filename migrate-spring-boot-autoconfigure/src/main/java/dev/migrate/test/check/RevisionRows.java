package dev.migrate.test.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.test.database.TestDatabase;
import org.opentest4j.AssertionFailedError;

import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;

/**
 * Rows that are there before a revision runs.
 *
 * @param revision the id of the revision, or an identifier that means it
 * @param file where the statements are that insert them
 * @param location what the test calls that file
 */
public record RevisionRows(String revision, Resource file, String location) {

	/**
	 * Returns whether a migrator has the revision.
	 */
	public boolean isFor(Migrator migrator) {
		try {
			return !migrator.revisions().resolve(this.revision).isEmpty();
		}
		catch (MigrateException ex) {
			return false;
		}
	}

	/**
	 * Returns the revisions that the rows are before.
	 * @throws AssertionFailedError if there is none
	 */
	List<RevisionNode> revisions(RevisionMap all) {
		try {
			List<RevisionNode> found = all.resolve(this.revision);
			if (found.isEmpty()) {
				throw new AssertionFailedError(
						"@MigrationData names %s, which is no revision.".formatted(this.revision));
			}
			return found;
		}
		catch (MigrateException ex) {
			throw new AssertionFailedError(
					"@MigrationData(revision = \"%s\"): %s".formatted(this.revision, ex.getMessage()), ex);
		}
	}

	/**
	 * Returns the statements.
	 * @throws AssertionFailedError if there is no such file
	 */
	String sql() {
		if (!this.file.exists()) {
			throw new AssertionFailedError("There is no %s, which @MigrationData names for revision %s."
				.formatted(this.location, this.revision));
		}
		try {
			return this.file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Inserts the rows.
	 * @throws AssertionFailedError if a statement fails
	 */
	void insertInto(TestDatabase database) {
		for (SqlStatement statement : database.dialect().splitter().split(sql(), this.location)) {
			try {
				database.run(statement);
			}
			catch (DataAccessException ex) {
				throw new AssertionFailedError(
						"""
								The rows before revision %s cannot be inserted (%s, line %d): %s
								Write the statements for the schema as it is just before that revision.""".formatted(
								this.revision, this.location, statement.line(), ex.getMostSpecificCause().getMessage()),
						ex);
			}
		}
	}

}
