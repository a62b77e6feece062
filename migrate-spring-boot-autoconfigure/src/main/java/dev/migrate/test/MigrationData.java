package dev.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rows that are there before a revision runs, in all checks of
 * {@link MigrationTests @MigrationTests} that run it. So its upgrade and its downgrade
 * have something to change.
 * <p>
 * The statements are written for the schema as it is just before the revision. Before the
 * first one there is an empty database, which they may also give what an administrator
 * gives it, such as an extension.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(MigrationData.List.class)
public @interface MigrationData {

	/**
	 * The revision that the rows are there before. Of several migrators, it is that of
	 * each which has it.
	 * @return its id, the beginning of its id or another identifier that means it
	 */
	String revision();

	/**
	 * Where the SQL is that inserts the rows.
	 * @return a location such as {@code classpath:data/users.sql}, or
	 * {@code file:src/test/data/users.sql}; without a scheme it is on the class path
	 */
	String sql();

	/**
	 * Contains several annotations.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Inherited
	@interface List {

		/**
		 * The annotations.
		 * @return one or more
		 */
		MigrationData[] value();

	}

}
