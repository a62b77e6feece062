package dev.migrate.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link MigrationsEndpoint} over HTTP.
 */
@ExtendWith(PostgresExtension.class)
class MigrationsEndpointWebTests {

	private final BasicJsonTester json = new BasicJsonTester(getClass());

	@Test
	void isServedAsJson(TestDatabase database) throws Exception {
		try (ConfigurableApplicationContext context = start(database)) {
			HttpResponse<String> all = get(context, "/actuator/migrations");
			assertThat(all.statusCode()).isEqualTo(200);
			assertThat(all.body()).doesNotContain("jdbc:", "CREATE TABLE", "\"password\"");
			JsonContent<Object> migrations = this.json.from(all.body());
			String migrator = "@.contexts.shop.migrators.migrator.";
			assertThat(migrations).extractingJsonPathArrayValue(migrator + "current").containsExactly("2b3c4d5e6f7a");
			assertThat(migrations).extractingJsonPathBooleanValue(migrator + "upToDate").isTrue();
			assertThat(migrations).extractingJsonPathArrayValue(migrator + "pending").isEmpty();
			assertThat(migrations).extractingJsonPathStringValue(migrator + "applied[0].startedAt")
				.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");

			HttpResponse<String> one = get(context, "/actuator/migrations/2b3c4d5e6f7a");
			assertThat(one.statusCode()).isEqualTo(200);
			assertThat(this.json.from(one.body())).extractingJsonPathStringValue(migrator + "created")
				.isEqualTo("2026-11-21T10:20:00Z");

			assertThat(get(context, "/actuator/migrations/000000000000").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void databaseThatCannotBeReadIsAServerErrorWithoutDetails(TestDatabase database) throws Exception {
		try (ConfigurableApplicationContext context = start(database)) {
			context.getBean(HikariDataSource.class).close();
			HttpResponse<String> response = get(context, "/actuator/migrations");
			assertThat(response.statusCode()).isEqualTo(500);
			assertThat(response.body()).doesNotContain("jdbc:", "Hikari");
		}
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String path)
			throws IOException, InterruptedException {
		String port = context.getEnvironment().getProperty("local.server.port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					BodyHandlers.ofString());
	}

	private static ConfigurableApplicationContext start(TestDatabase database) {
		return SpringApplication.run(Shop.class, "--server.port=0", "--spring.application.name=shop",
				"--management.endpoints.web.exposure.include=migrations", "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(),
				"--migrate.locations=classpath:dev/migrate/autoconfigure/revisions", "--spring.jmx.enabled=false");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class,
			DataJpaRepositoriesAutoConfiguration.class, JooqAutoConfiguration.class })
	static class Shop {

	}

}
