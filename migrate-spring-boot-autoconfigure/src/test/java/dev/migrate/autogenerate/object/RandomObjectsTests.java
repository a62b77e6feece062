package dev.migrate.autogenerate.object;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.Step;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.dialect.Dialects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates what leads from random objects over tables to others. How many there are is
 * the system property {@code migrate.test.random-models}, where they begin
 * {@code migrate.test.random-seed}.
 */
class RandomObjectsTests {

	private static final int MODELS = Integer.getInteger("migrate.test.random-models", 12) * 3 / 4;

	private static final int FIRST_SEED = Integer.getInteger("migrate.test.random-seed", 1);

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	static Stream<Arguments> seeds() {
		return GeneratedDatabase.onVersions(IntStream.range(FIRST_SEED, FIRST_SEED + MODELS).boxed(), (seed) -> 0);
	}

	@ParameterizedTest(name = "seed {1}, on {0}")
	@MethodSource("seeds")
	void whatIsGeneratedLeadsFromSomeObjectsToOthersAndBack(int version, int seed) {
		RandomObjects before = RandomObjects.of(seed);
		RandomObjects after = before.changed(seed);
		GeneratedDatabase database = databases.empty(version);
		run(database, generate(database, before, Set.of()).upgrade());
		Set<String> formerly = identities(database);
		before.undeclared().values().forEach((sql) -> create(database, sql));
		Set<String> undeclared = identities(database);
		undeclared.removeAll(formerly);
		assertThat(generate(database, before, formerly).differences()).isEmpty();
		List<String> was = database.catalog();
		Autogeneration generated = generate(database, after, formerly, after.renames());
		if (!generated.blocked().isEmpty()) {
			assertThat(generated.blocked()).allMatch((reason) -> reason.contains(" cannot be "));
			assertThat(after.isComplete()).as(String.join("\n", generated.blocked())).isFalse();
			return;
		}
		run(database, generated.upgrade());
		Set<String> then = identities(database);
		then.removeAll(undeclared);
		assertThat(generate(database, after, then).differences()).isEmpty();
		List<String> is = database.catalog();
		run(database, generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
		if (after.isComplete()) {
			GeneratedDatabase fresh = databases.empty(version);
			run(fresh, generate(fresh, after, Set.of()).upgrade());
			assertThat(fresh.catalog()).containsExactlyElementsOf(is);
		}
	}

	private static Autogeneration generate(GeneratedDatabase database, RandomObjects objects, Set<String> formerly,
			String... renames) {
		AutogenerateSettings settings = AutogenerateSettings.of(List.of(objects.tables()))
			.objects(ObjectFiles.of(objects.files()))
			.formerObjects(formerly);
		return database.generate(settings, ComparisonOptions.forEntities(), renames);
	}

	/**
	 * Runs steps in a transaction, as a revision does.
	 */
	private static void run(GeneratedDatabase database, List<Step> steps) {
		database.jdbc().execute("BEGIN");
		try {
			database.run(steps);
			database.jdbc().execute("COMMIT");
		}
		finally {
			database.jdbc().execute("ROLLBACK");
		}
	}

	private static void create(GeneratedDatabase database, String sql) {
		Dialects.of("postgresql")
			.splitter()
			.split(sql, "undeclared.sql")
			.forEach((statement) -> database.jdbc().execute(statement.text()));
	}

	private static Set<String> identities(GeneratedDatabase database) {
		return Dialects.of("postgresql")
			.objects(database.jdbc())
			.read(Set.of("public"), "public")
			.stream()
			.map((object) -> object.identity().replace("public.", "").replace("pg_catalog.", "").replace(",", ", "))
			.collect(Collectors.toSet());
	}

}
