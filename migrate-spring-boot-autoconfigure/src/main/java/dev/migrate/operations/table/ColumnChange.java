package dev.migrate.operations.table;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an {@link AlterColumn} changes.
 */
public sealed interface ColumnChange {

	/**
	 * Returns what it is that changes; an {@link AlterColumn} changes it once.
	 * @return the aspect
	 */
	Aspect aspect();

	/**
	 * Returns whether this can be what was there before another change, so that it undoes
	 * that one.
	 * @param change the other change
	 * @return {@code true} if it can
	 */
	default boolean undoes(ColumnChange change) {
		return change.getClass() == getClass();
	}

	/**
	 * Returns whether there is a change that undoes this one.
	 * @return {@code false} if it loses something for good
	 */
	default boolean isReversible() {
		return true;
	}

	/**
	 * Writes the calls of methods of {@link AlterColumn} that make this change.
	 * @param java where to write
	 */
	void render(JavaWriter java);

	/**
	 * Says in a few words what the column becomes, such as {@code not null}.
	 * @return the description
	 */
	String describe();

	/**
	 * What can change of a column.
	 */
	enum Aspect {

		TYPE, NULLABILITY, DEFAULT, IDENTITY, NEXT_VALUE, EXPRESSION, COMMENT

	}

	/**
	 * A change that ALTER TABLE makes.
	 */
	sealed interface Action extends ColumnChange {

		/**
		 * Returns the place of this change among others of a column: what is in the way
		 * of another change goes first, what needs another comes after it.
		 * @return a number, smaller for what goes first
		 */
		int place();

		/**
		 * Writes what follows {@code ALTER COLUMN name}.
		 * @param sql where to write
		 */
		void write(SqlWriter sql);

	}

