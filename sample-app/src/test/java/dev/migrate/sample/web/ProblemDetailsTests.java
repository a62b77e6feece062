package dev.migrate.sample.web;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Tests for {@link ProblemDetails}.
 */
// One JVM unpacks the binaries once, into the directory of whoever comes first.
@ResourceLock("binaries of PostgreSQL")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext // The server has to stop before its directory is deleted
class ProblemDetailsTests {

	@TempDir
	private static Path directory;

	private RestTestClient http;

	@DynamicPropertySource
	static void useOwnServer(DynamicPropertyRegistry registry) {
		registry.add("sample.postgres.directory", () -> directory);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@Test
	void unknownUserIsNotFound() {
		problem(get("/users/4711"), HttpStatus.NOT_FOUND).jsonPath("$.detail").isEqualTo("There is no user 4711.");
	}

	@Test
	void invalidBodyNamesItsFields() {
		problem(post("/users", """
				{ "email": "nobody", "givenName": " " }"""), HttpStatus.BAD_REQUEST).jsonPath("$.errors.email")
			.isEqualTo("must be a well-formed email address")
			.jsonPath("$.errors.givenName")
			.isEqualTo("must not be blank");
	}

	@Test
	void invalidParameterIsNamed() {
		problem(get("/messages/search?q=engine&limit=0"), HttpStatus.BAD_REQUEST).jsonPath("$.errors.limit")
			.isEqualTo("must be greater than or equal to 1");
	}

	@Test
	void unknownSortPropertyIsNamed() {
		problem(get("/users?sort=shoeSize"), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.isEqualTo("There is no property 'shoeSize' to sort by.");
	}

	@Test
	void emailAddressOfAnotherUserIsAConflict() {
		post("/users", """
				{ "email": "plato@example.org", "givenName": "Plato" }""").expectStatus().isCreated();
		problem(post("/users", """
				{ "email": "Plato@example.org", "givenName": "Aristocles" }"""), HttpStatus.CONFLICT)
			.jsonPath("$.detail")
			.isEqualTo("Another user has this email address.");
	}

	@Test
	void userWithMessagesCannotBeDeleted() {
		String user = location(post("/users", """
				{ "email": "ada@example.org", "givenName": "Ada", "familyName": "Lovelace" }"""));
		String conversation = location(post("/conversations", """
				{ "title": "Engines" }"""));
		post(conversation + "/messages", """
				{ "authorId": %s, "body": "Hello" }""".formatted(user.substring("/users/".length()))).expectStatus()
			.isCreated();
		problem(this.http.delete().uri(user).exchange(), HttpStatus.CONFLICT).jsonPath("$.detail")
			.isEqualTo("This user has written messages; delete their conversations first.");
		this.http.delete().uri(conversation).exchange().expectStatus().isNoContent();
		this.http.delete().uri(user).exchange().expectStatus().isNoContent();
	}

	private RestTestClient.ResponseSpec get(String uri) {
		return this.http.get().uri(uri).exchange();
	}

	private RestTestClient.ResponseSpec post(String uri, String json) {
		return this.http.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
	}

	private static RestTestClient.BodyContentSpec problem(RestTestClient.ResponseSpec response, HttpStatus status) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody();
	}

	private static String location(RestTestClient.ResponseSpec response) {
		return String.valueOf(response.expectStatus().isCreated().returnResult().getResponseHeaders().getLocation());
	}

}
