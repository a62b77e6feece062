package dev.migrate.dialect.postgresql;

import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.sql.SqlTokens;

/**
 * Splits scripts for PostgreSQL at the semicolons that are in no quote, comment,
 * parenthesis or {@code BEGIN ATOMIC} body. The {@code \restrict} lines that
 * {@code pg_dump} writes are passed over.
 */
public final class PostgresqlStatementSplitter implements StatementSplitter {

	@Override
	public List<SqlStatement> split(String script, String location, IntUnaryOperator lineInFile) {
		return new ScriptSplit(script, location, lineInFile).statements();
	}

	@Override
	public String normalize(String script) {
		String text = script.replace("\r\n", "\n");
		StringBuilder normal = new StringBuilder(text.length());
		SqlTokens tokens = new SqlTokens(text);
		boolean semicolon = false;
		while (tokens.next()) {
			if (tokens.is(';')) {
				semicolon = true;
			}
			else if (tokens.kind() != SqlTokens.Kind.CLIENT_COMMAND) {
				if (semicolon && !normal.isEmpty()) {
					normal.append(" ;");
				}
				semicolon = false;
				normal.append(normal.isEmpty() ? "" : " ").append(text, tokens.start(), tokens.end());
			}
		}
		return normal.toString();
	}

}
