package dev.migrate.sample.postgres;

import java.nio.file.Path;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Runs the application on an embedded PostgreSQL unless it is given a database, by
 * {@code spring.datasource.url} or by other connection details.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedPostgresConfiguration.NoUrl.class)
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties(PostgresProperties.class)
class EmbeddedPostgresConfiguration {

	@Bean
	SharedPostgres sharedPostgres(PostgresProperties properties) {
		return SharedPostgres.join(moduleDirectory().resolve(properties.directory()));
	}

	@Bean
	SharedPostgresConnectionDetails sharedPostgresConnectionDetails(SharedPostgres postgres) {
		return new SharedPostgresConnectionDetails(postgres);
	}

	private static Path moduleDirectory() {
		Path home = new ApplicationHome(EmbeddedPostgresConfiguration.class).getDir().toPath().toAbsolutePath();
		for (Path directory = home; directory != null; directory = directory.getParent()) {
			if (directory.endsWith("target")) {
				return directory.resolveSibling("");
			}
		}
		return Path.of("").toAbsolutePath();
	}

	record SharedPostgresConnectionDetails(SharedPostgres postgres) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String getPassword() {
			return "postgres";
		}

		@Override
		public String getJdbcUrl() {
			return this.postgres.url();
		}

	}

	static class NoUrl extends NoneNestedConditions {

		NoUrl() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("spring.datasource.url")
		static class Url {

		}

	}

}
