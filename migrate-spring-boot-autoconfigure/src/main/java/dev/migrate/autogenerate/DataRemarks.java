package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.autogenerate.Change.Phase;
import dev.migrate.operations.AddColumn;
import dev.migrate.operations.AlterColumn;
import dev.migrate.operations.ColumnChange;
import dev.migrate.operations.CreateConstraint;
import dev.migrate.operations.DropColumn;
import dev.migrate.operations.DropTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.UniqueConstraint;

/**
 * Looks at the rows that are there: says what is lost, and what has to be filled before
 * it can be required.
 */
final class DataRemarks {

	private final RowCounts counts;

	DataRemarks(RowCounts counts) {
		this.counts = counts;
	}

	/**
	 * Returns steps with remarks, and with more steps where rows are in the way.
	 * @param changes the steps in their order
	 * @return the steps in their order
	 */
	List<Change> remark(List<Change> changes) {
		List<Change> remarked = new ArrayList<>();
		changes.forEach((change) -> remark(change, remarked));
		return remarked;
	}

	private void remark(Change change, List<Change> remarked) {
		if (change.upgrade() instanceof DropTable drop) {
			String rows = this.counts.rows(drop.name());
			remarked.add(rows.isEmpty() ? change
					: change.remark("Drops table %s, which has %s. They are lost.".formatted(drop.name(), rows)));
		}
		else if (change.upgrade() instanceof DropColumn drop && !isGenerated(drop)) {
			String values = this.counts.values(drop.table(), drop.name());
			remarked.add(values.isEmpty() ? change
					: change.remark("Drops column %s of table %s, which has %s. They are lost.".formatted(drop.name(),
							drop.table(), values)));
		}
		else if (change.upgrade() instanceof AddColumn addition && isRequired(addition.column())
				&& !this.counts.rows(addition.table()).isEmpty()) {
			addRequired(addition, remarked);
		}
		else if (change.upgrade() instanceof AlterColumn alteration) {
			remarked.add(remark(change, alteration));
		}
		else if (change.upgrade() instanceof CreateConstraint creation
				&& creation.constraint() instanceof UniqueConstraint unique
				&& !this.counts.rows(creation.table()).isEmpty()) {
			remarked.add(change.remark("Fails if two rows of table %s have the same %s.".formatted(creation.table(),
					String.join(", ", unique.columns()))));
		}
		else {
			remarked.add(change);
		}
	}

	/**
	 * What the database computes can be computed again.
	 */
	private static boolean isGenerated(DropColumn drop) {
		return drop.column() != null && drop.column().generated() != null;
	}

	private static boolean isRequired(Column column) {
		return !column.nullable() && column.defaultValue() == null && column.identity() == null
				&& column.generated() == null;
	}

	/**
	 * A column that every row must have a value of comes in two steps, with a place
	 * between them to fill it.
	 */
	private void addRequired(AddColumn addition, List<Change> remarked) {
		Column column = addition.column();
		remarked.add(Change.of(Phase.COLUMN, new AddColumn(addition.table(), column.nullable(true))));
		AlterColumn require = AlterColumn.of(addition.table(), column.name()).notNull().was(column.nullable(true));
		remarked.add(Change.of(Phase.COLUMN, require)
			.remark("Table %s has %s. Give each a value of %s here:".formatted(addition.table(),
					this.counts.rows(addition.table()), column.name()),
					"UPDATE %s SET %s = … WHERE %2$s IS NULL".formatted(addition.table(), column.name())));
	}

	private Change remark(Change change, AlterColumn alteration) {
		String values = this.counts.values(alteration.table(), alteration.column());
		List<String> remarks = new ArrayList<>();
		for (ColumnChange altered : alteration.changes()) {
			if (altered instanceof ColumnChange.Nullability nullability && !nullability.nullable()
					&& !this.counts.rows(alteration.table()).isEmpty()) {
				remarks.add("Fails if a row of table %s has no %s.".formatted(alteration.table(), alteration.column()));
			}
			if (altered instanceof ColumnChange.Type type && !values.isEmpty()) {
				remarks.add("Converts %s of column %s of table %s to %s; fails if one does not fit.".formatted(values,
						alteration.column(), alteration.table(), type.type()));
			}
		}
		return remarks.isEmpty() ? change : change.remark(remarks.toArray(String[]::new));
	}

}
