package dev.migrate.operations;

import dev.migrate.operations.definition.ReplaceDefinition;
import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.EnumColumn;
import dev.migrate.operations.object.EnumPosition;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.Extension;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;

/**
 * All that a migration is written with, for a single import:
 *
 * <pre class="code">
 * import static dev.migrate.operations.Definitions.*;
 * </pre>
 *
 * It has the factory methods of tables, columns, data types, constraints, indexes and
 * other objects, the options of operations, and the constants of foreign keys.
 */
public final class Definitions extends TypeDefinitions {

	/**
	 * {@link ReferentialAction#NO_ACTION}.
	 */
	public static final ReferentialAction NO_ACTION = ReferentialAction.NO_ACTION;

	/**
	 * {@link ReferentialAction#RESTRICT}.
	 */
	public static final ReferentialAction RESTRICT = ReferentialAction.RESTRICT;

	/**
	 * {@link ReferentialAction#CASCADE}.
	 */
	public static final ReferentialAction CASCADE = ReferentialAction.CASCADE;

	/**
	 * {@link ReferentialAction#SET_NULL}.
	 */
	public static final ReferentialAction SET_NULL = ReferentialAction.SET_NULL;

	/**
	 * {@link ReferentialAction#SET_DEFAULT}.
	 */
	public static final ReferentialAction SET_DEFAULT = ReferentialAction.SET_DEFAULT;

	/**
	 * {@link Deferrability#NOT_DEFERRABLE}.
	 */
	public static final Deferrability NOT_DEFERRABLE = Deferrability.NOT_DEFERRABLE;

	/**
	 * {@link Deferrability#INITIALLY_IMMEDIATE}.
	 */
	public static final Deferrability INITIALLY_IMMEDIATE = Deferrability.INITIALLY_IMMEDIATE;

	/**
	 * {@link Deferrability#INITIALLY_DEFERRED}.
	 */
	public static final Deferrability INITIALLY_DEFERRED = Deferrability.INITIALLY_DEFERRED;

	private Definitions() {
	}

	/**
	 * Calls {@link Table#table(String)}.
	 */
	public static Table table(String name) {
		return Table.table(name);
	}

	/**
	 * Calls {@link Column#column(String, DataType)}.
	 */
	public static Column column(String name, DataType type) {
		return Column.column(name, type);
	}

	/**
	 * Calls {@link PrimaryKey#primaryKey(String...)}.
	 */
	public static PrimaryKey primaryKey(String... columns) {
		return PrimaryKey.primaryKey(columns);
	}

	/**
	 * Calls {@link ForeignKey#foreignKey(String...)}.
	 */
	public static ForeignKey.Referencing foreignKey(String... columns) {
		return ForeignKey.foreignKey(columns);
	}

	/**
	 * Calls {@link UniqueConstraint#unique(String...)}.
	 */
	public static UniqueConstraint unique(String... columns) {
		return UniqueConstraint.unique(columns);
	}

	/**
	 * Calls {@link CheckConstraint#check(String)}.
	 */
	public static CheckConstraint check(String condition) {
		return CheckConstraint.check(condition);
	}

	/**
	 * Calls {@link ExclusionConstraint#exclude()}.
	 */
	public static ExclusionConstraint exclude() {
		return ExclusionConstraint.exclude();
	}

	/**
	 * Calls {@link Index#index(String...)}.
	 */
	public static Index index(String... columns) {
		return Index.index(columns);
	}

	/**
	 * Calls {@link Index#uniqueIndex(String...)}.
	 */
	public static Index uniqueIndex(String... columns) {
		return Index.uniqueIndex(columns);
	}

	/**
	 * Calls {@link Identity#always()}.
	 */
	public static Identity always() {
		return Identity.always();
	}

	/**
	 * Calls {@link Identity#byDefault()}.
	 */
	public static Identity byDefault() {
		return Identity.byDefault();
	}

	/**
	 * Calls {@link Generated#stored(String)}.
	 */
	public static Generated stored(String expression) {
		return Generated.stored(expression);
	}

	/**
	 * Calls {@link Generated#virtual(String)}.
	 */
	public static Generated virtual(String expression) {
		return Generated.virtual(expression);
	}

	/**
	 * Calls {@link Sequence#sequence(String)}.
	 */
	public static Sequence sequence(String name) {
		return Sequence.sequence(name);
	}

	/**
	 * Calls {@link SequenceOptions#options()}.
	 */
	public static SequenceOptions options() {
		return SequenceOptions.options();
	}

	/**
	 * Calls {@link EnumType#enumType(String, String...)}.
	 */
	public static EnumType enumType(String name, String... values) {
		return EnumType.enumType(name, values);
	}

	/**
	 * Calls {@link CompositeType#compositeType(String)}.
	 */
	public static CompositeType compositeType(String name) {
		return CompositeType.compositeType(name);
	}

