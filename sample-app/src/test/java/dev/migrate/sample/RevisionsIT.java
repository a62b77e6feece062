package dev.migrate.sample;

import dev.migrate.test.MigrationData;
import dev.migrate.test.MigrationTests;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Tests the revisions of the application, also with users whose name is to be split.
 */
@SpringBootTest
@MigrationTests
@MigrationData(revision = "bfb1b53baa9e", sql = "classpath:data/users-with-one-name.sql")
class RevisionsIT {

	@DynamicPropertySource
	static void useDatabase(DynamicPropertyRegistry properties) {
		SampleDatabase database = SampleDatabase.create("revisions");
		properties.add("spring.datasource.url", database::url);
		properties.add("spring.datasource.username", () -> "postgres");
		properties.add("spring.datasource.password", () -> "postgres");
	}

}
