package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;

/**
 * Creates an index with its comment. The reverse drops it, concurrently if it is created
 * concurrently. With {@link Option#IF_NOT_EXISTS} there is none, because the index may
 * have been there before; the comment is set in either case.
 *
 * @param table the name of the table
 * @param index the index, with a name and at least one part
 * @param options {@link Option#CONCURRENTLY} and {@link Option#IF_NOT_EXISTS}
 */
public record CreateIndex(ObjectName table, Index index, Set<Option> options) implements TableOperation {

	public CreateIndex {
		if (index.parts().isEmpty()) {
			throw new InvalidOperationException("An index of table '%s' is over nothing.".formatted(table),
					"Name its columns in index(…) or add an expression with on(…).");
		}
		if (index.name() == null) {
			throw new InvalidOperationException("An index of table '%s' has no name.".formatted(table),
					"Name it with named(…).");
		}
		options = Option.require("create index " + index.name() + " on " + table, options, Option.CONCURRENTLY,
				Option.IF_NOT_EXISTS);
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param index the index, with a name and at least one part
	 * @param options {@link Option#CONCURRENTLY} and {@link Option#IF_NOT_EXISTS}
	 */
	public CreateIndex(ObjectName table, Index index, Option... options) {
		this(table, index, Option.set(options));
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
		if (this.options.contains(Option.CONCURRENTLY)) {
			sql.require(Feature.CONCURRENT_INDEX);
		}
		Option.CONCURRENTLY.write(sql, this.options);
		Option.IF_NOT_EXISTS.write(sql, this.options);
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
		return this.options.contains(Option.CONCURRENTLY);
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(Option.IF_NOT_EXISTS) ? Optional.empty() : Optional.of(DropIndex.of(this));
	}

	@Override
	public String method() {
		return "createIndex";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.index);
		TableOperation.render(java, this.options);
	}

	@Override
	public String describe() {
		return "create index " + name() + " on " + this.table;
	}

}
