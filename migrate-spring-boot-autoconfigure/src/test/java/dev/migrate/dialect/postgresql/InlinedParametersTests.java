package dev.migrate.dialect.postgresql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresqlDialect#inline(SqlCommand)}.
 */
@ExtendWith(PostgresExtension.class)
class InlinedParametersTests {

	private static final List<Object> VALUES = List.of(1, -1, Integer.MIN_VALUE, 5_000_000_000L, -2L, Long.MIN_VALUE,
			(short) -3, 1.5, -1.5, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 2.5f,
			new BigDecimal("-1.50"), new BigDecimal("1E+3"), true, false,
			UUID.fromString("7c1f0a9b-e2d4-4000-8000-000000000001"), LocalDate.of(2026, 11, 21),
			LocalDate.of(12026, 1, 1), LocalDate.of(-43, 3, 15), LocalTime.of(10, 15),
			LocalTime.of(10, 15, 0, 123_456_000), OffsetTime.parse("10:15:30+05:30"),
			LocalDateTime.of(2026, 11, 21, 10, 15), LocalDateTime.of(-43, 3, 15, 10, 15, 1, 5000),
			OffsetDateTime.parse("2026-11-21T10:15:00.25+05:30"), OffsetDateTime.parse("2026-11-21T10:15Z"),
			new byte[] { 0, 39, 92, -1 }, new byte[0], new Integer[] { 1, -2, null }, new long[] { 3 },
			new UUID[] { new UUID(1, 2) }, new String[] { "a'b\\", null }, new String[0]);

	private final PostgresqlDialect dialect = PostgresqlDialect.newest();

	@Test
	void aValueIsTheSameInlinedAsItIsSent(TestDatabase database) {
		String sql = "SELECT pg_typeof(:value) || ' ' || coalesce((:value)::text, 'null')";
		for (Object value : VALUES) {
			Map<String, Object> parameters = Map.of("value", value);
			assertThat(database.jdbc().sql(inline(sql, parameters)).query(String.class).single()).as("%s", value)
				.isEqualTo(database.jdbc().sql(sql).params(parameters).query(String.class).single());
		}
	}

	@Test
	void aValueThatTheServerGivesItsTypeIsStoredTheSameInlinedAsItIsSent(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE t (s text, c char(1), ts timestamp, tz timestamptz, d date)").update();
		Timestamp timestamp = Timestamp.from(Instant.parse("2026-11-21T10:15:00.5Z"));
		Map<String, Object> parameters = Map.of("s", "it's C:\\new\n\"ü\" $$:s$$", "c", 'x', "ts", timestamp, "d",
				java.sql.Date.valueOf("2026-11-21"));
		String sql = "INSERT INTO t VALUES (:s, :c, :ts, :ts, :d)";
		database.jdbc().sql(sql).params(parameters).update();
		database.jdbc().sql(inline(sql, parameters)).update();
		assertThat(database.jdbc().sql("SELECT t::text FROM t").query(String.class).list()).hasSize(2)
			.containsOnly(database.jdbc().sql("SELECT t::text FROM t LIMIT 1").query(String.class).single());
	}

	@Test
	void theElementsOfACollectionAreListed(TestDatabase database) {
		assertThat(inline("SELECT 2 IN (:ids)", Map.of("ids", List.of(1, 2)))).isEqualTo("SELECT 2 IN (1, 2)");
		assertThat(inline("(a, b) IN (:rows)", Map.of("rows", List.<Object[]>of(new Object[] { 1, "x" }))))
			.isEqualTo("(a, b) IN ((1, 'x'))");
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> inline("SELECT 2 IN (:ids)", Map.of("ids", List.of())))
			.withMessageContaining("':ids' is an empty collection");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			SELECT :a, ':a', ":a", E'\\':a', $$ :a $$, $x$ :a $x$ | SELECT 1, ':a', ":a", E'\\':a', $$ :a $$, $x$ :a $x$
			SELECT :a -- :a                                        | SELECT 1 -- :a
			SELECT /* :a /* :a */ :a */ :a                         | SELECT /* :a /* :a */ :a */ 1
			SELECT x::a, x ::a, x:: a, :a::int                     | SELECT x::a, x ::a, x:: a, 1::int
			SELECT f(a := :a), :{a}b                               | SELECT f(a := 1), 1b
			SELECT x[1::a], x[:a:2], :a-:a                         | SELECT x[1::a], x[1:2], 1-1
			""")
	void onlyParametersAreReplaced(String sql, String inlined) {
		assertThat(inline(sql, Map.of("a", 1))).isEqualTo(inlined);
	}

	@Test
	void withoutParametersNothingIsReplaced() {
		assertThat(inline("SELECT :a", Map.of())).isEqualTo("SELECT :a");
	}

	@Test
	void whatHasOnlyOneMeaningIsWrittenSo() {
		assertThat(inline(":a", Collections.singletonMap("a", null))).isEqualTo("NULL");
		assertThat(inline(":a", Map.of("a", DayOfWeek.FRIDAY))).isEqualTo("'FRIDAY'");
		assertThat(inline(":a", Map.of("a", Instant.EPOCH))).isEqualTo("'1970-01-01 00:00:00+00'::timestamptz");
		assertThat(inline(":a", Map.of("a", ZonedDateTime.parse("2026-11-21T10:15:00+01:00[Europe/Berlin]"))))
			.isEqualTo("'2026-11-21 10:15:00+01'::timestamptz");
		assertThat(inline(":a", Map.of("a", BigInteger.TEN))).isEqualTo("'10'::numeric");
		assertThat(inline(":a", Map.of("a", Arrays.asList("x", null)))).isEqualTo("'x', NULL");
	}

	@Test
	void refusesAParameterWithoutAValueAndAValueWithoutALiteral() {
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> inline("SELECT :b", Map.of("a", 1)))
			.withMessageContaining("The parameter ':b' of 'SELECT :b' has no value.");
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> inline("SELECT :a", Map.of("a", Duration.ZERO)))
			.withMessageContaining("java.time.Duration")
			.withMessageContaining("CAST(:a AS type)");
	}

	private String inline(String sql, Map<String, ?> parameters) {
		return this.dialect.inline(new SqlCommand(sql, parameters));
	}

}
