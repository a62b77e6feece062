package dev.migrate.autogenerate.scratch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrittenExpressions}: what somebody has written comes back as it was,
 * from a script and from a database that knows only what it has made of it.
 */
class WrittenExpressionsTests {

	private static final String TYPES = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (id bigint PRIMARY KEY);\n";

	private static final List<String> CHECKS = List.of("a IN (1, 2, 3)", "s IN ('A', 'it''s', 'B')",
			"s NOT IN ('A', 'B')", "x IN ('A', 'B')", "c IN ('eur', 'usd')", "n IN (1, 2.5)", "mood IN ('sad', 'ok')",
			"s LIKE 'a%'", "s NOT LIKE '%\\_x'", "s ILIKE 'a%' OR x IS NULL", "x ~ '^[a-z]+(::|\\d{2,3})$'",
			"x !~* 'foo'", "length(s) > 0", "lower(s) = s", "a >= 1 AND a <= 10", "a > -5", "a + b * 2 > 7",
			"a IS NOT NULL OR b IS NOT NULL", "(a IS NULL) = (b IS NULL)", "num_nonnulls(a, b) = 1",
			"(a > 0 AND b > 0) OR n > 0.5", "(a > 0 OR b > 0) AND n > 0", "NOT (a > 0 AND b > 0)", "NOT ok",
			"ok IS TRUE", "a IS DISTINCT FROM b", "day >= '2020-01-01'", "seen < now()", "j ? 'name'",
			"j ->> 'a' = 'b'", "arr[1] > 0", "words <@ ARRAY['a', 'b']", "a = ANY(arr)", "\"Order\" > 0",
			"CASE WHEN a > 0 THEN b > 0 ELSE b IS NULL END", "x <> 'NULL AND (a OR b)'", "s COLLATE \"C\" > 'a'",
			"s = upper(x) OR (s = 'x' AND x IN ('a', 'b'))");

	private static final String INDEXED = "lower(s), (a + b), a, (s || '-x') DESC, upper(x) COLLATE \"C\" text_pattern_ops NULLS FIRST";

	private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

	static {
		for (String column : new String[] { "a integer 7", "b smallint -1", "e bigint 10000000000",
				"n numeric(10,2) 1.50", "r real -2.5", "f double precision 0.5", "s varchar(40) 'untitled'",
				"c char(3) 'eur'", "x text 'it''s a \"quote\"; -- no'", "day date CURRENT_DATE",
				"seen timestamp_with_time_zone now()", "made timestamp(3) '2020-01-01 00:00:00'",
				"lasts interval '1 day'", "ok boolean true", "u uuid gen_random_uuid()", "j jsonb '{\"a\": [1, 2]}'",
				"arr integer[] ARRAY[1, 2]", "tags varchar(9)[] ARRAY['a', 'b']", "words text[] '{}'", "mood mood 'ok'",
				"ip inet '127.0.0.1'", "\"Order\" integer 2 * (3 + 4)", "who text CURRENT_USER" }) {
			String[] parts = column.replace("double precision", "double_precision").split(" ", 3);
			DEFAULTS.put(parts[0] + " " + parts[1].replace('_', ' ').replace(",", ", "), parts[2]);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatSomebodyHasWrittenComesBack(int version) {
		List<String> columns = DEFAULTS.entrySet()
			.stream()
			.map((column) -> column.getKey() + " DEFAULT " + column.getValue())
			.toList();
		String all = Stream.concat(columns.stream(), CHECKS.stream().map((check) -> "CHECK (" + check + ")"))
			.collect(Collectors.joining(",\n", "CREATE TABLE things (", ");\n"))
				+ "CREATE INDEX things_some ON things (a) WHERE s IN ('A', 'B') AND a > -1;\n"
				+ "CREATE UNIQUE INDEX things_words ON things (" + INDEXED + ") WHERE a > 0;";
		try (TestDatabase database = TestDatabase.on(version)) {
			List<String> there = sql(database, TYPES + all, true);
			assertAsWritten(there, columns);
			new JdbcTemplate(database.session()).execute(String.join("\n", there));
			assertAsWritten(sql(database, TYPES, false), columns);
		}
	}

	private static void assertAsWritten(List<String> sql, List<String> columns) {
		String script = String.join("\n", sql).replaceAll(" +", " ");
		assertThat(columns).allMatch((column) -> script.contains("\n " + column + ","));
		assertThat(CHECKS).allMatch((check) -> script.contains(" CHECK (" + check + ")"));
		assertThat(script).contains(" (a) WHERE s IN ('A', 'B') AND a > -1;");
		assertThat(script).contains("ON things (" + INDEXED + ") WHERE a > 0;");
	}

	private static List<String> sql(TestDatabase database, String wanted, boolean upgrade) {
		Autogeneration generation = new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of()).scripts(List.of(new SchemaScript("schema.sql", wanted))),
				new ComparisonOptions(true, true, true))
			.compare();
		GeneratedRevision revision = generation.revisions().get(0);
		GeneratedText text = GeneratedText.sql(revision, generation.dialect());
		return upgrade ? text.upgrade() : text.downgrade();
	}

}
