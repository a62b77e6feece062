package dev.migrate.script.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.revision.RevisionNode;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.index.ScriptLocation;
import dev.migrate.script.java.JavaRevisionSource;
import dev.migrate.script.sql.SqlScriptReader;

import org.springframework.core.io.FileSystemResource;
import org.springframework.util.StringUtils;

/**
 * The revisions in source folders.
 */
final class SourceRevisions {

	private final SourceFolders folders;

	SourceRevisions(SourceFolders folders) {
		this.folders = folders;
	}

	/**
	 * Makes sure that the application knows the revisions of the sources that it is built
	 * from.
	 * @throws ScriptAccessException if there are others
	 */
	void rejectUnknown(List<ScriptLocation> locations, SourceFolder target, RevisionScripts known) {
		Set<SourceFolder> sources = new LinkedHashSet<>(Set.of(target));
		for (ScriptLocation location : locations) {
			List<SourceFolder> existing = this.folders.existing(location);
			// Several may belong to several applications.
			if (existing.size() == 1) {
				sources.addAll(existing);
			}
		}
		Map<String, String> unknown = new LinkedHashMap<>();
		for (SourceFolder source : sources) {
			for (Path folder : source.existing()) {
				for (RevisionNode revision : read(folder)) {
					if (known.find(revision.id()).isEmpty()) {
						unknown.putIfAbsent(revision.id(), revision.id() + " (" + revision.location() + ")");
					}
				}
			}
		}
		if (!unknown.isEmpty()) {
			throw ScriptAccessException.staleClassPath(List.copyOf(unknown.keySet()), List.copyOf(unknown.values()));
		}
	}

	private static List<RevisionNode> read(Path folder) {
		List<RevisionNode> revisions = new ArrayList<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
				revisions.addAll(revisions(file));
			}
		}
		catch (IOException ex) {
			throw unreadable(folder, ex);
		}
		catch (UncheckedIOException ex) {
			throw unreadable(folder, ex);
		}
		return revisions;
	}

	private static List<RevisionNode> revisions(Path file) throws IOException {
		String name = String.valueOf(file.getFileName());
		if (StringUtils.endsWithIgnoreCase(name, ".sql")) {
			return List
				.of(SqlScriptReader.revision(new FileSystemResource(file), file.toString(), file.toString()).node());
		}
		boolean isClass = Stream.of(ScriptFormat.JAVA, ScriptFormat.KOTLIN)
			.anyMatch((format) -> name.endsWith("." + format.extension()));
		return isClass
				? JavaRevisionSource.all(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString())
				: List.of();
	}

	private static ScriptAccessException unreadable(Path folder, Exception ex) {
		return ScriptAccessException.unreadable(folder.toString(), ex.toString(),
				"Check that the folder and all files below it can be read.", ex);
	}

}
