package dev.migrate.hibernate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.Autogenerator;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates the schema of every model.
 */
@ExtendWith(PostgresExtension.class)
class AutogenerateModelTests {

	@ParameterizedTest
	@MethodSource("dev.migrate.hibernate.Models#all")
	void whatIsGeneratedMakesTheDatabaseEqualToTheModel(Model model, TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		jdbc.execute("CREATE SCHEMA crm; CREATE SCHEMA billing");
		Dialect dialect = Dialects.of("postgresql");
		Map<String, SchemaSnapshot> before = read(dialect.inspector(jdbc));
		Autogeneration generated = compare(model, database);
		assertThat(generated.upgrade()).isNotEmpty();
		run(jdbc, dialect, generated.upgrade());
		assertThat(compare(model, database).differences()).isEmpty();
		run(jdbc, dialect, generated.downgrade());
		assertThat(read(dialect.inspector(jdbc))).isEqualTo(before);
	}

	private static Autogeneration compare(Model model, TestDatabase database) {
		return new Autogenerator(database.dataSource(), List.of(model.target()), new NamingConvention(),
				ComparisonOptions.forEntities(), Set.of())
			.compare();
	}

	private static void run(JdbcTemplate jdbc, Dialect dialect, List<Operation> operations) {
		for (Operation operation : operations) {
			for (SqlCommand command : dialect.write(operation)) {
				jdbc.execute(command.sql());
			}
		}
	}

	private static Map<String, SchemaSnapshot> read(Inspector inspector) {
		Map<String, SchemaSnapshot> schemas = new TreeMap<>();
		inspector.schemas().forEach((schema) -> schemas.put(schema, inspector.read(List.of(schema))));
		return schemas;
	}

}
