package dev.migrate.runtime.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.content.RevisionStatement;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a transaction that are yet to be sent: those of a revision, and before
 * them those of the tool that they need.
 */
final class StatementBatch {

	// So that a shutdown is noticed, and a long script is not there twice.
	private static final int MOST = 100;

	private final MigrationConnection connection;

	private final List<Entry> entries = new ArrayList<>();

	private @Nullable RuntimeException failure;

	StatementBatch(MigrationConnection connection) {
		this.connection = connection;
	}

	/**
	 * Adds a statement.
	 * @param explain returns what to throw if it fails
	 */
	void add(String sql, UnaryOperator<RuntimeException> explain) {
		this.entries.add(new Entry(sql, explain));
	}

	/**
	 * Adds a statement of a revision, or runs it after those that were added, if it is
	 * one that is not sent as it was written.
	 */
	void add(RevisionStatement statement) {
		if (!statement.isVerbatim()) {
			send();
			statement.execute(this.connection.dialect(), this.connection.jdbc());
			return;
		}
		add(statement.sql(), statement.explain());
		if (this.entries.size() >= MOST) {
			send();
		}
	}

	/**
	 * Sends what was added. What has failed is explained by the statement that did.
	 */
	void send() {
		if (this.entries.isEmpty()) {
			return;
		}
		List<Entry> sent = List.copyOf(this.entries);
		this.entries.clear();
		AtomicInteger completed = new AtomicInteger();
		try {
			this.connection.dialect()
				.execute(this.connection.jdbc(), sent.stream().map(Entry::sql).toList(), completed::incrementAndGet);
		}
		catch (RuntimeException ex) {
			this.failure = sent.get(Math.min(completed.get(), sent.size() - 1)).explain().apply(ex);
			throw this.failure;
		}
	}

	/**
	 * Returns what to throw for a failure that happened while a statement was added.
	 */
	RuntimeException explain(RevisionStatement statement, RuntimeException failure) {
		return (failure == this.failure) ? failure : statement.explain().apply(failure);
	}

	/**
	 * A statement.
	 *
	 * @param explain returns what to throw if it fails
	 */
	private record Entry(String sql, UnaryOperator<RuntimeException> explain) {
	}

}
