package dev.migrate.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows {@code docs/getting-started.md} in a project of its own, command by command.
 */
class GettingStartedIT {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Path TEMPLATE = Path.of("src/test/resources/getting-started");

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern PROPERTY = Pattern.compile("@([\\w.-]+)@");

	private static final Pattern WRITTEN = Pattern.compile("^Wrote (.*)$", Pattern.MULTILINE);

	private static final Pattern WRITTEN_ID = Pattern.compile("^Wrote .*/R\\d+_([0-9a-f]+)_", Pattern.MULTILINE);

	private static final String ENTITY = "src/main/java/com/example/User.java";

	@TempDir
	Path folder;

	private Path project;

	private Path repository;

	private String output = "";

	private String written = "";

	@BeforeEach
	void createProject() throws IOException {
		this.project = Files.createDirectories(this.folder.resolve("demo"));
		this.repository = this.folder.resolve("repository");
		copy(TEMPLATE);
		for (String wrapper : List.of("mvnw", ".mvn/wrapper/maven-wrapper.properties")) {
			Path copy = this.project.resolve(wrapper);
			Files.createDirectories(Objects.requireNonNull(copy.getParent()));
			Files.copy(ROOT.resolve(wrapper), copy);
		}
		install("migrate-spring-boot", "pom.xml", false);
		install("migrate-spring-boot-autoconfigure", "migrate-spring-boot-autoconfigure/pom.xml", true);
		install("migrate-spring-boot-starter", "migrate-spring-boot-starter/pom.xml", true);
	}

	@Test
	void theCommandsOfThePageDoWhatItSays() throws Exception {
		SampleDatabase database = SampleDatabase.create("getting_started");
		List<MatchResult> blocks = BLOCK.matcher(Files.readString(ROOT.resolve("docs/getting-started.md")))
			.results()
			.toList();
		for (int i = 0; i < blocks.size(); i++) {
			String content = blocks.get(i).group(2);
			switch (blocks.get(i).group(1)) {
				case "xml" -> addDependency(content);
				case "properties" -> write("src/main/resources/application.properties", content);
				case "java" -> writeOrCompareClass(content);
				case "sql" -> writeOrCompareScript(content);
				case "shell" -> runAll(content, blocks.get(i + 1).group(2), database);
				case "" -> assertThat(comparable(this.output)).containsPattern(pattern(content));
				default -> throw new AssertionError("Nothing is done with " + blocks.get(i).group());
			}
		}
		assertThat(database.jdbc().sql("SELECT direction FROM migrate_history ORDER BY id").query(String.class).list())
			.containsExactly("upgrade", "upgrade", "downgrade", "upgrade", "upgrade", "upgrade");
		assertThat(database.jdbc().sql("SELECT count(avatar) FROM users").query(Integer.class).single()).isZero();
	}

	/**
	 * Writes an entity, adds an attribute to it, or compares what Migrate has written
	 * with what the page shows.
	 */
	private void writeOrCompareClass(String content) throws IOException {
		Path entity = this.project.resolve(ENTITY);
		if (content.startsWith("package db.revisions;")) {
			assertThat(comparable(newest("src/main/java/db/revisions"))).isEqualTo(comparable(content));
			assertThat(ROOT.resolve("README.md")).content().contains(content);
		}
		else if (content.startsWith("package ")) {
			write(ENTITY, content);
		}
		else {
			String text = Files.readString(entity);
			write(ENTITY, text.substring(0, text.lastIndexOf('}')) + content + "\n}\n");
		}
	}

	private void writeOrCompareScript(String content) throws IOException {
		String script = newest("src/main/resources/db/revisions");
		if (content.startsWith("-- revision: ")) {
			assertThat(comparable(script)).isEqualTo(comparable(content));
			assertThat(ROOT.resolve("README.md")).content().contains(content);
		}
		else {
			write(this.written, script.substring(0, script.indexOf("-- migrate:upgrade")) + content);
		}
	}

	/**
	 * Returns the text of the file that was written last.
	 */
	private String newest(String folder) throws IOException {
		assertThat(this.written).startsWith(folder);
		return Files.readString(this.project.resolve(this.written));
	}

	/**
	 * Returns a text without what is another time in each run: dates and durations.
	 */
	private static String comparable(String text) {
		return text.replaceAll("R\\d{12}_", "R_")
			.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
			.replaceAll("[\\d.]+ m?s\\b", "TIME");
	}

	/**
	 * Returns a pattern for the output that the page shows, in which three dots stand for
	 * anything.
	 */
	private static Pattern pattern(String output) {
		return Pattern.compile(
				Stream.of(comparable(output).split("…")).map(Pattern::quote).collect(Collectors.joining(".*?")),
				Pattern.DOTALL);
	}

	/**
	 * Runs commands that print what the page shows after them. New revisions get the ids
	 * that they have there.
	 */
	private void runAll(String commands, String shown, SampleDatabase database) throws Exception {
		this.output = "";
		for (String command : commands.strip().lines().toList()) {
			Matcher id = WRITTEN_ID.matcher(shown);
			String options = command.startsWith("./migrate revision") && id.find() ? " --rev-id " + id.group(1) : "";
			run(command + options, shown.startsWith("Error: ") ? 1 : 0, database);
			Matcher file = WRITTEN.matcher(this.output);
			if (file.find()) {
				this.written = file.group(1);
			}
		}
	}

	private void addDependency(String dependency) throws IOException {
		Path pom = this.project.resolve("pom.xml");
		Files.writeString(pom,
				Files.readString(pom)
					.replaceFirst("\\t</dependencies>\\n\\n\\t<build>",
							Matcher.quoteReplacement(dependency + "\t</dependencies>\n\n\t<build>")));
		assertThat(Files.readString(pom)).contains(dependency);
	}

	private void run(String command, int exitCode, SampleDatabase database) throws Exception {
		Path log = this.folder.resolve("output");
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(this.project.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("SPRING_"));
		builder.environment().putAll(database.environment());
		builder.environment().put("JDK_JAVA_OPTIONS", SampleJar.SHORT_LIVED);
		// On a build server, no archive of classes is made in the background.
		builder.environment().put("CI", "true");
		builder.environment()
			.put("MAVEN_ARGS",
					"-o -B -Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s".formatted(this.repository,
							System.getProperty("maven.repository"))
							+ " -Dmaven.repo.local.tail.ignoreAvailability=true");
		Process process = builder.start();
		try {
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
			String text = Files.readString(log);
			assertThat(process.exitValue()).as(command + "\n" + text).isEqualTo(exitCode);
			this.output += text;
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Puts an artifact of this build where Maven finds it.
	 */
	private void install(String artifact, String pom, boolean jar) throws IOException {
		String version = System.getProperty("project.version");
		Path target = Files.createDirectories(this.repository.resolve("dev/migrate/" + artifact + "/" + version));
		Files.copy(ROOT.resolve(pom), target.resolve(artifact + "-" + version + ".pom"));
		if (jar) {
			String file = artifact + "-" + version + ".jar";
			Files.copy(ROOT.resolve(artifact + "/target/" + file), target.resolve(file));
		}
	}

	private void copy(Path template) throws IOException {
		try (Stream<Path> files = Files.walk(template)) {
			files.filter(Files::isRegularFile).forEach((file) -> {
				try {
					write(template.relativize(file).toString(), PROPERTY.matcher(Files.readString(file))
						.replaceAll((property) -> System.getProperty(property.group(1))));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	private void write(String path, String text) throws IOException {
		Path file = this.project.resolve(path);
		Files.createDirectories(Objects.requireNonNull(file.getParent()));
		Files.writeString(file, text);
	}

}
