package dev.migrate.autogenerate.pipeline;

import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.compare.RefusedParts;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Schemas that can be compared, without the name of the default schema.
 *
 * @param wanted what is wanted
 * @param model the same in the words of the model
 * @param tables the same, as far as it is compared and the database does not refuse it
 * @param target the same as the database printed it first
 * @param found what is compared of what there is, renamed
 * @param before all that there is, under its former names
 * @param whole all that there is, renamed
 * @param qualified all that there is, renamed, with the name of the default schema
 * @param renames what is renamed
 * @param options what the wanted side states
 * @param attributes the attributes that wanted columns belong to
 * @param refused what the database refuses of the wanted side
 * @param missing what only a schema script creates
 * @param lacking what the database would refuse without that
 * @param notes what people should know of the reading, one sentence each
 */
record ComparableSchemas(SchemaSnapshot wanted, WantedSchema model, WantedSchema tables, SchemaSnapshot target,
		SchemaSnapshot found, SchemaSnapshot before, SchemaSnapshot whole, Qualified qualified, Renames renames,
		ComparisonOptions options, Map<ColumnName, Attribute> attributes, RefusedParts refused,
		List<Prerequisite> missing, List<RefusedPart> lacking, List<String> notes) {

	/**
	 * All that there is, renamed, with the name of the default schema.
	 *
	 * @param whole the schema
	 * @param renames what is renamed
	 */
	record Qualified(SchemaSnapshot whole, Renames renames) {
	}

}
