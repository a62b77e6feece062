package dev.migrate.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Extension;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The {@link Operations} that name what has no name and hand everything to an
 * {@link OperationExecutor}.
 */
public final class DefaultOperations implements Operations {

	private static final String MOVE = "Move it with execute(…) and ALTER … SET SCHEMA.";

	private final OperationExecutor executor;

	private final NamingConvention naming;

	/**
	 * Creates operations.
	 * @param executor what puts them into effect
	 * @param naming how to name constraints and indexes that have no name
	 */
	public DefaultOperations(OperationExecutor executor, NamingConvention naming) {
		this.executor = executor;
		this.naming = naming;
	}

	@Override
	public void createTable(Table table, Option... options) {
		apply(new CreateTable(this.naming.name(table), options));
	}

	@Override
	public void dropTable(String table, Option... options) {
		apply(new DropTable(ObjectName.of(table), options));
	}

	@Override
	public void dropTable(Table table, Index... indexes) {
		apply(new DropTable(this.naming.name(table),
				Stream.of(indexes).map((index) -> this.naming.name(table.name(), index)).toList()));
	}

	@Override
	public void renameTable(String table, String newName) {
		ObjectName name = ObjectName.of(table);
		apply(new RenameTable(name, nameInSchema(name, newName, "Move the table with setTableSchema.")));
	}

	@Override
	public void setTableSchema(String table, String schema) {
		apply(new SetTableSchema(ObjectName.of(table), schema));
	}

	@Override
	public void commentOnTable(String table, @Nullable String comment) {
		apply(new SetTableComment(ObjectName.of(table), new Comment(comment), null));
	}

	@Override
	public void commentOnTable(String table, @Nullable String comment, @Nullable String was) {
		apply(new SetTableComment(ObjectName.of(table), new Comment(comment), new Comment(was)));
	}

	@Override
	public void batchAlterTable(String table, Consumer<TableBatch> changes) {
		TableBatch batch = new TableBatch(ObjectName.of(table), this.naming);
		changes.accept(batch);
		apply(batch.operation());
	}

	@Override
	public void addColumn(String table, Column column, Option... options) {
		apply(new AddColumn(ObjectName.of(table), column, options));
	}

	@Override
	public void dropColumn(String table, String column, Option... options) {
		apply(new DropColumn(ObjectName.of(table), column, options));
	}

	@Override
	public void dropColumn(String table, Column column) {
		apply(new DropColumn(ObjectName.of(table), column));
	}

	@Override
	public void renameColumn(String table, String column, String newName) {
		apply(new RenameColumn(ObjectName.of(table), column, newName));
	}

	@Override
	public void alterColumn(String table, String column, UnaryOperator<AlterColumn> alteration) {
		apply(AlterColumn.of(ObjectName.of(table), column, alteration));
	}

