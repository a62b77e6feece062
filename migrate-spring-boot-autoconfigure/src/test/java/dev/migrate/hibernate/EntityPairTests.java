package dev.migrate.hibernate;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.TargetSchema;
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
		return GeneratedDatabase.onVersions(EntityPairs.all(), (pair) -> 0);
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("pairsOnVersions")
	void whatIsGeneratedLeadsThereAndBack(int version, EntityPair pair) {
		TargetSchema before = new SchemaReadOnce(pair.before().target());
		TargetSchema after = new SchemaReadOnce(pair.after().target());
		List<String> there = created(version, after).catalog();
		GeneratedDatabase database = created(version, before);
		List<String> was = database.catalog();
		Autogeneration change = generate(database, after);
		assertThat(change.differences()).isNotEmpty();
		assertThat(change.blocked()).isEmpty();
		database.run(change.upgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(there);
		assertThat(generate(database, after).differences()).isEmpty();
		if (GeneratedDatabase.isThorough() || pair.name().hashCode() % 4 == 0) {
			goBackByGenerating(database, before, was, there);
		}
		database.run(change.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	/**
	 * Generates what takes the change back, and undoes that.
	 */
	private static void goBackByGenerating(GeneratedDatabase database, TargetSchema before, List<String> was,
			List<String> there) {
		Autogeneration changeBack = generate(database, before);
		assertThat(changeBack.differences()).isNotEmpty();
		database.run(changeBack.upgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
		assertThat(generate(database, before).differences()).isEmpty();
		database.run(changeBack.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(there);
	}

	private static GeneratedDatabase created(int version, TargetSchema schema) {
		GeneratedDatabase database = databases.empty(version);
		database.run(generate(database, schema).upgrade());
		return database;
	}

	private static Autogeneration generate(GeneratedDatabase database, TargetSchema schema) {
		return database.generate(schema, OPTIONS);
	}

}
