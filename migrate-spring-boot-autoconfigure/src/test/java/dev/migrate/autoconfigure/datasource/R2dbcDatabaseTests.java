package dev.migrate.autoconfigure.datasource;

import java.util.Map;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link R2dbcDatabase}.
 */
class R2dbcDatabaseTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					r2dbc:postgresql://db/app                              | jdbc:postgresql://db:5432/app
					r2dbc:postgres://db:5433/app                           | jdbc:postgresql://db:5433/app
					r2dbc:pool:postgresql://db/app?maxSize=3               | jdbc:postgresql://db:5432/app
					r2dbc:proxy:pool:postgresql://db/app                   | jdbc:postgresql://db:5432/app
					r2dbc:postgresql://[::1]:5433/app                      | jdbc:postgresql://[::1]:5433/app
					r2dbc:postgresql://[::1]/app                           | jdbc:postgresql://[::1]:5432/app
					r2dbc:postgresql:failover://one:5433,two/app           | jdbc:postgresql://one:5433,two:5432/app?targetServerType=primary
					r2dbc:postgresql://db/app?schema=a,b                   | jdbc:postgresql://db:5432/app?currentSchema=a%2Cb
					r2dbc:postgresql://db/app?currentSchema=a              | jdbc:postgresql://db:5432/app?currentSchema=a
					r2dbc:postgresql://db/app?applicationName=my%20app     | jdbc:postgresql://db:5432/app?ApplicationName=my+app
					r2dbc:postgresql://db/app?sslMode=require              | jdbc:postgresql://db:5432/app?sslmode=require
					r2dbc:postgresql://db/app?sslMode=verify-ca&sslRootCert=ca.pem | jdbc:postgresql://db:5432/app?sslmode=verify-ca&sslrootcert=ca.pem
					r2dbcs:postgresql://db/app                             | jdbc:postgresql://db:5432/app?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
					r2dbc:postgresql://db/app?sslMode=require&sslNegotiation=direct | jdbc:postgresql://db:5432/app?sslmode=require&sslNegotiation=direct
					r2dbc:postgresql://db/app?options=search_path=a;role=b | jdbc:postgresql://db:5432/app?options=-c+search_path%3Da+-c+role%3Db
					r2dbc:h2:mem:///app                                    | jdbc:h2:mem:app
					r2dbc:h2:mem:///app?options=DB_CLOSE_DELAY=-1          | jdbc:h2:mem:app;DB_CLOSE_DELAY=-1
					r2dbc:h2:file:///~/app                                 | jdbc:h2:file:~/app
					""")
	void theJdbcUrlLeadsToTheSameDatabase(String r2dbc, String jdbc) {
		assertThat(R2dbcDatabase.of(ConnectionFactoryOptions.parse(r2dbc)).url()).isEqualTo(jdbc);
	}

	@Test
	void userAndPasswordStayOutOfTheUrl() {
		R2dbcDatabase database = R2dbcDatabase
			.of(ConnectionFactoryOptions.parse("r2dbc:postgresql://me:secret@db/app"));
		assertThat(database).isEqualTo(new R2dbcDatabase("jdbc:postgresql://db:5432/app", "me", "secret"));
		assertThat(database).hasToString("R2dbcDatabase[jdbc:postgresql://db:5432/app]");
	}

	@Test
	void optionsThatAProgramHasSetAreTranslated() {
		ConnectionFactoryOptions options = ConnectionFactoryOptions.parse("r2dbc:postgresql://db/app")
			.mutate()
			.option(PostgresqlConnectionFactoryProvider.OPTIONS, Map.of("application.words", "two words"))
			.option(PostgresqlConnectionFactoryProvider.SSL_MODE, SSLMode.VERIFY_CA)
			.option(PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT, "/etc/ca & co.pem")
			.build();
		assertThat(R2dbcDatabase.of(options).url()).isEqualTo("jdbc:postgresql://db:5432/app"
				+ "?options=-c+application.words%3Dtwo%5C+words&sslmode=verify-ca&sslrootcert=%2Fetc%2Fca+%26+co.pem");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			r2dbc:mysql://db/app                                  | 'mysql'
			r2dbc:postgresql://db/app?sslMode=tunnel              | 'tunnel'
			r2dbc:postgresql://db/app?sslKey=key.pem              | 'sslKey'
			r2dbc:postgresql://db/app?socket=/tmp/.s.PGSQL.5432   | 'socket'
			r2dbc:h2:tcp://db/app                                 | mem or file
			""", quoteCharacter = '"')
	void whatHasNoCounterpartIsAnErrorThatNamesIt(String r2dbc, String named) {
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> R2dbcDatabase.of(ConnectionFactoryOptions.parse(r2dbc)))
			.satisfies((ex) -> {
				assertThat(ex.getProblem()).contains(named);
				assertThat(ex.getAction()).contains("migrate.url");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "proxy" })
	void aWrapperOfNothingIsNoDatabase(String driver) {
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> R2dbcDatabase.of(ConnectionFactoryOptions.parse("r2dbc:" + driver + "://db/app")))
			.withMessageContaining("'" + driver + "'");
	}

}
