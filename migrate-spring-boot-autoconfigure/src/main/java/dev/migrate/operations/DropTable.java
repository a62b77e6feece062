package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Drops a table.
 *
 * @param name the name of the table
 * @param table the table as it was, for the reverse, or {@code null} if not known
 */
public record DropTable(ObjectName name, @Nullable Table table) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		sql.sql("DROP TABLE ").name(this.name).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.table).map(CreateTable::new);
	}

	@Override
	public String describe() {
		return "drop table " + this.name;
	}

}
