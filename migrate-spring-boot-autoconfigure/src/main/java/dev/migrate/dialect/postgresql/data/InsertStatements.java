package dev.migrate.dialect.postgresql.data;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as INSERT statements that do what COPY does: values are literals without a
 * type, which the server reads as text of the type of the column, and an identity column
 * takes the value that it is given.
 */
public final class InsertStatements implements Iterator<String> {

	private static final int ROWS = 1000;

	private static final int CHARACTERS = 1 << 18;

	private final String head;

	private final RowFormatter text;

	private final Iterator<? extends List<?>> rows;

	public InsertStatements(InsertedRows rows) {
		this.head = "INSERT INTO " + target(rows) + " OVERRIDING SYSTEM VALUE VALUES";
		this.text = new RowFormatter(rows);
		this.rows = rows.rows().iterator();
	}

	static String target(InsertedRows rows) {
		return PostgresqlIdentifiers.quote(rows.table()) + rows.columns()
			.stream()
			.map(PostgresqlIdentifiers::quote)
			.collect(Collectors.joining(", ", " (", ")"));
	}

	@Override
	public boolean hasNext() {
		return this.rows.hasNext();
	}

	@Override
	public String next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		StringBuilder statement = new StringBuilder(this.head);
		String separator = "\n";
		for (int i = 0; i < ROWS && statement.length() < CHARACTERS && this.rows.hasNext(); i++) {
			statement.append(separator).append(literals(this.text.of(this.rows.next())));
			separator = ",\n";
		}
		return statement.toString();
	}

	private static String literals(List<@Nullable String> row) {
		return row.stream()
			.map((value) -> (value != null) ? PostgresqlLiterals.quote(value) : "NULL")
			.collect(Collectors.joining(", ", "(", ")"));
	}

}
