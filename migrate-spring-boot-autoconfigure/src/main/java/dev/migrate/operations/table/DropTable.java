package dev.migrate.operations.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Drops a table. The reverse creates it again, empty, with its comments and the indexes
 * that are given; there is none if the table is not known. A table that is known takes no
 * options: what they leave open could not be undone.
 *
 * @param name the name of the table
 * @param table the table as it was, for the reverse, or {@code null} if not known
 * @param indexes its indexes other than those of its constraints, for the reverse, each
 * with a name
 * @param options {@link OperationOption#IF_EXISTS} and {@link OperationOption#CASCADE} if
 * the table is not known
 */
public record DropTable(ObjectName name, @Nullable Table table, List<Index> indexes,
		Set<OperationOption> options) implements Operation {

	public DropTable {
		options = OperationOption.requireDrop("drop table " + name, options, table != null, OperationOption.IF_EXISTS,
				OperationOption.CASCADE);
		indexes = List.copyOf(indexes);
		if (table == null && !indexes.isEmpty()) {
			throw new InvalidOperationException(
					"Table '%s' is dropped with the definition of its indexes only.".formatted(name),
					"Give the definition of the table, too.");
		}
		if (table != null && !table.name().equals(name)) {
			throw new InvalidOperationException(
					"Table '%s' is dropped with the definition of '%s'.".formatted(name, table.name()),
					"Give its own definition.");
		}
	}

	/**
	 * Creates an operation that has no reverse.
	 * @param name the name of the table
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 */
	public DropTable(ObjectName name, OperationOption... options) {
		this(name, null, List.of(), OperationOption.set(options));
	}

	/**
	 * Creates an operation that can be reversed.
	 * @param table the table as it is
	 * @param indexes its indexes other than those of its constraints, each with a name
	 */
	public DropTable(Table table, List<Index> indexes) {
		this(table.name(), table, indexes, Set.of());
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("DROP TABLE ");
		OperationOption.IF_EXISTS.write(sql, this.options);
		sql.name(this.name);
		OperationOption.CASCADE.writeLast(sql, this.options);
		sql.end();
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.ofNullable(this.table).map(CreateTable::tables);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.table).map(this::creation);
	}

	@Override
	public Operation withoutReverse() {
		return new DropTable(this.name, null, List.of(), this.options);
	}

	private Operation creation(Table known) {
		List<Operation> operations = new ArrayList<>();
		operations.add(new CreateTable(known));
		this.indexes.forEach((index) -> operations.add(new CreateIndex(this.name, index)));
		return CompositeOperation.of(operations);
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.dropTable(").value((this.table != null) ? this.table : this.name);
		this.indexes.forEach((index) -> java.java(", ").value(index));
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop table " + this.name;
	}

}
