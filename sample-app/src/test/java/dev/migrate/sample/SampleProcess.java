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
	 * Starts the application on a free port.
	 * @param name what the output file is called
	 * @param environment variables to set; no other {@code SPRING_} variable is passed on
	 * @return the process, which may not be ready yet
	 */
	static SampleProcess start(String name, Map<String, String> environment) throws IOException {
		Path jar = Path.of(System.getProperty("sample.jar"));
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path output = Files.createDirectories(jar.resolveSibling("it-output")).resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder(java.toString(), "-jar", jar.toString(), "--server.port=0");
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

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
