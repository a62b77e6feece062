package dev.migrate.hibernate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.Step;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.operations.DefaultOperations;
import dev.migrate.operations.Migration;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.script.NewScript.ReversibleBody;
import dev.migrate.testsupport.KotlinCompiler;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.SourceCompiler;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates the schema of every model; what {@link CreatedByHibernateTests} generates
 * each time is left to it.
 */
@ExtendWith(PostgresExtension.class)
class AutogenerateModelTests {

	private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

	private static final Pattern WORD = Pattern.compile("[a-zA-Z]\\w*|[^\\w\\s]");

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public", "crm", "billing");

	static Stream<Arguments> modelsOnVersions() {
		return GeneratedDatabase.onVersions(Models.all()
			.filter((model) -> GeneratedDatabase.isThorough() || !CreatedByHibernateTests.isGeneratedEachTime(model)),
				(model) -> 0);
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("modelsOnVersions")
	void whatIsGeneratedMakesTheDatabaseEqualToTheModel(int version, Model model) {
		List<String> before = databases.emptyCatalog(version);
		GeneratedDatabase database = databases.empty(version);
		TargetSchema schema = new SchemaReadOnce(model.target());
		Autogeneration generated = compare(schema, database);
		assertThat(generated.upgrade()).isNotEmpty();
		database.run(generated.upgrade());
		assertThat(compare(schema, database).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog()).isEqualTo(before);
	}

	private static Autogeneration compare(TargetSchema schema, GeneratedDatabase database) {
		return database.generate(schema, ComparisonOptions.forEntities());
	}

	@Test
	void theJavaOfEveryRevisionIsTheSameOperations(TestDatabase database, @TempDir Path folder) throws Exception {
		new JdbcTemplate(database.session()).execute("CREATE SCHEMA crm; CREATE SCHEMA billing");
		List<Autogeneration> generations = Models.all().map((model) -> compare(model, database)).toList();
		List<Path> sources = new ArrayList<>();
		approve("models.java.txt", generations, AutogenerateModelTests::java);
		approve("models.sql.txt", generations, AutogenerateModelTests::sql);
		approve("models.kt.txt", generations, AutogenerateModelTests::kotlin);
		theKotlinIsTheSame(generations, Files.createDirectory(folder.resolve("kotlin")));
		for (int i = 0; i < generations.size(); i++) {
			GeneratedText text = GeneratedText.java(generations.get(i).revisions().get(0), "db.revisions",
					DataTypeRenderer.none());
			ReversibleBody change = Objects.requireNonNull(text.reversible());
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
					""".formatted(imports(text.imports()), i, String.join("\n", text.upgrade()),
					String.join("\n", text.downgrade()))));
			sources.add(Files.writeString(folder.resolve("C" + i + ".java"), """
					package db.revisions;

					%s
					public class C%d implements dev.migrate.operations.ReversibleMigration {

						@Override
						public void change(dev.migrate.operations.Operations op) {
					%s
						}

					}
					""".formatted(imports(change.imports()), i, String.join("\n", change.change()))));
		}
		SourceCompiler.compile(folder, sources);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
			for (int i = 0; i < generations.size(); i++) {
				Migration migration = (Migration) loader.loadClass("db.revisions.R" + i)
					.getDeclaredConstructor()
					.newInstance();
				assertThat(recorded(migration::upgrade)).isEqualTo(withoutReverse(generations.get(i).upgrade()));
				assertThat(recorded(migration::downgrade)).isEqualTo(withoutReverse(generations.get(i).downgrade()));
				ReversibleMigration change = (ReversibleMigration) loader.loadClass("db.revisions.C" + i)
					.getDeclaredConstructor()
					.newInstance();
				assertThat(recorded(change::change)).isEqualTo(operations(generations.get(i).upgrade()));
			}
		}
	}

	/**
	 * Compiles what has a word that is in none before it, or everything if that is to be
	 * tried.
	 */
	private static void theKotlinIsTheSame(List<Autogeneration> generations, Path folder) throws Exception {
		Map<String, Autogeneration> compiled = new LinkedHashMap<>();
		List<Path> sources = new ArrayList<>();
		Set<String> words = new HashSet<>();
		for (Autogeneration generation : generations) {
			ReversibleBody change = reversibleKotlin(generation);
			if (!words.addAll(words(String.join("\n", change.change()))) && !GeneratedDatabase.isThorough()) {
				continue;
			}
			String name = "K" + compiled.size();
			compiled.put(name, generation);
			sources.add(Files.writeString(folder.resolve(name + ".kt"), """
					package db.revisions

					%s
					class %s : dev.migrate.operations.ReversibleMigration {

					    override fun change(op: dev.migrate.operations.Operations) {
					%s
					    }
					}
					""".formatted(imports(change.imports()).replace(";", ""), name,
					String.join("\n", change.change()))));
		}
		KotlinCompiler.compile(folder, sources);
		try (URLClassLoader loader = KotlinCompiler.classLoader(folder)) {
			for (Map.Entry<String, Autogeneration> each : compiled.entrySet()) {
				ReversibleMigration change = (ReversibleMigration) loader.loadClass("db.revisions." + each.getKey())
					.getDeclaredConstructor()
					.newInstance();
				assertThat(recorded(change::change)).isEqualTo(operations(each.getValue().upgrade()));
			}
		}
	}

	private static Set<String> words(String source) {
		return WORD.matcher(STRING.matcher(source).replaceAll("\"\""))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	/**
	 * Compares with what somebody has read; what it is instead is written to
	 * {@code target}.
	 */
	private static void approve(String name, List<Autogeneration> generations, Function<Autogeneration, String> text)
			throws IOException {
		List<Model> models = Models.all().toList();
		StringBuilder all = new StringBuilder();
		for (int i = 0; i < models.size(); i++) {
			all.append("# %s%n%s%n".formatted(models.get(i), text.apply(generations.get(i))));
		}
		Files.writeString(Files.createDirectories(Path.of("target")).resolve(name), all);
		assertThat(all.toString())
			.isEqualTo(Files.readString(Path.of("src", "test", "resources", "approved", "revisions", name)));
		assertThat(all.toString().lines()).allMatch((line) -> line.replace("\t", "    ").length() <= 120);
	}

	private static String java(Autogeneration generation) {
		ReversibleBody change = Objects
			.requireNonNull(GeneratedText.java(generation.revisions().get(0), "db.revisions", DataTypeRenderer.none())
				.reversible());
		return imports(change.imports())
				+ change.change().stream().map((line) -> "\t\t" + line + "\n").collect(Collectors.joining());
	}

	private static String kotlin(Autogeneration generation) {
		ReversibleBody change = reversibleKotlin(generation);
		return imports(change.imports()).replace(";", "")
				+ change.change().stream().map((line) -> "        " + line + "\n").collect(Collectors.joining());
	}

	private static ReversibleBody reversibleKotlin(Autogeneration generation) {
		return Objects
			.requireNonNull(GeneratedText.kotlin(generation.revisions().get(0), "db.revisions", DataTypeRenderer.none())
				.reversible());
	}

	private static String sql(Autogeneration generation) {
		GeneratedText text = GeneratedText.sql(generation.revisions().get(0), generation.dialect());
		return String.join("\n", text.upgrade()) + "\n\n-- downgrade\n" + String.join("\n", text.downgrade()) + "\n";
	}

	private static String imports(List<String> names) {
		return names.stream().map("import %s;\n"::formatted).collect(Collectors.joining());
	}

	private static List<Operation> withoutReverse(List<Step> steps) {
		return operations(steps).stream().map(Operation::withoutReverse).toList();
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
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of(model.target())), ComparisonOptions.forEntities())
			.compare();
	}

}
