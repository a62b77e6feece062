package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import org.jspecify.annotations.Nullable;

/**
 * Splits scripts at the semicolons that are in no quote, comment, parenthesis or
 * {@code BEGIN ATOMIC} body, by the lexical rules of {@link SqlTokens}. Each dialect says
 * which statements a script of its database may not hold. The {@code \restrict} lines
 * that {@code pg_dump} writes are passed over.
 */
public final class SqlSplitter implements StatementSplitter {

	private final Function<String, @Nullable Refusal> refusals;

	/**
	 * Creates a splitter.
	 * @param refusals tells why a statement is refused, or returns {@code null} if it is
	 * not
	 */
	public SqlSplitter(Function<String, @Nullable Refusal> refusals) {
		this.refusals = refusals;
	}

	@Override
	public List<SqlStatement> split(String script, String location, IntUnaryOperator lineInFile) {
		return new Splitting(script, location, lineInFile, this.refusals).statements();
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

	/**
	 * Why a statement is refused.
	 *
	 * @param problem the predicate of a sentence whose subject is the statement
	 * @param action what to do instead
	 */
	public record Refusal(String problem, String action) {

	}

	/**
	 * The splitting of one script.
	 */
	private static final class Splitting {

		private final String script;

		private final String location;

		private final Lines lines;

		private final Function<String, @Nullable Refusal> refusals;

		private final SqlTokens tokens;

		private final List<SqlStatement> statements = new ArrayList<>();

		Splitting(String script, String location, IntUnaryOperator lineInFile,
				Function<String, @Nullable Refusal> refusals) {
			this.script = script;
			this.location = location;
			this.lines = new Lines(script, lineInFile);
			this.refusals = refusals;
			this.tokens = new SqlTokens(script);
		}

		List<SqlStatement> statements() {
			int start = -1;
			int end = -1;
			SqlNesting nesting = new SqlNesting();
			while (this.tokens.next()) {
				if (this.tokens.kind() == SqlTokens.Kind.CLIENT_COMMAND) {
					rejectClientCommand(start < 0);
				}
				else if (this.tokens.is(';') && nesting.isOutermost()) {
					add(start, end);
					start = -1;
					nesting = new SqlNesting();
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
				throw RefusedStatementException.unterminated(this.location,
						new Lines(this.lines).at(unterminated.position()), unterminated.what(), unterminated.closing());
			}
			add(start, end);
			return this.statements;
		}

		private void add(int start, int end) {
			if (start >= 0) {
				SqlStatement statement = new SqlStatement(this.script.substring(start, end), this.lines.at(start));
				Refusal refusal = this.refusals.apply(statement.text());
				if (refusal != null) {
					throw new RefusedStatementException(this.location, statement.line(), firstLine(statement.text()),
							refusal.problem(), refusal.action());
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

}
