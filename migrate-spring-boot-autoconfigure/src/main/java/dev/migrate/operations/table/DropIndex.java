package dev.migrate.operations.table;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops an index. The reverse creates it again; there is none if the index is not known.
 * An index that is known takes no option but {@link OperationOption#CONCURRENTLY}: what
 * the others leave open could not be undone.
 *
 * @param name the name of the index
 * @param creation the operation that creates it, for the reverse, or {@code null} if not
 * known
 * @param options {@link OperationOption#CONCURRENTLY}; if the index is not known also
 * {@link OperationOption#IF_EXISTS} and, not together with the first,
 * {@link OperationOption#CASCADE}
 */
public record DropIndex(ObjectName name, @Nullable CreateIndex creation,
		Set<OperationOption> options) implements Operation {

	public DropIndex {
		options = OperationOption.requireDrop("drop index " + name, options, creation != null,
				OperationOption.CONCURRENTLY, OperationOption.IF_EXISTS, OperationOption.CASCADE);
		if (options.contains(OperationOption.CONCURRENTLY) && options.contains(OperationOption.CASCADE)) {
			throw new InvalidOperationException("Index '%s' is dropped both CONCURRENTLY and CASCADE.".formatted(name),
					"Drop what depends on it first, and then the index.");
		}
		if (creation != null && !creation.name().equals(name)) {
			throw new InvalidOperationException(
					"Index '%s' is dropped with the definition of '%s'.".formatted(name, creation.name()),
					"Give its own definition.");
		}
	}

	/**
	 * Creates an operation that has no reverse.
	 * @param name the name of the index
	 * @param options {@link OperationOption#CONCURRENTLY},
	 * {@link OperationOption#IF_EXISTS} and {@link OperationOption#CASCADE}
	 */
	public DropIndex(ObjectName name, OperationOption... options) {
		this(name, null, OperationOption.set(options));
	}

	/**
	 * The operation that drops what another one creates, concurrently if that does so.
	 * @param creation the other operation
	 * @return the operation
	 */
	public static DropIndex of(CreateIndex creation) {
		return new DropIndex(creation.name(), creation, creation.options());
	}

	/**
	 * An operation that can be reversed.
	 * @param table the name of the table
	 * @param index the index as it is, with a name
	 * @param options {@link OperationOption#CONCURRENTLY} or nothing; the reverse takes
	 * the same
	 * @return the operation
	 */
	public static DropIndex of(ObjectName table, Index index, OperationOption... options) {
		Set<OperationOption> set = OperationOption.set(options);
		CreateIndex creation = set.contains(OperationOption.CONCURRENTLY)
				? new CreateIndex(table, index, OperationOption.CONCURRENTLY) : new CreateIndex(table, index);
		return new DropIndex(creation.name(), creation, set);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("DROP INDEX ");
		if (this.options.contains(OperationOption.CONCURRENTLY)) {
			sql.require(Feature.CONCURRENT_INDEX);
		}
		OperationOption.CONCURRENTLY.write(sql, this.options);
		OperationOption.IF_EXISTS.write(sql, this.options);
		sql.name(this.name);
		OperationOption.writeCascade(sql, this.options);
		sql.end();
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.ofNullable(this.creation).flatMap(CreateIndex::tables);
	}

	@Override
	public boolean runsOutsideTransaction() {
		return this.options.contains(OperationOption.CONCURRENTLY);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.creation);
	}

	@Override
	public Operation withoutReverse() {
		return new DropIndex(this.name, null, this.options);
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.dropIndex(");
		if (this.creation != null) {
			java.value(this.creation.table()).java(", ").value(this.creation.index());
		}
		else {
			java.value(this.name);
		}
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop index " + this.name;
	}

}
