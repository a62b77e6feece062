package dev.migrate.operations.object;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ColumnName;
import org.jspecify.annotations.Nullable;

/**
 * The part of a statement that says which column a sequence is dropped with.
 */
final class SequenceOwners {

	private SequenceOwners() {
	}

	static void write(SqlWriter sql, @Nullable ColumnName owner) {
		sql.require(Feature.SEQUENCE_OWNER).sql(" OWNED BY ");
		if (owner == null) {
			sql.sql("NONE");
		}
		else {
			sql.name(owner.table()).sql(".").identifier(owner.column());
		}
	}

}
