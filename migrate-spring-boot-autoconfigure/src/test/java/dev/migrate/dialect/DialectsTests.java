package dev.migrate.dialect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
	void refusesAnUnknownDialect() {
		assertThatExceptionOfType(UnknownDialectException.class).isThrownBy(() -> Dialects.of("oracle"))
			.withMessageContaining("There is no dialect 'oracle'.")
			.withMessageContaining("'postgresql:16'");
		assertThatExceptionOfType(UnknownDialectException.class).isThrownBy(() -> Dialects.of("postgresql:new"));
	}

	@Test
	void doesNotRepeatWhatAUrlMayHoldOfSecrets() {
		assertThatExceptionOfType(UnknownDialectException.class)
			.isThrownBy(() -> Dialects.of("jdbc:mysql://localhost/app?password=secret"))
			.withMessageContaining("'jdbc:mysql'")
			.withMessageNotContaining("secret");
	}

}
