package dev.migrate.dialect;

import java.util.Collection;
import java.util.Map;

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
	 * Tells whether one of some revisions was not applied when the script began.
	 * @param revisions the ids, at least one
	 * @return a condition for {@link ScriptSession#stopIf}
	 */
	String notApplied(Collection<String> revisions);

	/**
	 * Begins what is run only if a revision was not applied when the script began.
	 * @param revision the id
	 * @return whole lines
	 */
	String begin(String revision);

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
