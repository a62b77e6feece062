package dev.migrate.autogenerate.difference;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A column that one side does not have.
 *
 * @param object the name of the table
 * @param part the name of the column
 * @param wanted the wanted column, or {@code null}
 * @param found the column of the database, or {@code null}
 */
public record ColumnDifference(ObjectName object, String part, @Nullable Column wanted,
		@Nullable Column found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.COLUMN;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, DifferenceText::column);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
