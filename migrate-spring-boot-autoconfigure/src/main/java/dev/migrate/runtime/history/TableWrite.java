package dev.migrate.runtime.history;

import java.util.function.Function;
import java.util.function.IntConsumer;

import dev.migrate.dialect.SqlCommand;
import dev.migrate.schema.ObjectName;

import org.springframework.dao.DuplicateKeyException;

/**
 * A statement that writes to a table of the tool, and what its outcome means.
 *
 * @param table the table
 * @param row what identifies the row that it writes
 * @param command the statement
 * @param check is told how many rows it has changed, and throws if those are not right
 * @param duplicate returns what to throw if there is such a row already
 */
public record TableWrite(ObjectName table, String row, SqlCommand command, IntConsumer check,
		Function<DuplicateKeyException, RuntimeException> duplicate) {
}
