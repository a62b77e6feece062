package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.migrate.revision.NewMerge;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.revision.VersionRowChange;
import org.jspecify.annotations.Nullable;

/**
 * A map that has a squashed revision or what it replaces, and knows the place behind them
 * by both names. Plans are made of the ids that it has, and then say what the version
 * table says.
 */
final class SquashView implements RevisionMap {

	private final SquashedRevisionMap whole;

	private final Squashes squashes;

	private final Set<String> without;

	private final Squashes.Names names;

	private final DefaultRevisionMap map;

	SquashView(SquashedRevisionMap whole, Squashes squashes, Set<String> without) {
		this.whole = whole;
		this.squashes = squashes;
		this.without = Set.copyOf(without);
		this.names = squashes.names(without);
		this.map = DefaultRevisionMap.of(this.names.nodes(), this.names.aliases());
	}

	/**
	 * Returns the squashed revisions in whose place there is what they replace.
	 */
	Set<String> without() {
		return this.without;
	}

	private SquashView with(String identifier) {
		return this.whole.with(this, Stream.of(RevisionIdentifier.parse(identifier)));
	}

	private SquashView with(Collection<String> identifiers) {
		return this.whole.with(this, identifiers.stream().map(RevisionIdentifier::parse));
	}

	DefaultRevisionMap map() {
		return this.map;
	}

	String name(String id) {
		return this.names.of(id);
	}

	private List<String> known(Collection<String> rows) {
		return rows.stream().map((row) -> {
			String name = this.names.of(row);
			RevisionNode squash = this.squashes.replacing(row);
			if (this.map.find(name).isEmpty() && squash != null) {
				throw UnknownVersionRowException.replaced(row, squash, Squashes.end(squash));
			}
			return name;
		}).distinct().toList();
	}

	@Override
	public RevisionMap at(Collection<String> rows, @Nullable String begun) {
		return this.whole.at(rows, begun);
	}

	@Override
	public List<RevisionNode> squashed() {
		return this.squashes.squashed();
	}

	@Override
	public RevisionNode get(String id) {
		return this.map.get(id);
	}

	@Override
	public Optional<RevisionNode> find(String id) {
		return this.map.find(id);
	}

	@Override
	public int size() {
		return this.map.size();
	}

	@Override
	public List<RevisionNode> revisions() {
		return this.map.revisions();
	}

	@Override
	public List<RevisionNode> heads() {
		return this.map.heads();
	}

	@Override
	public List<RevisionNode> realHeads() {
		return this.map.realHeads();
	}

	@Override
	public List<RevisionNode> bases() {
		return this.map.bases();
	}

	@Override
	public List<RevisionNode> branchPoints() {
		return this.map.branchPoints();
	}

	@Override
	public List<RevisionNode> children(String id) {
		return this.map.children(id);
	}

	@Override
	public List<RevisionNode> dependencies(String id) {
		return this.map.dependencies(id);
	}

	@Override
	public Set<String> labels(String id) {
		return this.map.labels(id);
	}

	@Override
	public List<RevisionNode> resolve(String identifier) {
		return with(identifier).map.resolve(identifier);
	}

	@Override
	public Set<String> applied(Collection<String> rows) {
		return this.map.applied(known(rows));
	}

	@Override
	public SortedSet<String> rowsFor(Collection<String> applied) {
		SortedSet<String> rows = new TreeSet<>(this.map.rowsFor(known(applied)));
		for (String id : applied) {
			if (rows.remove(this.names.of(id))) {
				rows.add(id);
			}
		}
		return rows;
	}

	@Override
	public List<String> unknownRows(Collection<String> rows) {
		return rows.stream().filter((row) -> this.map.find(this.names.of(row)).isEmpty()).toList();
	}

	@Override
	public boolean isAtHeads(Collection<String> rows) {
		return this.map.isAtHeads(rows.stream().map(this.names::of).toList());
	}

	@Override
	public List<RevisionNode> current(Collection<String> rows) {
		return this.map.current(known(rows));
	}

	@Override
	public RevisionPlan upgrade(List<String> targets, Collection<String> rows) {
		SquashView view = with(targets);
		return view.written(view.map.upgrade(targets, view.known(rows)), rows);
	}

	@Override
	public RevisionPlan downgrade(String target, Collection<String> rows) {
		SquashView view = with(target);
		return view.written(view.map.downgrade(target, view.known(rows)), rows);
	}

	@Override
	public StampPlan stamp(List<String> targets, Collection<String> rows, boolean purge) {
		return with(targets).stampHere(targets, rows, purge);
	}

