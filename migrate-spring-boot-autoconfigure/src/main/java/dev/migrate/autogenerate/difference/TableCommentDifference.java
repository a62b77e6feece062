package dev.migrate.autogenerate.difference;

import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;

/**
 * The comment of a table that both sides have.
 *
 * @param object the name of the table
 * @param wanted the wanted table
 * @param found the table of the database
 */
public record TableCommentDifference(ObjectName object, InspectedTable wanted,
		InspectedTable found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.TABLE_COMMENT;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, (table) -> DifferenceText.comment(table.table().comment()));
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
