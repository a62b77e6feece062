package dev.migrate.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that runs once on each of several versions of PostgreSQL, in a class that
 * is extended with {@link PostgresExtension}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(PostgresVersionsProvider.class)
public @interface EachPostgresVersion {

	/**
	 * The first version to run on.
	 */
	int since() default 14;

	/**
	 * Whether to run on the version of all other tests too, besides the oldest and the
	 * newest.
	 */
	boolean usual() default true;

}