	private StampPlan stampHere(List<String> targets, Collection<String> rows, boolean purge) {
		List<String> read = purge ? rows.stream().map(this.names::of).distinct().toList() : known(rows);
		StampPlan plan = this.map.stamp(targets, read, purge);
		Rows written = new Rows(rows);
		Set<String> same = new LinkedHashSet<>(plan.before());
		same.retainAll(plan.after());
		same.removeIf(written::isOtherwise);
		List<String> gone = plan.before().stream().filter((row) -> !same.contains(row)).toList();
		List<String> come = plan.after().stream().filter((row) -> !same.contains(row)).toList();
		VersionRowChange change = written.change(VersionRowChange.between(gone, come));
		List<RevisionNode> stamped = new ArrayList<>(plan.stamped());
		Set<String> told = new LinkedHashSet<>();
		Stream.concat(plan.stamped().stream(), plan.unstamped().stream()).forEach((node) -> told.add(node.id()));
		written.squashed().stream().filter((squash) -> told.add(squash.id())).forEach(stamped::add);
		return new StampPlan(new TreeSet<>(rows), change.apply(new TreeSet<>(rows)), change, stamped, plan.unstamped());
	}

	@Override
	public List<RevisionNode> history(RevisionRange range, Collection<String> rows) {
		Stream<RevisionIdentifier> ends = Stream.of(range.start(), range.end()).filter((end) -> end != null);
		SquashView view = this.whole.with(this, ends);
		return view.map.history(range, view.known(rows));
	}

	@Override
	public NewRevision newRevision(NewRevisionRequest request) {
		return this.map.newRevision(request);
	}

	@Override
	public NewMerge merge(NewRevisionRequest request) {
		return this.map.merge(request);
	}

	private RevisionPlan written(RevisionPlan plan, Collection<String> rows) {
		SortedSet<String> before = new TreeSet<>(rows);
		SortedSet<String> after = before;
		Rows written = new Rows(rows);
		List<RevisionStep> steps = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			VersionRowChange change = written.change(step.rows());
			after = change.apply(after);
			List<RevisionNode> squashed = written.squashed()
				.stream()
				.filter((squash) -> !squash.id().equals(step.revision().id()))
				.toList();
			steps.add(new RevisionStep(step.revision(), step.direction(), change, squashed));
		}
		return new RevisionPlan(before, after, steps, plan.warnings());
	}

	/**
	 * The rows of the version table by the ids that this map has for them.
	 */
	private final class Rows {

		private final Map<String, List<String>> read = new HashMap<>();

		private final List<RevisionNode> squashed = new ArrayList<>();

		Rows(Collection<String> rows) {
			new TreeSet<>(rows)
				.forEach((row) -> this.read.computeIfAbsent(SquashView.this.names.of(row), (id) -> new ArrayList<>())
					.add(row));
		}

		/**
		 * Returns a change as the version table needs it, and remembers the squashed
		 * revisions that count as applied with it: those that a row is written of, and
		 * those whose row is still that of the last revision which they replace.
		 */
		VersionRowChange change(VersionRowChange change) {
			this.squashed.clear();
			List<VersionRowChange.Update> updates = new ArrayList<>();
			List<String> deletes = new ArrayList<>();
			for (VersionRowChange.Update update : change.updates()) {
				List<String> from = removed(update.from());
				updates.add(new VersionRowChange.Update(from.get(0), added(update.to())));
				deletes.addAll(from.subList(1, from.size()));
			}
			change.deletes().forEach((row) -> deletes.addAll(removed(row)));
			return new VersionRowChange(updates, deletes, change.inserts().stream().map(this::added).toList());
		}

		/**
		 * Returns whether the table calls a row by another name than it would now.
		 */
		boolean isOtherwise(String id) {
			return !this.read.getOrDefault(id, List.of()).equals(List.of(SquashView.this.names.written(id)));
		}

		private List<String> removed(String id) {
			List<String> rows = this.read.remove(id);
			if (rows == null) {
				return List.of(SquashView.this.names.written(id));
			}
			if (!rows.contains(id)) {
				SquashView.this.map.find(id).filter(RevisionNode::isSquashed).ifPresent(this.squashed::add);
			}
			return rows;
		}

		private String added(String id) {
			String written = SquashView.this.names.written(id);
			SquashView.this.squashes.squashed()
				.stream()
				.filter((squash) -> squash.id().equals(written))
				.forEach(this.squashed::add);
			return written;
		}

		List<RevisionNode> squashed() {
			return List.copyOf(this.squashed);
		}

	}

}
