package dev.migrate.hibernate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Acceptance;
import dev.migrate.autogenerate.AcceptedDifference;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.accept.AcceptedDifferencesFile;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.hibernate.GrownSchemaChanges.GrownChange;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PgDump;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Accepts the differences between a schema that others have built and entities that are
 * loosely mapped to it.
 */
@ExtendWith(PostgresExtension.class)
@Order(1)
class GrownSchemaTests {

	private static final Map<Model, TargetSchema> schemas = new ConcurrentHashMap<>();

	private static final TargetSchema ENTITIES = schema(GrownEntities.model());

	/**
	 * The databases with what was accepted of them that are as they were after the test
	 * before.
	 */
	private static final Map<Integer, Grown> unchanged = new ConcurrentHashMap<>();

	@AfterAll
	static void dropDatabases() {
		unchanged.values().forEach((grown) -> grown.database().close());
		unchanged.clear();
	}

	static IntStream versions() {
		return GeneratedDatabase.isThorough() ? TestDatabase.versions() : GeneratedDatabase.versions();
	}

	@ParameterizedTest(name = "PostgreSQL {0}")
	@MethodSource("versions")
	void whatIsAcceptedIsNoDifference(int version) throws IOException {
		withGrown(version, (database, accepted) -> {
			assertThat(accepted.entries()).hasSizeGreaterThan(40);
			Acceptance acceptance = compare(database, ENTITIES, accepted);
			assertThat(acceptance.reported()).isEmpty();
			assertThat(acceptance.silent()).hasSameSizeAs(accepted.entries());
			assertThat(acceptance.obsolete()).isEmpty();
		});
	}

	@ParameterizedTest(name = "PostgreSQL {0}")
	@MethodSource("versions")
	void everyChangeOfAnEntityIsReportedAndNothingElse(int version) throws IOException {
		withGrown(version, (database, accepted) -> {
			SoftAssertions assertions = new SoftAssertions();
			for (List<GrownChange> changes : inTurn(database, GrownSchemaChanges.ofEntities())) {
				TargetSchema entities = schema(changes.get(0).entities());
				Acceptance acceptance = compare(database, (target) -> {
					WantedSchema wanted = entities.read(target);
					for (GrownChange change : changes) {
						wanted = change.edit().apply(wanted);
					}
					return wanted;
				}, accepted);
				assertThatOnly(assertions, changes, acceptance);
			}
			assertions.assertAll();
		});
	}

	@ParameterizedTest(name = "PostgreSQL {0}")
	@MethodSource("versions")
	void everyChangeOfTheDatabaseIsReportedAndNothingElse(int version) throws IOException {
		withGrown(version, (database, accepted) -> check(database, accepted, GrownSchemaChanges.ofDatabase()));
	}

	@ParameterizedTest(name = "PostgreSQL {0}")
	@MethodSource("versions")
	void whatEntitiesCannotSayIsNotReported(int version) throws IOException {
		withGrown(version, (database, accepted) -> check(database, accepted, GrownSchemaChanges.unseen()));
	}

	/**
	 * The server writes some expressions in another way once they have been restored from
	 * what it wrote before.
	 */
	@EachPostgresVersion
	void whatIsAcceptedIsNoDifferenceInARestoredDatabase(TestDatabase database) throws IOException {
		build(database);
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		AcceptedDifferences accepted = accept(database);
		List<String> before = expressions(jdbc);
		restoreExpressions(jdbc);
		assertThat(expressions(jdbc)).isNotEqualTo(before);
		assertThat(accept(database)).isEqualTo(accepted);
	}

	@Test
	void whatIsAcceptedOnOneVersionIsNoDifferenceOnAnother() throws IOException {
		List<AcceptedDifferences> all = new ArrayList<>();
		for (int version : GeneratedDatabase.versions().toArray()) {
			withGrown(version, (database, accepted) -> all.add(accepted));
		}
		assertThat(all).hasSizeGreaterThan(1).containsOnly(all.get(0));
	}

	@Test
	void whatIsAcceptedIsNoDifferenceAfterADumpOfAnOldVersionIsRestoredInANewOne() throws Exception {
		assumeThat(PgDump.isPresent()).isTrue();
		try (TestDatabase old = TestDatabase.on(14); TestDatabase restored = TestDatabase.on(18)) {
			build(old);
			AcceptedDifferences accepted = accept(old);
			PgDump.restore(PgDump.schema(old), restored);
			assertThat(compare(restored, ENTITIES, accepted).reported()).isEmpty();
			assertThat(accept(restored)).isEqualTo(accepted);
		}
	}

	@Test
	void whatIsEqualNowIsObsoleteAndSoIsWhatIsGone(TestDatabase database) throws IOException {
		build(database);
		AcceptedDifferences accepted = accept(database);
		database.jdbc().sql("ALTER TABLE customer ALTER age TYPE integer, DROP notes").update();
		Autogeneration comparison = generate(database, ENTITIES, accepted);
		assertThat(comparison.isEmpty()).isTrue();
		assertThat(comparison.acceptance().obsolete())
			.hasToString("[type of customer.age: integer wanted, smallint found, column customer.notes: text found]");
		assertThat(comparison.notes())
			.contains("Accepted, but no longer a difference; 'migrate accept' removes the entry:"
					+ " type of customer.age: integer wanted, smallint found");
	}

