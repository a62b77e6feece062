package dev.migrate.autogenerate.accept;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.AcceptedDifference;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.difference.DifferenceKind;
import dev.migrate.script.InvalidScriptException;
import org.jspecify.annotations.Nullable;

/**
 * The file in which accepted differences are kept: a JSON array, each entry an object in
 * a line of its own, sorted, so that two people can accept different things and merge.
 */
public final class AcceptedDifferencesFile {

	/**
	 * The name of the file, which stands beside the revisions.
	 */
	public static final String NAME = "accepted-differences.json";

	private static final List<String> KEYS = List.of("kind", "object", "part", "wanted", "found");

	private static final Map<String, DifferenceKind> KINDS = Arrays.stream(DifferenceKind.values())
		.filter(DifferenceKind::isAcceptable)
		.collect(Collectors.toMap(DifferenceKind::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));

	private final String location;

	private final Map<AcceptedDifference, Integer> lines = new LinkedHashMap<>();

	private final Map<List<@Nullable Object>, Integer> places = new HashMap<>();

	private AcceptedDifferencesFile(String location) {
		this.location = location;
	}

	/**
	 * Reads the content of a file.
	 * @param location where the file is, for messages
	 * @param text its content; an empty one accepts nothing
	 * @return the accepted differences
	 * @throws InvalidScriptException if it is not what {@link #write} writes, apart from
	 * its order and white space
	 */
	public static AcceptedDifferences read(String location, String text) {
		AcceptedDifferencesFile file = new AcceptedDifferencesFile(location);
		new JsonObjects(location, text).read().forEach(file::add);
		return new AcceptedDifferences(List.copyOf(file.lines.keySet()));
	}

	/**
	 * Writes the content of a file.
	 * @param accepted the accepted differences
	 * @return the content
	 */
	public static String write(AcceptedDifferences accepted) {
		if (accepted.entries().isEmpty()) {
			return "[]\n";
		}
		return accepted.entries()
			.stream()
			.map(AcceptedDifferencesFile::line)
			.collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
	}

	private static String line(AcceptedDifference entry) {
		Map<String, @Nullable String> values = new LinkedHashMap<>();
		values.put("kind", entry.kind().id());
		values.put("object", entry.object());
		values.put("part", entry.part());
		values.put("wanted", entry.wanted());
		values.put("found", entry.found());
		return values.entrySet()
			.stream()
			.flatMap((value) -> Optional.ofNullable(value.getValue())
				.map((text) -> JsonObjects.quote(value.getKey()) + ": " + JsonObjects.quote(text))
				.stream())
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private void add(JsonObjects.Entry read) {
		Map<String, String> values = read.values();
		values.keySet().stream().filter((key) -> !KEYS.contains(key)).findFirst().ifPresent((key) -> {
			throw invalid(read.line(), "unknown key '%s'; an entry has %s.".formatted(key, String.join(", ", KEYS)));
		});
		AcceptedDifference entry = new AcceptedDifference(kind(read), required(read, "object"), values.get("part"),
				values.get("wanted"), values.get("found"));
		if (entry.wanted() == null && entry.found() == null) {
			throw invalid(read.line(), "the entry has neither 'wanted' nor 'found'.");
		}
		Integer same = entry.isNamedFreely() ? this.lines.get(entry)
				: this.places.putIfAbsent(Arrays.asList(entry.kind(), entry.object(), entry.part()), read.line());
		if (same != null) {
			throw invalid(read.line(),
					"the entry is about the same as the one in line %d: %s.".formatted(same, entry.name()));
		}
		this.lines.put(entry, read.line());
	}

	private DifferenceKind kind(JsonObjects.Entry read) {
		String id = required(read, "kind");
		DifferenceKind kind = KINDS.get(id);
		if (kind == null) {
			throw invalid(read.line(),
					"unknown kind '%s'; it is one of %s.".formatted(id, String.join(", ", KINDS.keySet())));
		}
		return kind;
	}

	private String required(JsonObjects.Entry read, String key) {
		if (!read.values().containsKey(key)) {
			throw invalid(read.line(), "the entry has no '%s'.".formatted(key));
		}
		return Objects.requireNonNull(read.values().get(key));
	}

	private InvalidScriptException invalid(int line, String problem) {
		return InvalidScriptException.acceptedDifferences(this.location, line, problem);
	}

}
