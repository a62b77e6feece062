package dev.migrate.revision.plan;

import java.util.LinkedHashSet;
import java.util.List;

import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.NewMerge;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionIds;
import dev.migrate.revision.RevisionNames;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.graph.BranchLabels;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.IdentifierResolver;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a new script is to say about its place.
 */
final class NewRevisionPlanner {

	private final RevisionGraph graph;

	private final BranchLabels labels;

	private final IdentifierResolver resolver;

	NewRevisionPlanner(RevisionGraph graph, BranchLabels labels, IdentifierResolver resolver) {
		this.graph = graph;
		this.labels = labels;
		this.resolver = resolver;
	}

	NewRevision newRevision(NewRevisionRequest request) {
		List<RevisionNode> heads = heads(request);
		checkId(request.id());
		request.labels().forEach((label) -> checkLabel(label, request.id()));
		List<String> dependsOn = request.dependsOn().stream().map(this::dependency).toList();
		return new NewRevision(heads.stream().map(RevisionNode::id).toList(), dependsOn,
				new LinkedHashSet<>(request.labels()));
	}

	NewMerge merge(NewRevisionRequest request) {
		List<RevisionNode> heads = heads(request);
		if (heads.size() < 2) {
			throw RevisionPlanException.nothingToMerge(heads);
		}
		String id = request.id();
		if (id == null) {
			id = RevisionIds.merging(heads.stream().map(RevisionNode::id).toList());
		}
		return new NewMerge(id, newRevision(request.withId(id)));
	}

	private List<RevisionNode> heads(NewRevisionRequest request) {
		List<Integer> numbers = request.heads()
			.stream()
			.map(RevisionIdentifier::parse)
			.flatMap((identifier) -> resolve(identifier).stream())
			.toList();
		LinkedHashSet<Integer> seen = new LinkedHashSet<>();
		for (int number : numbers) {
			if (!seen.add(number)) {
				throw RevisionPlanException.duplicateHead(this.graph.node(number), request.heads());
			}
			if (!request.splice() && this.graph.children(number).length > 0) {
				throw RevisionPlanException.notAHead(this.graph.node(number),
						this.graph.nodes(this.graph.children(number)));
			}
		}
		return this.graph.nodes(numbers);
	}

	private List<Integer> resolve(RevisionIdentifier identifier) {
		if (identifier.isRelative()) {
			throw RevisionResolutionException.relative(identifier.toString());
		}
		return this.resolver.resolve(identifier);
	}

	private void checkId(@Nullable String id) {
		if (id != null) {
			RevisionIds.mistakeIn(id).ifPresent((mistake) -> {
				throw InvalidRevisionGraphException.invalidId(id, "", mistake);
			});
			Integer owner = this.graph.keys().get(id);
			if (owner != null) {
				RevisionNode node = this.graph.node(owner);
				throw InvalidRevisionGraphException.duplicateRevision(id,
						List.of("the new script", RevisionNames.at(node)));
			}
		}
	}

	private void checkLabel(String label, @Nullable String id) {
		String revision = (id != null) ? id : "to be written";
		RevisionIds.mistakeInLabel(label).ifPresent((mistake) -> {
			throw InvalidRevisionGraphException.invalidLabel(label, revision, "", mistake);
		});
		Integer owner = this.graph.keys().get(label);
		if (owner != null) {
			throw InvalidRevisionGraphException.duplicateLabel(label, this.graph.node(owner), revision, "");
		}
	}

	/**
	 * A label stays a label, so that the script says what its author meant.
	 */
	private String dependency(String text) {
		int number = this.resolver.single(RevisionIdentifier.parse(text));
		if (number < 0) {
			throw RevisionPlanException.dependencyOnBase(text);
		}
		return this.labels.of(number).contains(text) ? text : this.graph.node(number).id();
	}

}
