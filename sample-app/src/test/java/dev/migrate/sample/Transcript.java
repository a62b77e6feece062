package dev.migrate.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a shell shows of some commands, without what differs from run to run. It is
 * compared with {@code approved/<name>.txt}; what it was instead is written to
 * {@code target/it-output/<name>.txt}, to be looked at and approved by being copied.
 */
final class Transcript {

	private final Map<String, String> environment;

	private final Path folder;

	private final StringBuilder text = new StringBuilder();

	Transcript(Map<String, String> environment) {
		this(environment, Path.of(""));
	}

	/**
	 * Creates an empty transcript.
	 * @param environment variables to set
	 * @param folder the working directory
	 */
	Transcript(Map<String, String> environment, Path folder) {
		this.environment = environment;
		this.folder = folder;
	}

	/**
	 * Runs a command and adds what it prints.
	 * @param arguments what follows {@code migrate}
	 * @return this transcript
	 */
	Transcript run(String arguments) {
		SampleCommand command = SampleCommand.runIn(this.folder, this.environment, arguments);
		this.text.append("$ migrate ").append(arguments).append('\n').append(command.out()).append(command.err());
		if (command.exitCode() != 0) {
			this.text.append("[exit code ").append(command.exitCode()).append("]\n");
		}
		this.text.append('\n');
		return this;
	}

	/**
	 * Adds what is in the only file of a folder that has a text in its name.
	 * @param path the folder, in the working directory
	 * @param part the text
	 * @return this transcript
	 */
	Transcript show(String path, String part) throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(path))) {
			List<Path> found = files.filter((file) -> file.toString().contains(part)).toList();
			assertThat(found).hasSize(1);
			this.text.append("$ cat ")
				.append(this.folder.relativize(found.get(0)).toString().replace('\\', '/'))
				.append('\n')
				.append(Files.readString(found.get(0)))
				.append('\n');
		}
		return this;
	}

	void assertApproved(String name) throws IOException {
		String actual = masked();
		Path written = Files.createDirectories(SampleJar.packaged().resolveSibling("it-output")).resolve(name + ".txt");
		Files.writeString(written, actual);
		try (InputStream approved = Transcript.class.getResourceAsStream("/approved/" + name + ".txt")) {
			assertThat(approved).as("approved/%s.txt", name).isNotNull();
			assertThat(actual).as(written.toString())
				.isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private String masked() {
		return this.text.toString()
			.replace("\r\n", "\n")
			.replace(this.folder.toAbsolutePath().toString(), "PROJECT")
			.replaceAll("\\d+ ms|\\d+\\.\\d s", "TIME")
			.replaceAll(" +TIME", " TIME")
			.replaceAll("\"durationMillis\":\\d+", "\"durationMillis\":0")
			.replaceAll("localhost:\\d+", "localhost:PORT")
			.replaceAll("(?m)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC(?=  (up|down|stamp|unstamp))", "WHEN")
			.replaceAll("R\\d{12}_(?=\\w+_pin_)", "RDATE_")
			.replaceAll("created(: | = \")[0-9TZ:-]+", "created$1CREATED")
			.replaceAll("postgres@\\S+", "postgres@HOST")
			.replaceAll("written by Migrate \\S+", "written by Migrate VERSION");
	}

}
