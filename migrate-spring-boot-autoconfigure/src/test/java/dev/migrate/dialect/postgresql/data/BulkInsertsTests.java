package dev.migrate.dialect.postgresql.data;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.schema.ObjectName;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the insertion of rows by {@link PostgresqlDialect}.
 */
@ExtendWith(PostgresExtension.class)
class BulkInsertsTests {

	private static final List<String> NASTY = List.of("", " ", "\\N", "\\.", "\\", "\\\\", "\\n", "\n", "\r\n", "\r",
			"\t", "a\tb\\tc", "\b\f\u000b", "NULL", "null", "'", "''", "\"", "$$", "$1", "?", ":name", "{}",
			"{fn now()}", ";", "--", "/*", "C:\\new\\x41", "äöü", "日本", "😀", "a\\\n\\.\nb", "E'\\''");

	private final PostgresqlDialect dialect = PostgresqlDialect.newest();

	private Connection connection;

	private JdbcTemplate jdbc;

	@BeforeEach
	void connect(TestDatabase database) throws SQLException {
		this.connection = database.newConnections().getConnection();
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(this.connection, true));
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.close();
	}

	/**
	 * Inserts the same rows by COPY, by INSERT over a connection that hides the driver's,
	 * and as a script, and returns what is in the tables then.
	 */
	private List<List<String>> insertedInEachWay(String columns, List<? extends List<?>> rows) {
		List<List<String>> results = new ArrayList<>();
		String[] names = Arrays.stream(columns.split(", ", -1))
			.map((column) -> column.substring(0, column.indexOf(' ')))
			.toArray(String[]::new);
		for (String way : List.of("copied", "inserted", "scripted")) {
			this.jdbc.execute("CREATE TABLE " + way + " (number serial, " + columns + ")");
			InsertedRows inserted = new InsertedRows(new ObjectName(null, way), List.of(names), rows);
			switch (way) {
				case "copied" -> this.dialect.insert(this.jdbc, inserted);
				case "inserted" -> this.dialect.insert(hidden(), inserted);
				default -> this.dialect.insertStatements(inserted).forEach(this.jdbc::execute);
			}
			results.add(this.jdbc.queryForList("SELECT row_to_json(t)::text FROM " + way + " t ORDER BY number",
					String.class));
		}
		return results;
	}

	private JdbcTemplate hidden() {
		Connection hiding = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "isWrapperFor" -> false;
					case "unwrap" -> throw new SQLException("hidden");
					default -> method.invoke(this.connection, arguments);
				});
		return new JdbcTemplate(new SingleConnectionDataSource(hiding, true));
	}

	@Test
	void stringsArriveAsTheyAre() {
		List<List<String>> rows = NASTY.stream().map(List::of).toList();
		insertedInEachWay("s text", rows);
		for (String way : List.of("copied", "inserted", "scripted")) {
			assertThat(this.jdbc.queryForList("SELECT s FROM " + way + " ORDER BY number", String.class)).as(way)
				.isEqualTo(NASTY);
		}
	}

	@Test
	void nullIsNoString() {
		List<@Nullable Object> row = Arrays.asList(null, "", "\\N");
		assertThat(insertedInEachWay("a text, b text, c text", List.of(row)))
			.containsOnly(List.of("{\"number\":1,\"a\":null,\"b\":\"\",\"c\":\"\\\\N\"}"));
	}

	@Test
	void valuesAreReadByTheTypesOfTheirColumns() {
		List<List<?>> rows = List.of(
				List.of(Integer.MIN_VALUE, Long.MIN_VALUE, (short) -3, new BigDecimal("1E+3"), Double.NaN, -1.5f, true,
						UUID.fromString("7c1f0a9b-e2d4-4000-8000-000000000001"), new byte[] { 0, 39, 92, -1 },
						DayOfWeek.FRIDAY, "{\"a\": \"b\\\\\"}"),
				List.of(1L, 2, 3L, BigInteger.TEN, 4, 5, "no", "7C1F0A9BE2D440008000000000000001", new byte[0], 'x',
						"[]"));
		assertThat(insertedInEachWay(
				"i integer, l bigint, s smallint, n numeric, d double precision, f real, b boolean, u uuid, y bytea, e text, j jsonb",
				rows))
			.containsOnly(List.of("""
					{"number":1,"i":-2147483648,"l":-9223372036854775808,"s":-3,"n":1000,"d":"NaN","f":-1.5,"b":true,\
					"u":"7c1f0a9b-e2d4-4000-8000-000000000001","y":"\\\\x00275cff","e":"FRIDAY","j":{"a": "b\\\\"}}""",
					"""
							{"number":2,"i":1,"l":2,"s":3,"n":10,"d":4,"f":5,"b":false,\
							"u":"7c1f0a9b-e2d4-4000-8000-000000000001","y":"\\\\x","e":"x","j":[]}"""));
	}

	@Test
	void timesAreTheSameWhateverTheSessionHasSet() {
		this.jdbc.execute("SET datestyle = 'ISO, DMY'");
		this.jdbc.execute("SET timezone = 'Asia/Kolkata'");
		this.jdbc.execute("SET bytea_output = 'escape'");
		Instant instant = Instant.parse("2026-11-21T10:15:00.25Z");
		List<Object> row = List.of(LocalDate.of(2026, 2, 3), LocalDate.of(-43, 3, 15), LocalTime.of(10, 15),
				LocalDateTime.of(2026, 2, 3, 10, 15), instant, OffsetDateTime.parse("2026-11-21T15:45:00.25+05:30"),
				ZonedDateTime.parse("2026-11-21T11:15:00.25+01:00[Europe/Berlin]"), Duration.ofMinutes(90));
		assertThat(insertedInEachWay(
				"d date, bc date, tm time, ts timestamp, i timestamptz, o timestamptz, z timestamptz, p interval",
				List.of(row)))
			.containsOnly(List.of("""
					{"number":1,"d":"2026-02-03","bc":"0044-03-15 BC","tm":"10:15:00","ts":"2026-02-03T10:15:00",\
					"i":"2026-11-21T15:45:00.25+05:30","o":"2026-11-21T15:45:00.25+05:30",\
					"z":"2026-11-21T15:45:00.25+05:30","p":"01:30:00"}"""));
	}

	@Test
	void arraysAndCollectionsAreArrays() {
		List<Object> row = List.of(new int[] { 1, -2 }, new Integer[][] { { 1, null }, { 3, 4 } }, NASTY, List.of(),
				new byte[][] { { 0, 92 }, {} });
		insertedInEachWay("i int[], m int[], s text[], e text[], y bytea[]", List.of(row));
		for (String way : List.of("copied", "inserted", "scripted")) {
			assertThat(this.jdbc.queryForList("SELECT unnest(s) FROM " + way, String.class)).as(way).isEqualTo(NASTY);
			assertThat(this.jdbc.queryForObject("SELECT concat_ws(' ', i, m, e, y) FROM " + way, String.class)).as(way)
				.isEqualTo("{1,-2} {{1,NULL},{3,4}} {} {\"\\\\x005c\",\"\\\\x\"}");
		}
	}

	@Test
	void anIdentityTakesTheValueThatIsGiven() {
		assertThat(insertedInEachWay("id integer GENERATED ALWAYS AS IDENTITY", List.of(List.of(7))))
			.containsOnly(List.of("{\"number\":1,\"id\":7}"));
	}

	@Test
	void manyRowsAreWrittenInManyStatements() {
		List<List<Integer>> rows = IntStream.range(0, 2500).mapToObj(List::of).toList();
		InsertedRows inserted = new InsertedRows(new ObjectName(null, "t"), List.of("i"), rows);
		assertThat(this.dialect.insertStatements(inserted)).hasSize(3)
			.allSatisfy((statement) -> assertThat(statement).startsWith("INSERT INTO t (i)"));
		assertThat(insertedInEachWay("i integer", rows)).allSatisfy((result) -> assertThat(result).hasSize(2500));
	}

	@Test
	void noRowsAreNoStatement() {
		assertThat(insertedInEachWay("i integer", List.of())).containsOnly(List.of());
	}

	@Test
	void rowsAreNotKeptInMemory() {
		this.jdbc.execute("CREATE TABLE t (s text)");
		AtomicReference<@Nullable WeakReference<Object>> early = new AtomicReference<>();
		List<Boolean> released = new ArrayList<>();
		Iterable<List<String>> rows = () -> IntStream.range(0, 20_000).mapToObj((number) -> {
			String value = "row " + number;
			if (number == 10) {
				early.set(new WeakReference<>(value));
			}
			if (number == 19_999) {
				released.add(isReleased(Objects.requireNonNull(early.get())));
			}
			return List.of(value);
		}).iterator();
		this.dialect.insert(this.jdbc, new InsertedRows(new ObjectName(null, "t"), List.of("s"), rows));
		assertThat(released).containsExactly(true);
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM t", Integer.class)).isEqualTo(20_000);
	}

	/**
	 * Asks more than once, since a collection that another thread delays is skipped.
	 */
	private static boolean isReleased(WeakReference<Object> reference) {
		for (int attempt = 0; attempt < 100 && !reference.refersTo(null); attempt++) {
			System.gc();
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
		return reference.refersTo(null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "\ud83d", "\ude00", "\ud83dx" })
	void refusesAStringThatCannotBeStored(String value) {
		refuses(value, "The value of 's' in row 2 to insert into 't' contains U+0000 or half of a surrogate pair");
	}

	@Test
	void refusesAValueWithoutText() {
		refuses(new Object(), "The value of 's' in row 2 to insert into 't' is a java.lang.Object");
		refuses(List.of(new Object()), "The value of 's' in row 2 to insert into 't'");
	}

	private void refuses(Object value, String message) {
		this.jdbc.execute("CREATE TABLE IF NOT EXISTS t (s text)");
		InsertedRows rows = new InsertedRows(new ObjectName(null, "t"), List.of("s"),
				List.of(List.of("first"), List.of(value)));
		for (JdbcTemplate each : List.of(this.jdbc, hidden())) {
			assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> this.dialect.insert(each, rows))
				.withMessageContaining(message);
		}
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM t", Integer.class)).isZero();
	}

	@Test
	void aRefusedRowLeavesNothingAndIsNamed() {
		this.jdbc.execute("CREATE TABLE t (i integer)");
		InsertedRows rows = new InsertedRows(new ObjectName(null, "t"), List.of("i"),
				Collections.nCopies(3, List.of("x")));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.dialect.insert(this.jdbc, rows))
			.satisfies(
					(failure) -> assertThat(this.dialect.error((SQLException) failure.getMostSpecificCause()).detail())
						.isEqualTo("COPY t, line 1, column i: \"x\""));
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM t", Integer.class)).isZero();
	}

}
