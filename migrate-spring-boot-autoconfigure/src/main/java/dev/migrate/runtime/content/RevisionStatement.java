package dev.migrate.runtime.content;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * A statement of a revision.
 *
 * @param command what is sent
 * @param shown the text without secrets, for messages
 * @param explain says of a failure where the statement stands
 */
public record RevisionStatement(SqlCommand command, Supplier<String> shown, UnaryOperator<RuntimeException> explain) {

	/**
	 * Returns whether the statement is sent as it was written, with nothing besides.
	 */
	public boolean isVerbatim() {
		return this.command.rows() == null && this.command.data() == null && this.command.backfill() == null
				&& this.command.parameters().isEmpty();
	}

	/**
	 * Returns the statement with its parameters as they are sent.
	 * @return the text
	 */
	public String sql() {
		return this.command.sql();
	}

	/**
	 * Returns the update that runs in batches, each in a transaction of its own.
	 * @return the update, or {@code null} for a statement that is sent as it is
	 */
	public @Nullable Backfill backfill() {
		return this.command.backfill();
	}

	/**
	 * Sends the statement to the database, unless it is a backfill.
	 */
	public void execute(Dialect dialect, JdbcTemplate jdbc) {
		InsertedRows rows = this.command.rows();
		CopyData data = this.command.data();
		if (rows != null) {
			dialect.insert(jdbc, rows);
		}
		else if (data != null) {
			dialect.copy(jdbc, this.command.sql(), data.text());
		}
		else if (this.command.parameters().isEmpty()) {
			dialect.execute(jdbc, this.command.sql());
		}
		else {
			executePrepared(dialect.prepare(this.command), jdbc);
		}
	}

	private static void executePrepared(PreparedSql prepared, JdbcTemplate jdbc) {
		PreparedStatementSetter values = new ArgumentPreparedStatementSetter(
				prepared.values().stream().map(RevisionStatement::convert).toArray());
		jdbc.execute(prepared.sql(), (PreparedStatementCallback<Boolean>) (statement) -> {
			values.setValues(statement);
			return statement.execute();
		});
	}

	/**
	 * Turns a value that JDBC has no type for into one that it has.
	 */
	private static @Nullable Object convert(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant.atOffset(ZoneOffset.UTC);
		}
		if (value instanceof ZonedDateTime time) {
			return time.toOffsetDateTime();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		return value;
	}

	/**
	 * Returns what two statements have in common only if they do the same.
	 * @return a text that contains the values of the parameters
	 */
	String identity(Dialect dialect) {
		CopyData data = this.command.data();
		if (data != null) {
			return data.below(this.command.sql());
		}
		try {
			return dialect.inline(this.command);
		}
		catch (InvalidOperationException ex) {
			// A value that has no literal: one without a text of its own differs each
			// time, which stops a run that would pass over it.
			return this.command.sql() + this.command.parameters();
		}
	}

}
