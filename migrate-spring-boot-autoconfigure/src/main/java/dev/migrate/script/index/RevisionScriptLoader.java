package dev.migrate.script.index;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.migrate.MigrateException;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.java.JavaRevisionReader;
import dev.migrate.script.sql.SqlScriptReader;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;

/**
 * Finds the revision scripts of an application: the {@code .sql} files, and of the
 * {@code .class} files those that carry {@link dev.migrate.Revision @Revision}, below the
 * folders of its locations. Other files are ignored.
 *
 * <p>
 * A location {@code classpath:db/revisions} is that folder under every root of the class
 * path: directories, jars, and the jars inside a Spring Boot jar. A location
 * {@code application:db/revisions} is that folder under the roots that are the
 * application's own, and not in the jars of its libraries. A location
 * {@code file:revisions} is a folder of the file system and holds SQL scripts only.
 *
 * <p>
 * In an application that runs with what was generated ahead of time, class path locations
 * are not searched: its {@link RevisionIndex} says what is there.
 */
public final class RevisionScriptLoader {

	private final ClassLoader classLoader;

	private final List<ScriptLocation> locations;

	private final boolean indexed;

	/**
	 * Creates a loader.
	 * @param classLoader the class loader of the application
	 * @throws ScriptAccessException if a location is neither a class path nor a file
	 * system folder
	 */
	public RevisionScriptLoader(ClassLoader classLoader, List<String> locations) {
		this(classLoader, locations, AotDetector.useGeneratedArtifacts());
	}

	private RevisionScriptLoader(ClassLoader classLoader, List<String> locations, boolean indexed) {
		this.classLoader = classLoader;
		List<ScriptLocation> parsed = new ArrayList<>();
		for (String location : locations) {
			parsed.add(ScriptLocation.of(location));
		}
		this.locations = parsed;
		this.indexed = indexed;
	}

	/**
	 * Creates a loader that searches all locations.
	 */
	static RevisionScriptLoader scanning(ClassLoader classLoader, List<String> locations) {
		return new RevisionScriptLoader(classLoader, locations, false);
	}

	/**
	 * Finds the scripts. Of an SQL file the header is read, of a class its bytecode; no
	 * revision class is loaded.
	 * @return the scripts and the locations that do not exist
	 * @throws InvalidScriptException if a header or the attributes of {@code @Revision}
	 * break the rules of their format
	 * @throws ScriptAccessException if a location or a file cannot be read
	 */
	public RevisionScripts load() {
		return load((mistake) -> {
			throw mistake;
		});
	}

	/**
	 * Finds the scripts and goes on without those that cannot be read.
	 * @param mistakes takes what {@link #load()} would throw
	 * @return the other scripts and the locations that do not exist
	 * @throws ScriptAccessException if a location cannot be read
	 */
	public RevisionScripts load(Consumer<MigrateException> mistakes) {
		RevisionIndex index = this.indexed ? RevisionIndex.find(this.classLoader) : null;
		return (index != null) ? load(index, mistakes) : scan(this.locations, mistakes);
	}

	private RevisionScripts load(RevisionIndex index, Consumer<MigrateException> mistakes) {
		List<ScriptLocation> classPath = this.locations.stream()
			.filter(ScriptLocation.ClassPath.class::isInstance)
			.toList();
		if (!index.covers(classPath)) {
			return scan(this.locations, mistakes);
		}
		List<ScriptLocation> folders = this.locations.stream()
			.filter((location) -> !classPath.contains(location))
			.toList();
		return index.in(classPath).and(scan(folders, mistakes));
	}

	private RevisionScripts scan(List<ScriptLocation> searched, Consumer<MigrateException> mistakes) {
		try (ScriptFiles files = new ScriptFiles(this.classLoader, ScriptFile::isScript)) {
			try {
				for (ScriptLocation location : searched) {
					files.add(location);
				}
			}
			catch (InvalidPathException ex) {
				throw ScriptLocation.unsupported(ex);
			}
			return read(files, mistakes);
		}
	}

	private RevisionScripts read(ScriptFiles files, Consumer<MigrateException> mistakes) {
		List<ScriptFile> sorted = files.sorted();
		JavaRevisionReader javaRevisions = new JavaRevisionReader(this.classLoader);
		List<RevisionScript> scripts = new ArrayList<>(sorted.size());
		LeftoverScripts leftovers = new LeftoverScripts();
		for (int i = 0; i < sorted.size(); i++) {
			ScriptFile file = sorted.get(i);
			boolean ambiguous = (i > 0 && sorted.get(i - 1).path().equals(file.path()))
					|| (i + 1 < sorted.size() && sorted.get(i + 1).path().equals(file.path()));
			try {
				RevisionScript script = read(file, file.location(ambiguous), javaRevisions);
				if (script != null) {
					scripts.add(script);
					leftovers.check(script, file);
				}
			}
			catch (MigrateException ex) {
				mistakes.accept(ex);
			}
		}
		Map<String, String> withoutSource = leftovers.find();
		scripts.replaceAll(leftovers::withSource);
		return new RevisionScripts(scripts, files.missingLocations(), withoutSource);
	}

	private static @Nullable RevisionScript read(ScriptFile file, String location, JavaRevisionReader javaRevisions) {
		return file.isClass() ? javaRevisions.read(file.resource(), location, file.jar())
				: SqlScriptReader.revision(file.resource(), location, file.path(), file.jar());
	}

}