	/**
	 * Calls {@link View#view(String, String)}.
	 */
	public static View view(String name, String query) {
		return View.view(name, query);
	}

	/**
	 * Calls {@link View#materializedView(String, String)}.
	 */
	public static View materializedView(String name, String query) {
		return View.materializedView(name, query);
	}

	/**
	 * Calls {@link Extension#extension(String)}.
	 */
	public static Extension extension(String name) {
		return Extension.extension(name);
	}

	/**
	 * Calls {@link Execute#sql(String)}.
	 */
	public static Execute sql(String sql) {
		return Execute.sql(sql);
	}

	/**
	 * Calls {@link ReplaceDefinition#definition(String)}.
	 */
	public static ReplaceDefinition definition(String sql) {
		return ReplaceDefinition.definition(sql);
	}

	/**
	 * Calls {@link Backfill#update(String)}.
	 */
	public static Backfill update(String table) {
		return Backfill.update(table);
	}

	/**
	 * Calls {@link BulkInsert#into(String, String...)}.
	 */
	public static BulkInsert into(String table, String... columns) {
		return BulkInsert.into(table, columns);
	}

	/**
	 * Calls {@link EnumPosition#before(String)}.
	 */
	public static EnumPosition before(String value) {
		return EnumPosition.before(value);
	}

	/**
	 * Calls {@link EnumPosition#after(String)}.
	 */
	public static EnumPosition after(String value) {
		return EnumPosition.after(value);
	}

	/**
	 * Calls {@link EnumColumn#enumColumn(String, String)}.
	 */
	public static EnumColumn enumColumn(String table, String column) {
		return EnumColumn.enumColumn(table, column);
	}

	/**
	 * Calls {@link CompositeColumn#compositeColumn(String, String)}.
	 */
	public static CompositeColumn compositeColumn(String table, String column) {
		return CompositeColumn.compositeColumn(table, column);
	}

	/**
	 * Calls {@link CommentTarget#onTable(String)}.
	 */
	public static CommentTarget onTable(String table) {
		return CommentTarget.onTable(table);
	}

	/**
	 * Calls {@link CommentTarget#onColumn(String, String)}.
	 */
	public static CommentTarget onColumn(String table, String column) {
		return CommentTarget.onColumn(table, column);
	}

	/**
	 * Calls {@link CommentTarget#onConstraint(String, String)}.
	 */
	public static CommentTarget onConstraint(String table, String constraint) {
		return CommentTarget.onConstraint(table, constraint);
	}

	/**
	 * Calls {@link CommentTarget#onIndex(String)}.
	 */
	public static CommentTarget onIndex(String index) {
		return CommentTarget.onIndex(index);
	}

	/**
	 * Calls {@link CommentTarget#onSequence(String)}.
	 */
	public static CommentTarget onSequence(String sequence) {
		return CommentTarget.onSequence(sequence);
	}

	/**
	 * Calls {@link CommentTarget#onEnum(String)}.
	 */
	public static CommentTarget onEnum(String type) {
		return CommentTarget.onEnum(type);
	}

	/**
	 * Calls {@link CommentTarget#onCompositeType(String)}.
	 */
	public static CommentTarget onCompositeType(String type) {
		return CommentTarget.onCompositeType(type);
	}

	/**
	 * Calls {@link CommentTarget#onView(String)}.
	 */
	public static CommentTarget onView(String view) {
		return CommentTarget.onView(view);
	}

	/**
	 * Calls {@link CommentTarget#onMaterializedView(String)}.
	 */
	public static CommentTarget onMaterializedView(String view) {
		return CommentTarget.onMaterializedView(view);
	}

	/**
	 * Calls {@link CommentTarget#onSchema(String)}.
	 */
	public static CommentTarget onSchema(String schema) {
		return CommentTarget.onSchema(schema);
	}

	/**
	 * Calls {@link CommentTarget#onExtension(String)}.
	 */
	public static CommentTarget onExtension(String extension) {
		return CommentTarget.onExtension(extension);
	}

	/**
	 * Calls {@link OperationOption#ifExists()}.
	 */
	public static OperationOption ifExists() {
		return OperationOption.ifExists();
	}

	/**
	 * Calls {@link OperationOption#ifNotExists()}.
	 */
	public static OperationOption ifNotExists() {
		return OperationOption.ifNotExists();
	}

	/**
	 * Calls {@link OperationOption#concurrently()}.
	 */
	public static OperationOption concurrently() {
		return OperationOption.concurrently();
	}

	/**
	 * Calls {@link OperationOption#cascade()}.
	 */
	public static OperationOption cascade() {
		return OperationOption.cascade();
	}

	/**
	 * Calls {@link OperationOption#withNoData()}.
	 */
	public static OperationOption withNoData() {
		return OperationOption.withNoData();
	}

	/**
	 * Calls {@link OperationOption#online()}.
	 */
	public static OperationOption online() {
		return OperationOption.online();
	}

}
