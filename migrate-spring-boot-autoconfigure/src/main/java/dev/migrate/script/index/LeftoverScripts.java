package dev.migrate.script.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.StringUtils;

/**
 * Finds scripts in the output folders of a build whose sources are gone: those of another
 * branch, or under a former name. Neither Maven nor Gradle nor an IDE is sure to remove
 * them. What is in no output folder, as in a jar, is not looked at.
 *
 * <p>
 * A folder is listed once. Only what has no source where convention puts it is looked for
 * in the whole project: scripts may be copied from elsewhere or generated, and a file of
 * Kotlin may hold any class.
 */
final class LeftoverScripts {

	private static final Logger logger = LoggerFactory.getLogger(LeftoverScripts.class);

	private static final Set<String> OUTPUT = Set.of("target", "build", "out", "bin");

	private static final int MOST_FILES = 200_000;

	private final Map<Path, Optional<OutputFolder>> outputs = new HashMap<>();

	private final Map<Path, Set<String>> sources = new HashMap<>();

	private final List<Suspect> suspects = new ArrayList<>();

	/**
	 * Looks for the source of a script.
	 */
	void check(RevisionScript script, ScriptFile file) {
		try {
			if (!file.root().isEmpty() && file.resource().isFile()) {
				check(script, file, file.resource().getFilePath());
			}
		}
		catch (IOException | RuntimeException ex) {
			// What cannot be told is no reason to refuse anything.
			logger.debug("The source of {} cannot be looked for", file.path(), ex);
		}
	}

	private void check(RevisionScript script, ScriptFile file, Path found) {
		Path root = found;
		for (int level = StringUtils.countOccurrencesOf(file.path(), "/"); level >= 0 && root != null; level--) {
			root = root.getParent();
		}
		OutputFolder output = (root != null)
				? this.outputs.computeIfAbsent(root, (each) -> Optional.ofNullable(OutputFolder.of(each))).orElse(null)
				: null;
		Path folder = found.getParent();
		if (output == null || root == null || folder == null) {
			return;
		}
		Path start = root;
		Set<String> names = this.sources.computeIfAbsent(folder, (each) -> output.sourceFiles(start.relativize(each)));
		String name = sourceName(script, file);
		if (!names.contains(name) && output.hasSources(file.isClass())) {
			this.suspects.add(new Suspect(script, found, output, name, file.isClass()));
		}
	}

	/**
	 * Returns the name of the source file, that of a class without its ending.
	 */
	private static String sourceName(RevisionScript script, ScriptFile file) {
		if (script instanceof JavaRevision revision) {
			String name = revision.className().substring(revision.className().lastIndexOf('.') + 1);
			return name.replaceFirst("\\$.*", "");
		}
		return file.path().substring(file.path().lastIndexOf('/') + 1);
	}

	/**
	 * Returns the scripts without a source.
	 * @return what to do about each, by a description of it
	 */
	Map<String, String> find() {
		Map<String, String> leftovers = new LinkedHashMap<>();
		Map<Path, @Nullable Set<String>> names = new HashMap<>();
		for (Suspect suspect : this.suspects) {
			Path project = BuildFolders.outermost(suspect.output().module());
			Set<String> files = names.containsKey(project) ? names.get(project) : files(project);
			names.put(project, files);
			if (files != null && suspect.sourceNames().stream().noneMatch(files::contains)) {
				leftovers.put("%s (%s)".formatted(suspect.script().id(), suspect.file()), suspect.output().cleaning());
			}
		}
		return leftovers;
	}

	/**
	 * Returns the names of all files of a project that may be sources.
	 * @return the names, or {@code null} if there are too many files to be sure
	 */
	private static @Nullable Set<String> files(Path project) {
		SourceFiles files = new SourceFiles();
		try {
			Files.walkFileTree(project, files);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (files.names.size() < MOST_FILES) ? files.names : null;
	}

	/**
	 * A script that has no source where convention puts it.
	 */
	private record Suspect(RevisionScript script, Path file, OutputFolder output, String name, boolean isClass) {

		List<String> sourceNames() {
			if (!this.isClass) {
				return List.of(this.name);
			}
			List<String> names = new ArrayList<>();
			List.of(".java", ".kt", ".groovy", ".scala").forEach((ending) -> names.add(this.name + ending));
			try (InputStream stream = Files.newInputStream(this.file)) {
				new ClassReader(stream).accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION) {

					@Override
					public void visitSource(@Nullable String source, @Nullable String debug) {
						if (source != null) {
							names.add(source);
						}
					}

				}, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return names;
		}

	}

	/**
	 * Collects names, but not those of what is built.
	 */
	private static final class SourceFiles extends SimpleFileVisitor<Path> {

		private final Set<String> names = new HashSet<>();

		@Override
		public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
			String name = String.valueOf(folder.getFileName());
			Path parent = folder.getParent();
			boolean built = parent != null && parent.getFileName() != null
					&& OUTPUT.contains(parent.getFileName().toString()) && isModule(parent.getParent());
			boolean ignored = built ? !name.startsWith("generated")
					: name.equals("node_modules") || (name.startsWith(".") && !name.startsWith(".apt_generated"));
			return ignored ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
		}

		private static boolean isModule(@Nullable Path folder) {
			return folder != null && (BuildFolders.isBuilt(folder) || Files.isDirectory(folder.resolve("src")));
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			this.names.add(String.valueOf(file.getFileName()));
			return (this.names.size() < MOST_FILES) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

}
