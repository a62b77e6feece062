package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.UnterminatedSqlException;
import dev.migrate.dialect.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * The splitting of one script.
 */
final class ScriptSplit {

	private final String script;

	private final String location;

	private final Lines lines;

	private final SqlTokens tokens;

	private final List<SqlStatement> statements = new ArrayList<>();

	ScriptSplit(String script, String location, IntUnaryOperator lineInFile) {
		this.script = script;
		this.location = location;
		this.lines = new Lines(script, lineInFile);
		this.tokens = new SqlTokens(script);
	}

	List<SqlStatement> statements() {
		int start = -1;
		int end = -1;
		Nesting nesting = new Nesting();
		while (this.tokens.next()) {
			if (this.tokens.kind() == SqlTokens.Kind.CLIENT_COMMAND) {
				rejectClientCommand(start < 0);
			}
			else if (this.tokens.is(';') && nesting.isOutermost()) {
				add(start, end);
				start = -1;
				nesting = new Nesting();
			}
			else {
				if (start < 0) {
					start = this.tokens.start();
				}
				end = this.tokens.end();
				nesting.accept(this.tokens);
			}
		}
		SqlTokens.Unterminated unterminated = this.tokens.unterminated();
		if (unterminated == null) {
			unterminated = nesting.unterminated();
		}
		if (unterminated != null) {
			throw new UnterminatedSqlException(this.location, new Lines(this.lines).at(unterminated.position()),
					unterminated.what(), unterminated.closing());
		}
		add(start, end);
		return this.statements;
	}

	private void add(int start, int end) {
		if (start >= 0) {
			SqlStatement statement = new SqlStatement(this.script.substring(start, end), this.lines.at(start));
			RefusedStatements.Reason reason = RefusedStatements.reason(statement.text());
			if (reason != null) {
				throw new RefusedStatementException(this.location, statement.line(), firstLine(statement.text()),
						reason.problem(), reason.action());
			}
			this.statements.add(statement);
		}
	}

	private void rejectClientCommand(boolean betweenStatements) {
		String command = this.tokens.text();
		if (betweenStatements && command.matches("\\\\(un)?restrict\\b.*")) {
			return;
		}
		throw new RefusedStatementException(this.location, this.lines.at(this.tokens.start()), firstLine(command),
				"is a command of psql and no SQL",
				"Write the SQL statement that it stands for; data can be loaded by INSERT statements"
						+ " or by a Java revision.");
	}

	private static String firstLine(String text) {
		String line = text.lines().findFirst().orElse("").strip();
		return (line.length() <= 60) ? line : line.substring(0, 59) + "…";
	}

	/**
	 * Turns positions into lines, each position not before the one asked for last.
	 */
	private static final class Lines {

		private final String text;

		private final IntUnaryOperator lineInFile;

		private int position;

		private int line = 1;

		Lines(String text, IntUnaryOperator lineInFile) {
			this.text = text;
			this.lineInFile = lineInFile;
		}

		Lines(Lines other) {
			this(other.text, other.lineInFile);
		}

		int at(int target) {
			for (; this.position < target; this.position++) {
				if (this.text.charAt(this.position) == '\n') {
					this.line++;
				}
			}
			return this.lineInFile.applyAsInt(this.line);
		}

	}

	/**
	 * The parentheses and the {@code BEGIN ATOMIC} body that a statement is in.
	 */
	private static final class Nesting {

		private final List<Integer> parentheses = new ArrayList<>();

		private boolean first = true;

		private boolean create;

		private @Nullable Integer body;

		private int bodyParentheses;

		private int cases;

		private String previous = "";

		private int previousStart;

		boolean isOutermost() {
			return this.parentheses.isEmpty() && this.body == null;
		}

		void accept(SqlTokens tokens) {
			if (this.first) {
				this.create = tokens.is("CREATE");
				this.first = false;
			}
			if (tokens.is('(')) {
				this.parentheses.add(tokens.start());
			}
			else if (tokens.is(')') && !this.parentheses.isEmpty()) {
				this.parentheses.remove(this.parentheses.size() - 1);
			}
			else if (this.create) {
				acceptInCreate(tokens);
			}
		}

		private void acceptInCreate(SqlTokens tokens) {
			if (this.body == null) {
				if (tokens.is("ATOMIC") && this.previous.equals("BEGIN")) {
					this.body = this.previousStart;
					this.bodyParentheses = this.parentheses.size();
				}
			}
			// A label may be any keyword: SELECT a AS end, t.end.
			else if (this.parentheses.size() == this.bodyParentheses && !this.previous.equals("AS")
					&& !this.previous.equals(".")) {
				if (tokens.is("CASE")) {
					this.cases++;
				}
				else if (tokens.is("END")) {
					end();
				}
			}
			remember(tokens);
		}

		private void end() {
			if (this.cases > 0) {
				this.cases--;
			}
			else {
				this.body = null;
				this.create = false;
			}
		}

		private void remember(SqlTokens tokens) {
			this.previousStart = tokens.start();
			this.previous = tokens.is("BEGIN") ? "BEGIN" : tokens.is("AS") ? "AS" : tokens.is('.') ? "." : "";
		}

		SqlTokens.@Nullable Unterminated unterminated() {
			if (!this.parentheses.isEmpty()) {
				return new SqlTokens.Unterminated(this.parentheses.get(this.parentheses.size() - 1),
						"the parenthesis (", ")");
			}
			return (this.body != null) ? new SqlTokens.Unterminated(this.body, "the body BEGIN ATOMIC", "END") : null;
		}

	}

}
