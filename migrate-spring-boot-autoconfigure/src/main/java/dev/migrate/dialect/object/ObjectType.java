package dev.migrate.dialect.object;

/**
 * The sorts of objects besides tables.
 */
public enum ObjectType {

	VIEW("view", true), MATERIALIZED_VIEW("materialized view", false),

	/**
	 * An index of a materialized view.
	 */
	INDEX("index", false),

	/**
	 * A function or procedure.
	 */
	ROUTINE("function", true),

	AGGREGATE("aggregate", true), TRIGGER("trigger", true), POLICY("policy", false), RULE("rule", true),
	/**
	 * A function that the database calls for statements that define something. It belongs
	 * to no schema.
	 */
	EVENT_TRIGGER("event trigger", false),

	DOMAIN("domain", false), COMPOSITE_TYPE("composite type", false), CAST("cast", false),

	/**
	 * Whether a table has policies at all.
	 */
	ROW_SECURITY("row level security", false);

	private final String text;

	private final boolean replaceable;

	ObjectType(String text, boolean replaceable) {
		this.text = text;
		this.replaceable = replaceable;
	}

	/**
	 * Returns whether there is {@code CREATE OR REPLACE} for it.
	 */
	public boolean isReplaceable() {
		return this.replaceable;
	}

	/**
	 * Returns whether it is a type that tables can have columns of.
	 */
	public boolean isDataType() {
		return this == DOMAIN || this == COMPOSITE_TYPE;
	}

	/**
	 * Returns whether it can be called.
	 */
	public boolean isCallable() {
		return this == ROUTINE || this == AGGREGATE;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
