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

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern PROPERTY = Pattern.compile("@([\\w.-]+)@");

	@TempDir
	Path folder;

	private Path project;

	private Path repository;

	private String output = "";

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
		for (MatchResult block : BLOCK.matcher(Files.readString(ROOT.resolve("docs/getting-started.md")))
			.results()
			.toList()) {
			String content = block.group(2);
			switch (block.group(1)) {
				case "xml" -> addDependency(content);
				case "properties" -> write("src/main/resources/application.properties", content);
				case "sql" -> replaceSections(content);
				case "shell" -> {
					for (String command : content.strip().lines().toList()) {
						run(command, database);
					}
				}
				default -> throw new AssertionError("Nothing is done with " + block.group());
			}
		}
		assertThat(this.output).contains("is a new base.", "1 revision, 1 head, no mistakes.", "CREATE TABLE users (",
				"Running upgrade", "Running downgrade", "up to date");
		assertThat(database.jdbc().sql("SELECT direction FROM migrate_history ORDER BY id").query(String.class).list())
			.containsExactly("upgrade", "downgrade", "upgrade");
		assertThat(database.jdbc().sql("SELECT count(*) FROM users").query(Integer.class).single()).isZero();
	}

	private void addDependency(String dependency) throws IOException {
		Path pom = this.project.resolve("pom.xml");
		Files.writeString(pom,
				Files.readString(pom)
					.replaceFirst("\\t</dependencies>\\n\\n\\t<build>",
							Matcher.quoteReplacement(dependency + "\t</dependencies>\n\n\t<build>")));
		assertThat(Files.readString(pom)).contains(dependency);
	}

	private void replaceSections(String sections) throws IOException {
		try (Stream<Path> scripts = Files.list(this.project.resolve("src/main/resources/db/revisions"))) {
			Path script = scripts.findFirst().orElseThrow();
			String text = Files.readString(script);
			Files.writeString(script, text.substring(0, text.indexOf("-- migrate:upgrade")) + sections);
		}
	}

	private void run(String command, SampleDatabase database) throws Exception {
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
			assertThat(process.exitValue()).as(command + "\n" + text).isZero();
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
