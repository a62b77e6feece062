package dev.migrate.hibernate;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.Step;
import dev.migrate.hibernate.EntityPairs.EntityPair;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates what somebody has changed of an entity, and what takes it back.
 */
class EntityPairTests {

	/**
	 * What is not in the entities any more goes, too, so that both sides can become
	 * equal.
	 */
	private static final ComparisonOptions OPTIONS = new ComparisonOptions(false, true, true);

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	static Stream<Arguments> pairsOnVersions() {
		return GeneratedDatabase.versions()
			.boxed()
			.flatMap((version) -> EntityPairs.all().map((pair) -> Arguments.of(version, pair)));
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("pairsOnVersions")
	void whatIsGeneratedLeadsThereAndBack(int version, EntityPair pair) {
		check(version, pair.before(), pair.after());
		check(version, pair.after(), pair.before());
	}

	private static void check(int version, Model before, Model after) {
		GeneratedDatabase database = databases.empty(version);
		database.run(generate(database, after).upgrade());
		List<String> there = database.catalog();
		database = databases.empty(version);
		List<Step> creation = generate(database, before).upgrade();
		database.run(creation);
		List<String> was = database.catalog();
		Autogeneration generated = generate(database, after);
		assertThat(generated.differences()).isNotEmpty();
		database.run(generated.upgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(there);
		assertThat(generate(database, after).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	private static Autogeneration generate(GeneratedDatabase database, Model model) {
		return database.generate(model.target(), OPTIONS);
	}

}
