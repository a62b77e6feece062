package dev.migrate.autogenerate;

/**
 * Rewrites what has been generated before it is written into a script. Several beans of
 * this type take effect in their order, each on what the one before has left.
 *
 * <p>
 * If no step is left, {@code migrate revision --autogenerate} writes no script and
 * {@code migrate check} succeeds.
 */
@FunctionalInterface
public interface RevisionProcessor {

	/**
	 * Rewrites the steps of a revision.
	 * @param steps the steps as they would be written
	 * @return the steps to write
	 * @throws dev.migrate.MigrateException if nothing may be written
	 */
	RevisionSteps process(RevisionSteps steps);

}
