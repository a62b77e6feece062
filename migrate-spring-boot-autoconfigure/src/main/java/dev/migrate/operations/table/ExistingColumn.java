package dev.migrate.operations.table;

import java.util.Optional;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.schema.Column;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;

/**
 * Finds in the definition of a column what a change of it replaces.
 */
final class ExistingColumn {

	private ExistingColumn() {
	}

	/**
	 * Returns the change that undoes another one.
	 * @param change the other change
	 * @param column the column as it was before
	 * @return the change, empty if nothing undoes it
	 */
	static Optional<ColumnChange> before(ColumnChange change, Column column) {
		if (!change.isReversible()) {
			return Optional.empty();
		}
		return Optional.of(switch (change.aspect()) {
			case TYPE -> new ColumnChange.Type(column.type(), column.collation(), null);
			case NULLABILITY -> new ColumnChange.Nullability(column.nullable());
			case DEFAULT -> new ColumnChange.Default(column.defaultValue());
			case COMMENT -> new ColumnChange.CommentText(column.comment());
			case IDENTITY, NEXT_VALUE -> identity(change, column);
			case EXPRESSION -> {
				Generated generated = column.generated();
				if (generated == null) {
					throw contradiction(change, column, "is not generated");
				}
				yield new ColumnChange.Expression(generated.expression());
			}
		});
	}

	private static ColumnChange identity(ColumnChange change, Column column) {
		Identity identity = column.identity();
		if (change instanceof ColumnChange.AddIdentity) {
			if (identity != null) {
				throw contradiction(change, column, "is an identity already");
			}
			return new ColumnChange.DropIdentity();
		}
		if (identity == null) {
			throw contradiction(change, column, "is not an identity");
		}
		return (change instanceof ColumnChange.DropIdentity) ? new ColumnChange.AddIdentity(identity)
				: new ColumnChange.ChangeIdentity(identity);
	}

	private static InvalidOperationException contradiction(ColumnChange change, Column column, String was) {
		return new InvalidOperationException(
				"Column '%s' is to become: %s; but by was(…) it %s.".formatted(column.name(), change.describe(), was),
				"Give the definition of the column as it is before the operation.");
	}

}
