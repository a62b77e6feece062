package dev.migrate.autoconfigure.cli;

import dev.migrate.testsupport.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how an application becomes a command.
 */
@ExtendWith(PostgresExtension.class)
class CommandLineTests {

	private static final String LOCATIONS = "--migrate.locations=classpath:dev/migrate/autoconfigure/revisions";

	@Test
	void runsACommandWithoutADatabase() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "heads", LOCATIONS);
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).isEqualTo("2b3c4d5e6f7a  (head)  add country\n");
	}

	@Test
	void suggestsTheNearestCommand() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "heds", LOCATIONS);
		assertThat(process.exitCode()).as(process.toString()).isEqualTo(2);
		assertThat(process.err()).contains("heads");
	}

	@EnableAutoConfiguration
	static class App {

	}

}
