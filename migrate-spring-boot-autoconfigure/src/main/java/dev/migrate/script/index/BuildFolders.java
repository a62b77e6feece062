package dev.migrate.script.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The folders that Maven or Gradle builds, told by the files that are in them.
 */
public final class BuildFolders {

	private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts",
			"settings.gradle", "settings.gradle.kts");

	private static final Pattern MAVEN_ROOT = Pattern
		.compile("<(sourceDirectory|sourceDir)>\\s*(?:\\$\\{(?:project\\.)?basedir}/)?([^<$]+?)\\s*</\\1>");

	private static final Pattern GRADLE_ROOTS = Pattern.compile("\\bsrcDirs?\\b[^\\n]*");

	private static final Pattern QUOTED = Pattern.compile("[\"'](?:\\$projectDir/)?([^\"'$]+)[\"']");

	private BuildFolders() {
	}

	/**
	 * Returns the folders that the build file of a module names as those of its sources.
	 * @return the folders, without those of tests
	 */
	public static List<Path> sourceRoots(Path module) {
		List<Path> roots = new ArrayList<>();
		for (String name : BUILD_FILES) {
			String text = read(module.resolve(name));
			if (name.endsWith(".xml")) {
				MAVEN_ROOT.matcher(text).results().forEach((root) -> add(root.group(2), module, roots));
			}
			else {
				GRADLE_ROOTS.matcher(text)
					.results()
					.flatMap((line) -> QUOTED.matcher(line.group()).results())
					.forEach((root) -> add(root.group(1), module, roots));
			}
		}
		return roots.stream().distinct().toList();
	}

	private static void add(String name, Path module, List<Path> roots) {
		try {
			Path root = module.resolve(name).normalize();
			boolean inModule = root.startsWith(module) && !root.equals(module);
			Path path = inModule ? module.relativize(root) : root;
			boolean forMain = Stream.of("test", "resources", "target", "build")
				.noneMatch((part) -> StreamSupport.stream(path.spliterator(), false)
					.anyMatch((each) -> each.toString().equals(part)));
			if (inModule && forMain) {
				roots.add(root);
			}
		}
		catch (InvalidPathException ex) {
			// Then it is no folder.
		}
	}

	private static String read(Path file) {
		try {
			return Files.isRegularFile(file) ? Files.readString(file) : "";
		}
		catch (IOException ex) {
			// The build tool will say what is wrong with it.
			return "";
		}
	}

	/**
	 * Returns whether a folder has a build file.
	 */
	public static boolean isBuilt(Path folder) {
		return BUILD_FILES.stream().map(folder::resolve).anyMatch(Files::exists);
	}

	/**
	 * Returns the outermost folder that is built together with another one.
	 * @return the folder, or the other one if that is not built
	 */
	public static Path outermost(Path module) {
		Path project = module;
		for (Path folder = module; folder != null && isBuilt(folder); folder = folder.getParent()) {
			project = folder;
		}
		return project;
	}

	/**
	 * Returns the command of a build tool in a module: its wrapper, which a project of
	 * several modules has in its outermost folder, or else the installed tool.
	 * @param wrapper the name of the wrapper
	 * @param installed the name of the tool
	 */
	public static String tool(Path module, String wrapper, String installed) {
		String way = "./";
		for (Path folder = module; folder != null; folder = folder.getParent()) {
			if (Files.exists(folder.resolve(wrapper))) {
				return way + wrapper;
			}
			way = way.equals("./") ? "../" : way + "../";
		}
		return installed;
	}

}
