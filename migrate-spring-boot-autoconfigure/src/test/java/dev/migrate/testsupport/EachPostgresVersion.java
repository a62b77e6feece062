package dev.migrate.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that runs on the oldest and the newest version of PostgreSQL, and on each
 * one between them with the system property {@code migrate.test.versions=all}, in a class
 * that is extended with {@link PostgresExtension}.
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

}
