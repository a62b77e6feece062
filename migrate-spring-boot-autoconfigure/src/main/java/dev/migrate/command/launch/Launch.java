package dev.migrate.command.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the application of a project is run: what the build tool said when it was asked.
 *
 * @param mainClass the class whose {@code main} is called
 * @param arguments the arguments that the build passes to it before all others
 * @param folders the folders of the class path
 * @param jars the jars of the class path
 * @param sources the folders whose files are compiled or copied into the folders
 * @param copied the folders of resources that are copied as they are, and where to
 * @param buildFiles the files that the class path depends on, with a checksum, or an
 * empty text for one that did not exist
 * @param environment the environment variables that it depends on
 * @param archived whether the classes of the jars are to be archived
 */
public record Launch(String mainClass, List<String> arguments, List<Path> folders, List<Path> jars, List<Path> sources,
		Map<Path, String> copied, Map<Path, String> buildFiles, String environment, boolean archived) {

	/** The system property with the folder that a launch is kept in. */
	public static final String FOLDER = "dev.migrate.launch.folder";

	/**
	 * The system property that is set while classes are loaded for their archive only.
	 */
	static final String TRAINING = "dev.migrate.launch.training";

	/** The file with the options of the virtual machine, which the script looks for. */
	static final String OPTIONS = "options";

	/** The jar with the classes of this package. */
	static final String LAUNCHER = "launcher.jar";

	private static final String PROPERTIES = "launch.properties";

	private static final String SEPARATOR = "\n";

	/**
	 * Creates a launch.
	 */
	public Launch {
		arguments = List.copyOf(arguments);
		folders = List.copyOf(folders);
		jars = List.copyOf(jars);
		sources = List.copyOf(sources);
		copied = Map.copyOf(copied);
		buildFiles = Map.copyOf(buildFiles);
	}

	/**
	 * Reads what was kept.
	 * @param folder where it was kept
	 * @throws IOException if it cannot be read
	 */
	static Launch read(Path folder) throws IOException {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(folder.resolve(PROPERTIES))) {
			properties.load(reader);
		}
		return new Launch(Objects.requireNonNull(properties.getProperty("main"), "main"), list(properties, "arguments"),
				paths(properties, "folders"), paths(properties, "jars"), paths(properties, "sources"),
				map(properties, "copied."), map(properties, "build."), properties.getProperty("environment", ""),
				Boolean.parseBoolean(properties.getProperty("archived")));
	}

	/**
	 * Keeps this launch. What the script looks for comes last.
	 * @param folder where to keep it
	 * @param java the program that runs it
	 * @param options the options of the virtual machine that it is run with
	 * @throws IOException if it cannot be written
	 */
	public void write(Path folder, Path java, List<String> options) throws IOException {
		Files.createDirectories(folder);
		Properties properties = new Properties();
		properties.setProperty("main", this.mainClass);
		properties.setProperty("arguments", String.join(SEPARATOR, this.arguments));
		properties.setProperty("folders", join(this.folders));
		properties.setProperty("jars", join(this.jars));
		properties.setProperty("sources", join(this.sources));
		this.copied.forEach((source, target) -> properties.setProperty("copied." + source, target));
		this.buildFiles.forEach((file, checksum) -> properties.setProperty("build." + file, checksum));
		properties.setProperty("environment", this.environment);
		properties.setProperty("archived", String.valueOf(this.archived));
		try (Writer writer = new StringWriter()) {
			properties.store(writer, null);
			replace(folder.resolve(PROPERTIES), writer.toString(), StandardCharsets.UTF_8);
		}
		LauncherJar.write(folder.resolve(LAUNCHER));
		replace(folder.resolve("java"), java + System.lineSeparator(), nativeCharset());
		List<String> all = new ArrayList<>(options);
		all.add("-D" + FOLDER + "=" + folder);
		all.add("-cp");
		all.add(classPath(folder));
		CompiledSources.noteMissing(folder, this);
		writeOptions(folder, all.stream().map(Launch::quoted).toList());
	}

	/**
	 * Returns whether folders register something with frameworks, such as an environment
	 * post-processor of Spring Boot. Frameworks look for some of that with the class
	 * loader of their own classes, so these folders must be loaded by the same one.
	 * @param folders folders of the class path
	 */
	public static boolean extendsFrameworks(List<Path> folders) {
		return folders.stream()
			.map((folder) -> folder.resolve("META-INF"))
			.anyMatch((folder) -> Files.exists(folder.resolve("spring.factories"))
					|| Files.exists(folder.resolve("services")));
	}

	/**
	 * Returns the class path of the virtual machine. Only jars can be archived, so a
	 * class loader adds the folders.
	 */
	private String classPath(Path folder) {
		List<Path> entries = new ArrayList<>();
		entries.add(folder.resolve(LAUNCHER));
		if (!this.archived) {
			entries.addAll(this.folders);
		}
		entries.addAll(this.jars);
		return entries.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
	}

	static void writeOptions(Path folder, List<String> lines) throws IOException {
		replace(folder.resolve(OPTIONS), String.join(System.lineSeparator(), lines) + System.lineSeparator(),
				nativeCharset());
	}

	static List<String> readOptions(Path folder) throws IOException {
		return Files.readAllLines(folder.resolve(OPTIONS), nativeCharset());
	}

	/**
	 * Returns an option as it stands in a file of options.
	 */
	static String quoted(String option) {
		return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	/**
	 * Returns what the launcher of the JDK and the shell read.
	 */
	static Charset nativeCharset() {
		String name = System.getProperty("native.encoding");
		return (name != null && Charset.isSupported(name)) ? Charset.forName(name) : Charset.defaultCharset();
	}

	private static void replace(Path file, String text, Charset charset) throws IOException {
		Path unfinished = file.resolveSibling(file.getFileName() + ".tmp" + ProcessHandle.current().pid());
		Files.writeString(unfinished, text, charset);
		Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
	}

	private static String join(List<Path> paths) {
		return paths.stream().map(Path::toString).collect(Collectors.joining(SEPARATOR));
	}

	private static List<String> list(Properties properties, String key) {
		String value = properties.getProperty(key, "");
		return value.isEmpty() ? List.of() : Arrays.asList(value.split(SEPARATOR, -1));
	}

	private static List<Path> paths(Properties properties, String key) {
		return list(properties, key).stream().map(Path::of).toList();
	}

	private static Map<Path, String> map(Properties properties, String prefix) {
		Map<Path, String> map = new TreeMap<>();
		for (String name : properties.stringPropertyNames()) {
			if (name.startsWith(prefix)) {
				map.put(Path.of(name.substring(prefix.length())), properties.getProperty(name));
			}
		}
		return map;
	}

}
