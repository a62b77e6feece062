package dev.migrate.hibernate;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.Autogenerator;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.Step;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.DefaultOperations;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.Operations;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.SourceCompiler;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

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

	@ParameterizedTest
	@MethodSource("dev.migrate.hibernate.Models#all")
	void theSqlOfARevisionDoesTheSame(Model model, TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		jdbc.execute("CREATE SCHEMA crm; CREATE SCHEMA billing");
		Dialect dialect = Dialects.of("postgresql");
		Map<String, SchemaSnapshot> before = read(dialect.inspector(jdbc));
		GeneratedText text = GeneratedText.sql(compare(model, database));
		jdbc.execute(String.join("\n", text.upgrade()));
		assertThat(compare(model, database).differences()).isEmpty();
		jdbc.execute(String.join("\n", text.downgrade()));
		assertThat(read(dialect.inspector(jdbc))).isEqualTo(before);
	}

	@Test
	void theJavaOfEveryRevisionIsTheSameOperations(TestDatabase database, @TempDir Path folder) throws Exception {
		new JdbcTemplate(database.dataSource()).execute("CREATE SCHEMA crm; CREATE SCHEMA billing");
		List<Autogeneration> generations = Models.all().map((model) -> compare(model, database)).toList();
		List<Path> sources = new ArrayList<>();
		for (int i = 0; i < generations.size(); i++) {
			GeneratedText text = GeneratedText.java(generations.get(i), "db.revisions");
			sources.add(Files.writeString(folder.resolve("R" + i + ".java"), """
					package db.revisions;

					%s
					public class R%d implements dev.migrate.operations.Migration {

						@Override
						public void upgrade(dev.migrate.operations.Operations op) {
					%s
						}

						@Override
						public void downgrade(dev.migrate.operations.Operations op) {
					%s
						}

					}
					""".formatted(String.join("", text.imports().stream().map("import %s;\n"::formatted).toList()), i,
					String.join("\n", text.upgrade()), String.join("\n", text.downgrade()))));
		}
		SourceCompiler.compile(folder, sources);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
			for (int i = 0; i < generations.size(); i++) {
				Migration migration = (Migration) loader.loadClass("db.revisions.R" + i)
					.getDeclaredConstructor()
					.newInstance();
				assertThat(recorded(migration::upgrade)).isEqualTo(operations(generations.get(i).upgrade()));
				assertThat(recorded(migration::downgrade)).isEqualTo(operations(generations.get(i).downgrade()));
			}
		}
	}

	private static List<Operation> operations(List<Step> steps) {
		return steps.stream().map(Step::operation).toList();
	}

	private static List<Operation> recorded(Consumer<Operations> calls) {
		List<Operation> operations = new ArrayList<>();
		calls.accept(new DefaultOperations(new OperationExecutor() {

			@Override
			public void execute(Operation operation) {
				operations.add(operation);
			}

			@Override
			public void autocommitBlock(Runnable block) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Inspector inspect() {
				throw new UnsupportedOperationException();
			}

			@Override
			public JdbcClient jdbc() {
				throw new UnsupportedOperationException();
			}

		}, new NamingConvention()));
		return operations;
	}

	private static Autogeneration compare(Model model, TestDatabase database) {
		return new Autogenerator(database.dataSource(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of(model.target())), ComparisonOptions.forEntities())
			.compare();
	}

	private static void run(JdbcTemplate jdbc, Dialect dialect, List<Step> steps) {
		for (Step step : steps) {
			for (SqlCommand command : dialect.write(step.operation())) {
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
