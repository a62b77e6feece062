package dev.migrate.dialect.postgresql.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.migrate.dialect.data.ComparedColumn;
import dev.migrate.dialect.data.ComparedRow;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.dialect.data.RowComparison;
import dev.migrate.dialect.data.RowReference;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Declared rows of PostgreSQL, which reads and compares them itself.
 */
public final class PostgresqlDeclaredRows implements DeclaredRows {

	private final JdbcOperations jdbc;

	public PostgresqlDeclaredRows(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public long readCsv(ObjectName table, List<String> columns, String csv) {
		String copy = "COPY %s (%s) FROM STDIN (FORMAT csv, HEADER)".formatted(PostgresqlIdentifiers.quote(table),
				RowStatements.names(columns));
		return Objects.requireNonNull(this.jdbc.execute((ConnectionCallback<Long>) (connection) -> {
			if (!connection.isWrapperFor(PGConnection.class)) {
				throw new InvalidOperationException(
						"'%s' needs the connection of PostgreSQL's driver, which the DataSource does not give away."
							.formatted(copy),
						"Set migrate.url so that the commands have a connection of their own, or write the rows as YAML.");
			}
			try {
				return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(csv));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}));
	}

	@Override
	public List<ComparedRow> compare(RowComparison comparison, int limit) {
		int width = comparison.columns().size();
		int others = comparison.others().size();
		return this.jdbc.query(RowQueries.compare(comparison, limit), (row, number) -> {
			boolean wanted = row.getBoolean(1);
			boolean found = row.getBoolean(2);
			return new ComparedRow(wanted ? texts(row, 3, width) : null, found ? texts(row, 3 + width, width) : null,
					(found && !wanted) ? texts(row, 3 + 2 * width, others) : List.of());
		});
	}

	private static List<@Nullable String> texts(ResultSet row, int first, int count) throws SQLException {
		List<@Nullable String> texts = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			texts.add(row.getString(first + i));
		}
		return texts;
	}

	@Override
	public boolean hasRows(ObjectName table) {
		return Boolean.TRUE.equals(this.jdbc
			.queryForObject("SELECT EXISTS (SELECT FROM " + PostgresqlIdentifiers.quote(table) + ")", Boolean.class));
	}

	@Override
	public boolean hasOthers(RowComparison comparison) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(RowQueries.hasOthers(comparison), Boolean.class));
	}

	@Override
	public List<@Nullable String> repeatedKey(RowComparison comparison) {
		List<List<@Nullable String>> keys = this.jdbc.query(RowQueries.repeatedKey(comparison),
				(row, number) -> texts(row, 1, comparison.key().size()));
		return keys.isEmpty() ? List.of() : keys.get(0);
	}

	@Override
	public List<String> unresolved(List<RowReference> references, int limit) {
		return this.jdbc.queryForList(RowQueries.unresolved(references, limit), String.class);
	}

	@Override
	public long referring(RowComparison comparison, RowReference reference) {
		return Objects
			.requireNonNull(this.jdbc.queryForObject(RowQueries.referring(comparison, reference), Long.class));
	}

	@Override
	public long referringToChanged(RowComparison comparison, RowReference reference, List<ComparedColumn> declared) {
		return Objects.requireNonNull(
				this.jdbc.queryForObject(RowQueries.referringToChanged(comparison, reference, declared), Long.class));
	}

	@Override
	public String insert(ObjectName table, List<Column> columns, List<List<@Nullable String>> rows) {
		return RowStatements.insert(table, columns, rows);
	}

	@Override
	public String update(ObjectName table, List<Column> columns, List<@Nullable String> values, List<Column> key,
			List<@Nullable String> keyValues) {
		return RowStatements.update(table, columns, values, key, keyValues);
	}

	@Override
	public String delete(ObjectName table, List<Column> key, List<List<@Nullable String>> rows) {
		return RowStatements.delete(table, key, rows);
	}

	@Override
	public @Nullable String continueNumbers(ObjectName table, Column column) {
		return RowStatements.continueNumbers(table, column);
	}

}