	/**
	 * Another data type.
	 *
	 * @param type the type
	 * @param collation its collation, or {@code null} for that of the type
	 * @param using an SQL expression that converts the values, or {@code null} for a cast
	 */
	record Type(DataType type, @Nullable ObjectName collation, @Nullable String using) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.TYPE;
		}

		@Override
		public int place() {
			return 1;
		}

		@Override
		public void write(SqlWriter sql) {
			sql.sql("SET DATA TYPE ").type(this.type);
			if (this.collation != null) {
				sql.require(Feature.COLUMN_COLLATION).sql(" COLLATE ").name(this.collation);
			}
			if (this.using != null) {
				sql.require(Feature.USING_EXPRESSION).sql(" USING ").sql(this.using);
			}
		}

		@Override
		public void render(JavaWriter java) {
			java.java(".type(").value(this.type).java(")");
			if (this.collation != null) {
				java.java(".collation(").value(this.collation).java(")");
			}
			if (this.using != null) {
				java.java(".using(").value(this.using).java(")");
			}
		}

		@Override
		public String describe() {
			return "type " + this.type;
		}

	}

	/**
	 * Whether it accepts NULL.
	 *
	 * @param nullable {@code true} if it does
	 */
	record Nullability(boolean nullable) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.NULLABILITY;
		}

		@Override
		public int place() {
			return 2;
		}

		@Override
		public void write(SqlWriter sql) {
			sql.sql(this.nullable ? "DROP NOT NULL" : "SET NOT NULL");
		}

		@Override
		public void render(JavaWriter java) {
			java.java(this.nullable ? ".nullable()" : ".notNull()");
		}

		@Override
		public String describe() {
			return this.nullable ? "nullable" : "not null";
		}

	}

	/**
	 * Another default.
	 *
	 * @param expression an SQL expression, or {@code null} for none
	 */
	record Default(@Nullable String expression) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.DEFAULT;
		}

		@Override
		public int place() {
			return (this.expression == null) ? 0 : 3;
		}

		@Override
		public void write(SqlWriter sql) {
			if (this.expression == null) {
				sql.sql("DROP DEFAULT");
			}
			else {
				sql.sql("SET DEFAULT ").sql(this.expression);
			}
		}

		@Override
		public void render(JavaWriter java) {
			if (this.expression == null) {
				java.java(".dropDefault()");
			}
			else {
				java.java(".defaultValue(").value(this.expression).java(")");
			}
		}

		@Override
		public String describe() {
			return (this.expression == null) ? "no default" : "default " + this.expression;
		}

	}

	/**
	 * An identity that it did not have.
	 *
	 * @param identity how its values are generated
	 */
	record AddIdentity(Identity identity) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.IDENTITY;
		}

		@Override
		public int place() {
			return 3;
		}

		@Override
		public void write(SqlWriter sql) {
			sql.require(Feature.ADDED_IDENTITY).sql("ADD ").identity(this.identity);
		}

		@Override
		public boolean undoes(ColumnChange change) {
			return change instanceof DropIdentity;
		}

		@Override
		public void render(JavaWriter java) {
			java.java(".addIdentity(").value(this.identity).java(")");
		}

		@Override
		public String describe() {
			return "an identity";
		}

	}

	/**
	 * Another identity than the one it has. What the options leave open becomes what the
	 * database does by itself.
	 *
	 * @param identity how its values are generated
	 */
	record ChangeIdentity(Identity identity) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.IDENTITY;
		}

		@Override
		public int place() {
			return 3;
		}

		@Override
		public void write(SqlWriter sql) {
			sql.require(Feature.CHANGED_IDENTITY).sql("SET GENERATED ").sql(this.identity.mode().sql());
			IdentityOptions.write(sql, this.identity.options());
		}

		@Override
		public void render(JavaWriter java) {
			java.java(".changeIdentity(").value(this.identity).java(")");
		}

		@Override
		public String describe() {
			return "another identity";
		}

	}

	/**
	 * No identity any more. Its sequence is dropped.
	 */
	record DropIdentity() implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.IDENTITY;
		}

		@Override
		public int place() {
			return -1;
		}

		@Override
		public void write(SqlWriter sql) {
			sql.sql("DROP IDENTITY");
		}

		@Override
		public boolean undoes(ColumnChange change) {
			return change instanceof AddIdentity;
		}

		@Override
		public void render(JavaWriter java) {
			java.java(".dropIdentity()");
		}

		@Override
		public String describe() {
			return "no identity";
		}

	}

	/**
	 * Another next value of its identity.
	 *
	 * @param value the next value, or {@code null} for the one it started with
	 */
	record RestartIdentity(@Nullable Long value) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.NEXT_VALUE;
		}

		@Override
		public int place() {
			return 4;
		}

		@Override
		public void write(SqlWriter sql) {
			sql.sql("RESTART").sql((this.value != null) ? " WITH " + this.value : "");
		}

		@Override
		public boolean isReversible() {
			return false;
		}

		@Override
		public void render(JavaWriter java) {
			java.java(".restartIdentity(").java((this.value != null) ? this.value + "L" : "").java(")");
		}

		@Override
		public String describe() {
			return (this.value != null) ? "identity restarted with " + this.value : "identity restarted";
		}

	}

	/**
	 * Another expression of a generated column, or none.
	 *
	 * @param expression an SQL expression over other columns of the table, or
	 * {@code null} for a plain column that keeps the values
	 */
	record Expression(@Nullable String expression) implements Action {

		@Override
		public Aspect aspect() {
			return Aspect.EXPRESSION;
		}

		@Override
		public int place() {
			return (this.expression == null) ? 0 : 2;
		}

		@Override
		public void write(SqlWriter sql) {
			if (this.expression == null) {
				sql.require(Feature.DROPPED_EXPRESSION).sql("DROP EXPRESSION");
			}
			else {
				sql.require(Feature.CHANGED_EXPRESSION).sql("SET EXPRESSION AS (").sql(this.expression).sql(")");
			}
		}

		@Override
		public boolean undoes(ColumnChange change) {
			return change instanceof Expression && this.expression != null;
		}

		@Override
		public boolean isReversible() {
			return this.expression != null;
		}

		@Override
		public void render(JavaWriter java) {
			if (this.expression == null) {
				java.java(".dropExpression()");
			}
			else {
				java.java(".expression(").value(this.expression).java(")");
			}
		}

		@Override
		public String describe() {
			return (this.expression == null) ? "not generated" : "generated as " + this.expression;
		}

	}

	/**
	 * Another comment.
	 *
	 * @param text the comment, or {@code null} for none
	 */
	record CommentText(@Nullable String text) implements ColumnChange {

		@Override
		public Aspect aspect() {
			return Aspect.COMMENT;
		}

		@Override
		public void render(JavaWriter java) {
			if (this.text == null) {
				java.java(".dropComment()");
			}
			else {
				java.java(".comment(").value(this.text).java(")");
			}
		}

		@Override
		public String describe() {
			return (this.text == null) ? "no comment" : "a comment";
		}

	}

}
