package dev.migrate.operations.operation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;

/**
 * Inserts, updates or deletes rows of a table that are known one by one.
 *
 * @param kind what it does
 * @param table the table
 * @param count how many rows it changes
 * @param parts the operations that do it
 */
public record RowChanges(Kind kind, ObjectName table, int count, List<Operation> parts) implements Operation {

	public RowChanges {
		parts = List.copyOf(parts);
	}

	/**
	 * What is done with rows.
	 */
	public enum Kind {

		INSERT("insert %s into"), UPDATE("update %s of"), DELETE("delete %s of");

		private final String description;

		Kind(String description) {
			this.description = description;
		}

		/**
		 * Returns what undoes this.
		 * @return the other kind
		 */
		public Kind reverse() {
			return switch (this) {
				case INSERT -> DELETE;
				case UPDATE -> UPDATE;
				case DELETE -> INSERT;
			};
		}

	}

	@Override
	public void write(SqlWriter sql) {
		this.parts.forEach((part) -> part.write(sql));
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.of(Set.of(this.table));
	}

	@Override
	public Optional<Operation> reverse() {
		return CompositeOperation.reverses(this.parts)
			.map((reverses) -> new RowChanges(this.kind.reverse(), this.table, this.count, reverses));
	}

	@Override
	public Operation withoutReverse() {
		return new RowChanges(this.kind, this.table, this.count,
				this.parts.stream().map(Operation::withoutReverse).toList());
	}

	@Override
	public void render(JavaWriter java) {
		new CompositeOperation(this.parts).render(java);
	}

	@Override
	public String describe() {
		return this.kind.description.formatted(Counts.of(this.count, "row")) + " " + this.table;
	}

}
