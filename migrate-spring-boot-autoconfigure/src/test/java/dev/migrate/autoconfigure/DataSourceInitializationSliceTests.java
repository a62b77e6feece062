package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.testsupport.TestDatabase;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.data.r2dbc.test.autoconfigure.DataR2dbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.jooq.test.autoconfigure.JooqTest;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Migrate is part of the test slices that initialize a database. Each has a
 * database of its own, which nothing but the slice can have migrated.
 */
class DataSourceInitializationSliceTests {

	private static TestDatabase database() {
		return TestDatabase.on(18);
	}

	private static void dataSource(DynamicPropertyRegistry registry) {
		TestDatabase database = database();
		registry.add("migrate.locations", () -> "classpath:dev/migrate/autoconfigure/revisions");
		registry.add("spring.datasource.url", database::url);
		registry.add("spring.datasource.username", database::user);
		registry.add("spring.datasource.password", database::password);
		registry.add("spring.datasource.hikari.maximum-pool-size", () -> 1);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = CityRepository.class)
	static class Application {

	}

	@Nested
	@JdbcTest
	@DirtiesContext
	class Jdbc {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			dataSource(registry);
		}

		@Test
		void isMigrated(@Autowired JdbcClient jdbc) {
			assertThat(jdbc.sql("SELECT count(*) FROM city").query(Integer.class).single()).isZero();
		}

	}

	@Nested
	@DataJdbcTest
	@DirtiesContext
	class DataJdbc {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			dataSource(registry);
		}

		@Test
		void isMigrated(@Autowired JdbcOperations jdbc) {
			assertThat(jdbc.queryForObject("SELECT count(*) FROM city", Integer.class)).isZero();
		}

	}

	@Nested
	@DataJpaTest(properties = "spring.jpa.hibernate.ddl-auto=validate")
	@DirtiesContext
	class Jpa {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			dataSource(registry);
		}

		@Test
		void isMigrated(@Autowired CityRepository cities) {
			assertThat(cities.count()).isZero();
		}

	}

	@Nested
	@JooqTest
	@DirtiesContext
	class Jooq {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			dataSource(registry);
		}

		@Test
		void isMigrated(@Autowired DSLContext jooq) {
			assertThat(jooq.fetchCount(DSL.table("city"))).isZero();
		}

	}

	@Nested
	@DataR2dbcTest(properties = "spring.autoconfigure.exclude=")
	@DirtiesContext
	class R2dbc {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			TestDatabase database = DataSourceInitializationSliceTests.database();
			registry.add("migrate.locations", () -> "classpath:dev/migrate/autoconfigure/revisions");
			registry.add("spring.r2dbc.url", () -> R2dbcApplicationTests.r2dbcUrl(database));
			registry.add("spring.r2dbc.username", database::user);
			registry.add("spring.r2dbc.password", database::password);
		}

		@Test
		void isMigrated(@Autowired DatabaseClient client) {
			assertThat(client.sql("SELECT count(*) FROM city").mapValue(Long.class).one().block()).isZero();
		}

	}

}
