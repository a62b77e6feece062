package dev.migrate.runtime.offline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.failure.OfflineException;

/**
 * From where to where a script leads.
 *
 * @param start the identifiers of the state that the script is run on, none for base
 * @param end the identifiers of the targets, at least one
 */
public record OfflineRange(List<String> start, List<String> end) {

	public OfflineRange {
		start = List.copyOf(start);
		end = List.copyOf(end);
	}

	/**
	 * Reads {@code start:end}, {@code :end} or {@code end}. Both ends may be several
	 * identifiers separated by commas.
	 * @param text what the user wrote
	 */
	public static OfflineRange parse(String text) {
		int colon = text.indexOf(':');
		if (text.indexOf(':', colon + 1) >= 0 && colon >= 0) {
			throw OfflineException.range(text, "has more than one colon", "Write start:end.");
		}
		String start = (colon >= 0) ? text.substring(0, colon) : "";
		String end = text.substring(colon + 1);
		if (end.isBlank()) {
			throw OfflineException.range(text, "does not say where the script leads to",
					"Write start:end, such as base:head.");
		}
		return new OfflineRange(start.isBlank() ? List.of() : identifiers(text, start), identifiers(text, end));
	}

	/**
	 * Reads {@code start:end} where neither may be left out.
	 * @param text what the user wrote
	 */
	public static OfflineRange parseBoth(String text) {
		OfflineRange range = parse(text);
		if (range.start.isEmpty() || range.end.size() > 1) {
			throw OfflineException.range(text,
					"is not enough to write a downgrade, which begins at a revision and leads to one",
					"Write start:end, such as head:base.");
		}
		return range;
	}

	/**
	 * Returns the rows of the version table that the script is run on.
	 */
	public Set<String> rows(RevisionMap map) {
		Collection<String> ids = new TreeSet<>();
		for (String identifier : this.start) {
			List<RevisionNode> nodes = map.resolve(identifier);
			// A squashed revision and the last one that it replaces are two rows for one.
			boolean row = !nodes.isEmpty() && map.unknownRows(List.of(identifier)).isEmpty();
			ids.addAll(row ? List.of(identifier) : nodes.stream().map(RevisionNode::id).toList());
		}
		return map.rowsFor(ids);
	}

	private static List<String> identifiers(String text, String part) {
		List<String> identifiers = new ArrayList<>();
		for (String identifier : part.split(",", -1)) {
			if (identifier.isBlank()) {
				throw OfflineException.range(text, "has a comma without a revision beside it",
						"Write revisions separated by commas.");
			}
			identifiers.add(identifier.strip());
		}
		return identifiers;
	}

}
