package dev.migrate.script.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import dev.migrate.revision.RevisionNode;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.ScriptValues;
import dev.migrate.script.SqlHeader;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.sql.SqlScriptReader;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * The revision scripts of class path locations, as they were when the application was
 * built: what {@link RevisionScriptLoader} would find, without looking for it. Written
 * when an application is processed ahead of time, and used by applications that run with
 * what that has generated.
 */
public final class RevisionIndex {

	/**
	 * Where an application has its index, in the class path.
	 */
	public static final String PATH = "META-INF/migrate/revisions.properties";

	private static final String FORMAT = "1";

	private final List<ScriptLocation> locations;

	private final List<String> missingLocations;

	private final List<RevisionScript> scripts;

	private RevisionIndex(Collection<String> locations, Collection<String> missingLocations,
			List<RevisionScript> scripts) {
		this.locations = locations.stream().map(ScriptLocation::of).toList();
		this.missingLocations = List.copyOf(missingLocations);
		this.scripts = List.copyOf(scripts);
	}

	/**
	 * Makes an index of those locations that are on the class path. What is elsewhere may
	 * change after the application was built.
	 * @param classLoader the class loader of the application
	 * @param locations the locations of the application
	 * @throws dev.migrate.MigrateException for what {@link RevisionScriptLoader#load()}
	 * throws it
	 */
	public static RevisionIndex of(ClassLoader classLoader, List<String> locations) {
		List<String> indexed = locations.stream()
			.filter((location) -> ScriptLocation.of(location) instanceof ScriptLocation.ClassPath)
			.toList();
		RevisionScripts found = RevisionScriptLoader.scanning(classLoader, indexed).load();
		found.requireSources();
		return new RevisionIndex(indexed, found.missingLocations(), found.all());
	}

	/**
	 * Reads the index of an application.
	 */
	static @Nullable RevisionIndex find(ClassLoader classLoader) {
		URL url = classLoader.getResource(PATH);
		if (url == null) {
			return null;
		}
		Properties entries = new Properties();
		try (InputStream input = url.openStream()) {
			entries.load(input);
		}
		catch (IOException ex) {
			throw ScriptAccessException.unreadable(PATH, ex.toString(), "Check that the application is complete.", ex);
		}
		if (!FORMAT.equals(entries.getProperty("format"))) {
			throw ScriptAccessException.unreadable(PATH, "it was written by another version of Migrate",
					"Build the application again.", null);
		}
		List<RevisionScript> scripts = new ArrayList<>();
		for (int number = 0; entries.containsKey(number + ".id"); number++) {
			scripts.add(script(new Entry(entries, number), classLoader));
		}
		return new RevisionIndex(list(entries.getProperty("locations", "")), list(entries.getProperty("missing", "")),
				scripts);
	}

	/**
	 * Returns whether everything that is to be found in some locations is in this index.
	 */
	boolean covers(Collection<ScriptLocation> wanted) {
		return wanted.stream()
			.allMatch((location) -> this.locations.stream().anyMatch((indexed) -> indexed.contains(location)));
	}

	/**
	 * Returns the scripts in some locations.
	 */
	RevisionScripts in(Collection<ScriptLocation> wanted) {
		List<RevisionScript> found = this.scripts.stream()
			.filter((script) -> wanted.stream()
				.anyMatch((location) -> location.holds(script.location()) && location.isIn(script.jar())))
			.toList();
		List<String> missing = wanted.stream()
			.map(ScriptLocation::text)
			.filter(this.missingLocations::contains)
			.toList();
		return new RevisionScripts(found, missing);
	}

	/**
	 * Returns the scripts of this index.
	 * @return the scripts, sorted by location
	 */
	public List<RevisionScript> scripts() {
		return this.scripts;
	}

