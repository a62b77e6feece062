package dev.migrate.hibernate;

import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HibernateTargetSchema}.
 */
class HibernateTargetSchemaTests {

	@ParameterizedTest
	@MethodSource("dev.migrate.hibernate.Models#all")
	void readsEveryModel(Model model) {
		WantedSchema wanted = model.target().read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.tables()).isNotEmpty();
	}

}
