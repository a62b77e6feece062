package dev.migrate.dialect.h2;

import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.postgresql.PostgresqlStatementSplitter;

/**
 * Splits scripts for H2, whose quotes, dollar quotes and nested comments are among those
 * of PostgreSQL.
 */
final class H2StatementSplitter implements StatementSplitter {

	private final StatementSplitter splitter = new PostgresqlStatementSplitter();

	@Override
	public List<SqlStatement> split(String script, String location, IntUnaryOperator lineInFile) {
		List<SqlStatement> statements = this.splitter.split(script, location, lineInFile);
		for (SqlStatement statement : statements) {
			String setting = H2Statements.refusedSetting(statement.text());
			if (setting != null) {
				throw new RefusedStatementException(location, statement.line(), statement.text(),
						"changes the %s, which is put back before each statement that H2 commits with"
							.formatted(setting),
						"Write the schema before each name, or set migrate.schema.");
			}
		}
		return statements;
	}

	@Override
	public String normalize(String script) {
		return this.splitter.normalize(script);
	}

}
