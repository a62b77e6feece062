package dev.migrate.dialect.postgresql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.postgresql.sql.DriverSettings;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.util.StringUtils;

/**
 * Reads the errors of PostgreSQL and its driver, by their
 * <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">codes</a>.
 */
final class PostgresqlErrors {

	// serialization_failure, deadlock_detected, lock_not_available
	private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03");

	// admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout,
	// idle_in_transaction_session_timeout, transaction_timeout
	private static final Set<String> CONNECTION_LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

	// active_sql_transaction, invalid_transaction_termination,
	// unsafe_new_enum_value_usage
	private static final Set<String> NOT_IN_TRANSACTION = Set.of("25001", "2D000", "55P04");

	private static final String READ_ONLY = "25006";

	// disk_full, configuration_limit_exceeded (temp_file_limit)
	private static final Set<String> NO_SPACE = Set.of("53100", "53400");

	// duplicate_table (or index, view, sequence), duplicate_object (such as a type or a
	// constraint), duplicate_function, duplicate_schema, duplicate_column
	private static final Set<String> ALREADY_EXISTS = Set.of("42P07", "42710", "42723", "42P06", "42701");

	private static final String OUT_OF_MEMORY = "53200";

	private static final Pattern COPIED_LINE = Pattern.compile("^COPY .*?, line (\\d{1,9})", Pattern.MULTILINE);

	private PostgresqlErrors() {
	}

	static ServerError read(SQLException exception) {
		// That of a batch is in the cause, and its own message quotes a row.
		for (Throwable each : exception) {
			if (each instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
				ServerErrorMessage error = psql.getServerErrorMessage();
				return new ServerError(kind(exception, error),
						Objects.requireNonNullElse(error.getMessage(), psql.getMessage()), detail(error),
						error.getHint(), error.getPosition(), row(error), table(error));
			}
		}
		return new ServerError(kind(exception, null), String.valueOf(exception.getMessage()), null, advice(exception),
				0);
	}

	/**
	 * Of rows that are copied, the row and the column are in the context.
	 */
	private static @Nullable String detail(ServerErrorMessage error) {
		String where = error.getWhere();
		return (error.getDetail() == null && where != null && where.startsWith("COPY ")) ? where : error.getDetail();
	}

	/**
	 * Returns whether the server goes on after an error, whatever its code says: a
	 * function can raise every code, and a foreign server can be lost as well. The
	 * severity is in the language of the server.
	 */
	private static boolean isOfStatement(@Nullable ServerErrorMessage error) {
		return error != null && ("ERROR".equals(error.getSeverity()) || "exec_stmt_raise".equals(error.getRoutine()));
	}

	/**
	 * The driver itself has ended the connection, and will again: another attempt is of
	 * no use, and the server knows nothing about it.
	 */
	private static @Nullable String advice(SQLException exception) {
		return (exception instanceof PSQLException) ? DriverSettings.advice(exception.getMessage()) : null;
	}

	private static @Nullable ObjectName table(ServerErrorMessage error) {
		// A function can raise an error about whatever it likes.
		return (StringUtils.hasText(error.getSchema()) && StringUtils.hasText(error.getTable()))
				? new ObjectName(error.getSchema(), error.getTable()) : null;
	}

	private static int row(ServerErrorMessage error) {
		Matcher matcher = COPIED_LINE.matcher(Objects.requireNonNullElse(error.getWhere(), ""));
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	private static FailureKind kind(SQLException exception, @Nullable ServerErrorMessage error) {
		String state = String.valueOf(exception.getSQLState());
		String hint = (error != null) ? error.getHint() : null;
		if (CONTENTION.contains(state)) {
			return FailureKind.CONTENTION;
		}
		if (error == null && state.startsWith("08") && advice(exception) != null) {
			return FailureKind.REFUSED;
		}
		if ((state.startsWith("08") || CONNECTION_LOST.contains(state)) && !isOfStatement(error)) {
			return FailureKind.CONNECTION_LOST;
		}
		if (state.equals(OUT_OF_MEMORY) && hint != null && hint.contains("max_locks_per_transaction")) {
			return FailureKind.TOO_MANY_LOCKS;
		}
		// SET TRANSACTION comes too late, with the same code.
		if (NOT_IN_TRANSACTION.contains(state) && !String.valueOf(exception.getMessage()).contains("SET TRANSACTION")) {
			return FailureKind.NOT_IN_TRANSACTION;
		}
		if (NO_SPACE.contains(state)) {
			return FailureKind.NO_SPACE;
		}
		if (ALREADY_EXISTS.contains(state)) {
			return FailureKind.ALREADY_EXISTS;
		}
		return state.equals(READ_ONLY) ? FailureKind.READ_ONLY : FailureKind.REFUSED;
	}

}
