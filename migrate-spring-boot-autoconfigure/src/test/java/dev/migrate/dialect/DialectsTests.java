package dev.migrate.dialect;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.instrument.classloading.ShadowingClassLoader;

import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.jsonb;
import static dev.migrate.schema.DataType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Dialects}.
 */
class DialectsTests {

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "PostgreSQL", "postgresql:16", "jdbc:postgresql://localhost/app",
			"jdbc:aws-wrapper:postgresql://db:5432/app?user=u", "jdbc:postgresql:app" })
	void knowsPostgresqlByNameAndByUrl(String name) {
		assertThat(Dialects.of(name).name()).isEqualTo("PostgreSQL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "H2", "jdbc:h2:mem:test;MODE=PostgreSQL", "jdbc:p6spy:h2:file:/tmp/x" })
	void knowsH2ByNameAndByUrl(String name) {
		assertThat(Dialects.of(name).name()).isEqualTo("H2");
	}

	@Test
	void writesForPostgresqlWhenNobodyNamesAnotherDatabase() {
		assertThat(Dialects.of((String) null).name()).isEqualTo("PostgreSQL");
	}

	@Test
	void convertsAColumnAsAPersonWouldWriteIt() {
		Conversions conversions = Dialects.of("postgresql").conversions();
		assertThat(conversions.expression("settings", text(), jsonb())).contains("settings::jsonb");
		assertThat(conversions.expression("order", integer(), jsonb())).contains("\"order\"::text::jsonb");
		assertThat(conversions.expression("Odd \"name\"", text(), jsonb())).contains("\"Odd \"\"name\"\"\"::jsonb");
	}

	@Test
	void findsTheDialectOfAnApplicationAmongTheServicesOfItsClassPath(@TempDir Path folder) throws Exception {
		inApplicationWith(TinyDialectProvider.class, folder, () -> {
			assertThat(Dialects.providers()).extracting(DialectProvider::name)
				.containsExactly("tiny", "postgresql", "h2");
			assertThat(Dialects.of("tiny:3").name()).isEqualTo("Tiny 3");
			assertThat(Dialects.of("jdbc:tiny://localhost/app").name()).isEqualTo("Tiny 1");
			assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(() -> Dialects.of("oracle"))
				.withMessageContaining("'tiny' or 'postgresql' or 'h2'");
		});
		assertThat(Dialects.providers()).extracting(DialectProvider::name).containsExactly("postgresql", "h2");
	}

	@Test
	void prefersTheDialectOfAnApplicationToItsOwn(@TempDir Path folder) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
			assertThat(Dialects.of(connection).name()).isEqualTo("H2");
			inApplicationWith(TinyDialectProvider.class, folder,
					() -> assertThat(Dialects.of(connection).name()).isEqualTo("Tiny 2"));
		}
	}

	@Test
	void findsDialectsWhereTheContextClassLoaderDoesNotSeeThem() throws Exception {
		withContextClassLoader(ClassLoader.getPlatformClassLoader(),
				() -> assertThat(Dialects.of("h2").name()).isEqualTo("H2"));
		withContextClassLoader(null, () -> assertThat(Dialects.of("h2").name()).isEqualTo("H2"));
	}

	@Test
	void findsDialectsWhereTheContextClassLoaderHasACopyOfItsOwn() throws Exception {
		withContextClassLoader(new ShadowingClassLoader(getClass().getClassLoader()),
				() -> assertThat(Dialects.of("h2").name()).isEqualTo("H2"));
	}

	@Test
	void refusesAnUnknownDialect() {
		assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(() -> Dialects.of("oracle"))
			.withMessageContaining("There is no dialect 'oracle'.")
			.withMessageContaining("'postgresql:16'");
		assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(() -> Dialects.of("postgresql:new"));
		assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(() -> Dialects.of("jdbc:oracle:thin:u/sesame@h"))
			.withMessageContaining("There is no dialect 'jdbc:oracle'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-secretsmanager:postgresql://h/app?password=x", "jdbc:aws-wrapper:postgresql://h/app",
			"postgresql://u:x@h/app", "acme:jdbc:postgresql:app" })
	void knowsTheUrlsOfDriversThatWrapAnother(String url) {
		assertThat(Dialects.of(url).name()).isEqualTo("PostgreSQL");
	}

	@Test
	void doesNotRepeatWhatAUrlMayHoldOfSecrets() {
		assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(() -> Dialects.of("jdbc:mysql://localhost/app?password=secret"))
			.withMessageContaining("'jdbc:mysql'")
			.withMessageNotContaining("secret");
	}

	/**
	 * Runs something with a class loader of its own, as of an application that is
	 * restarted.
	 */
	private static void inApplicationWith(Class<? extends DialectProvider> provider, Path folder, Code code)
			throws Exception {
		Path services = Files.createDirectories(folder.resolve("META-INF/services"));
		Files.writeString(services.resolve(DialectProvider.class.getName()), provider.getName());
		try (URLClassLoader application = new URLClassLoader(new URL[] { folder.toUri().toURL() },
				DialectsTests.class.getClassLoader())) {
			withContextClassLoader(application, code);
		}
	}

	private static void withContextClassLoader(@Nullable ClassLoader classLoader, Code code) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(classLoader);
		try {
			code.run();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private interface Code {

		void run() throws Exception;

	}

	/**
	 * The dialect of an application. It takes H2 for the database that it is for.
	 */
	public static class TinyDialectProvider implements DialectProvider {

		@Override
		public String name() {
			return "tiny";
		}

		@Override
		public Dialect dialect(@Nullable Integer version) {
			return (Dialect) Proxy.newProxyInstance(Dialect.class.getClassLoader(), new Class<?>[] { Dialect.class },
					(proxy, method, arguments) -> "Tiny " + Objects.requireNonNullElse(version, 1));
		}

		@Override
		public Optional<Dialect> find(DatabaseMetaData database) throws SQLException {
			return Optional.of(dialect(database.getDatabaseMajorVersion()));
		}

	}

}
