package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;

/**
 * Creates an index.
 *
 * @param table the name of the table
 * @param index the index, with a name and at least one part
 */
public record CreateIndex(ObjectName table, Index index) implements Operation {

	public CreateIndex {
		if (index.parts().isEmpty()) {
			throw new InvalidOperationException("An index of table '%s' is over nothing.".formatted(table),
					"Name its columns in index(…) or add an expression with on(…).");
		}
		if (index.name() == null) {
			throw new InvalidOperationException("An index of table '%s' has no name.".formatted(table),
					"Name it with named(…).");
		}
	}

	/**
	 * Returns the name of the index, in the schema of its table.
	 * @return the name
	 */
	public ObjectName name() {
		String name = this.index.name();
		return this.table.sibling((name != null) ? name : "");
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql(this.index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
			.identifier(name().name())
			.sql(" ON ")
			.name(this.table);
		if (this.index.method() != null) {
			sql.sql(" USING ").identifier(this.index.method());
		}
		sql.sql(" (");
		String separator = "";
		for (Index.Part part : this.index.parts()) {
			sql.sql(separator);
			sql.indexPart(part);
			separator = ", ";
		}
		sql.sql(")");
		if (!this.index.include().isEmpty()) {
			sql.sql(" INCLUDE ").identifiers(this.index.include());
		}
		if (this.index.where() != null) {
			sql.sql(" WHERE ").sql(this.index.where());
		}
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(DropIndex.of(this));
	}

	@Override
	public String describe() {
		return "create index " + name() + " on " + this.table;
	}

}
