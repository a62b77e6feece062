package dev.migrate.autogenerate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates what leads from one random schema to another. How many there are is the
 * system property {@code migrate.test.random-models}, where they begin
 * {@code migrate.test.random-seed}.
 */
class RandomModelTests {

	private static final int MODELS = Integer.getInteger("migrate.test.random-models", 12);

	private static final int FIRST_SEED = Integer.getInteger("migrate.test.random-seed", 1);

	private static final ComparisonOptions COMPLETE = new ComparisonOptions(true, true, true);

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	static Stream<Arguments> seeds() {
		return GeneratedDatabase.onVersions(IntStream.range(FIRST_SEED, FIRST_SEED + MODELS).boxed(), (seed) -> 0);
	}

	@ParameterizedTest(name = "seed {1}, on {0}")
	@MethodSource("seeds")
	void whatIsGeneratedLeadsFromOneSchemaToAnother(int version, int seed) {
		WantedSchema before = RandomModel.of(seed);
		WantedSchema after = RandomModel.of(-seed);
		List<String> there = build(version, after).catalog();
		GeneratedDatabase database = build(version, before);
		List<String> was = database.catalog();
		Autogeneration generated = generate(database, after);
		database.run(generated.upgrade());
		assertThat(withoutNames(database.catalog())).containsExactlyElementsOf(withoutNames(there));
		assertThat(generate(database, after).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
		assertThat(generate(database, before).differences()).isEmpty();
	}

	/**
	 * An index or a check that says the same as a wanted one keeps its name.
	 */
	private static List<String> withoutNames(List<String> catalog) {
		return catalog.stream()
			.map((line) -> line.replaceAll("ix_\\d_(.+?)\\d?(?=\"| CREATE| ON|: )", "ix_$1")
				.replaceAll("constraint (?:rule|.+_check) CHECK", "CHECK"))
			.sorted()
			.toList();
	}

	/**
	 * What entities do not state is left alone, and comes back with what it belongs to.
	 * What is in the way of a change is named.
	 */
	@ParameterizedTest(name = "seed {1}, on {0}")
	@MethodSource("seeds")
	void theWayBackLeavesEverythingAroundAsItWas(int version, int seed) {
		WantedSchema before = RandomModel.of(seed);
		WantedSchema after = RandomModel.between(before, RandomModel.of(-seed));
		GeneratedDatabase database = build(version, before);
		RandomSurroundings.of(before, after, seed, seed % 3 == 0).forEach(database.jdbc()::execute);
		ComparisonOptions options = new ComparisonOptions(false, seed % 2 == 0, seed % 5 == 0).dropColumns(true);
		Autogeneration generated = database.generate((target) -> after, options);
		if (!generated.blocked().isEmpty()) {
			assertThat(generated.blocked()).allMatch((reason) -> reason.contains(" cannot be "));
			return;
		}
		List<String> was = database.catalog(generated);
		database.run(generated.upgrade());
		assertThat(database.generate((target) -> after, options).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog(generated)).containsExactlyElementsOf(was);
	}

	private static GeneratedDatabase build(int version, WantedSchema wanted) {
		GeneratedDatabase database = databases.empty(version);
		Autogeneration generated = generate(database, wanted);
		assertThat(generated.notes()).isEmpty();
		database.run(generated.upgrade());
		return database;
	}

	private static Autogeneration generate(GeneratedDatabase database, WantedSchema wanted) {
		return database.generate((target) -> wanted, COMPLETE);
	}

}
