package dev.migrate.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged application, run as a user runs it. Its output goes to a file in
 * {@code target} that outlives the test.
 */
final class SampleProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern UPGRADE = Pattern.compile("Running upgrade .*-> (\\w+), ");

	private final Process process;

	private final Path output;

	private SampleProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts the packaged application on a free port.
	 * @param name what the output file is called
	 * @param environment variables to set; no other {@code SPRING_} variable is passed on
	 * @param arguments further arguments of the command line
	 * @return the process, which may not be ready yet
	 */
	static SampleProcess start(String name, Map<String, String> environment, String... arguments) throws IOException {
		return start(name, SampleJar.packaged(), environment, arguments);
	}

	/**
	 * Starts the application on a free port.
	 * @param name what the output file is called
	 * @param jar the application
	 * @param environment variables to set; no other {@code SPRING_} variable is passed on
	 * @param arguments further arguments of the command line
	 * @return the process, which may not be ready yet
	 */
	static SampleProcess start(String name, Path jar, Map<String, String> environment, String... arguments)
			throws IOException {
		Path output = Files.createDirectories(SampleJar.packaged().resolveSibling("it-output")).resolve(name + ".log");
		List<String> command = SampleJar.java(jar);
		command.add("--server.port=0");
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf((variable) -> variable.startsWith("SPRING_"));
		builder.environment().putAll(environment);
		return new SampleProcess(builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
	}

	SampleProcess awaitReady() {
		await().atMost(Duration.ofMinutes(3)).failFast(() -> {
			assertThat(this.process.isAlive()).as("Application ended:%n%s", output()).isTrue();
		}).until(() -> PORT.matcher(output()).find());
		http().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
		return this;
	}

	/**
	 * Waits until the application has given up starting.
	 * @return its output
	 */
	String awaitFailure() {
		await().atMost(Duration.ofMinutes(3)).failFast(() -> {
			assertThat(output()).as("Application started").doesNotContainPattern(PORT);
		}).until(() -> !this.process.isAlive());
		assertThat(this.process.exitValue()).as("Application failed:%n%s", output()).isEqualTo(1);
		return output();
	}

	/**
	 * Waits until the application has written something.
	 * @param text what it writes
	 */
	void awaitOutput(String text) {
		await().atMost(Duration.ofMinutes(3)).failFast(() -> {
			assertThat(this.process.isAlive()).as("Application ended:%n%s", output()).isTrue();
		}).until(() -> output().contains(text));
	}

	RestTestClient http() {
		Matcher matcher = PORT.matcher(output());
		assertThat(matcher.find()).isTrue();
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + matcher.group(1)).build();
	}

	/**
	 * Returns the revisions that this process says to have run.
	 * @return the ids in the order of the output
	 */
	List<String> upgrades() {
		return UPGRADE.matcher(output()).results().map((match) -> match.group(1)).toList();
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops the application as Ctrl-C does.
	 */
	void stop() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(1, TimeUnit.MINUTES)).as("Application ends when told to").isTrue();
	}

	/**
	 * Ends the application without giving it time to do anything.
	 */
	void kill() throws InterruptedException {
		assertThat(this.process.destroyForcibly().waitFor(1, TimeUnit.MINUTES)).isTrue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
