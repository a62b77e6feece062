package dev.migrate.benchmarks.application;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Uses the database when it is created, as most applications do in some bean: the start
 * of each variant has the connection pool, whoever opens it first.
 */
@RestController
class GreetingController {

	private final JdbcClient jdbc;

	private final String greeting;

	GreetingController(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.greeting = read();
	}

	@GetMapping("/")
	String greeting() {
		return this.greeting + ", " + read();
	}

	private String read() {
		return this.jdbc.sql("SELECT 'Hello'").query(String.class).single();
	}

}
