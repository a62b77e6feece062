package dev.migrate.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Words for messages.
 */
public final class RevisionNames {

	private static final int SHOWN = 10;

	private RevisionNames() {
	}

	/**
	 * Returns the id with the place of its script.
	 */
	public static String at(String id, String location) {
		return location.isEmpty() ? id : id + " (" + location + ")";
	}

	public static String at(RevisionNode node) {
		return at(node.id(), node.location());
	}

	public static String nodes(Collection<RevisionNode> nodes) {
		return shortened(nodes.stream().map(RevisionNames::at).toList());
	}

	public static String ids(Collection<String> ids) {
		return shortened(List.copyOf(ids));
	}

	public static String didYouMean(List<RevisionNode> candidates) {
		return candidates.isEmpty() ? "" : "Did you mean " + alternatives(candidates) + "? ";
	}

	private static String alternatives(List<RevisionNode> nodes) {
		List<String> texts = nodes.stream().map(RevisionNames::at).toList();
		int last = texts.size() - 1;
		return (last == 0) ? texts.get(0) : String.join(", ", texts.subList(0, last)) + " or " + texts.get(last);
	}

	private static String shortened(List<String> texts) {
		if (texts.size() <= SHOWN) {
			return String.join(", ", texts);
		}
		List<String> shown = new ArrayList<>(texts.subList(0, SHOWN));
		return String.join(", ", shown) + " and " + (texts.size() - SHOWN) + " more";
	}

}
