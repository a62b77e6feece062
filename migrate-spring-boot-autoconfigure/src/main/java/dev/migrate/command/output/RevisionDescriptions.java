package dev.migrate.command.output;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.RevisionScripts;
import org.jspecify.annotations.Nullable;

/**
 * Describes revisions.
 */
public final class RevisionDescriptions {

	private final RevisionMap map;

	private final RevisionScripts scripts;

	private final Set<RevisionNode> heads;

	private final Set<RevisionNode> realHeads;

	private final @Nullable Set<String> current;

	private RevisionDescriptions(RevisionMap map, RevisionScripts scripts, @Nullable Set<String> current) {
		this.map = map;
		this.scripts = scripts;
		this.heads = new HashSet<>(map.heads());
		this.realHeads = new HashSet<>(map.realHeads());
		this.current = current;
	}

	public static RevisionDescriptions of(Migrator migrator) {
		return new RevisionDescriptions(migrator.revisions(), migrator.scripts(), null);
	}

	/**
	 * Returns descriptions that say which revisions are current.
	 * @param current the ids of the current ones
	 */
	public RevisionDescriptions withCurrent(Collection<String> current) {
		return new RevisionDescriptions(this.map, this.scripts, Set.copyOf(current));
	}

	public RevisionDescription of(RevisionNode node) {
		return new RevisionDescription(this.scripts.get(node.id()), node, List.copyOf(this.map.labels(node.id())),
				ids(this.map.dependencies(node.id())), ids(this.map.children(node.id())), this.heads.contains(node),
				this.heads.contains(node) && !this.realHeads.contains(node),
				(this.current != null) ? this.current.contains(node.id()) : null);
	}

	public List<RevisionDescription> of(List<RevisionNode> nodes) {
		return nodes.stream().map(this::of).toList();
	}

	private static List<String> ids(List<RevisionNode> nodes) {
		return nodes.stream().map(RevisionNode::id).toList();
	}

}
