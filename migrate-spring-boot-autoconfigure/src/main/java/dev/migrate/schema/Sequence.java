package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence, written as {@code sequence("users_seq").incrementBy(50)}.
 *
 * @param name the name
 * @param type the type of its values, or {@code null} for {@code bigint}
 * @param options how it counts
 * @param ownedBy the column that it is dropped with, or {@code null}
 * @param comment the comment, or {@code null}
 */
public record Sequence(ObjectName name, @Nullable DataType type, SequenceOptions options, @Nullable ColumnName ownedBy,
		@Nullable String comment) {

	/**
	 * A sequence of {@code bigint} values from 1 by 1.
	 * @param name {@code name} or {@code schema.name}
	 * @return the sequence
	 */
	public static Sequence sequence(String name) {
		return new Sequence(ObjectName.of(name), null, SequenceOptions.options(), null, null);
	}

	public Sequence type(DataType type) {
		return new Sequence(this.name, type, this.options, this.ownedBy, this.comment);
	}

	public Sequence options(SequenceOptions options) {
		return new Sequence(this.name, this.type, options, this.ownedBy, this.comment);
	}

	public Sequence startWith(long value) {
		return options(this.options.startWith(value));
	}

	public Sequence incrementBy(long value) {
		return options(this.options.incrementBy(value));
	}

	public Sequence minValue(long value) {
		return options(this.options.minValue(value));
	}

	public Sequence maxValue(long value) {
		return options(this.options.maxValue(value));
	}

	public Sequence cache(long value) {
		return options(this.options.cache(value));
	}

	public Sequence withCycle() {
		return options(this.options.withCycle());
	}

	/**
	 * Returns this sequence as one that is dropped with a column.
	 * @param table the table of the column, {@code name} or {@code schema.name}
	 * @param column the column
	 * @return the sequence
	 */
	public Sequence ownedBy(String table, String column) {
		return new Sequence(this.name, this.type, this.options, new ColumnName(ObjectName.of(table), column),
				this.comment);
	}

	public Sequence comment(String comment) {
		return new Sequence(this.name, this.type, this.options, this.ownedBy, comment);
	}

	/**
	 * Returns this sequence under other names.
	 * @param renaming the other names
	 * @return the renamed sequence
	 */
	public Sequence map(Renaming renaming) {
		return new Sequence(renaming.object(this.name), this.type, this.options,
				(this.ownedBy != null) ? this.ownedBy.map(renaming) : null, this.comment);
	}

}
