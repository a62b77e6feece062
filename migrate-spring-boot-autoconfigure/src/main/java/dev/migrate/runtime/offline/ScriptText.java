package dev.migrate.runtime.offline;

import java.util.List;

import dev.migrate.dialect.CopyData;

/**
 * The text of a script while it is written.
 */
public final class ScriptText {

	private final StringBuilder text = new StringBuilder();

	private boolean inTransaction;

	/**
	 * Adds a comment.
	 * @param line the comment; line breaks in it become blanks, so that nothing of it is
	 * outside the comment
	 */
	void comment(String line) {
		this.text.append("-- ").append(line.replaceAll("\\R", " ").stripTrailing()).append('\n');
	}

	void blank() {
		this.text.append('\n');
	}

	/**
	 * Adds a statement.
	 * @param sql the statement without its semicolon, not ending in a line comment
	 */
	void statement(String sql) {
		this.text.append(CopyData.isEndOf(sql) ? sql : sql + ";").append("\n\n");
	}

	void statements(List<String> statements) {
		statements.forEach(this::statement);
	}

	/**
	 * Adds commands of the client.
	 * @param lines whole lines, or none
	 */
	void client(String lines) {
		if (!lines.isEmpty()) {
			this.text.append(lines).append('\n');
		}
	}

	/**
	 * Adds a transaction, or a part of the one that is being added.
	 * @param content adds what it contains
	 */
	void transaction(Runnable content) {
		if (this.inTransaction) {
			content.run();
			return;
		}
		statement("BEGIN");
		this.inTransaction = true;
		content.run();
		this.inTransaction = false;
		statement("COMMIT");
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
