package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column of a table.
 *
 * @param table the name of the table
 * @param name the name of the column
 * @param column the column as it was, for the reverse, or {@code null} if not known
 */
public record DropColumn(ObjectName table, String name, @Nullable Column column) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER TABLE ").name(this.table).sql(" DROP COLUMN ").identifier(this.name).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.column).map((known) -> new AddColumn(this.table, known));
	}

	@Override
	public String describe() {
		return "drop column " + this.table + "." + this.name;
	}

}
