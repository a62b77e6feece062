package dev.migrate.revision.plan;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.NewMerge;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNames;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.IdentifierResolver;
import org.jspecify.annotations.Nullable;

/**
 * The map of revisions of which some replace others. It answers from the graph that holds
 * for a database or an identifier: that with the squashed revisions, or one that has what
 * they replace in their place.
 */
final class SquashedRevisionMap implements RevisionMap {

	private final Squashes squashes;

	private final Map<Set<String>, SquashView> views = new ConcurrentHashMap<>();

	private final SquashView usual;

	private final SquashView before;

	private SquashedRevisionMap(Squashes squashes) {
		this.squashes = squashes;
		this.before = view(squashes.open());
		this.usual = view(Set.of());
	}

	/**
	 * Creates a map.
	 * @throws InvalidRevisionGraphException if what a squashed revision replaces is not a
	 * part of the graph with one end, or the revisions make no graph
	 */
	static SquashedRevisionMap of(Squashes squashes) {
		Stream.concat(squashes.duplicates().stream(), squashes.mistakes().stream()).findFirst().ifPresent((mistake) -> {
			throw mistake;
		});
		return new SquashedRevisionMap(squashes);
	}

	private SquashView view(Set<String> without) {
		SquashView known = this.views.get(without);
		if (known == null) {
			known = new SquashView(this, this.squashes, without);
			this.views.put(Set.copyOf(without), known);
		}
		return known;
	}

	@Override
	public SquashView at(Collection<String> rows, @Nullable String begun) {
		return view(without(rows, begun));
	}

	/**
	 * Returns the squashed revisions of which a database has a part only.
	 */
	private Set<String> without(Collection<String> rows, @Nullable String begun) {
		Set<String> without = new LinkedHashSet<>();
		if (begun != null) {
			without.addAll(this.squashes.openFor(begun));
		}
		if (this.usual.unknownRows(rows).isEmpty()) {
			return without;
		}
		RevisionGraph graph = this.before.map().graph();
		BitSet known = new BitSet();
		rows.stream().map(this.before::name).map(graph::find).filter((number) -> number >= 0).forEach(known::set);
		BitSet applied = graph.ancestors(known);
		for (String squash : this.squashes.open()) {
			BitSet members = graph.where((number) -> this.squashes.openFor(graph.node(number).id()).contains(squash));
			int all = members.cardinality();
			members.and(applied);
			if (!members.isEmpty() && members.cardinality() < all) {
				without.add(squash);
			}
		}
		return without;
	}

	/**
	 * Returns the map in which identifiers have a meaning, also those of replaced
	 * revisions.
	 */
	SquashView with(SquashView view, Stream<RevisionIdentifier> identifiers) {
		Set<String> without = new LinkedHashSet<>(view.without());
		identifiers.flatMap((identifier) -> Stream.of(identifier.branch(), identifier.symbol()))
			.forEach((name) -> without.addAll(wanted(view, name)));
		return view(without);
	}

	/**
	 * Returns the squashed revisions in whose place a name wants what they replace.
	 * @throws RevisionResolutionException if that has no script any more
	 */
	private Set<String> wanted(SquashView view, @Nullable String name) {
		if (name == null || isWord(name) || isFound(view, name)) {
			return Set.of();
		}
		Set<String> wanted = new LinkedHashSet<>();
		for (RevisionNode squash : this.squashes.squashed()) {
			for (String id : squash.replaces()) {
				if (IdentifierResolver.means(name, id)) {
					if (with(id).find(id).isEmpty()) {
						throw RevisionResolutionException.replaced(name, id, squash);
					}
					wanted.addAll(this.squashes.openFor(id));
				}
			}
		}
		return wanted;
	}

	private static boolean isWord(String name) {
		return name.equals(RevisionIdentifier.HEAD) || name.equals(RevisionIdentifier.HEADS)
				|| name.equals(RevisionIdentifier.BASE) || name.equals(RevisionIdentifier.CURRENT);
	}

	private static boolean isFound(SquashView view, String name) {
		return view.map()
			.graph()
			.keys()
			.tailMap(name)
			.keySet()
			.stream()
			.takeWhile((key) -> key.startsWith(name))
			.anyMatch((key) -> IdentifierResolver.means(name, key));
	}

