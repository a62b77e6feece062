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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Finds the sources of scripts in the output folders of a build, and the scripts whose
 * sources are gone: those of another branch, or under a former name. Neither Maven nor
 * Gradle nor an IDE is sure to remove them. What is in no output folder, as in a jar, is
 * not looked at.
 *
 * <p>
 * A folder is listed once. Only what has no source where convention puts it is looked for
 * in the whole project: scripts may be copied from elsewhere or generated, and a file of
 * Kotlin may hold any class.
 */
final class LeftoverScripts {

	private static final Logger logger = LoggerFactory.getLogger(LeftoverScripts.class);

	private static final Set<String> OUTPUT = Set.of("target", "build", "out", "bin");

	private static final List<String> SOURCES = List.of(".java", ".kt", ".groovy", ".scala");

	private static final int MOST_FILES = 200_000;

	private final Map<Path, Optional<OutputFolder>> outputs = new HashMap<>();

	private final Map<Path, Map<String, Path>> folders = new HashMap<>();

	private final IdentityHashMap<RevisionScript, Path> sources = new IdentityHashMap<>();

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
		Map<String, Path> files = this.folders.computeIfAbsent(folder,
				(each) -> output.sourceFiles(start.relativize(each)));
		String name = sourceName(script, file);
		Optional<Path> source = names(name, file.isClass()).stream()
			.map(files::get)
			.filter(Objects::nonNull)
			.findFirst();
		if (source.isPresent()) {
			this.sources.put(script, source.get());
		}
		else if (output.hasSources(file.isClass())) {
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

	private static List<String> names(String name, boolean isClass) {
		return isClass ? SOURCES.stream().map((ending) -> name + ending).toList() : List.of(name);
	}

	/**
	 * Returns a script with its source, if that was found.
	 */
	RevisionScript withSource(RevisionScript script) {
		Path source = this.sources.get(script);
		return (source != null && script instanceof JavaRevision java) ? java.withSource(source) : script;
	}

	/**
	 * Returns the scripts without a source, and finds the sources of others.
	 * @return what to do about each, by a description of it
	 */
	Map<String, String> find() {
		Map<String, String> leftovers = new LinkedHashMap<>();
		Map<Path, SourceFiles> projects = new HashMap<>();
		for (Suspect suspect : this.suspects) {
			SourceFiles files = projects.computeIfAbsent(BuildFolders.outermost(suspect.output().module()),
					SourceFiles::of);
			List<Path> found = suspect.sourceNames().stream().flatMap((name) -> files.named(name).stream()).toList();
			if (found.size() == 1) {
				this.sources.put(suspect.script(), found.get(0));
			}
			else if (found.isEmpty() && files.isComplete()) {
				leftovers.put("%s (%s)".formatted(suspect.script().id(), suspect.file()), suspect.output().cleaning());
			}
		}
		return leftovers;
	}

	/**
	 * A script that has no source where convention puts it.
	 */
	private record Suspect(RevisionScript script, Path file, OutputFolder output, String name, boolean isClass) {

		Set<String> sourceNames() {
			Set<String> names = new LinkedHashSet<>(names(this.name, this.isClass));
			if (!this.isClass) {
				return names;
			}
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
	 * The files of a project that may be sources, but not what is built.
	 */
	private static final class SourceFiles extends SimpleFileVisitor<Path> {

		private final Map<String, List<Path>> files = new HashMap<>();

		private int count;

		static SourceFiles of(Path project) {
			SourceFiles files = new SourceFiles();
			try {
				Files.walkFileTree(project, files);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return files;
		}

		/**
		 * Returns whether there were not too many files to be sure.
		 */
		boolean isComplete() {
			return this.count < MOST_FILES;
		}

		List<Path> named(String name) {
			return this.files.getOrDefault(name, List.of());
		}

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
			this.files.computeIfAbsent(String.valueOf(file.getFileName()), (name) -> new ArrayList<>()).add(file);
			this.count++;
			return isComplete() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

}
