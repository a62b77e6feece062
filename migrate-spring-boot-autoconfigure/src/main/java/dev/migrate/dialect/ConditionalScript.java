package dev.migrate.dialect;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a script needs that runs each revision only where it is not applied yet. It is
 * written for one client of the database, whose commands it uses, because statements that
 * must not be in a transaction cannot be made conditional in SQL.
 */
public interface ConditionalScript {

	/**
	 * Returns what the client needs to be told before anything else.
	 * @return whole lines
	 */
	String client();

	/**
	 * Finds out which revisions are applied, from the rows of the version table.
	 * @param parents every revision with all that must be applied before it
	 * @return statements separated by semicolons, without the final one
	 */
	String open(Map<String, Collection<String>> parents);

	/**
	 * Tells whether the version table has a row that is not among the revisions.
	 * @return a condition for {@link ScriptSession#stopIf}
	 */
	String unknownRow();

	/**
	 * Tells whether one of some revisions is not applied.
	 * @param revisions the ids, at least one
	 * @return a condition for {@link ScriptSession#stopIf} or {@link #begin}
	 */
	String notApplied(Collection<String> revisions);

	/**
	 * Returns the ids of the revisions that are applied.
	 * @return a query of one column
	 */
	String applied();

	/**
	 * Tells whether a revision is applied that follows one of some others, or depends on
	 * it, and is not one of them.
	 * @param revisions the ids, at least one
	 * @return a condition for {@link ScriptSession#stopIf}
	 */
	String appliedOnTopOf(Collection<String> revisions);

	/**
	 * Takes a revision, which nothing that is applied follows any more, out of the
	 * version table, and puts in those before it that nothing else covers.
	 * @param revision the id
	 * @return statements separated by semicolons, without the final one
	 */
	String withdraw(String revision);

	/**
	 * Tells whether a statement has taken effect that was interrupted outside of a
	 * transaction.
	 * @param statement the statement
	 * @return a condition for {@link #begin}, which does not hold for a statement that
	 * can simply be repeated; empty if nobody can tell
	 */
	Optional<String> tookEffect(String statement);

	/**
	 * Removes what {@link ScriptSession#dropLeftovers} removes, without blocking others.
	 * @param statement the statement
	 * @return whole lines, empty if it leaves nothing
	 */
	Optional<String> dropLeftovers(String statement);

	/**
	 * Begins what is run only if a condition holds.
	 * @param condition an expression
	 * @return whole lines
	 */
	String begin(String condition);

	/**
	 * Ends what {@link #begin(String)} has begun.
	 * @return whole lines
	 */
	String end();

	/**
	 * Forgets what {@link #open} has found out.
	 * @return one statement
	 */
	String close();

}
