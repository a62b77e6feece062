package dev.migrate.text;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Secrets} and {@link MaskedException}.
 */
class SecretsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			jdbc:postgresql://h:5432/app?user=u&password=sesame  | jdbc:postgresql://h:5432/app
			jdbc-secretsmanager:postgresql://h/app?password=sesame | jdbc-secretsmanager:postgresql://h/app
			jdbc:postgresql://u:sesame@h/app?ssl=true            | jdbc:postgresql://h/app
			jdbc:postgresql://u:ses/ame@h/app                    | jdbc:postgresql:…
			jdbc:postgresql://u:sesame@sesame@h/app              | jdbc:postgresql:…
			jdbc:postgresql://h:sesame/app                       | jdbc:postgresql://h
			jdbc:postgresql://h:54x32/app?password=sesame        | jdbc:postgresql://h
			jdbc:postgresql://a:1,b:2,[::1]:3/app                | jdbc:postgresql://a:1,b:2,[::1]:3/app
			jdbc:postgresql:app?password=sesame                  | jdbc:postgresql:app
			postgres://u:sesame@h                                | postgres://h
			postgres:u:sesame@h                                  | postgres:…
			jdbc:sqlserver://h:1433;databaseName=a;password=sesame | jdbc:sqlserver://h:1433
			jdbc:oracle:thin:u/sesame@h:1521:app                 | jdbc:oracle:…
			jdbc:oracle:thin:@//h:1521/app                       | jdbc:oracle:…
			jdbc:h2:mem:test;USER=sa;PASSWORD=sesame             | jdbc:h2:mem:test
			jdbc:h2:~/test                                       | jdbc:h2:~/test
			jdbc:mysql://(host=h,password=sesame)/app            | jdbc:mysql://
			jdbc:mysql://address=(host=h)(password=sesame)/app   | jdbc:mysql://address
			r2dbc:pool:postgresql://u:sesame@h/app               | r2dbc:pool:postgresql://h/app
			localhost:5432/app?password=sesame                   | localhost:5432/app
			u:sesame@localhost/app                               | u:…
			mongodb+srv://u:sesame@h/app                         | mongodb+srv://h/app
			""")
	void ofAUrlOnlyThatIsShownWhichCannotBeSecret(String url, String shown) {
		assertThat(Secrets.url(url)).isEqualTo(shown);
		for (String text : new String[] { "Unable to parse URL %s", "'%s' is no URL", "\"%s\", they say", "jdbcUrl=%s",
				"(%s)", "claims to not accept jdbcUrl, %s\nat a.b.C(C.java:12)", "Cause: a.b.C: %s." }) {
			assertThat(Secrets.withoutUrls(text.formatted(url))).doesNotContain("sesame")
				.startsWith(text.substring(0, text.indexOf('%')));
		}
		String cut = Secrets.withoutUrls("No " + url + "&x ses ame\nNext");
		assertThat(cut).endsWith(cut.contains("…") ? "…\nNext" : " ses ame\nNext");
		assertThat(Secrets.withoutUrls("'" + url + "' is wrong.\nNext")).endsWith("' is wrong.\nNext");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FATAL: password authentication failed for user \"u\"", "a::text, b:c",
			"at a.b.C(C.java:12)", "file:///home/u@h/db;x/a.sql", "classpath:db/revisions in BOOT-INF/lib/a-1.jar",
			"jar:nested:/a@b.jar!/c", "2026-11-21T10:15:00Z", "jdbc:postgresql://localhost/app.",
			"(jdbc:postgresql://localhost/app)", "https://www.postgresql.org/docs/current/, or so", "me@example.org",
			"what? yes=1; a=b", "java.sql.SQLException: x", "" })
	void anythingElseIsShown(String text) {
		assertThat(Secrets.withoutUrls(text)).isEqualTo(text);
	}

	@Test
	void aCauseIsTheSameUnlessItHoldsASecret() {
		SQLException harmless = new SQLException("no URL", "08001");
		assertThat(MaskedException.of(harmless, Secrets::withoutUrls)).isSameAs(harmless);
		SQLException secret = new SQLException("no connection", "08001", 7,
				new IllegalStateException("cannot parse jdbc:x://h?password=sesame", harmless));
		secret.addSuppressed(new IllegalArgumentException("postgres://u:sesame@h"));
		Throwable masked = MaskedException.of(secret, Secrets::withoutUrls);
		assertThat(masked).isInstanceOf(SQLException.class).hasMessage("no connection");
		assertThat(((SQLException) masked).getSQLState()).isEqualTo("08001");
		assertThat(masked.getStackTrace()).isEqualTo(secret.getStackTrace());
		StringWriter printed = new StringWriter();
		masked.printStackTrace(new PrintWriter(printed));
		assertThat(printed.toString()).doesNotContain("sesame")
			.contains("Caused by: java.lang.IllegalStateException: cannot parse jdbc:x://h…",
					"Suppressed: java.lang.IllegalArgumentException: postgres://h",
					"Caused by: java.sql.SQLException: no URL");
	}

	@Test
	void aCircleOfCausesEnds() {
		RuntimeException first = new RuntimeException("postgres://u:sesame@h");
		RuntimeException second = new RuntimeException("second", first);
		first.initCause(second);
		assertThat(MaskedException.of(second, Secrets::withoutUrls)).hasMessage("second");
	}

}
