package dev.migrate.autogenerate;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.change.DifferenceSteps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates every change of a schema, in both directions, with rows in its tables.
 * Changes of different things are made by one revision, unless everything is to be tried.
 */
@Order(1)
class AutogenerateChangeTests {

	private static final ComparisonOptions COMPLETE = new ComparisonOptions(true, true, true);

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public", "crm");

	private static final Map<Integer, Built> bases = new HashMap<>();

	static Stream<SchemaPair> pairs() {
		return Stream.of(SchemaChanges.all(), SchemaPairs.all(), StepOrderPairs.all()).flatMap((pairs) -> pairs);
	}

	static Stream<Arguments> pairsOnVersions() {
		return GeneratedDatabase.onVersions(
				GeneratedDatabase.isThorough() ? pairs() : SchemaPairPacks.of(pairs().toList()), SchemaPair::since);
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("pairsOnVersions")
	void whatIsGeneratedLeadsThereAndBack(int version, SchemaPair pair) {
		Built before = built(version, pair.before());
		Built after = built(version, pair.after());
		GeneratedDatabase database = databases.empty(version);
		database.run(before.steps());
		insertRows(database);
		Autogeneration there = upgrade(database, after, pair);
		if (GeneratedDatabase.isThorough() || pair.name().hashCode() % 2 == 0) {
			Autogeneration back = upgrade(database, before, pair);
			downgrade(database, back, after);
		}
		downgrade(database, there, before);
	}

	@Test
	void everyPairIsAnother() {
		assertThat(pairs().map(SchemaPair::name)).doesNotHaveDuplicates();
		assertThat(pairs().map((pair) -> List.of(pair.before(), pair.after()))).doesNotHaveDuplicates();
	}

	private static Built built(int version, WantedSchema wanted) {
		return wanted.equals(SchemaChanges.BASE) ? bases.computeIfAbsent(version, (missing) -> build(missing, wanted))
				: build(version, wanted);
	}

	private static Built build(int version, WantedSchema wanted) {
		GeneratedDatabase database = databases.empty(version);
		List<Step> steps = generate(database, wanted).upgrade();
		database.run(steps);
		assertThat(generate(database, wanted).differences()).isEmpty();
		return new Built(wanted, steps, database.catalog());
	}

	private static Autogeneration upgrade(GeneratedDatabase database, Built to, SchemaPair pair) {
		Autogeneration generated = generate(database, to.wanted());
		assertThat(generated.blocked()).isEmpty();
		List<Set<String>> differences = generated.differences()
			.stream()
			.map((difference) -> SchemaPairPacks.words(difference.toString()))
			.toList();
		assertThat(pair.parts()).allMatch(
				(names) -> differences.stream().anyMatch((difference) -> !Collections.disjoint(difference, names)));
		assertThat(generated.differences()).isNotEmpty()
			.allMatch(new DifferenceSteps(generated.revisions(), generated.revisions())::isPlanned);
		database.run(generated.upgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(to.catalog());
		assertThat(rows(database)).isOne();
		return generated;
	}

	private static void downgrade(GeneratedDatabase database, Autogeneration generated, Built to) {
		database.run(generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(to.catalog());
		assertThat(rows(database)).isOne();
	}

	private static Autogeneration generate(GeneratedDatabase database, WantedSchema wanted) {
		return database.generate((target) -> wanted, COMPLETE);
	}

	private static void insertRows(GeneratedDatabase database) {
		database.jdbc().execute("INSERT INTO teams (id, region, name) VALUES (1, 'eu', 'a')");
		database.jdbc().execute("""
				INSERT INTO users (email, nick, age, code, team_id, boss_id, mood, tags, data, seen)
				VALUES ('a@example.org', 'a', '1', '1', 1, 1, 'ok', '{x}', '{}', '2026-11-21 10:15:00')""");
	}

	private static @Nullable Integer rows(GeneratedDatabase database) {
		return database.jdbc().queryForObject("SELECT count(*) FROM users JOIN teams ON teams.id = 1", Integer.class);
	}

	/**
	 * A schema that has been generated from nothing, and differs from nothing then.
	 *
	 * @param wanted what was wanted
	 * @param steps what makes it
	 * @param catalog what the catalog says of it
	 */
	private record Built(WantedSchema wanted, List<Step> steps, List<String> catalog) {
	}

}
