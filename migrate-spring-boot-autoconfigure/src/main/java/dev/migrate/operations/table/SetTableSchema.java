package dev.migrate.operations.table;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Moves a table to another schema, with its indexes, its constraints and the sequences
 * that its columns own. The reverse moves it back; there is none if the name of the table
 * does not say which schema it is in.
 *
 * @param table the name of the table
 * @param schema the name of the other schema
 */
public record SetTableSchema(ObjectName table, String schema) implements Operation {

	public SetTableSchema {
		InvalidOperationException.requireName("the schema that table '%s' moves to".formatted(table), schema);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.TABLE_SCHEMA)
			.sql("ALTER TABLE ")
			.name(this.table)
			.sql(" SET SCHEMA ")
			.identifier(this.schema)
			.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.table.schema())
			.map((from) -> new SetTableSchema(new ObjectName(this.schema, this.table.name()), from));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("setTableSchema", this.table, this.schema);
	}

	@Override
	public String describe() {
		return "set schema of table " + this.table + " to " + this.schema;
	}

}
