package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.NewRevision;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.RevisionRange;

/**
 * Plans a revision that stands for a range of others.
 *
 * @param members the revisions of the range, parents before children, the last one last
 * @param place what the squashed revision is to say about its place
 */
public record SquashPlanner(List<RevisionNode> members, NewRevision place) {

	/**
	 * Plans the revision.
	 * @param range from where to where, both ends included
	 * @throws RevisionPlanException if the range has not one way in and one way out, or
	 * is no range
	 */
	public static SquashPlanner plan(RevisionMap map, RevisionRange range) {
		List<RevisionNode> found = new ArrayList<>(map.history(range, List.of()));
		Collections.reverse(found);
		RevisionNode last = last(map, found, range);
		List<RevisionNode> members = below(last, found);
		if (members.size() < 2) {
			throw RevisionPlanException.nothingToSquash(range.toString(), members);
		}
		if (last.isSquashed()) {
			throw RevisionPlanException.endsWithSquashed(last);
		}
		Set<String> ids = new LinkedHashSet<>(members.stream().map(RevisionNode::id).toList());
		for (RevisionNode other : map.revisions()) {
			if (!ids.contains(other.id())) {
				requireNotInside(other, map, ids, last);
			}
		}
		return new SquashPlanner(members, place(map, members, ids));
	}

	private static RevisionNode last(RevisionMap map, List<RevisionNode> found, RevisionRange range) {
		Set<String> followed = new HashSet<>();
		found.forEach((node) -> followed.addAll(node.downRevisions()));
		List<RevisionNode> ends = found.stream().filter((node) -> !followed.contains(node.id())).toList();
		if (ends.size() > 1) {
			// What is needed of other branches is no part of the range.
			RevisionIdentifier end = range.end();
			List<RevisionNode> named = (end != null) ? map.resolve(end.toString()) : List.of();
			if (named.size() != 1) {
				throw RevisionPlanException.severalEnds(range.toString(), ends);
			}
			return named.get(0);
		}
		if (ends.isEmpty()) {
			throw RevisionPlanException.nothingToSquash(range.toString(), found);
		}
		return ends.get(0);
	}

	private static List<RevisionNode> below(RevisionNode last, List<RevisionNode> found) {
		Set<String> wanted = new HashSet<>(Set.of(last.id()));
		List<RevisionNode> below = new ArrayList<>();
		for (int i = found.size() - 1; i >= 0; i--) {
			RevisionNode node = found.get(i);
			if (wanted.contains(node.id())) {
				wanted.addAll(node.downRevisions());
				below.add(node);
			}
		}
		Collections.reverse(below);
		return below;
	}

	private static void requireNotInside(RevisionNode other, RevisionMap map, Set<String> members, RevisionNode last) {
		List<String> parents = new ArrayList<>(other.downRevisions());
		map.dependencies(other.id()).forEach((dependency) -> parents.add(dependency.id()));
		parents.stream().filter((id) -> members.contains(id) && !id.equals(last.id())).findFirst().ifPresent((id) -> {
			throw RevisionPlanException.secondWayOut(other, map.get(id));
		});
	}

	private static NewRevision place(RevisionMap map, List<RevisionNode> members, Set<String> ids) {
		RevisionNode first = members.get(0);
		Set<String> dependencies = new LinkedHashSet<>();
		Set<String> labels = new LinkedHashSet<>();
		Set<String> replaces = new LinkedHashSet<>();
		for (RevisionNode member : members) {
			for (String down : member.downRevisions()) {
				if (!ids.contains(down) && !member.equals(first)) {
					throw RevisionPlanException.secondWayIn(member, map.get(down));
				}
			}
			map.dependencies(member.id())
				.stream()
				.map(RevisionNode::id)
				.filter((id) -> !ids.contains(id))
				.forEach(dependencies::add);
			labels.addAll(member.labels());
			replaces.addAll(member.replaces());
			replaces.add(member.id());
		}
		return new NewRevision(first.downRevisions(), List.copyOf(dependencies), labels, List.copyOf(replaces));
	}

}
