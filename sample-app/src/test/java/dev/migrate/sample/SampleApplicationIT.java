package dev.migrate.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the packaged application against a database of its own.
 */
class SampleApplicationIT {

	private static final List<String> REVISIONS = List.of("6cf73958b4fa", "4f31af6ec45b", "9e567c418fcd",
			"bfb1b53baa9e", "b793aee0eac8", "852766e9b83c", "97d75ff05fa6", "d2865b3dae58", "186eaba5ab69");

	private static final String HEAD = "186eaba5ab69";

	@Test
	void upgradesAnEmptyDatabaseOnce() throws Exception {
		Map<String, String> database = SampleDatabase.create("once").environment();
		try (SampleProcess application = SampleProcess.start("empty", database).awaitReady()) {
			assertThat(application.upgrades()).containsExactlyInAnyOrderElementsOf(REVISIONS)
				.startsWith(REVISIONS.get(0))
				.endsWith(HEAD);
			assertAtHead(application);
			writeMessage(application.http());
			assertMessageIsFound(application.http());
			application.stop();
		}
		try (SampleProcess application = SampleProcess.start("at-head", SampleJar.extracted(), database).awaitReady()) {
			assertThat(application.upgrades()).isEmpty();
			assertAtHead(application);
			assertMessageIsFound(application.http());
		}
	}

	@Test
	void theJarHasTheLibraryAndNotTheEmptyStarter() throws Exception {
		try (JarFile jar = new JarFile(SampleJar.packaged().toFile())) {
			assertThat(jar.stream().map(ZipEntry::getName))
				.anyMatch((name) -> name.contains("migrate-spring-boot-auto"))
				.noneMatch((name) -> name.contains("migrate-spring-boot-starter"));
		}
	}

	@Test
	void twoCopiesStartedAtOnceRunEachRevisionOnce() throws Exception {
		Map<String, String> database = SampleDatabase.create("race").environment();
		try (SampleProcess one = SampleProcess.start("race-1", SampleJar.extracted(), database);
				SampleProcess other = SampleProcess.start("race-2", SampleJar.extracted(), database)) {
			assertBothUpgraded(one, other);
		}
	}

	@Test
	void withoutADatabaseAllProcessesShareAnEmbeddedOne(@TempDir Path directory) throws Exception {
		Map<String, String> environment = Map.of("SAMPLE_POSTGRES_DIRECTORY", directory.toString());
		try (SampleProcess one = SampleProcess.start("embedded-1", SampleJar.extracted(), environment);
				SampleProcess other = SampleProcess.start("embedded-2", SampleJar.extracted(), environment)) {
			assertBothUpgraded(one, other);
			boolean oneIsFirst = one.output().contains("Started PostgreSQL");
			SampleProcess first = oneIsFirst ? one : other;
			SampleProcess second = oneIsFirst ? other : one;
			assertThat(second.output()).contains("Joined PostgreSQL");
			first.stop();
			writeMessage(second.http());
			assertMessageIsFound(second.http());
			second.stop();
			assertThat(directory.resolve("data/PG_VERSION")).exists();
			assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
		}
	}

	private static void assertBothUpgraded(SampleProcess one, SampleProcess other) {
		assertAtHead(one.awaitReady());
		assertAtHead(other.awaitReady());
		assertThat(Stream.concat(one.upgrades().stream(), other.upgrades().stream()))
			.containsExactlyInAnyOrderElementsOf(REVISIONS);
	}

	private static void assertAtHead(SampleProcess application) {
		String migrator = "$.contexts.application.migrators.migrator";
		application.http()
			.get()
			.uri("/actuator/migrations")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath(migrator + ".current")
			.isEqualTo(List.of(HEAD))
			.jsonPath(migrator + ".heads")
			.isEqualTo(List.of(HEAD))
			.jsonPath(migrator + ".upToDate")
			.isEqualTo(true)
			.jsonPath(migrator + ".pending")
			.isEmpty()
			.jsonPath(migrator + ".applied[0].revision")
			.isEqualTo(HEAD)
			.jsonPath(migrator + ".applied.length()")
			.isEqualTo(REVISIONS.size());
	}

	private static void writeMessage(RestTestClient http) {
		post(http, "/users", """
				{ "email": "ada@example.org", "givenName": "Ada", "familyName": "Lovelace" }""");
		post(http, "/users", """
				{ "email": "ada@example.com", "givenName": "Ada" }""");
		post(http, "/conversations", """
				{ "title": "Engines" }""");
		post(http, "/conversations/1/messages", """
				{ "authorId": 1, "body": "The Analytical Engine weaves algebraic patterns" }""");
		post(http, "/conversations/1/messages",
				"""
						{ "authorId": 2, "body": "Which patterns does it weave, and which of them could no loom have woven?" }""");
	}

	private static void post(RestTestClient http, String uri, String json) {
		http.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange().expectStatus().isCreated();
	}

	private static void assertMessageIsFound(RestTestClient http) {
		http.get()
			.uri("/messages/search?q=weaving pattern")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$[0].author")
			.isEqualTo("Ada Lovelace")
			.jsonPath("$[0].excerpt")
			.isEqualTo("The Analytical Engine **weaves** algebraic **patterns**")
			.jsonPath("$[0].sentAt")
			.exists()
			.jsonPath("$[1].author")
			.isEqualTo("Ada");
	}

}
