package dev.migrate.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Switches a check of {@link MigrationTests @MigrationTests} off. The report shows it as
 * skipped, with the reason.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Skip {

	/**
	 * The check to switch off.
	 * @return the check
	 */
	MigrationCheck check();

	/**
	 * Why it is switched off.
	 * @return a sentence, which must not be empty
	 */
	String reason();

}
