package dev.migrate.revision.plan;

/**
 * How to select.
 *
 * @param inclusive whether the lower end is selected
 * @param implicitBase whether other branches are selected too, down to their bases
 * @param exact whether a relative identifier must not lead past the end of the graph
 */
record SelectionOptions(boolean inclusive, boolean implicitBase, boolean exact) {

	static final SelectionOptions UPGRADE = new SelectionOptions(false, true, true);

	static final SelectionOptions DOWNGRADE = new SelectionOptions(false, false, true);

	static final SelectionOptions HISTORY = new SelectionOptions(true, false, false);

}
