package dev.migrate.command.project;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.command.launch.BuildFile;
import dev.migrate.command.launch.Launch;
import dev.migrate.command.launch.Launcher;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.index.BuildFolders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how the build tool has run the application in this process, so that it need not
 * be asked again: the class path, the main class, the options of the virtual machine.
 */
public final class LaunchRecorder {

	/** The environment variable with the folder to keep it in. */
	public static final String FOLDER = "MIGRATE_LAUNCH_FOLDER";

	/** The environment variable with {@code JAVA_HOME} as the build tool was given it. */
	private static final String JAVA_HOME = "MIGRATE_LAUNCH_JAVA_HOME";

	/** The environment variable that says whether the classes are to be archived. */
	private static final String ARCHIVE = "MIGRATE_LAUNCH_ARCHIVE";

	private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts",
			"settings.gradle", "settings.gradle.kts", "gradle.properties", "gradle/libs.versions.toml",
			"gradle/wrapper/gradle-wrapper.properties", ".mvn/maven.config", ".mvn/jvm.config", ".mvn/extensions.xml",
			".mvn/wrapper/maven-wrapper.properties");

	private static final Pattern FOLDER_IN_BUILD_FILE = Pattern
		.compile("[>'\"](?:\\$\\{(?:project\\.)?basedir}/|\\$projectDir/)?([\\w.-]+(?:/[\\w.-]+)*)/?[<'\"]");

	private static final Pattern CHANGES_RESOURCES = Pattern
		.compile("<resources?>|<filtering>|processResources|\\bexpand\\b|\\bfilter\\b");

	/** Of the options, those that are for one run, or that the process has been given. */
	private static final Pattern NOT_KEPT = Pattern.compile("-agentlib:jdwp.*|-Xrunjdwp.*|-Xdebug|-D"
			+ Pattern.quote("dev.migrate.launch.") + ".*|-XX:SharedArchiveFile=.*");

	private final Map<String, String> environment;

	private final Map<String, String> properties;

	private final List<String> options;

	/**
	 * Creates a recorder of this process.
	 * @param environment its environment variables
	 */
	public LaunchRecorder(Map<String, String> environment) {
		this(environment, systemProperties(), ManagementFactory.getRuntimeMXBean().getInputArguments());
	}

	LaunchRecorder(Map<String, String> environment, Map<String, String> properties, List<String> options) {
		this.environment = environment;
		this.properties = properties;
		this.options = options;
	}

	private static Map<String, String> systemProperties() {
		return System.getProperties()
			.stringPropertyNames()
			.stream()
			.collect(Collectors.toMap((name) -> name, (name) -> System.getProperty(name, "")));
	}

	/**
	 * Keeps it where the script said.
	 * @return whether a script asked for it
	 */
	public boolean record() {
		String folder = this.environment.get(FOLDER);
		if (folder == null || folder.isEmpty()) {
			return false;
		}
		Path launch = Path.of(folder);
		Path module = Objects.requireNonNull(Objects.requireNonNull(launch.getParent()).getParent());
		try {
			record(module, launch);
			return true;
		}
		catch (IOException ex) {
			throw ScriptAccessException.unwritable(launch, String.valueOf(ex.getMessage()),
					"Check that the folder is writable and has space left.", ex);
		}
	}

	private void record(Path module, Path launch) throws IOException {
		List<Path> folders = new ArrayList<>();
		List<Path> jars = new ArrayList<>();
		for (String entry : property("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
			if (!entry.isEmpty()) {
				Path path = Path.of(entry).toAbsolutePath().normalize();
				boolean folder = Files.isDirectory(path) || (!Files.exists(path) && !entry.endsWith(".jar"));
				(folder ? folders : jars).add(path);
			}
		}
		Set<Path> modules = new LinkedHashSet<>(List.of(module));
		Stream.concat(folders.stream(), jars.stream().filter((jar) -> isBuilt(jar, module)))
			.map(LaunchRecorder::moduleOf)
			.filter(Objects::nonNull)
			.forEach(modules::add);
		Map<Path, String> buildFiles = buildFiles(modules);
		String archive = this.environment.getOrDefault(ARCHIVE, "");
		boolean archived = !archive.equals("no") && !Launch.extendsFrameworks(folders);
		List<String> command = List.of(property("sun.java.command").strip().split("\\s+", -1));
		int end = command.indexOf("migrate");
		new Launch(command.get(0), (end > 0) ? command.subList(1, end) : List.of(), folders, jars,
				sources(modules, buildFiles.keySet()), copied(folders, buildFiles.keySet()), buildFiles,
				Launcher.environment(withJavaHome(), archive), archived)
			.write(launch, Path.of(property("java.home"), "bin", "java"), options());
	}

	private Map<String, String> withJavaHome() {
		Map<String, String> variables = new LinkedHashMap<>(this.environment);
		variables.put("JAVA_HOME", this.environment.getOrDefault(JAVA_HOME, ""));
		return variables;
	}

	private String property(String name) {
		return Objects.requireNonNull(this.properties.get(name), name);
	}

	/**
	 * Returns the options of this process, and those for one that ends soon.
	 */
	private List<String> options() {
		Set<String> given = Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
			.flatMap((name) -> CommandLineSplitter.of(this.environment.getOrDefault(name, "")).stream())
			.collect(Collectors.toSet());
		List<String> kept = new ArrayList<>(this.options.stream()
			.filter((option) -> !given.contains(option) && !NOT_KEPT.matcher(option).matches())
			.toList());
		if (kept.stream().noneMatch((option) -> option.contains("Tiered"))) {
			kept.add("-XX:TieredStopAtLevel=1");
		}
		if (kept.stream().noneMatch((option) -> option.matches("-XX:\\+Use\\w+GC"))) {
			kept.add("-XX:+UseSerialGC");
		}
		kept.add("-Dspring.devtools.restart.enabled=false");
		return kept;
	}

	/**
	 * Returns whether a jar is one that the build of the module makes, such as that of
	 * another module.
	 */
	private static boolean isBuilt(Path jar, Path module) {
		return jar.startsWith(BuildFolders.outermost(module));
	}

	private static @Nullable Path moduleOf(Path classes) {
		Path folder = classes.getParent();
		while (folder != null && !BuildFolders.isBuilt(folder)) {
			folder = folder.getParent();
		}
		return folder;
	}

	private static Map<Path, String> buildFiles(Set<Path> modules) throws IOException {
		Map<Path, String> checksums = new LinkedHashMap<>();
		for (Path module : modules) {
			Path outermost = BuildFolders.outermost(module);
			for (Path folder = module; folder != null && folder.startsWith(outermost); folder = folder.getParent()) {
				for (String name : BUILD_FILES) {
					Path file = folder.resolve(name);
					checksums.put(file, BuildFile.checksum(file));
				}
			}
		}
		return checksums;
	}

	/**
	 * Returns the folders of the sources: {@code src/main} and those that a build file
	 * names.
	 */
	private static List<Path> sources(Set<Path> modules, Set<Path> buildFiles) {
		Set<Path> sources = new LinkedHashSet<>();
		for (Path module : modules) {
			sources.add(module.resolve("src/main"));
			buildFiles.stream()
				.filter((file) -> module.equals(file.getParent()))
				.flatMap((file) -> FOLDER_IN_BUILD_FILE.matcher(read(file)).results())
				.flatMap((match) -> folder(module, match.group(1)))
				.forEach(sources::add);
		}
		return sources.stream()
			.filter((source) -> sources.stream()
				.noneMatch((other) -> !other.equals(source) && source.startsWith(other)))
			.toList();
	}

	private static Stream<Path> folder(Path module, String name) {
		try {
			Path folder = module.resolve(name).normalize();
			Path inModule = folder.startsWith(module) ? module.relativize(folder) : Path.of("");
			String first = inModule.toString().isEmpty() ? "" : inModule.getName(0).toString();
			boolean source = !first.isEmpty() && !first.startsWith(".") && !Set.of("target", "build").contains(first)
					&& !folder.equals(module.resolve("src")) && !inModule.startsWith("src/test")
					&& Files.isDirectory(folder) && !BuildFolders.isBuilt(folder);
			return source ? Stream.of(folder) : Stream.empty();
		}
		catch (InvalidPathException ex) {
			return Stream.empty();
		}
	}

	/**
	 * Returns the folders of resources that the build copies as they are, as far as its
	 * files tell.
	 */
	private static Map<Path, String> copied(List<Path> folders, Set<Path> buildFiles) {
		Map<Path, String> copied = new LinkedHashMap<>();
		for (Path folder : folders) {
			Path module = moduleOf(folder);
			if (module != null && !changesResources(module, buildFiles)
					&& (folder.equals(module.resolve("target/classes"))
							|| folder.equals(module.resolve("build/resources/main")))) {
				copied.put(module.resolve("src/main/resources"), folder.toString());
			}
		}
		return copied;
	}

	private static boolean changesResources(Path module, Set<Path> buildFiles) {
		return buildFiles.stream()
			.filter((file) -> module.startsWith(Objects.requireNonNull(file.getParent())))
			.anyMatch((file) -> CHANGES_RESOURCES.matcher(read(file)).find());
	}

	private static String read(Path file) {
		try {
			return Files.isRegularFile(file) ? Files.readString(file) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
