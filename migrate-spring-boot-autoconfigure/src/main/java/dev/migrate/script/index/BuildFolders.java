package dev.migrate.script.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders that Maven or Gradle builds, told by the files that are in them.
 */
public final class BuildFolders {

	private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts",
			"settings.gradle", "settings.gradle.kts");

	private BuildFolders() {
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
