package dev.migrate.operations.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention;

/**
 * Changes a column, as in
 * {@code alterColumn("memories", "title", (column) -> column.type(varchar(1000)).notNull())}.
 * Every method returns a changed copy; of two calls that change the same thing the last
 * one counts.
 *
 * <p>
 * The reverse changes everything back to what {@link #was(Column)} says. There is none
 * without it, and none for {@link #restartIdentity}, because the next value is nowhere
 * written down, and {@link #dropExpression()}, because PostgreSQL cannot make a generated
 * column out of a plain one.
 *
 * <p>
 * With {@link OperationOption#ONLINE}, which only {@link #notNull()} has, it takes steps
 * that commit one by one. The reverse makes the column nullable again.
 *
 * @param table the name of the table
 * @param column the name of the column
 * @param changes what it becomes
 * @param was what it was in the same respects, or nothing if not known
 * @param options {@link OperationOption#ONLINE} or nothing
 */
public record AlterColumn(ObjectName table, String column, List<ColumnChange> changes, List<ColumnChange> was,
		Set<OperationOption> options) implements TableChange {

	private static final List<ColumnChange> NOT_NULL = List.of(new ColumnChange.Nullability(false));

	private static final List<ColumnChange> NULLABLE = List.of(new ColumnChange.Nullability(true));

	public AlterColumn {
		options = OperationOption.require("alter column %s.%s".formatted(table, column), options,
				OperationOption.ONLINE);
		changes = ordered(changes);
		was = ordered(was);
		if (options.contains(OperationOption.ONLINE)) {
			if (!changes.equals(NOT_NULL)) {
				throw new InvalidOperationException(
						"Column '%s' of table '%s' is altered online, but not only made not null.".formatted(column,
								table),
						"Alter everything else without online(), in an operation of its own.");
			}
			was = NULLABLE;
		}
		InvalidOperationException.requireName("a column of table '%s'".formatted(table), column);
		List<ColumnChange> altered = changes;
		List<ColumnChange> before = was;
		if (!before.isEmpty()) {
			altered.stream()
				.filter((change) -> change.isReversible() && before.stream().noneMatch((old) -> old.undoes(change)))
				.findFirst()
				.ifPresent((change) -> {
					throw mismatch(table, column,
							"becomes: %s; was(…) does not say what it was".formatted(change.describe()));
				});
			before.stream()
				.filter((old) -> altered.stream().noneMatch((change) -> old.undoes(change)))
				.findFirst()
				.ifPresent((old) -> {
					throw mismatch(table, column,
							"was: %s; nothing is altered that this undoes".formatted(old.describe()));
				});
		}
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param changes what it becomes
	 * @param was what it was in the same respects, or nothing if not known
	 */
	public AlterColumn(ObjectName table, String column, List<ColumnChange> changes, List<ColumnChange> was) {
		this(table, column, changes, was, Set.of());
	}

	private static InvalidOperationException mismatch(ObjectName table, String column, String problem) {
		return new InvalidOperationException("Column '%s' of table '%s' %s.".formatted(column, table, problem),
				"Call was(…) last, with what was there of everything that is altered and of nothing else.");
	}

	private static List<ColumnChange> ordered(List<ColumnChange> changes) {
		Set<ColumnChange.Aspect> aspects = EnumSet.noneOf(ColumnChange.Aspect.class);
		for (ColumnChange change : changes) {
			if (!aspects.add(change.aspect())) {
				throw new InvalidOperationException("A column is altered twice: %s.".formatted(change.describe()),
						"Alter everything once.");
			}
		}
		return changes.stream().sorted(Comparator.comparing(ColumnChange::aspect)).toList();
	}

	/**
	 * An operation that changes nothing yet.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @return the operation
	 */
	public static AlterColumn of(ObjectName table, String column) {
		return new AlterColumn(table, column, List.of(), List.of());
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param alteration what changes, beginning with nothing
	 * @param options {@link OperationOption#ONLINE} or nothing
	 * @return the operation
	 * @throws InvalidOperationException if nothing changes, or something that cannot be
	 * changed online
	 */
	public static AlterColumn of(ObjectName table, String column, UnaryOperator<AlterColumn> alteration,
			OperationOption... options) {
		AlterColumn operation = alteration.apply(of(table, column));
		if (operation.changes().isEmpty()) {
			throw new InvalidOperationException(
					"Nothing of column '%s' of table '%s' is altered.".formatted(column, table),
					"Say what it becomes, as in (column) -> column.notNull().");
		}
		return (options.length == 0) ? operation
				: new AlterColumn(table, column, operation.changes(), operation.was(), OperationOption.set(options));
	}

	/**
	 * Changes the data type. Unless PostgreSQL knows that the values stay as they are, as
	 * from {@code varchar(10)} to {@code varchar(20)} or {@code text}, the table and its
	 * indexes are written anew. A default that is there is converted, too; one that is
	 * altered together with the type need not be convertible.
	 * @param type the type, with the collation that it has by itself
	 * @return the operation
	 */
	public AlterColumn type(DataType type) {
		return with(new ColumnChange.Type(type, null, null));
	}

	/**
	 * Changes the collation together with the data type, which must be given before.
	 * @param collation {@code name} or {@code schema.name}
	 * @return the operation
	 */
	public AlterColumn collation(String collation) {
		ColumnChange.Type type = type("a collation");
		return with(new ColumnChange.Type(type.type(), ObjectName.of(collation), type.using()));
	}

	/**
	 * Converts the values to another data type, which must be given before. The table is
	 * written anew.
	 * @param expression an SQL expression over columns of the row, such as
	 * {@code trim(code)::integer}
	 * @return the operation
	 */
	public AlterColumn using(String expression) {
		ColumnChange.Type type = type("a conversion of its values");
		return with(new ColumnChange.Type(type.type(), type.collation(), expression));
	}

	private ColumnChange.Type type(String what) {
		return this.changes.stream()
			.filter(ColumnChange.Type.class::isInstance)
			.map(ColumnChange.Type.class::cast)
			.findFirst()
			.orElseThrow(() -> new InvalidOperationException(
					"Column '%s' of table '%s' is given %s without a type.".formatted(this.column, this.table, what),
					"Call type(…) before, if need be with the type that it has."));
	}

	/**
	 * Refuses NULL from now on. All rows are read to check them, unless a valid check
	 * constraint says that there is none.
	 * @return the operation
	 */
	public AlterColumn notNull() {
		return with(new ColumnChange.Nullability(false));
	}

	/**
	 * Accepts NULL from now on.
	 * @return the operation
	 */
	public AlterColumn nullable() {
		return with(new ColumnChange.Nullability(true));
	}

	/**
	 * Sets the default of new rows.
	 * @param expression an SQL expression, such as {@code now()} or {@code 'new'} with
	 * its quotes
	 * @return the operation
	 */
	public AlterColumn defaultValue(String expression) {
		return with(new ColumnChange.Default(expression));
	}

	/**
	 * Drops the default.
	 * @return the operation
	 */
	public AlterColumn dropDefault() {
		return with(new ColumnChange.Default(null));
	}

	/**
	 * Makes an identity of a column that is none. It must be not null and have no
	 * default.
	 * @param identity how its values are generated
	 * @return the operation
	 */
	public AlterColumn addIdentity(Identity identity) {
		return with(new ColumnChange.AddIdentity(identity));
	}

	/**
	 * Changes how the values of an identity are generated. What is not set becomes what
	 * the database does by itself; the next value stays unless it is restarted.
	 * @param identity how its values are generated from now on
	 * @return the operation
	 */
	public AlterColumn changeIdentity(Identity identity) {
		return with(new ColumnChange.ChangeIdentity(identity));
	}

	/**
	 * Makes a plain column of an identity. The reverse counts from its start again.
	 * @return the operation
	 */
	public AlterColumn dropIdentity() {
		return with(new ColumnChange.DropIdentity());
	}

	/**
	 * Begins the identity anew with its start value.
	 * @return the operation
	 */
	public AlterColumn restartIdentity() {
		return with(new ColumnChange.RestartIdentity(null));
	}

	/**
	 * Sets the next value of the identity.
	 * @param value the next value
	 * @return the operation
	 */
	public AlterColumn restartIdentity(long value) {
		return with(new ColumnChange.RestartIdentity(value));
	}

	/**
	 * Changes the expression of a generated column, which PostgreSQL can since version
	 * 17. Stored values are computed anew, and the table is written anew.
	 * @param expression an SQL expression over other columns of the table
	 * @return the operation
	 */
	public AlterColumn expression(String expression) {
		return with(new ColumnChange.Expression(expression));
	}

	/**
	 * Makes a plain column of a stored generated one. It keeps its values.
	 * @return the operation
	 */
	public AlterColumn dropExpression() {
		return with(new ColumnChange.Expression(null));
	}

	public AlterColumn comment(String comment) {
		return with(new ColumnChange.CommentText(comment));
	}

	public AlterColumn dropComment() {
		return with(new ColumnChange.CommentText(null));
	}

	private AlterColumn with(ColumnChange change) {
		List<ColumnChange> extended = new ArrayList<>(this.changes);
		extended.removeIf((other) -> other.aspect() == change.aspect());
		extended.add(change);
		return new AlterColumn(this.table, this.column, extended, this.was);
	}

	/**
	 * Says what the column was, so that this can be reversed. To be called last.
	 * @param existing the column as it is before this operation; only what is altered is
	 * looked at
	 * @return the operation
	 * @throws InvalidOperationException if the column cannot have been so, such as an
	 * identity that is added to one
	 */
	public AlterColumn was(Column existing) {
		if (!existing.name().equals(this.column)) {
			throw new InvalidOperationException("Column '%s' of table '%s' is altered with the definition of '%s'."
				.formatted(this.column, this.table, existing.name()), "Give its own definition.");
		}
		return new AlterColumn(this.table, this.column, this.changes,
				this.changes.stream()
					.map((change) -> ExistingColumn.before(change, existing))
					.flatMap(Optional::stream)
					.toList());
	}

	/**
	 * Says what the column was, so that this can be reversed: as the alteration that
	 * changes it back, which may convert values with {@link #using}. To be called last.
	 * @param alteration the alteration, beginning with none
	 * @return the operation
	 * @throws InvalidOperationException if it does not say what was there of everything
	 * that is altered, or says more
	 */
	public AlterColumn was(UnaryOperator<AlterColumn> alteration) {
		return new AlterColumn(this.table, this.column, this.changes,
				alteration.apply(of(this.table, this.column)).changes());
	}

	@Override
	public boolean runsOutsideTransaction() {
		return this.options.contains(OperationOption.ONLINE);
	}

	@Override
	public void write(SqlWriter sql) {
		if (runsOutsideTransaction()) {
			writeNotNull(sql);
		}
		else {
			TableChange.super.write(sql);
		}
	}

	private void writeNotNull(SqlWriter sql) {
		String name = NamingConvention.shorten(this.table.name() + "_" + this.column + "_not_null");
		if (sql.supports(Feature.NOT_NULL_NOT_VALID)) {
			sql.sql("ALTER TABLE ").name(this.table).sql(" ADD CONSTRAINT ").identifier(name).sql(" NOT NULL ");
			sql.identifier(this.column).sql(" NOT VALID").end();
			new ValidateConstraint(this.table, name).write(sql);
			return;
		}
		String condition = sql.quoted(this.column) + " IS NOT NULL";
		CreateConstraint.addValidated(this.table, CheckConstraint.check(condition).named(name), sql);
		new AlterColumn(this.table, this.column, NOT_NULL, NULLABLE).write(sql);
		new DropConstraint(this.table, name).write(sql);
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		List<ColumnChange.Action> actions = new ArrayList<>();
		for (ColumnChange change : this.changes) {
			if (change instanceof ColumnChange.Action action) {
				actions.add(action);
			}
		}
		if (isDefaultInTheWay()) {
			actions.add(new ColumnChange.Default(null));
		}
		return actions.stream()
			.sorted(Comparator.comparingInt(ColumnChange.Action::place))
			.<Consumer<SqlWriter>>map((action) -> (sql) -> {
				sql.sql("ALTER COLUMN ").identifier(this.column).sql(" ");
				action.write(sql);
			})
			.toList();
	}

	/**
	 * Returns whether the default is replaced together with the type: the server would
	 * fail to convert the old one if there is no cast.
	 */
	private boolean isDefaultInTheWay() {
		return this.changes.stream().anyMatch(ColumnChange.Type.class::isInstance) && this.changes.stream()
			.anyMatch((change) -> change instanceof ColumnChange.Default other && other.expression() != null);
	}

	@Override
	public void writeRest(SqlWriter sql) {
		for (ColumnChange change : this.changes) {
			if (change instanceof ColumnChange.CommentText comment) {
				new CommentTarget(ObjectKind.COLUMN, this.table, this.column).write(sql, comment.text());
			}
		}
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("column " + this.column);
	}

	@Override
	public Optional<Operation> reverse() {
		boolean known = this.changes.stream().allMatch(ColumnChange::isReversible)
				&& this.was.size() == this.changes.size();
		return known ? Optional.of(new AlterColumn(this.table, this.column, this.was, this.changes)) : Optional.empty();
	}

	@Override
	public Operation withoutReverse() {
		return new AlterColumn(this.table, this.column, this.changes, List.of(), this.options);
	}

	@Override
	public String method() {
		return "alterColumn";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.column).java(", (column) -> column");
		this.changes.forEach((change) -> change.render(java));
		if (!this.was.isEmpty() && !runsOutsideTransaction()) {
			java.java(".was((was) -> was");
			this.was.forEach((change) -> change.render(java));
			java.java(")");
		}
		OperationOption.render(java, this.options);
	}

	@Override
	public String describe() {
		return this.changes.stream()
			.map(ColumnChange::describe)
			.collect(Collectors.joining(", ", "alter column " + this.table + "." + this.column + ": ",
					runsOutsideTransaction() ? " online" : ""));
	}

}