	/**
	 * What differs otherwise leads to operations; what is accepted does not.
	 */
	@Test
	void whatIsAcceptedIsNotChangedByARevision(TestDatabase database) throws IOException {
		build(database);
		AcceptedDifferences accepted = accept(database);
		database.jdbc().sql("ALTER TABLE customer ALTER country_code TYPE varchar(2), ADD fax text").update();
		List<String> operations = generate(database, ENTITIES, accepted).upgrade()
			.stream()
			.map((step) -> step.operation().describe())
			.toList();
		assertThat(operations).hasSize(2)
			.satisfiesExactlyInAnyOrder((alter) -> assertThat(alter).contains("country_code"),
					(drop) -> assertThat(drop).contains("fax"));
	}

	private static List<String> expressions(JdbcTemplate jdbc) {
		return jdbc.queryForList("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' ORDER BY 1",
				String.class);
	}

	/**
	 * Creates every check and default again from what the server says that it is.
	 */
	private static void restoreExpressions(JdbcTemplate jdbc) {
		List<String> statements = jdbc.queryForList("""
				SELECT format('ALTER TABLE %1$s DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I %3$s', conrelid::regclass,
					conname, pg_get_constraintdef(oid))
				FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0
				UNION ALL
				SELECT format('ALTER TABLE %s ALTER %I SET DEFAULT %s', adrelid::regclass, attname,
					pg_get_expr(adbin, adrelid))
				FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
				WHERE attgenerated = '' AND adrelid::regclass::text !~ '_20..$'""", String.class);
		assertThat(statements).hasSizeGreaterThan(10);
		statements.forEach(jdbc::execute);
	}

	/**
	 * Makes some changes after the others, in turn on each version, and undoes them. What
	 * an undo leaves behind is reported with the next changes, or at the end.
	 */
	private static void check(TestDatabase database, AcceptedDifferences accepted, List<GrownChange> all) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		SoftAssertions assertions = new SoftAssertions();
		for (List<GrownChange> changes : inTurn(database, all)) {
			changes.forEach((change) -> jdbc.execute(String.valueOf(change.sql())));
			assertThatOnly(assertions, changes, compare(database, ENTITIES, accepted));
			List<GrownChange> reverse = new ArrayList<>(changes);
			Collections.reverse(reverse);
			reverse.forEach((change) -> jdbc.execute(String.valueOf(change.undo())));
		}
		assertions.assertThat(compare(database, ENTITIES, accepted).reported()).as("all undone").isEmpty();
		assertions.assertAll();
	}

	private static TargetSchema schema(Model entities) {
		return schemas.computeIfAbsent(entities, (missing) -> new SchemaReadOnce(missing.target()));
	}

	/**
	 * Returns a few changes of the same entities or database at a time, or each for
	 * itself if everything is tried.
	 */
	private static List<List<GrownChange>> inTurn(TestDatabase database, List<GrownChange> changes) {
		int most = GeneratedDatabase.isThorough() ? 1 : 4;
		List<List<GrownChange>> together = new ArrayList<>();
		GeneratedDatabase.onVersions(changes.stream(), (change) -> 0)
			.map(Arguments::get)
			.filter((arguments) -> arguments[0].equals(database.version()))
			.map((arguments) -> (GrownChange) arguments[1])
			.forEach((change) -> {
				List<GrownChange> last = together.isEmpty() ? List.of() : together.get(together.size() - 1);
				if (last.isEmpty() || last.size() == most || !last.get(0).entities().equals(change.entities())) {
					together.add(new ArrayList<>());
				}
				together.get(together.size() - 1).add(change);
			});
		return together;
	}

	private static void assertThatOnly(SoftAssertions assertions, List<GrownChange> changes, Acceptance acceptance) {
		List<String> reported = acceptance.reported().stream().map(acceptance::describe).toList();
		assertions.assertThat(reported)
			.as("%s", changes)
			.containsExactlyInAnyOrderElementsOf(
					changes.stream().flatMap((change) -> Stream.ofNullable(change.expected())).toList());
	}

	/**
	 * A database that others have built.
	 *
	 * @param database the database
	 * @param accepted what was accepted of it
	 */
	private record Grown(TestDatabase database, AcceptedDifferences accepted) {
	}

	/**
	 * Gives a test a database that it leaves as it was.
	 */
	private static void withGrown(int version, BiConsumer<TestDatabase, AcceptedDifferences> test) throws IOException {
		Grown grown = unchanged.remove(version);
		TestDatabase database = (grown != null) ? grown.database() : TestDatabase.on(version);
		try {
			if (grown == null) {
				build(database);
				grown = new Grown(database, accept(database));
			}
			test.accept(database, grown.accepted());
			unchanged.put(version, grown);
		}
		finally {
			if (!unchanged.containsKey(version)) {
				database.close();
			}
		}
	}

	private static void build(TestDatabase database) throws IOException {
		new JdbcTemplate(database.session()).execute(new ClassPathResource("grown-schema.sql", GrownSchemaTests.class)
			.getContentAsString(StandardCharsets.UTF_8));
	}

	/**
	 * Accepts all differences, by way of a file.
	 */
	private static AcceptedDifferences accept(TestDatabase database) {
		List<AcceptedDifference> entries = new ArrayList<>();
		compare(database, ENTITIES, AcceptedDifferences.none()).reported()
			.forEach((difference) -> entries.add(AcceptedDifference.of(difference)));
		String text = AcceptedDifferencesFile.write(new AcceptedDifferences(entries));
		return AcceptedDifferencesFile.read(AcceptedDifferencesFile.NAME, text);
	}

	private static Acceptance compare(TestDatabase database, TargetSchema entities, AcceptedDifferences accepted) {
		return generate(database, entities, accepted).acceptance();
	}

	private static Autogeneration generate(TestDatabase database, TargetSchema entities, AcceptedDifferences accepted) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of(entities)), ComparisonOptions.forEntities().dropColumns(true))
			.accepting(accepted)
			.compare();
	}

}
