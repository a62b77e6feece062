package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter.Part;
import dev.migrate.dialect.sql.ScriptRules.Backslashes;
import dev.migrate.text.WhiteSpace;
import dev.migrate.text.sql.SqlNesting;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * The splitting of one script.
 */
final class ScriptSplitting {

	private final String script;

	private final String location;

	private final ScriptLines lines;

	private final ScriptRules rules;

	private final SqlTokens tokens;

	private final Backslashes unknown;

	private final List<Part> parts = new ArrayList<>();

	private boolean transactions;

	private boolean assumed;

	/**
	 * Creates a splitting.
	 * @param unknown what to take backslashes for where their meaning is not known
	 */
	ScriptSplitting(String script, String location, IntUnaryOperator lineInFile, ScriptRules rules,
			Backslashes unknown) {
		this.script = script;
		this.location = location;
		this.lines = new ScriptLines(script, lineInFile);
		this.rules = rules;
		this.tokens = new SqlTokens(script);
		this.unknown = unknown;
		read(rules.backslashes());
	}

	private void read(Backslashes backslashes) {
		this.assumed = (backslashes == Backslashes.UNKNOWN);
		this.tokens.escapes((this.assumed ? this.unknown : backslashes) == Backslashes.ESCAPE);
	}

	/**
	 * Returns whether another meaning of backslashes may make another thing of what is
	 * read now.
	 */
	boolean isAmbiguous() {
		return this.assumed;
	}

	/**
	 * Splits the script.
	 * @param transactions whether it may begin and end transactions
	 */
	List<Part> parts(boolean transactions) {
		this.transactions = transactions;
		int start = -1;
		int end = -1;
		SqlNesting nesting = new SqlNesting();
		while (this.tokens.next()) {
			if (this.tokens.kind() == SqlTokens.Kind.CLIENT_COMMAND) {
				rejectClientCommand(start < 0);
			}
			else if (this.tokens.is(';') && nesting.isOutermost()) {
				add(start, end, true);
				start = -1;
				nesting = new SqlNesting();
			}
			else {
				rejectControlCharacter();
				if (start < 0) {
					start = this.tokens.start();
				}
				end = this.tokens.end();
				nesting.accept(this.tokens);
			}
		}
		rejectUnterminated(nesting);
		add(start, end, false);
		return this.parts;
	}

	private void rejectUnterminated(SqlNesting nesting) {
		SqlTokens.Unterminated unterminated = this.tokens.unterminated();
		if (unterminated == null) {
			unterminated = nesting.unterminated();
		}
		if (unterminated != null) {
			throw RefusedStatementException.unterminated(this.location,
					new ScriptLines(this.lines).at(unterminated.position()), unterminated.what(),
					unterminated.closing());
		}
	}

	private void add(int start, int end, boolean semicolon) {
		if (start < 0) {
			return;
		}
		String text = this.tokens.text(start, end);
		int line = this.lines.at(start);
		boolean controls = this.transactions && RefusedStatements.transactionControl(text) != null;
		Refusal refusal = controls ? null : this.rules.refusal(text);
		if (refusal != null) {
			throw refused(line, text, refusal);
		}
		int after = semicolon ? this.tokens.end() : end;
		CopyData data = this.rules.readsRows(text) ? rows(text, line, semicolon) : null;
		this.parts.add(new Part(new SqlStatement(text, line, data), start, (data != null) ? this.tokens.end() : after,
				controls));
		Backslashes meaning = this.rules.backslashesAfter(text);
		if (meaning != null) {
			read(meaning);
		}
	}

	/**
	 * Takes the rows below a statement out of the script.
	 */
	private CopyData rows(String text, int line, boolean semicolon) {
		ScriptRows rows = semicolon ? ScriptRows.below(this.script, this.tokens.end()) : null;
		if (rows == null) {
			throw refused(line, text, new Refusal("reads rows from a client, and no line \\. below it ends them",
					"Write the rows in the lines below its semicolon, and after them a line \\. by itself. In a Java"
							+ " revision, op.bulkInsert inserts rows."));
		}
		if (rows.isPreceded()) {
			throw refused(line, text, new Refusal("has more than its semicolon in the line above its rows",
					"Begin the rows, or the next statement, in a line of its own."));
		}
		CopyData data = new CopyData(rows.text(), this.lines.at(rows.start()));
		this.tokens.skipTo(rows.next());
		return data;
	}

	private void rejectClientCommand(boolean betweenStatements) {
		String command = this.tokens.text();
		if (betweenStatements && ClientCommands.isPassedOver(command)) {
			return;
		}
		throw refused(this.lines.at(this.tokens.start()), command, ClientCommands.refusal(command, betweenStatements));
	}

	private void rejectControlCharacter() {
		char character = this.script.charAt(this.tokens.start());
		if (this.tokens.kind() == SqlTokens.Kind.SYMBOL && (Character.isISOControl(character) || character == '\\')) {
			throw new RefusedStatementException(this.location, this.lines.at(this.tokens.start()),
					WhiteSpace.name(character), "stands outside of quotes and comments, where it has no meaning",
					(character == '\\')
							? "Remove it. If it is part of a string, double the quote before it in place of \\', or"
									+ " write E'…'."
							: "Remove that character.");
		}
	}

	private RefusedStatementException refused(int line, String text, Refusal refusal) {
		return new RefusedStatementException(this.location, line, firstLine(text), refusal.problem(), refusal.action());
	}

	private static String firstLine(String text) {
		String line = text.lines().findFirst().orElse("").strip();
		return (line.length() <= 60) ? line : line.substring(0, 59) + "…";
	}

	/**
	 * The rows below a statement.
	 *
	 * @param script the script
	 * @param semicolon the position after the semicolon of the statement
	 * @param start where the rows start
	 * @param end where they end
	 * @param next where the script goes on
	 */
	record ScriptRows(String script, int semicolon, int start, int end, int next) {

		/**
		 * Finds the rows.
		 * @param semicolon the position after the semicolon
		 * @return the rows, or {@code null} if no line ends them
		 */
		static @Nullable ScriptRows below(String script, int semicolon) {
			int start = WhiteSpace.nextLine(script, WhiteSpace.lineEnd(script, semicolon));
			for (int line = start; line < script.length();) {
				int end = WhiteSpace.lineEnd(script, line);
				if (end - line == CopyData.END.length() && script.startsWith(CopyData.END, line)) {
					return new ScriptRows(script, semicolon, start, line, end);
				}
				line = WhiteSpace.nextLine(script, end);
			}
			return null;
		}

		/**
		 * Returns whether something else stands in the line above the rows.
		 */
		boolean isPreceded() {
			SqlTokens rest = new SqlTokens(
					this.script.substring(this.semicolon, WhiteSpace.lineEnd(this.script, this.semicolon)));
			return rest.next() || rest.unterminated() != null;
		}

		String text() {
			return this.script.substring(this.start, this.end);
		}

	}

	/**
	 * Turns positions into lines, each position not before the one asked for last.
	 */
	static final class ScriptLines {

		private final String text;

		private final IntUnaryOperator lineInFile;

		private int position;

		private int line = 1;

		ScriptLines(String text, IntUnaryOperator lineInFile) {
			this.text = text;
			this.lineInFile = lineInFile;
		}

		ScriptLines(ScriptLines other) {
			this(other.text, other.lineInFile);
		}

		int at(int target) {
			if (target > this.position) {
				this.line += WhiteSpace.lineEnds(this.text, this.position, target);
				this.position = target;
			}
			return this.lineInFile.applyAsInt(this.line);
		}

	}

}