	/**
	 * Returns what the file {@link #PATH} is to hold.
	 * @return a properties file, the same for the same scripts
	 */
	public byte[] content() {
		Properties entries = new Properties();
		entries.setProperty("format", FORMAT);
		entries.setProperty("locations", text(this.locations.stream().map(ScriptLocation::text).toList()));
		entries.setProperty("missing", text(this.missingLocations));
		for (int number = 0; number < this.scripts.size(); number++) {
			describe(this.scripts.get(number), new Entry(entries, number));
		}
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try {
			entries.store(output, null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return output.toString(StandardCharsets.ISO_8859_1)
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.sorted()
			.collect(Collectors.joining("\n", "", "\n"))
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void describe(RevisionScript script, Entry entry) {
		RevisionNode node = script.node();
		entry.set("id", node.id());
		entry.set("location", node.location());
		entry.set("down", text(node.downRevisions()));
		entry.set("depends-on", text(node.dependsOn()));
		entry.set("labels", text(node.labels()));
		entry.set("replaces", text(node.replaces()));
		entry.set("message", script.message());
		entry.set("transactional", String.valueOf(script.transactional()));
		Instant created = script.created();
		if (created != null) {
			entry.set("created", created.toString());
		}
		if (!script.adopts().isEmpty()) {
			entry.set("adopts",
					script.adopts().stream().map(AdoptedMigration::toString).collect(Collectors.joining("\n")));
		}
		String jar = script.jar();
		if (jar != null) {
			entry.set("jar", jar);
		}
		if (script instanceof JavaRevision java) {
			entry.set("class", java.className());
		}
		else if (script instanceof SqlRevision sql) {
			entry.set("path", sql.path());
			entry.set("placeholders", String.valueOf(sql.header().placeholders()));
			entry.set("sha256", IndexedResource.digest(sql.resource(), script.location()));
		}
	}

	private static RevisionScript script(Entry entry, ClassLoader classLoader) {
		String location = entry.get("location");
		SqlHeader header = new SqlHeader(entry.get("id"), entry.list("down"), entry.list("depends-on"),
				entry.list("labels"), entry.list("replaces"), entry.get("message"), entry.instant("created"),
				entry.is("transactional"), entry.is("placeholders"), entry.adopts());
		String className = entry.find("class");
		if (className != null) {
			return new JavaRevision(header.toNode(location), className, header.message(), header.created(),
					header.transactional(), header.adopts(), entry.find("jar"));
		}
		String path = entry.get("path");
		Resource resource = new IndexedResource(new ClassPathResource(path, classLoader), classLoader, location,
				entry.get("sha256"));
		return SqlScriptReader.revision(header, resource, location, path, entry.find("jar"));
	}

	private static String text(Collection<String> values) {
		return String.join(",", values);
	}

	private static List<String> list(String text) {
		return Arrays.asList(StringUtils.commaDelimitedListToStringArray(text));
	}

	/**
	 * What the index says of one script.
	 */
	private record Entry(Properties entries, int number) {

		void set(String name, String value) {
			this.entries.setProperty(this.number + "." + name, value);
		}

		@Nullable String find(String name) {
			return this.entries.getProperty(this.number + "." + name);
		}

		String get(String name) {
			String value = find(name);
			if (value == null) {
				throw ScriptAccessException.unreadable(PATH, "entry %d has no '%s'".formatted(this.number, name),
						"Build the application again.", null);
			}
			return value;
		}

		List<String> list(String name) {
			return List.copyOf(new LinkedHashSet<>(RevisionIndex.list(get(name))));
		}

		List<AdoptedMigration> adopts() {
			String value = find("adopts");
			if (value == null) {
				return List.of();
			}
			List<AdoptedMigration> adopted = new ArrayList<>();
			value.lines().forEach((line) -> new ScriptValues(PATH, 0).addAdopted("adopts", line, adopted));
			return adopted;
		}

		boolean is(String name) {
			return Boolean.parseBoolean(find(name));
		}

		@Nullable Instant instant(String name) {
			String value = find(name);
			return (value != null) ? Instant.parse(value) : null;
		}

	}

}
