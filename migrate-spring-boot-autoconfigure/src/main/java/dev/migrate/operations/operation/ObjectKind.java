package dev.migrate.operations.operation;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A kind of object that a database has: what can be renamed, dropped or commented on.
 */
public enum ObjectKind {

	SCHEMA("Schema", null),

	EXTENSION("Extension", Feature.EXTENSION),

	TABLE("Table", null),

	COLUMN("Column", null),

	CONSTRAINT("Constraint", null),

	INDEX("Index", null),

	SEQUENCE("Sequence", null),

	TYPE("Enum", Feature.ENUM_TYPE),

	COMPOSITE_TYPE("CompositeType", Feature.COMPOSITE_TYPE),

	VIEW("View", null),

	MATERIALIZED_VIEW("MaterializedView", Feature.MATERIALIZED_VIEW);

	private final String methodName;

	private final @Nullable Feature feature;

	ObjectKind(String methodName, @Nullable Feature feature) {
		this.methodName = methodName;
		this.feature = feature;
	}

	/**
	 * Returns the words that SQL uses.
	 * @return the kind, such as {@code MATERIALIZED VIEW}
	 */
	public String sql() {
		return (this == COMPOSITE_TYPE) ? TYPE.name() : name().replace('_', ' ');
	}

	/**
	 * Returns what it is called in a sentence.
	 * @return a noun phrase, such as {@code materialized view}
	 */
	public String describe() {
		return switch (this) {
			case TYPE -> "enum type";
			case COMPOSITE_TYPE -> "composite type";
			default -> sql().toLowerCase(Locale.ROOT);
		};
	}

	/**
	 * Returns the part of a method name of {@link dev.migrate.operations.Operations} that
	 * stands for the kind.
	 * @return the part, such as {@code MaterializedView} in {@code dropMaterializedView}
	 */
	public String methodName() {
		return this.methodName;
	}

	/**
	 * Returns whether objects of this kind are in a schema.
	 * @return {@code false} if the name of an object stands alone
	 */
	public boolean isInSchema() {
		return this != SCHEMA && this != EXTENSION;
	}

	/**
	 * Makes sure that the database has objects of this kind.
	 * @param sql the writer for the database
	 * @return the writer
	 * @throws UnsupportedFeatureException if it has none
	 */
	public SqlWriter require(SqlWriter sql) {
		return (this.feature != null) ? sql.require(this.feature) : sql;
	}

}
