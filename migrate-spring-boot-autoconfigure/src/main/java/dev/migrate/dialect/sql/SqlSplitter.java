package dev.migrate.dialect.sql;

import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.sql.ScriptRules.Backslashes;
import dev.migrate.text.sql.SqlTokens;

/**
 * Splits scripts at the semicolons that are in no quote, comment, parenthesis or
 * {@code BEGIN ATOMIC} body, by the lexical rules of {@link SqlTokens}. Each dialect says
 * which statements a script of its database may not hold. The {@code \restrict} lines
 * that {@code pg_dump} writes are passed over.
 */
public final class SqlSplitter implements StatementSplitter {

	private final ScriptRules rules;

	/**
	 * Creates a splitter.
	 * @param rules what the database knows about its statements
	 */
	public SqlSplitter(ScriptRules rules) {
		this.rules = rules;
	}

	@Override
	public List<SqlStatement> split(String script, String location, IntUnaryOperator lineInFile) {
		return parts(script, location, lineInFile, false).stream().map(Part::statement).toList();
	}

	@Override
	public List<Part> parts(String script, String location) {
		return parts(script, location, IntUnaryOperator.identity(), true);
	}

	private List<Part> parts(String script, String location, IntUnaryOperator lineInFile, boolean transactions) {
		ScriptSplitting splitting = new ScriptSplitting(script, location, lineInFile, this.rules, Backslashes.LITERAL);
		try {
			return splitting.parts(transactions);
		}
		catch (RefusedStatementException ex) {
			if (splitting.isAmbiguous() && script.contains("\\'")) {
				return splitWithEscapes(script, location, lineInFile, transactions, ex);
			}
			throw ex;
		}
	}

	/**
	 * Splits a script that no database accepts in which backslashes mean themselves.
	 */
	private List<Part> splitWithEscapes(String script, String location, IntUnaryOperator lineInFile,
			boolean transactions, RefusedStatementException refusal) {
		try {
			return new ScriptSplitting(script, location, lineInFile, this.rules, Backslashes.ESCAPE)
				.parts(transactions);
		}
		catch (RefusedStatementException ex) {
			throw refusal;
		}
	}

	@Override
	public String normalize(String script) {
		String text = script.replace("\r\n", "\n");
		StringBuilder normal = new StringBuilder(text.length());
		SqlTokens tokens = new SqlTokens(text);
		boolean semicolon = false;
		int start = 0;
		while (tokens.next()) {
			if (tokens.is(';')) {
				semicolon = true;
				appendRows(text, start, tokens, normal);
				start = tokens.end();
			}
			else if (tokens.kind() != SqlTokens.Kind.CLIENT_COMMAND || !ClientCommands.isPassedOver(tokens.text())) {
				if (semicolon && !normal.isEmpty()) {
					normal.append(" ;");
				}
				semicolon = false;
				normal.append(normal.isEmpty() ? "" : " ").append(text, tokens.start(), tokens.end());
			}
		}
		return normal.toString();
	}

	private void appendRows(String text, int start, SqlTokens tokens, StringBuilder normal) {
		if (!this.rules.readsRows(text.substring(start, tokens.start()))) {
			return;
		}
		ScriptSplitting.ScriptRows rows = ScriptSplitting.ScriptRows.below(text, tokens.end());
		if (rows != null) {
			normal.append(" ;\n").append(rows.text());
			tokens.skipTo(rows.next());
		}
	}

}
