package dev.migrate.command.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.Autogeneration.ObjectState;
import dev.migrate.script.project.CompanionFile;
import dev.migrate.script.project.NewFile;
import dev.migrate.script.project.ScriptProject;
import org.jspecify.annotations.Nullable;

/**
 * What an application has declared besides tables when its last revision was generated,
 * in the files beside its revisions: a line for each object, sorted, so that two people
 * can declare different things and merge. What is in it and no longer declared is
 * dropped.
 */
public final class DeclaredObjectFiles {

	/**
	 * The name of the file, which stands beside the revisions.
	 */
	public static final String NAME = "declared-objects.txt";

	private static final String HEADER = """
			# The views, functions and the like that the revisions have created from files. Migrate writes this list with
			# each generated revision, and drops what is in it and no longer in a file.
			""";

	private final ScriptProject project;

	private final Map<CompanionFile, Set<String>> files = new LinkedHashMap<>();

	private DeclaredObjectFiles(ScriptProject project) {
		this.project = project;
		for (CompanionFile file : project.companions(NAME)) {
			this.files.put(file,
					file.text()
						.lines()
						.map(String::strip)
						.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
						.collect(Collectors.toCollection(TreeSet::new)));
		}
	}

	/**
	 * Reads the files.
	 * @return what they say
	 * @throws dev.migrate.MigrateException if one cannot be read
	 */
	public static DeclaredObjectFiles of(Project project) {
		return new DeclaredObjectFiles(project.scripts());
	}

	/**
	 * Returns what all files say together.
	 */
	public Set<String> all() {
		return this.files.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Writes what is declared now, if that is something else.
	 * @param objects all that is declared, and what was
	 * @param location the location that the file is beside the revisions of, or
	 * {@code null} for the one that has a file, or the only one
	 */
	public void write(List<ObjectState> objects, @Nullable String location) {
		write(objects.stream().filter(ObjectState::isDeclared).map(ObjectState::name).collect(Collectors.toSet()),
				location);
	}

	/**
	 * Writes what is declared now, if that is something else.
	 * @param declared what the objects are called
	 * @param location the location that the file is beside the revisions of, or
	 * {@code null} for the one that has a file, or the only one
	 */
	public void write(Set<String> declared, @Nullable String location) {
		Set<String> sorted = new TreeSet<>(declared);
		if (sorted.equals(all())) {
			return;
		}
		List<Path> existing = this.files.keySet().stream().map(CompanionFile::source).filter(Objects::nonNull).toList();
		Path file = (location == null && existing.size() == 1) ? existing.get(0)
				: this.project.companion(NAME, location);
		Set<String> rest = new TreeSet<>(sorted);
		this.files.forEach((other, names) -> {
			if (!file.equals(other.source())) {
				Set<String> kept = new TreeSet<>(names);
				kept.retainAll(sorted);
				rest.removeAll(kept);
				if (other.source() != null && !kept.equals(names)) {
					NewFile.replace(other.source(), text(kept));
				}
			}
		});
		if (Files.exists(file)) {
			NewFile.replace(file, text(rest));
		}
		else {
			NewFile.write(file, text(rest));
		}
	}

	private static String text(Set<String> names) {
		return HEADER + names.stream().map((name) -> name + "\n").collect(Collectors.joining());
	}

}
