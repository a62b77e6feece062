package dev.migrate.test.check;

import dev.migrate.dialect.SqlStatement;
import dev.migrate.test.database.TestDatabase;
import org.opentest4j.AssertionFailedError;

import org.springframework.dao.DataAccessException;

/**
 * Rows that are there before a revision runs.
 *
 * @param revision the id of the revision, or an identifier that means it
 * @param sql the statements that insert them
 * @param location where the statements were found
 */
public record RevisionRows(String revision, String sql, String location) {

	/**
	 * Inserts the rows.
	 * @throws AssertionFailedError if a statement fails
	 */
	void insertInto(TestDatabase database) {
		for (SqlStatement statement : database.dialect().splitter().split(this.sql, this.location)) {
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
