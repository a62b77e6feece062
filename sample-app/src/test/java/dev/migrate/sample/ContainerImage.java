package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Dockerfile makes of the packaged application, built by doing what the Dockerfile
 * says in folders of this machine, with the Java of this machine.
 *
 * @param folder where the image has its working directory
 * @param user whom the image runs as
 * @param entrypoint what it runs
 */
record ContainerImage(Path folder, String user, List<String> entrypoint) {

	private static final Pattern INSTRUCTION = Pattern.compile("([A-Z]+) +(.+)");

	private static final Pattern FROM = Pattern.compile("(\\S+)(?: AS (\\S+))?");

	private static final Pattern COPY = Pattern.compile("(?:--from=(\\S+) )?(\\S+) (\\S+)");

	/**
	 * Builds an image.
	 * @param dockerfile the Dockerfile
	 * @param application the folder of the application, whose jar is in {@code target}
	 * @param folder where the image is built
	 * @return the image
	 */
	static ContainerImage build(Path dockerfile, Path application, Path folder) throws Exception {
		Builder builder = new Builder(application, folder);
		for (String line : Files.readString(dockerfile).replaceAll("\\\\\\R\\s*", "").lines().toList()) {
			if (!line.isBlank() && !line.startsWith("#")) {
				Matcher instruction = INSTRUCTION.matcher(line);
				assertThat(instruction.matches()).as(line).isTrue();
				builder.run(instruction.group(1), instruction.group(2));
			}
		}
		return builder.image();
	}

	/**
	 * Returns the jar that the image runs.
	 * @return its path
	 */
	Path jar() {
		assertThat(this.entrypoint).hasSize(3).startsWith("java", "-jar");
		return this.folder.resolve(this.entrypoint.get(2));
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static final class Builder {

		private final Path application;

		private final Path folder;

		private final Map<String, String> arguments = new HashMap<>();

		private String stage = "";

		private Path workingDirectory = Path.of("");

		private String user = "root";

		private List<String> entrypoint = List.of();

		Builder(Path application, Path folder) {
			this.application = application;
			this.folder = folder;
		}

		void run(String instruction, String rest) throws Exception {
			switch (instruction) {
				case "FROM" -> from(rest);
				case "ARG" -> this.arguments.put("${" + rest.substring(0, rest.indexOf('=')) + "}",
						rest.substring(rest.indexOf('=') + 1));
				case "WORKDIR" -> this.workingDirectory = Files.createDirectories(inStage(this.stage, rest));
				case "COPY" -> copy(rest);
				case "RUN" -> run(rest);
				case "USER" -> this.user = rest;
				case "EXPOSE" -> assertThat(rest).isEqualTo("8080");
				case "ENTRYPOINT" -> this.entrypoint = Stream.of(rest.substring(1, rest.length() - 1).split(", "))
					.map((word) -> word.substring(1, word.length() - 1))
					.toList();
				default -> throw new AssertionError("Unknown instruction " + instruction);
			}
		}

		private void from(String rest) {
			Matcher from = FROM.matcher(rest);
			assertThat(from.matches()).as(rest).isTrue();
			assertThat(from.group(1)).matches("[a-z/-]+:\\S+");
			this.stage = (from.group(2) != null) ? from.group(2) : "";
			this.user = "root";
		}

		private void copy(String rest) throws IOException {
			Matcher copy = COPY.matcher(rest);
			assertThat(copy.matches()).as(rest).isTrue();
			String source = this.arguments.getOrDefault(copy.group(2), copy.group(2));
			Path target = this.workingDirectory.resolve(copy.group(3)).normalize();
			if (copy.group(1) != null) {
				FileSystemUtils.copyRecursively(inStage(copy.group(1), source), target);
			}
			else {
				Files.copy(only(source), target);
			}
		}

		private Path only(String glob) throws IOException {
			try (Stream<Path> files = Files.list(this.application.resolve(glob).getParent())) {
				List<Path> found = files
					.filter((file) -> FileSystems.getDefault()
						.getPathMatcher("glob:" + glob)
						.matches(this.application.relativize(file)))
					.toList();
				assertThat(found).as(glob).hasSize(1);
				return found.get(0);
			}
		}

		private void run(String rest) throws Exception {
			List<String> command = new ArrayList<>(List.of(rest.split(" ")));
			if (command.get(0).equals("java")) {
				command.set(0, java());
				Process process = new ProcessBuilder(command).directory(this.workingDirectory.toFile())
					.inheritIO()
					.start();
				assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(rest).isTrue();
				assertThat(process.exitValue()).as(rest).isZero();
			}
			else {
				// The one thing that is left to the image: this machine has its own
				// users.
				assertThat(command).startsWith("useradd");
			}
		}

		private Path inStage(@Nullable String name, String path) {
			return this.folder.resolve("stage" + name).resolve(path.substring(1));
		}

		ContainerImage image() {
			assertThat(this.stage).as("the last stage is the image").isEmpty();
			return new ContainerImage(this.workingDirectory, this.user, this.entrypoint);
		}

	}

}