	/**
	 * Returns the map that has a revision: also one that replaces some and is replaced
	 * itself.
	 */
	private SquashView with(String id) {
		List<String> replacing = this.usual.find(id).isEmpty() ? this.squashes.openFor(id) : List.of();
		SquashView view = replacing.isEmpty() ? this.usual : view(Set.copyOf(replacing));
		return view.find(id).isPresent() ? view : this.usual;
	}

	@Override
	public List<RevisionNode> squashed() {
		return this.squashes.squashed();
	}

	@Override
	public RevisionNode get(String id) {
		return find(id).orElseGet(() -> this.usual.get(this.usual.name(id)));
	}

	@Override
	public Optional<RevisionNode> find(String id) {
		return with(id).find(id);
	}

	@Override
	public int size() {
		return this.usual.size();
	}

	@Override
	public List<RevisionNode> revisions() {
		return this.usual.revisions();
	}

	@Override
	public List<RevisionNode> heads() {
		return this.usual.heads();
	}

	@Override
	public List<RevisionNode> realHeads() {
		return this.usual.realHeads();
	}

	@Override
	public List<RevisionNode> bases() {
		return this.usual.bases();
	}

	@Override
	public List<RevisionNode> branchPoints() {
		return this.usual.branchPoints();
	}

	@Override
	public List<RevisionNode> children(String id) {
		return with(id).children(get(id).id());
	}

	@Override
	public List<RevisionNode> dependencies(String id) {
		return with(id).dependencies(get(id).id());
	}

	@Override
	public Set<String> labels(String id) {
		return with(id).labels(get(id).id());
	}

	@Override
	public List<RevisionNode> resolve(String identifier) {
		return this.usual.resolve(identifier);
	}

	@Override
	public Set<String> applied(Collection<String> rows) {
		return at(rows).applied(rows);
	}

	@Override
	public SortedSet<String> rowsFor(Collection<String> applied) {
		return at(applied).rowsFor(applied);
	}

	@Override
	public List<String> unknownRows(Collection<String> rows) {
		return at(rows).unknownRows(rows);
	}

	@Override
	public boolean isAtHeads(Collection<String> rows) {
		return this.usual.isAtHeads(rows);
	}

	@Override
	public List<RevisionNode> current(Collection<String> rows) {
		return at(rows).current(rows);
	}

	@Override
	public RevisionPlan upgrade(List<String> targets, Collection<String> rows) {
		return at(rows).upgrade(targets, rows);
	}

	@Override
	public RevisionPlan downgrade(String target, Collection<String> rows) {
		return at(rows).downgrade(target, rows);
	}

	@Override
	public StampPlan stamp(List<String> targets, Collection<String> rows, boolean purge) {
		return at(rows).stamp(targets, rows, purge);
	}

	@Override
	public List<RevisionNode> history(RevisionRange range, Collection<String> rows) {
		return at(rows).history(range, rows);
	}

	@Override
	public NewRevision newRevision(NewRevisionRequest request) {
		check(request);
		return this.usual.newRevision(request);
	}

	@Override
	public NewMerge merge(NewRevisionRequest request) {
		check(request);
		return this.usual.merge(request);
	}

	/**
	 * Makes sure that nothing new follows what is replaced, or takes its id.
	 */
	private void check(NewRevisionRequest request) {
		Stream.concat(request.heads().stream(), request.dependsOn().stream())
			.map(RevisionIdentifier::parse)
			.flatMap((identifier) -> Stream.of(identifier.branch(), identifier.symbol()))
			.forEach(this::requireNotReplaced);
		String id = request.id();
		RevisionNode squash = (id != null) ? this.squashes.replacing(id) : null;
		if (id != null && squash != null) {
			throw InvalidRevisionGraphException.duplicateRevision(id,
					List.of("the new script", "what " + RevisionNames.at(squash) + " replaces"));
		}
	}

	private void requireNotReplaced(@Nullable String name) {
		Set<String> wanted = wanted(this.usual, name);
		if (name != null && !wanted.isEmpty()) {
			String id = view(wanted).resolve(name).get(0).id();
			RevisionNode squash = this.squashes.replacing(id);
			throw RevisionResolutionException.replaced(name, id, Objects.requireNonNull(squash));
		}
	}

}
