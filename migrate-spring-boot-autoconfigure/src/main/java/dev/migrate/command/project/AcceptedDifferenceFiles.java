package dev.migrate.command.project;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.accept.AcceptedDifferencesFile;
import dev.migrate.script.project.CompanionFile;
import dev.migrate.script.project.ScriptProject;
import org.jspecify.annotations.Nullable;

/**
 * The accepted differences of an application, in the files beside its revisions.
 */
public final class AcceptedDifferenceFiles {

	private final ScriptProject project;

	private final Map<CompanionFile, AcceptedDifferences> files;

	private AcceptedDifferenceFiles(ScriptProject project, Map<CompanionFile, AcceptedDifferences> files) {
		this.project = project;
		this.files = files;
	}

	/**
	 * Reads the files.
	 * @return what they say
	 * @throws dev.migrate.MigrateException if one cannot be read or is malformed
	 */
	public static AcceptedDifferenceFiles of(Project project) {
		ScriptProject scripts = project.scripts();
		Map<CompanionFile, AcceptedDifferences> files = new LinkedHashMap<>();
		for (CompanionFile file : scripts.companions(AcceptedDifferencesFile.NAME)) {
			Path source = file.source();
			String location = (source != null) ? project.relativize(source).toString() : file.location();
			files.put(file, AcceptedDifferencesFile.read(location, file.text()));
		}
		return new AcceptedDifferenceFiles(scripts, files);
	}

	/**
	 * Returns what all files say together.
	 */
	public AcceptedDifferences all() {
		return AcceptedDifferences.union(this.files.values());
	}

	/**
	 * Returns what the file in the sources says.
	 * @param source the file, which need not exist
	 * @return the accepted differences, none if there is no such file
	 */
	public AcceptedDifferences in(Path source) {
		return AcceptedDifferences.union(this.files.entrySet()
			.stream()
			.filter((file) -> source.equals(file.getKey().source()))
			.map(Map.Entry::getValue)
			.toList());
	}

	/**
	 * Returns the file to be written.
	 * @param location the location that it is beside the revisions of, or {@code null}
	 * for the one that has a file, or the only one
	 * @return the file, which need not exist
	 * @throws dev.migrate.MigrateException if it cannot be told where it belongs
	 */
	public Path source(@Nullable String location) {
		List<Path> existing = this.files.keySet().stream().map(CompanionFile::source).filter(Objects::nonNull).toList();
		return (location == null && existing.size() == 1) ? existing.get(0)
				: this.project.companion(AcceptedDifferencesFile.NAME, location);
	}

}
