package dev.migrate.autogenerate.scratch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.autogenerate.rename.Renames.RenamedColumn;
import dev.migrate.autogenerate.scratch.ScratchDatabase.ReadBack;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Reads the live schema as it is once something has been renamed. Where an expression may
 * name a renamed column, the table is created and renamed to see how it reads then.
 */
public final class RenamedSchemaReader {

	private final Renames renames;

	private final ScratchDatabase scratch;

	private final Dialect dialect;

	private final String defaultSchema;

	/**
	 * Creates a reading.
	 * @param renames what is renamed
	 * @param scratch where tables are created
	 * @param dialect how expressions are written
	 * @param defaultSchema the schema that names in expressions mean that have none
	 */
	public RenamedSchemaReader(Renames renames, ScratchDatabase scratch, Dialect dialect, String defaultSchema) {
		this.renames = renames;
		this.scratch = scratch;
		this.dialect = dialect;
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Returns a schema with everything renamed.
	 * @param live the schema under its old names
	 * @return the schema under its new names, and what could not be read so
	 */
	public ReadBack read(SchemaSnapshot live) {
		if (this.renames.isEmpty()) {
			return new ReadBack(live, List.of());
		}
		SchemaSnapshot renamed = this.renames.applyTo(live, this.dialect);
		Map<ObjectName, ObjectName> tables = new LinkedHashMap<>();
		for (RenamedColumn column : this.renames.columns()) {
			ObjectName former = this.renames.former(column.table());
			if (hasExpressions(live.tables().get(former))) {
				tables.put(former, column.table());
			}
		}
		if (tables.isEmpty()) {
			return new ReadBack(renamed, List.of());
		}
		ReadBack again = this.scratch.readBack(ExpressionReader.part(lasting(live), tables.keySet()), this.renames,
				ExpressionReader.part(renamed, tables.values()), this.defaultSchema);
		return new ReadBack(ExpressionReader.replaced(renamed, again.schema()), again.refused());
	}

	/**
	 * Returns a schema whose expressions the database prints as it has printed them.
	 */
	private SchemaSnapshot lasting(SchemaSnapshot live) {
		return live.map(new Renaming() {

			@Override
			public String expression(String sql) {
				return RenamedSchemaReader.this.dialect.conversions().lasting(sql);
			}

		});
	}

	private static boolean hasExpressions(@Nullable InspectedTable table) {
		return table != null && (table.table().partitionBy() != null
				|| table.table().columns().stream().anyMatch((column) -> column.generated() != null)
				|| table.table()
					.constraints()
					.stream()
					.anyMatch((constraint) -> constraint instanceof CheckConstraint
							|| constraint instanceof ExclusionConstraint)
				|| table.indexes().stream().map(InspectedIndex::index).anyMatch(RenamedSchemaReader::hasExpressions));
	}

	private static boolean hasExpressions(Index index) {
		return index.where() != null
				|| index.parts().stream().anyMatch((part) -> part.kind() != Index.Part.Kind.COLUMN);
	}

}
