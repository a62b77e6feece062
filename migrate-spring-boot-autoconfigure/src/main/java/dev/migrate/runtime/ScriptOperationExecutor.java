package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.schema.Inspector;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes operations down as the statements that they would run.
 */
final class ScriptOperationExecutor implements OperationExecutor {

	private final Dialect dialect;

	private final String location;

	private final List<String> statements = new ArrayList<>();

	private @Nullable String writing;

	ScriptOperationExecutor(Dialect dialect, String location) {
		this.dialect = dialect;
		this.location = location;
	}

	/**
	 * Returns the statement that cannot be written.
	 * @return the statement, or {@code null} if the last one was written
	 */
	@Nullable String writing() {
		return this.writing;
	}

	List<String> statements() {
		return this.statements;
	}

	@Override
	public void execute(Operation operation) {
		for (SqlCommand command : this.dialect.write(operation)) {
			this.writing = command.sql();
			InsertedRows rows = command.rows();
			if (rows != null) {
				this.dialect.insertStatements(rows).forEach(this.statements::add);
				this.writing = null;
				continue;
			}
			// What is executed as it stands may be several statements, or none, and end
			// in a comment.
			this.dialect.splitter()
				.split(this.dialect.inline(command), this.location)
				.stream()
				.map(SqlStatement::text)
				.forEach(this.statements::add);
			this.writing = null;
		}
	}

	@Override
	public JdbcClient jdbc() {
		throw NoConnection.whileWriting();
	}

	@Override
	public Inspector inspect() {
		throw NoConnection.inspectionWhileWriting();
	}

}
