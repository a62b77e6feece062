package dev.migrate.dialect.postgresql.dump;

import java.nio.file.Path;
import java.util.Map;

import dev.migrate.dialect.database.DatabaseLogin;
import dev.migrate.dialect.database.DumpFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link DumpEnvironment}.
 */
class DumpEnvironmentTests {

	@Test
	void theUrlSaysHowTheServerIsReached() {
		assertThat(environment("//db.example:6432/my%20shop?currentSchema=app&ApplicationName=shop"))
			.contains(entry("PGHOST", "db.example"), entry("PGPORT", "6432"), entry("PGDATABASE", "my shop"),
					entry("PGUSER", "ann"), entry("PGPASSWORD", "pa ss"), entry("PGAPPNAME", "migrate baseline"))
			.doesNotContainKeys("PGSSLMODE", "PGOPTIONS");
		assertThat(environment("//[::1]:5433,b:5434/shop?targetServerType=primary&options=-c%20role=app")).contains(
				entry("PGHOST", "::1,b"), entry("PGPORT", "5433,5434"), entry("PGTARGETSESSIONATTRS", "primary"),
				entry("PGOPTIONS", "-c role=app"));
		Map<String, String> ofUrl = DumpEnvironment
			.of(new DatabaseLogin("jdbc:postgresql://h/shop?user=bob&password=se%26cret", null, null));
		assertThat(ofUrl).contains(entry("PGUSER", "bob"), entry("PGPASSWORD", "se&cret"));
	}

	@Test
	void thePasswordIsNotShown() {
		assertThat(new PgDump(Path.of("pg_dump"), 18, environment("//h/d"))).hasToString("pg_dump");
	}

	@Test
	void tlsIsThatOfTheUrl() {
		assertThat(environment("//h/d?ssl=true")).containsEntry("PGSSLMODE", "verify-full");
		assertThat(environment(
				"//h/d?ssl=true&sslmode=verify-ca&sslrootcert=/c/root.crt&sslcert=/c/a.crt&sslkey=/c/a.pk8"))
			.contains(entry("PGSSLMODE", "verify-ca"), entry("PGSSLROOTCERT", "/c/root.crt"),
					entry("PGSSLCERT", "/c/a.crt"), entry("PGSSLKEY", "/c/a.pk8"));
		assertThat(environment("//h/d?ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory"))
			.containsEntry("PGSSLMODE", "require");
		assertThat(environment("//h/d?sslmode=disable")).containsEntry("PGSSLMODE", "disable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "socketFactory=com.example.Tunnel", "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
			"sslpassword=secret", "sslkey=/c/a.p12", "authenticationPluginClassName=com.example.Token" })
	void whatOnlyTheDriverCanDoIsRefused(String setting) {
		assertThatExceptionOfType(DumpFailedException.class).isThrownBy(() -> environment("//h/d?" + setting))
			.withMessageContaining(setting.substring(0, setting.indexOf('=')))
			.withMessageContaining("--from-entities")
			.withMessageNotContaining("secret");
	}

	private static Map<String, String> environment(String url) {
		return DumpEnvironment.of(new DatabaseLogin("jdbc:postgresql:" + url, "ann", "pa ss"));
	}

}
