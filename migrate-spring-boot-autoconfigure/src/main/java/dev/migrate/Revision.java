package dev.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a revision script: a node of the revision graph with its upgrade and
 * its downgrade. The class implements {@code Migration} or {@code ReversibleMigration}
 * and lies in a package under one of {@code migrate.locations}. It is read from its
 * bytecode when the graph is built and loaded only when it runs; it is not a component
 * and needs no stereotype annotation.
 *
 * <p>
 * The attributes have the meaning of the module variables of an
 * <a href="https://alembic.sqlalchemy.org/en/latest/tutorial.html">Alembic</a> script.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Revision {

	/**
	 * The id of this revision: unique among all scripts, without the characters
	 * <code>@ - + :</code>, blanks and commas.
	 * @return the id
	 */
	String id();

	/**
	 * The ids of the revisions that this one follows: none for a base, one as a rule,
	 * several for a merge.
	 * @return the down revisions
	 */
	String[] down() default {};

	/**
	 * Ids or branch labels of revisions on other branches that must be applied before
	 * this one.
	 * @return the dependencies
	 */
	String[] dependsOn() default {};

	/**
	 * The branch labels that this revision introduces.
	 * @return the labels, each unique among all scripts
	 */
	String[] labels() default {};

	/**
	 * The ids of the revisions that this one stands for, because it builds what they
	 * build together: all between its down revisions and the last one, which is listed
	 * last. A database that has all of them counts as having this one.
	 * @return the replaced revisions, none as a rule
	 */
	String[] replaces() default {};

	/**
	 * What the revision does, in a few words.
	 * @return the message
	 */
	String message() default "";

	/**
	 * When the script was written, as an ISO-8601 instant such as
	 * {@code 2026-11-21T10:15:00Z}.
	 * @return the time, empty when unknown
	 */
	String created() default "";

	/**
	 * The migrations of another tool that this revision takes the place of: a database
	 * where that tool has run them counts it as applied. Each is written as
	 * {@code flyway 2.1}, {@code flyway R <description>} for a repeatable migration, or
	 * {@code liquibase <id>::<author>::<path>}.
	 * @return the migrations, each adopted by one revision only
	 */
	String[] adopts() default {};

	/**
	 * Whether the revision runs in a transaction.
	 * @return {@link Transaction#REQUIRED} unless each statement is to commit by itself;
	 * single statements that the database refuses in a transaction do not need it
	 */
	Transaction transaction() default Transaction.REQUIRED;

	/**
	 * Whether a revision runs in a transaction.
	 */
	enum Transaction {

		/**
		 * The revision runs in a transaction together with its version row.
		 */
		REQUIRED,

		/**
		 * Each statement of the revision commits by itself; the version row follows the
		 * last one.
		 */
		NONE

	}

}
