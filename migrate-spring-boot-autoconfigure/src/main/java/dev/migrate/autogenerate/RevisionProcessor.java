package dev.migrate.autogenerate;

/**
 * Rewrites what has been generated before it is written into a script. Several beans of
 * this type take effect in their order, each on what the one before has left.
 *
 * <p>
 * If no step is left, {@code migrate revision --autogenerate} writes no script and
 * {@code migrate check} succeeds.
 *
 * <p>
 * Large tables that are changed online lead to several revisions at once, because what
 * cannot run in a transaction is in a revision of its own. Each of them is processed by
 * itself, in their order, so that what a processor adds runs where it was put; one that
 * has no step left is not written. A revision with a step that cannot run in a
 * transaction is written as one that does not run in any.
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
