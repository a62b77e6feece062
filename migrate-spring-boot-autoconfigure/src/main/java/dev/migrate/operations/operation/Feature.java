package dev.migrate.operations.operation;

/**
 * What some databases, or their later versions, have and others have not.
 */
public enum Feature {

	ADDED_IDENTITY("an identity for a column that is there",
			"Add a column with the identity, copy the values and drop the old one."),

	BATCHED_UPDATE("an update of rows in batches that are committed one by one",
			"Update all rows at once with op.execute(…)."),

	CATALOG("a description of everything in it", "Use a PostgreSQL database."),

	CASCADE("CASCADE for a column, an index or a sequence", "Drop what depends on it first."),

	CHANGED_CONSTRAINT("another deferrability for a constraint that is there",
			"Drop the constraint and create it again."),

	CHANGED_IDENTITY("another identity for a column that is there",
			"Add a column with the identity, copy the values and drop the old one."),

	CHANGED_SEQUENCE_TYPE("another type for a sequence that is there", "Create another sequence and drop this one."),

	COLUMN_COLLATION("a collation of a column", "Leave collation(…) away."),

	COMBINED_ALTERATIONS("several changes in one ALTER TABLE", "Make the changes one by one."),

	CONCURRENT_INDEX("a concurrent build of an index", "Create or drop the index without concurrently()."),

	COMPOSITE_TYPE("a composite type", "Use a column for each attribute, or a column of JSON."),

	CONSTRAINT_COMMENT("a comment on a constraint", "Leave it away for this database."),

	CONSTRAINT_USING_INDEX("a constraint that takes over an index", "Create the constraint by its columns."),

	CHANGED_EXPRESSION("another expression for a generated column that is there", "Drop the column and add it again."),

	DEFERRABLE_CONSTRAINT("a deferrable constraint", "Leave deferrable(…) away."),

	DUMP("a program that dumps its schema", "Write the first revision by hand, and stamp the database with it."),

	DRY_RUN("changes of the schema that can be rolled back",
			"Try the migrations on a PostgreSQL database, or on one that can be thrown away."),

	DROPPED_EXPRESSION("a generated column that becomes a plain one",
			"Add a column, copy the values and drop the old one."),

	ENUM_TYPE("a named enum type", "Use a varchar column with a check constraint."),

	EXCLUSION_CONSTRAINT("an exclusion constraint", "Check for it in the application."),

	EXPRESSION_INDEX("an index over an expression", "Add a generated column and index that."),

	EXTENSION("an extension", "Leave it away for this database."),

	INDEX_COLLATION("a collation or operator class of an index", "Leave it away."),

	INDEX_INCLUDE("further columns in an index", "Leave include(…) away, or add the columns to the index."),

	INDEX_METHOD("an index method", "Leave using(…) away."),

	MATCH_FULL("a foreign key with MATCH FULL", "Add a check constraint that all of its columns or none are null."),

	MATERIALIZED_VIEW("a materialized view", "Create a view, or a table that is filled by the application."),

	NO_INHERIT("a check constraint with NO INHERIT", "Leave withNoInherit() away."),

	NOT_NULL_NOT_VALID("a not null constraint with NOT VALID", "Add a check constraint with NOT VALID."),

	NOT_VALID("a constraint with NOT VALID", "Leave withNotValid() away; existing rows are checked then."),

	NEW_DATABASE("a way to create other databases", "Use a PostgreSQL database."),

	NULLS_NOT_DISTINCT("NULLS NOT DISTINCT", "Declare the columns not null, or index coalesce(…) of them."),

	OBJECT_DEFINITION("functions, triggers and the like by their definition",
			"Use createView(…) for a view, and execute(…) for everything else."),

	OFFLINE_SCRIPT("a script in place of a run",
			"Run the migrations on the database itself, or write the script for the database of production, as with"
					+ " --dialect postgresql."),

	ON_DELETE_COLUMNS("a foreign key that sets only some of its columns", "Set all of them, or write a trigger."),

	PARTIAL_INDEX("an index over some of the rows", "Leave where(…) away."),

	PARTITIONED_TABLE("a partitioned table", "Leave partitionBy(…) away."),

	RENAME_SEQUENCE("another name for a sequence", "Create another one and drop this one."),

	ROWS_OF_SCRIPT("a statement that reads the rows below it", "Write INSERT statements."),

	SEQUENCE_OWNER("a sequence that is dropped with a column", "Leave ownedBy(…) away and drop it by itself."),

	SCRATCH_SCHEMA("a way to try out the schema of the entities and leave nothing behind",
			"Compare the entities with a PostgreSQL database."),

	STORAGE_PARAMETERS("storage parameters", "Leave with(…) away."),

	STORED_GENERATED_COLUMN("a generated column that is stored", "Use one that is computed when it is read."),

	TABLE_SCHEMA("another schema for a table that is there", "Create a table there and copy the rows."),

	UNLOGGED_TABLE("an unlogged table", "Leave asUnlogged() away."),

	USING_EXPRESSION("a conversion of values by an expression", "Add a column, copy the values and drop the old one."),

	VIRTUAL_GENERATED_COLUMN("a generated column that is not stored", "Use Generated.stored(…).");

	private final String description;

	private final String alternative;

	Feature(String description, String alternative) {
		this.description = description;
		this.alternative = alternative;
	}

	/**
	 * Returns what it is called in a message.
	 * @return a noun phrase
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Returns what to do where it is missing.
	 * @return a sentence
	 */
	public String alternative() {
		return this.alternative;
	}

}
