package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when revisions follow or need each other in a circle.
 */
public final class CycleException extends MigrateException {

	private final List<RevisionNode> cycle;

	private final List<String> revisions;

	private final boolean dependency;

	CycleException(List<RevisionNode> cycle, List<String> revisions, boolean dependency) {
		super("Revisions " + (dependency ? "depend on" : "follow") + " each other in a circle: " + circle(cycle) + ".",
				"Change " + (dependency ? "a dependency or " : "")
						+ "a down revision of one of them, so that every way down ends at a base.");
		this.cycle = List.copyOf(cycle);
		this.revisions = List.copyOf(revisions);
		this.dependency = dependency;
	}

	/**
	 * Returns one circle: each revision needs the next, the last needs the first.
	 * @return the revisions of the circle
	 */
	public List<RevisionNode> getCycle() {
		return this.cycle;
	}

	/**
	 * Returns every revision that is not on a way from a base to a head because of it.
	 * @return the ids, in alphabetical order
	 */
	public List<String> getRevisions() {
		return this.revisions;
	}

	/**
	 * Returns whether dependencies are part of the circle.
	 * @return whether down revisions alone make no circle
	 */
	public boolean isDependency() {
		return this.dependency;
	}

	private static String circle(List<RevisionNode> cycle) {
		return Text.nodes(cycle) + " and again " + cycle.get(0).id();
	}

}
