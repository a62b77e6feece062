package dev.migrate.operations.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column of a table, and with it the constraints and indexes over it. The reverse
 * adds it again as the last column, without those and without its values; there is none
 * if the column is not known. A column that is known takes no options: what they leave
 * open could not be undone.
 *
 * @param table the name of the table
 * @param name the name of the column
 * @param column the column as it was, for the reverse, or {@code null} if not known
 * @param options {@link OperationOption#IF_EXISTS} and {@link OperationOption#CASCADE} if
 * the column is not known
 */
public record DropColumn(ObjectName table, String name, @Nullable Column column,
		Set<OperationOption> options) implements TableChange {

	public DropColumn {
		options = OperationOption.requireDrop("drop column " + table + "." + name, options, column != null,
				OperationOption.IF_EXISTS, OperationOption.CASCADE);
		if (column != null && !column.name().equals(name)) {
			throw new InvalidOperationException("Column '%s' of table '%s' is dropped with the definition of '%s'."
				.formatted(name, table, column.name()), "Give its own definition.");
		}
	}

	/**
	 * Creates an operation that has no reverse.
	 * @param table the name of the table
	 * @param name the name of the column
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 */
	public DropColumn(ObjectName table, String name, OperationOption... options) {
		this(table, name, null, OperationOption.set(options));
	}

	/**
	 * Creates an operation that can be reversed.
	 * @param table the name of the table
	 * @param column the column as it is
	 */
	public DropColumn(ObjectName table, Column column) {
		this(table, column.name(), column, Set.of());
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> {
			sql.sql("DROP COLUMN ");
			OperationOption.IF_EXISTS.write(sql, this.options);
			sql.identifier(this.name);
			OperationOption.writeCascade(sql, this.options);
		});
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("column " + this.name);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.column).map((known) -> new AddColumn(this.table, known));
	}

	@Override
	public Operation withoutReverse() {
		return new DropColumn(this.table, this.name, null, this.options);
	}

	@Override
	public String method() {
		return "dropColumn";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value((this.column != null) ? this.column : this.name);
		OperationOption.render(java, this.options);
	}

	@Override
	public String describe() {
		return "drop column " + this.table + "." + this.name;
	}

}