	@Override
	public void createIndex(String table, Index index, Option... options) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateIndex(name, this.naming.name(name, index), options));
	}

	@Override
	public void dropIndex(String index, Option... options) {
		apply(new DropIndex(ObjectName.of(index), options));
	}

	@Override
	public void dropIndex(String table, Index index, Option... options) {
		ObjectName name = ObjectName.of(table);
		apply(DropIndex.of(name, this.naming.name(name, index), options));
	}

	@Override
	public void renameIndex(String index, String newName) {
		ObjectName name = ObjectName.of(index);
		apply(new RenameIndex(name, nameInSchema(name, newName, "Move its table with setTableSchema.")));
	}

	@Override
	public void commentOnIndex(String index, @Nullable String comment) {
		apply(new SetIndexComment(ObjectName.of(index), new Comment(comment), null));
	}

	@Override
	public void commentOnIndex(String index, @Nullable String comment, @Nullable String was) {
		apply(new SetIndexComment(ObjectName.of(index), new Comment(comment), new Comment(was)));
	}

	@Override
	public void createForeignKey(String table, ForeignKey foreignKey) {
		createConstraint(table, foreignKey);
	}

	@Override
	public void createConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateConstraint(name, this.naming.name(name, constraint)));
	}

	@Override
	public void createConstraintUsingIndex(String table, Constraint constraint, String index) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateConstraintUsingIndex(name, this.naming.name(name, constraint), index));
	}

	@Override
	public void dropConstraint(String table, String constraint, Option... options) {
		apply(new DropConstraint(ObjectName.of(table), constraint, options));
	}

	@Override
	public void dropConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new DropConstraint(name, this.naming.name(name, constraint)));
	}

	@Override
	public void renameConstraint(String table, String constraint, String newName) {
		apply(new RenameConstraint(ObjectName.of(table), constraint, newName));
	}

	@Override
	public void validateConstraint(String table, String constraint) {
		apply(new ValidateConstraint(ObjectName.of(table), constraint));
	}

	@Override
	public void validateConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new ValidateConstraint(name, this.naming.name(name, constraint)));
	}

	@Override
	public void setNotNullSafely(String table, String column) {
		apply(new SetNotNullSafely(ObjectName.of(table), column));
	}

	@Override
	public void addForeignKeySafely(String table, ForeignKey foreignKey) {
		addSafely(table, foreignKey);
	}

	@Override
	public void addCheckSafely(String table, CheckConstraint check) {
		addSafely(table, check);
	}

	@Override
	public void addUniqueSafely(String table, UniqueConstraint unique) {
		addSafely(table, unique);
	}

	@Override
	public void addPrimaryKeySafely(String table, PrimaryKey primaryKey) {
		addSafely(table, primaryKey);
	}

	private void addSafely(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new AddConstraintSafely(name, this.naming.name(name, constraint)));
	}

	@Override
	public void alterConstraint(String table, String foreignKey, Deferrability deferrability) {
		apply(new AlterConstraint(ObjectName.of(table), foreignKey, deferrability, null));
	}

	@Override
	public void alterConstraint(String table, String foreignKey, Deferrability deferrability, Deferrability was) {
		apply(new AlterConstraint(ObjectName.of(table), foreignKey, deferrability, was));
	}

	@Override
	public void commentOnConstraint(String table, String constraint, @Nullable String comment) {
		apply(new SetConstraintComment(ObjectName.of(table), constraint, new Comment(comment), null));
	}

	@Override
	public void commentOnConstraint(String table, String constraint, @Nullable String comment, @Nullable String was) {
		apply(new SetConstraintComment(ObjectName.of(table), constraint, new Comment(comment), new Comment(was)));
	}

	private static String nameInSchema(ObjectName name, String newName, String alternative) {
		ObjectName renamed = ObjectName.of(newName);
		if (renamed.schema() != null && !renamed.schema().equals(name.schema())) {
			throw new InvalidOperationException(
					"'%s' cannot be renamed to '%s', which is in another schema.".formatted(name, newName),
					alternative);
		}
		return renamed.name();
	}

	@Override
	public void execute(String sql) {
		apply(new Execute(sql, Map.of(), null));
	}

	@Override
	public void execute(String sql, Map<String, ?> parameters) {
		apply(new Execute(sql, parameters, null));
	}

	@Override
	public void apply(Operation operation) {
		this.executor.execute(operation);
	}

	@Override
	public void autocommitBlock(Runnable block) {
		this.executor.autocommitBlock(block);
	}

	@Override
	public JdbcClient jdbc() {
		return this.executor.jdbc();
	}

	@Override
	public Inspector inspect() {
		return this.executor.inspect();
	}

	@Override
	public void execute(Execute execution) {
		apply(execution);
	}

	@Override
	public void bulkInsert(String table, List<? extends Map<String, ?>> rows) {
		apply(BulkInsert.of(ObjectName.of(table), rows));
	}

	@Override
	public void bulkInsert(BulkInsert insert) {
		apply(insert);
	}

	@Override
	public void backfill(Backfill backfill) {
		apply(backfill);
	}

	@Override
	public void createSequence(Sequence sequence, Option... options) {
		apply(new CreateSequence(sequence, Option.set(options)));
	}

	@Override
	public void alterSequence(Sequence from, Sequence to) {
		apply(new AlterSequence(from, to));
	}

	@Override
	public void restartSequence(String sequence) {
		apply(new RestartSequence(ObjectName.of(sequence), null));
	}

	@Override
	public void restartSequence(String sequence, long value) {
		apply(new RestartSequence(ObjectName.of(sequence), value));
	}

	@Override
	public void renameSequence(String sequence, String newName) {
		ObjectName name = ObjectName.of(sequence);
		apply(new RenameSequence(name, nameInSchema(name, newName, MOVE)));
	}

	@Override
	public void dropSequence(String sequence, Option... options) {
		apply(new DropSequence(ObjectName.of(sequence), null, Option.set(options)));
	}

	@Override
	public void dropSequence(Sequence sequence) {
		apply(new DropSequence(sequence.name(), sequence, Set.of()));
	}

	@Override
	public void createEnum(EnumType type) {
		apply(new CreateEnum(type));
	}

	@Override
	public void addEnumValue(String type, String value, Option... options) {
		apply(new AddEnumValue(ObjectName.of(type), value, null, Option.set(options)));
	}

	@Override
	public void addEnumValue(String type, String value, EnumPosition position, Option... options) {
		apply(new AddEnumValue(ObjectName.of(type), value, position, Option.set(options)));
	}

	@Override
	public void renameEnumValue(String type, String value, String newValue) {
		apply(new RenameEnumValue(ObjectName.of(type), value, newValue));
	}

	@Override
	public void renameEnum(String type, String newName) {
		ObjectName name = ObjectName.of(type);
		apply(new RenameEnum(name, nameInSchema(name, newName, MOVE)));
	}

	@Override
	public void replaceEnum(EnumType from, EnumType to, EnumColumn... columns) {
		apply(new ReplaceEnum(from, to, List.of(columns)));
	}

	@Override
	public void dropEnum(String type, Option... options) {
		apply(new DropEnum(ObjectName.of(type), null, Option.set(options)));
	}

	@Override
	public void dropEnum(EnumType type) {
		apply(new DropEnum(type.name(), type, Set.of()));
	}

	@Override
	public void createView(View view, Option... options) {
		apply(new CreateView(view, Option.set(options)));
	}

	@Override
	public void createOrReplaceView(View view) {
		apply(new CreateOrReplaceView(view));
	}

	@Override
	public void replaceView(View from, View to) {
		apply(new ReplaceView(from, to));
	}

	@Override
	public void renameView(String view, String newName) {
		ObjectName name = ObjectName.of(view);
		apply(new RenameView(name, nameInSchema(name, newName, MOVE), false));
	}

	@Override
	public void renameMaterializedView(String view, String newName) {
		ObjectName name = ObjectName.of(view);
		apply(new RenameView(name, nameInSchema(name, newName, MOVE), true));
	}

	@Override
	public void refreshMaterializedView(String view, Option... options) {
		apply(new RefreshMaterializedView(ObjectName.of(view), Option.set(options)));
	}

	@Override
	public void dropView(String view, Option... options) {
		apply(new DropView(ObjectName.of(view), false, null, Option.set(options)));
	}

	@Override
	public void dropMaterializedView(String view, Option... options) {
		apply(new DropView(ObjectName.of(view), true, null, Option.set(options)));
	}

	@Override
	public void dropView(View view) {
		apply(new DropView(view.name(), view.materialized(), view, Set.of()));
	}

	@Override
	public void createSchema(String schema, Option... options) {
		apply(new CreateSchema(schema, Option.set(options)));
	}

	@Override
	public void renameSchema(String schema, String newName) {
		apply(new RenameSchema(schema, newName));
	}

	@Override
	public void dropSchema(String schema, Option... options) {
		apply(new DropSchema(schema, Option.set(options)));
	}

	@Override
	public void createExtension(String extension, Option... options) {
		apply(new CreateExtension(Extension.extension(extension), Option.set(options)));
	}

	@Override
	public void createExtension(Extension extension, Option... options) {
		apply(new CreateExtension(extension, Option.set(options)));
	}

	@Override
	public void updateExtension(String extension) {
		apply(new UpdateExtension(extension, null));
	}

	@Override
	public void updateExtension(String extension, String version) {
		apply(new UpdateExtension(extension, version));
	}

	@Override
	public void dropExtension(String extension, Option... options) {
		apply(new DropExtension(extension, null, Option.set(options)));
	}

	@Override
	public void dropExtension(Extension extension) {
		apply(new DropExtension(extension.name(), extension, Set.of()));
	}

	@Override
	public void commentOn(ObjectKind kind, String name, @Nullable String comment) {
		apply(CommentOn.of(kind, name, comment, null));
	}

	@Override
	public void commentOn(ObjectKind kind, String name, @Nullable String comment, @Nullable String was) {
		apply(CommentOn.of(kind, name, comment, new Comment(was)));
	}

}
