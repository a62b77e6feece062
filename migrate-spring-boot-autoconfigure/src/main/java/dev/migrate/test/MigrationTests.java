package dev.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests the revisions of an application: each {@link MigrationCheck} is a test of the
 * annotated class, which may be empty.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;MigrationTests
 * class RevisionTests {
 *
 * }
 * </pre>
 *
 * <p>
 * The revisions are those of each {@link dev.migrate.runtime.Migrator Migrator} bean of
 * the application context, or of the fields of that type that the class has, for a class
 * without Spring. The server is the one that the {@link javax.sql.DataSource} of the
 * migrator leads to. Each check has a database of its own there, which is dropped
 * afterwards; the application's database is not migrated, and all beans of the context
 * are lazy.
 *
 * <p>
 * Without Spring, a field of type {@link dev.migrate.autogenerate.TargetSchema} says what
 * {@link MigrationCheck#ENTITIES} compares with.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@ExtendWith({ MigrationTestsExtension.class, MigrationScenarioExtension.class })
public @interface MigrationTests {

	/**
	 * The checks to switch off.
	 * @return the checks, each with a reason
	 */
	Skip[] skip() default {};

	/**
	 * The revision that the checks begin with which go from revision to revision, so that
	 * a long history need not be gone through each time. What comes before it is applied
	 * at once.
	 * @return its id, the beginning of its id or another identifier that means it, such
	 * as {@code -10} for the tenth before head; an empty text for the first revision
	 */
	String from() default "";

}
