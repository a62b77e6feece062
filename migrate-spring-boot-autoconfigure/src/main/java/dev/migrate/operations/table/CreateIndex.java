package dev.migrate.operations.table;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;

/**
 * Creates an index with its comment. The reverse drops it, concurrently if it is created
 * concurrently. With {@link OperationOption#IF_NOT_EXISTS} there is none, because the
 * index may have been there before; the comment is set in either case.
 *
 * @param table the name of the table
 * @param index the index, with a name and at least one part
 * @param options {@link OperationOption#CONCURRENTLY} and
 * {@link OperationOption#IF_NOT_EXISTS}
 */
public record CreateIndex(ObjectName table, Index index, Set<OperationOption> options) implements TableChange {

	public CreateIndex {
		if (index.parts().isEmpty()) {
			throw new InvalidOperationException("An index of table '%s' is over nothing.".formatted(table),
					"Name its columns in index(…) or add an expression with on(…).");
		}
		if (index.name() == null) {
			throw new InvalidOperationException("An index of table '%s' has no name.".formatted(table),
					"Name it with named(…).");
		}
		options = OperationOption.require("create index " + index.name() + " on " + table, options,
				OperationOption.CONCURRENTLY, OperationOption.IF_NOT_EXISTS);
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param index the index, with a name and at least one part
	 * @param options {@link OperationOption#CONCURRENTLY} and
	 * {@link OperationOption#IF_NOT_EXISTS}
	 */
	public CreateIndex(ObjectName table, Index index, OperationOption... options) {
		this(table, index, OperationOption.set(options));
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
	public void writeRest(SqlWriter sql) {
		sql.sql(this.index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
		if (this.options.contains(OperationOption.CONCURRENTLY)) {
			sql.require(Feature.CONCURRENT_INDEX);
		}
		OperationOption.CONCURRENTLY.write(sql, this.options);
		OperationOption.IF_NOT_EXISTS.write(sql, this.options);
		sql.identifier(name().name()).sql(" ON ").name(this.table);
		if (this.index.method() != null) {
			sql.require(Feature.INDEX_METHOD).sql(" USING ").identifier(this.index.method());
		}
		sql.sql(" (");
		String separator = "";
		for (Index.Part part : this.index.parts()) {
			sql.sql(separator).indexPart(part);
			separator = ", ";
		}
		sql.sql(")");
		writeDetails(sql);
		sql.end();
		CommentTarget.of(ObjectKind.INDEX, name()).writeIfPresent(sql, this.index.comment());
	}

	private void writeDetails(SqlWriter sql) {
		if (!this.index.include().isEmpty()) {
			sql.require(Feature.INDEX_INCLUDE).sql(" INCLUDE ").identifiers(this.index.include());
		}
		if (this.index.nullsNotDistinct()) {
			sql.require(Feature.NULLS_NOT_DISTINCT).sql(" NULLS NOT DISTINCT");
		}
		CreateTable.writeStorage(sql, this.index.storage());
		if (this.index.where() != null) {
			sql.require(Feature.PARTIAL_INDEX).sql(" WHERE ").sql(this.index.where());
		}
	}

	@Override
	public boolean keepsItsPlace() {
		return true;
	}

	@Override
	public boolean runsOutsideTransaction() {
		return this.options.contains(OperationOption.CONCURRENTLY);
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(OperationOption.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(DropIndex.of(this));
	}

	@Override
	public String method() {
		return "createIndex";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.index);
		OperationOption.render(java, this.options);
	}

	@Override
	public String describe() {
		return "create index " + name() + " on " + this.table;
	}

}
