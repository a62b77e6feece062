package dev.migrate.text.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parentheses and the {@code BEGIN ATOMIC} body that a statement is in.
 */
public final class SqlNesting {

	private final List<Integer> parentheses = new ArrayList<>();

	private boolean first = true;

	private boolean create;

	private @Nullable Integer body;

	private int bodyParentheses;

	private int cases;

	private String previous = "";

	private int previousStart;

	public boolean isOutermost() {
		return this.parentheses.isEmpty() && this.body == null;
	}

	public void accept(SqlTokens tokens) {
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

	public SqlTokens.@Nullable Unterminated unterminated() {
		if (!this.parentheses.isEmpty()) {
			return new SqlTokens.Unterminated(this.parentheses.get(this.parentheses.size() - 1), "the parenthesis (",
					")");
		}
		return (this.body != null) ? new SqlTokens.Unterminated(this.body, "the body BEGIN ATOMIC", "END") : null;
	}

}
