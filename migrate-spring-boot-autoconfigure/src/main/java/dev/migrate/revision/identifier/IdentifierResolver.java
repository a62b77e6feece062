package dev.migrate.revision.identifier;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.SimilarNames;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.revision.graph.BranchLabels;
import dev.migrate.revision.graph.RevisionGraph;
import org.jspecify.annotations.Nullable;

/**
 * Finds the revisions that an identifier means.
 */
public final class IdentifierResolver {

	/** A key that is not longer than this is found by its whole name only. */
	private static final int SHORT = 3;

	private final RevisionGraph graph;

	private final BranchLabels labels;

	private final RelativeWalk walk;

	public IdentifierResolver(RevisionGraph graph, BranchLabels labels) {
		this.graph = graph;
		this.labels = labels;
		this.walk = new RelativeWalk(graph);
	}

	/**
	 * Returns whether a name is a key or the beginning of one that is long enough.
	 */
	public static boolean means(String name, String key) {
		return key.equals(name) || (key.length() > SHORT && key.startsWith(name));
	}

	/**
	 * Returns the revisions, none for base. Of relative identifiers only {@code -N} has a
	 * meaning without rows: it counts from the heads.
	 */
	public List<Integer> resolve(RevisionIdentifier identifier) {
		if (identifier.isRelative()) {
			return walkFromHeads(identifier).stream().filter((number) -> number >= 0).toList();
		}
		String branch = identifier.branch();
		String symbol = symbolOf(identifier);
		return switch (symbol) {
			case RevisionIdentifier.HEADS -> list((branch != null) ? heads(branch) : this.graph.realHeads());
			case RevisionIdentifier.HEAD -> list(onlyHead(identifier));
			case RevisionIdentifier.BASE -> base(branch);
			default -> List.of(lookUp(symbol, branch));
		};
	}

	/**
	 * Returns the one revision, or {@link RevisionGraph#BASE}.
	 */
	public int single(RevisionIdentifier identifier) {
		if (identifier.isRelative()) {
			throw RevisionResolutionException.relative(identifier.toString());
		}
		List<Integer> numbers = resolve(identifier);
		if (numbers.size() > 1) {
			throw new MultipleHeadsException(identifier.toString(), this.graph.nodes(numbers));
		}
		return numbers.isEmpty() ? RevisionGraph.BASE : numbers.get(0);
	}

	/**
	 * Returns for each head where {@code -N} leads to: a revision, base or nowhere.
	 */
	public List<Integer> walkFromHeads(RevisionIdentifier identifier) {
		Integer offset = identifier.offset();
		if (offset == null || offset >= 0 || identifier.symbol() != null) {
			throw RevisionResolutionException.relative(identifier.toString());
		}
		String branch = identifier.branch();
		List<Integer> result = new ArrayList<>();
		for (int head : list(this.graph.realHeads())) {
			if (branch == null || this.labels.of(head).contains(branch)) {
				result.add(this.walk.walk(identifier, head, null, true));
			}
		}
		return result;
	}

	/**
	 * Returns the revision that names a branch: it bears the label, or has the id.
	 */
	public int branch(String branch) {
		return lookUp(branch, null);
	}

	/**
	 * Returns everything above and below the revision that names the branch.
	 */
	public BitSet lineage(String branch) {
		return this.graph.lineage(RevisionGraph.only(branch(branch)));
	}

	/**
	 * Returns the revisions of the version table, which must be full ids.
	 */
	public List<Integer> rows(Collection<String> rows) {
		return rows.stream().distinct().map(this::row).toList();
	}

	private int row(String row) {
		int number = this.graph.find(row);
		if (number == RevisionGraph.NOWHERE) {
			Map<String, RevisionNode> ids = new HashMap<>();
			this.graph.keys().values().forEach((key) -> ids.put(this.graph.node(key).id(), this.graph.node(key)));
			throw new UnknownVersionRowException(row, SimilarNames.find(row, ids));
		}
		return number;
	}

	private BitSet onlyHead(RevisionIdentifier identifier) {
		String branch = identifier.branch();
		BitSet heads = (branch != null) ? heads(branch) : this.graph.heads();
		if (heads.cardinality() > 1) {
			throw new MultipleHeadsException(identifier.toString(), this.graph.nodes(heads));
		}
		return heads;
	}

	private BitSet heads(String branch) {
		BitSet heads = this.graph.heads();
		heads.and(lineage(branch));
		return heads;
	}

	private List<Integer> base(@Nullable String branch) {
		if (branch != null) {
			branch(branch);
		}
		return List.of();
	}

	private int lookUp(String symbol, @Nullable String branch) {
		BitSet lineage = (branch != null) ? lineage(branch) : null;
		Integer exact = this.graph.keys().get(symbol);
		int number = (exact != null) ? exact : lookUpStart(symbol, lineage);
		if (branch != null && lineage != null && !lineage.get(number)) {
			throw RevisionResolutionException.notOnBranch(this.graph.node(number), branch);
		}
		return number;
	}

	private int lookUpStart(String start, @Nullable BitSet lineage) {
		List<Integer> matches = this.graph.keys()
			.tailMap(start)
			.entrySet()
			.stream()
			.takeWhile((entry) -> entry.getKey().startsWith(start))
			.filter((entry) -> entry.getKey().length() > SHORT)
			.map(Map.Entry::getValue)
			.filter((number) -> lineage == null || lineage.get(number))
			.distinct()
			.sorted()
			.toList();
		if (matches.isEmpty()) {
			throw unknown(start);
		}
		if (matches.size() > 1) {
			throw RevisionResolutionException.ambiguous(start, this.graph.nodes(matches));
		}
		return matches.get(0);
	}

	public RevisionResolutionException unknown(String identifier) {
		Map<String, RevisionNode> byKey = new HashMap<>();
		this.graph.keys().forEach((key, number) -> byKey.put(key, this.graph.node(number)));
		return RevisionResolutionException.unknown(identifier, SimilarNames.find(identifier, byKey));
	}

	private static String symbolOf(RevisionIdentifier identifier) {
		String symbol = identifier.symbol();
		if (symbol == null) {
			throw new IllegalStateException("'" + identifier + "' has no symbol");
		}
		return symbol;
	}

	private static List<Integer> list(BitSet numbers) {
		Stream<Integer> boxed = numbers.stream().boxed();
		return boxed.toList();
	}

}
