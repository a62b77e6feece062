package dev.migrate.script;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The revision scripts that were found, sorted by location. Two of them may have the same
 * id: that is for the revision graph to refuse, which knows both locations.
 */
public final class RevisionScripts {

	private final List<RevisionScript> all;

	private final List<String> missingLocations;

	private final Map<String, String> leftovers;

	private final Map<String, RevisionScript> byId;

	public RevisionScripts(List<RevisionScript> all, List<String> missingLocations) {
		this(all, missingLocations, Map.of());
	}

	/**
	 * Creates scripts, some of which may be left over from another build.
	 * @param all all scripts
	 * @param missingLocations the configured locations that do not exist
	 * @param leftovers descriptions of the scripts whose source is gone, with what to do
	 * about each
	 */
	public RevisionScripts(List<RevisionScript> all, List<String> missingLocations, Map<String, String> leftovers) {
		this.all = List.copyOf(all);
		this.leftovers = new LinkedHashMap<>(leftovers);
		this.missingLocations = List.copyOf(missingLocations);
		this.byId = new LinkedHashMap<>(all.size() * 2);
		for (RevisionScript script : all) {
			this.byId.putIfAbsent(script.id(), script);
		}
	}

	/**
	 * Adds the scripts of other locations.
	 * @param others the other scripts
	 * @return all of them, sorted by location
	 */
	public RevisionScripts and(RevisionScripts others) {
		if (others.all.isEmpty() && others.missingLocations.isEmpty()) {
			return this;
		}
		Map<String, String> leftovers = new LinkedHashMap<>(this.leftovers);
		leftovers.putAll(others.leftovers);
		return new RevisionScripts(
				Stream.concat(this.all.stream(), others.all.stream())
					.sorted(Comparator.comparing(RevisionScript::location))
					.toList(),
				Stream.concat(this.missingLocations.stream(), others.missingLocations.stream()).toList(), leftovers);
	}

	/**
	 * Returns some of these scripts.
	 * @param ids the full ids of their revisions
	 * @return the scripts, sorted by location
	 */
	public RevisionScripts only(Set<String> ids) {
		return new RevisionScripts(this.all.stream().filter((script) -> ids.contains(script.id())).toList(),
				this.missingLocations, this.leftovers);
	}

	/**
	 * Returns all scripts.
	 * @return the scripts, sorted by location, duplicates of an id included
	 */
	public List<RevisionScript> all() {
		return this.all;
	}

	/**
	 * Returns the configured locations that do not exist. A location that exists and
	 * holds no script is not among them.
	 * @return the locations, as they were configured
	 */
	public List<String> missingLocations() {
		return this.missingLocations;
	}

	/**
	 * Makes sure that no script is left over from another build: one that is in an output
	 * folder of the project, such as {@code target/classes}, although its source is gone,
	 * because it belongs to another branch or was renamed.
	 * @throws ScriptAccessException if there is one
	 */
	public void requireSources() {
		if (!this.leftovers.isEmpty()) {
			throw ScriptAccessException.withoutSource(List.copyOf(this.leftovers.keySet()), this.leftovers.values());
		}
	}

	/**
	 * Returns the script of a revision.
	 * @param id the full id
	 * @return the script; of several with the same id, the first by location
	 * @throws NoSuchElementException if there is none
	 */
	public RevisionScript get(String id) {
		return find(id).orElseThrow(() -> new NoSuchElementException("No script of revision '" + id + "'"));
	}

	/**
	 * Returns the script of a revision, if there is one.
	 * @param id the full id
	 * @return the script; of several with the same id, the first by location
	 */
	public Optional<RevisionScript> find(String id) {
		return Optional.ofNullable(this.byId.get(id));
	}

}
