package dev.migrate.command.output;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.revision.RevisionNode;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to say about a revision without running it.
 *
 * @param script its script
 * @param node its place, in which what it follows has the name that it has now
 * @param labels the branch labels that it bears
 * @param dependencies the ids of what it depends on
 * @param children the ids of what follows it
 * @param head whether nothing follows it
 * @param effective whether it is a head that another revision depends on
 * @param current whether the database is at it, {@code null} if nobody has looked
 */
public record RevisionDescription(RevisionScript script, RevisionNode node, List<String> labels,
		List<String> dependencies, List<String> children, boolean head, boolean effective, @Nullable Boolean current) {

	public String id() {
		return this.script.id();
	}

	String message() {
		return this.script.message();
	}

	List<String> adopts() {
		return this.script.adopts().stream().map(AdoptedMigration::toString).toList();
	}

	boolean branchPoint() {
		return this.children.size() > 1;
	}

	boolean isCurrent() {
		return Boolean.TRUE.equals(this.current);
	}

	/**
	 * Returns what it comes after, as Alembic writes it.
	 * @return the down revisions, and in parentheses what it depends on
	 */
	String comesAfter() {
		String down = node().isBase() ? "<base>" : String.join(", ", node().downRevisions());
		return this.dependencies.isEmpty() ? down : down + " (" + String.join(", ", this.dependencies) + ")";
	}

	/**
	 * Returns what is special about it.
	 * @return marks such as {@code (head)}, separated by spaces
	 */
	String marks(Output output) {
		List<String> marks = new ArrayList<>();
		if (!this.labels.isEmpty()) {
			marks.add(output.styled(TextStyle.LABEL, "(" + String.join(", ", this.labels) + ")"));
		}
		if (this.head) {
			marks.add(output.styled(TextStyle.HEAD, this.effective ? "(effective head)" : "(head)"));
		}
		if (isCurrent()) {
			marks.add(output.styled(TextStyle.CURRENT, "(current)"));
		}
		if (branchPoint()) {
			marks.add("(branch point)");
		}
		if (node().isMergePoint()) {
			marks.add("(merge point)");
		}
		return String.join(" ", marks);
	}

	public Map<String, @Nullable Object> toJson() {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("revision", id());
		json.put("downRevisions", node().downRevisions());
		json.put("dependsOn", this.dependencies);
		json.put("branchLabels", this.labels);
		if (node().isSquashed()) {
			json.put("replaces", node().replaces());
		}
		json.put("message", message());
		Instant created = this.script.created();
		json.put("created", (created != null) ? created.toString() : null);
		json.put("script", this.script.location());
		String jar = this.script.jar();
		if (jar != null) {
			json.put("jar", jar);
		}
		if (!this.script.adopts().isEmpty()) {
			json.put("adopts", adopts());
		}
		json.put("transactional", this.script.transactional());
		json.put("head", this.head);
		json.put("effectiveHead", this.effective);
		json.put("branchPoint", branchPoint());
		json.put("mergePoint", node().isMergePoint());
		if (this.current != null) {
			json.put("current", this.current);
		}
		return json;
	}

}
