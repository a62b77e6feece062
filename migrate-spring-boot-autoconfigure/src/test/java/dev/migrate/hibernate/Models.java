package dev.migrate.hibernate;

import java.util.stream.Stream;

/**
 * One model for each feature of mapping.
 */
final class Models {

	private Models() {
	}

	static Stream<Model> all() {
		return Stream.of(Model.nested("basic types", BasicModels.Basic.class),
				Model.nested("dates and times", BasicModels.Times.class),
				Model.nested("long texts", BasicModels.Texts.class),
				Model.nested("sequence generator", KeyModels.Sequences.class),
				Model.nested("table generator", KeyModels.Generators.class),
				Model.nested("generated uuid", KeyModels.Uuids.class),
				Model.nested("embedded id", KeyModels.EmbeddedIds.class),
				Model.nested("id class", KeyModels.IdClasses.class),
				Model.nested("embedded", StructureModels.Embeddables.class),
				Model.nested("mapped superclass", StructureModels.MappedSuperclasses.class),
				Model.nested("single table inheritance", StructureModels.SingleTable.class),
				Model.nested("joined inheritance", StructureModels.Joined.class),
				Model.nested("table per class", StructureModels.TablePerClass.class),
				Model.nested("many to one", RelationModels.ManyToOnes.class),
				Model.nested("on delete", RelationModels.OnDeletes.class),
				Model.nested("one to one", RelationModels.OneToOnes.class),
				Model.nested("many to many", RelationModels.ManyToManies.class),
				Model.nested("one to many with join table", RelationModels.OneToManies.class),
				Model.nested("element collections", RelationModels.ElementCollections.class),
				Model.nested("secondary table", StructureModels.SecondaryTables.class),
				Model.nested("self reference", RelationModels.SelfReferences.class),
				Model.nested("cycle of foreign keys", RelationModels.Cycles.class),
				Model.nested("enum as string", BasicModels.StringEnums.class),
				Model.nested("enum as ordinal", BasicModels.OrdinalEnums.class),
				Model.nested("named enum", BasicModels.NamedEnums_.class),
				Model.nested("array of enums", BasicModels.EnumArrays.class),
				Model.nested("json", BasicModels.Jsons.class), Model.nested("checks", DefinitionModels.Checks.class),
				Model.nested("indexes", DefinitionModels.Indexes.class),
				Model.nested("unique constraints", DefinitionModels.UniqueConstraints.class),
				Model.nested("column defaults", DefinitionModels.Defaults.class),
				Model.nested("comments", DefinitionModels.Comments.class),
				Model.nested("generated columns", DefinitionModels.GeneratedColumns.class),
				Model.nested("several schemas", DefinitionModels.Schemas.class),
				Model.nested("quoted names", DefinitionModels.Quoted.class),
				Model.nested("reserved words", DefinitionModels.ReservedWords.class),
				Model.nested("long names", DefinitionModels.LongNames.class),
				Model.nested("converter", BasicModels.Converters.class),
				Model.nested("custom types", BasicModels.UserTypes.class),
				Model.nested("view and subselect", DefinitionModels.Views_.class),
				Model.nested("formula and transient", DefinitionModels.Formulas.class),
				Model.nested("maps of entities", RelationModels.Maps.class),
				Model.nested("soft delete and tenant", StructureModels.SoftDeletes.class),
				Model.nested("composite foreign key", KeyModels.CompositeReferences.class),
				Model.nested("created and updated", BasicModels.Timestamps.class),
				Model.nested("any", RelationModels.DynamicTypes.class),
				Model.nested("audited by Envers", AuditedEntities.class));
	}

}
