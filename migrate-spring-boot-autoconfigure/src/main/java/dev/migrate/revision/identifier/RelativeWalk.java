package dev.migrate.revision.identifier;

import java.util.BitSet;
import java.util.stream.IntStream;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.graph.RevisionGraph;
import org.jspecify.annotations.Nullable;

/**
 * Counts steps up or down by down revision.
 */
public final class RelativeWalk {

	private static final int[] TO_BASE = { RevisionGraph.BASE };

	private static final int[] NOTHING = {};

	private final RevisionGraph graph;

	private final @Nullable String command;

	public RelativeWalk(RevisionGraph graph) {
		this(graph, null);
	}

	/**
	 * Creates a walk.
	 * @param graph the graph
	 * @param command the command that goes to a revision from the current one, or
	 * {@code null}
	 */
	public RelativeWalk(RevisionGraph graph, @Nullable String command) {
		this.graph = graph;
		this.command = command;
	}

	/**
	 * Walks as many steps as the identifier says.
	 * @param start the revision to start from, or {@link RevisionGraph#BASE}, which is
	 * below all bases on the way up and, as in Alembic, above all heads on the way down
	 * @param lineage what to keep to on the way up, or {@code null}
	 * @param exact whether to return {@link RevisionGraph#NOWHERE} instead of the last
	 * place if there are not so many steps
	 * @return a revision, base or nowhere
	 */
	public int walk(RevisionIdentifier identifier, int start, @Nullable BitSet lineage, boolean exact) {
		Integer offset = identifier.offset();
		int steps = (offset != null) ? offset : 0;
		int place = start;
		for (int i = 0; i < Math.abs(steps); i++) {
			int[] next = (steps > 0) ? above(place, lineage) : below(place, i == 0);
			if (next.length == 0) {
				return exact ? RevisionGraph.NOWHERE : place;
			}
			if (next.length > 1) {
				boolean fromCurrent = identifier.symbol() == null && (start != RevisionGraph.BASE || steps > 0);
				throw RevisionResolutionException.fork(identifier.toString(), this.graph.nodes(next),
						steps - Integer.signum(steps) * (i + 1), fromCurrent ? this.command : null);
			}
			place = next[0];
		}
		return place;
	}

	private int[] above(int place, @Nullable BitSet lineage) {
		int[] above = (place == RevisionGraph.BASE) ? this.graph.bases().stream().toArray()
				: this.graph.children(place);
		return (lineage != null) ? IntStream.of(above).filter(lineage::get).toArray() : above;
	}

	private int[] below(int place, boolean first) {
		if (place == RevisionGraph.BASE) {
			return first ? this.graph.heads().stream().toArray() : NOTHING;
		}
		int[] below = this.graph.down(place);
		return (below.length == 0) ? TO_BASE : below;
	}

}
