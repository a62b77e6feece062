package dev.migrate.autogenerate.difference;

import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param object the name of the table
 * @param wanted the wanted table, or {@code null}
 * @param found the table of the database, or {@code null}
 */
public record TableDifference(ObjectName object, @Nullable InspectedTable wanted,
		@Nullable InspectedTable found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.TABLE;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, DifferenceText::table);
	}

	@Override
	public Sides shownSides() {
		return Sides.of(this.wanted, this.found, (table) -> "");
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
