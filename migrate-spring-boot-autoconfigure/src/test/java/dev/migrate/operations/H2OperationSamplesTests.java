package dev.migrate.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.testsupport.H2Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every sample of an operation on H2, there and back, unless H2 does not have what
 * the sample needs. The outcomes that have been read and approved are in
 * {@code approved/h2-operations.txt}; what they were is written to
 * {@code target/h2-operations.txt}.
 */
class H2OperationSamplesTests {

	private static final List<String> FINGERPRINT = List.of(
			"SELECT CONCAT_WS(' ', 'schema', SCHEMA_NAME, REMARKS) FROM INFORMATION_SCHEMA.SCHEMATA", """
					SELECT CONCAT_WS(' ', TABLE_TYPE, TABLE_SCHEMA, TABLE_NAME, REMARKS) FROM INFORMATION_SCHEMA.TABLES
					WHERE upper(TABLE_SCHEMA) <> 'INFORMATION_SCHEMA'""", """
					SELECT CONCAT_WS(' ', 'view', TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION)
					FROM INFORMATION_SCHEMA.VIEWS WHERE upper(TABLE_SCHEMA) <> 'INFORMATION_SCHEMA'""", """
					SELECT CONCAT_WS(' ', 'column', TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE,
						CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, IS_NULLABLE,
						COLUMN_DEFAULT, GENERATION_EXPRESSION, IDENTITY_GENERATION, IDENTITY_START,
						IDENTITY_INCREMENT, IDENTITY_MINIMUM, IDENTITY_MAXIMUM, IDENTITY_CYCLE, IDENTITY_CACHE, REMARKS)
					FROM INFORMATION_SCHEMA.COLUMNS WHERE upper(TABLE_SCHEMA) <> 'INFORMATION_SCHEMA'""",
			"""
					SELECT CONCAT_WS(' ', 'constraint', c.TABLE_SCHEMA, c.TABLE_NAME, c.CONSTRAINT_TYPE,
						c.NULLS_DISTINCT, k.CHECK_CLAUSE, r.UPDATE_RULE, r.DELETE_RULE, r.UNIQUE_CONSTRAINT_SCHEMA,
						CASE WHEN c.CONSTRAINT_TYPE <> 'PRIMARY KEY' THEN c.CONSTRAINT_NAME END,
						(SELECT LISTAGG(COLUMN_NAME) WITHIN GROUP (ORDER BY ORDINAL_POSITION)
							FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE u WHERE u.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA
								AND u.CONSTRAINT_NAME = c.CONSTRAINT_NAME))
					FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
					LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS k USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME)
					LEFT JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME)""",
			"""
					SELECT CONCAT_WS(' ', 'index', i.INDEX_SCHEMA, i.INDEX_NAME, i.TABLE_NAME, i.INDEX_TYPE_NAME,
						i.NULLS_DISTINCT, i.REMARKS, c.COLUMN_NAME, c.ORDINAL_POSITION, c.ORDERING_SPECIFICATION)
					FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS c
						ON c.INDEX_SCHEMA = i.INDEX_SCHEMA AND c.INDEX_NAME = i.INDEX_NAME WHERE NOT i.IS_GENERATED""",
			"""
					SELECT CONCAT_WS(' ', 'sequence', SEQUENCE_SCHEMA, SEQUENCE_NAME, DATA_TYPE, START_VALUE,
						MINIMUM_VALUE, MAXIMUM_VALUE, INCREMENT, CYCLE_OPTION, CACHE, REMARKS)
					FROM INFORMATION_SCHEMA.SEQUENCES""");

	private static final Path APPROVED = Path.of("src", "test", "resources", "approved", "h2-operations.txt");

	private static final List<String> lines = new ArrayList<>();

	private final Dialect dialect = Dialects.of("h2");

	static Stream<Arguments> samples() {
		List<OperationSample> samples = OperationSamples.all().toList();
		return IntStream.range(0, samples.size()).mapToObj((index) -> Arguments.of(index, samples.get(index)));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("samples")
	void runsThereAndBackOrNotAtAll(int index, OperationSample sample) throws IOException {
		try (H2Database database = new H2Database("DATABASE_TO_LOWER=TRUE")) {
			Outcome outcome = outcome(sample, new JdbcTemplate(database.dataSource()));
			String line = name(sample) + ": " + outcome.text();
			lines.add(line);
			assertThat(approved()).element(index).isEqualTo(line);
		}
	}

	@Test
	void noOutcomeIsApprovedWithoutASample() throws IOException {
		assertThat(approved()).hasSize((int) OperationSamples.all().count());
	}

	@AfterAll
	static void write() throws IOException {
		Files.writeString(Path.of("target", "h2-operations.txt"), String.join("\n", lines) + "\n");
	}

	private static List<String> approved() throws IOException {
		return Files.readAllLines(APPROVED);
	}

	private static String name(OperationSample sample) {
		return sample.operation().describe().lines().findFirst().orElseThrow() + " (" + sample.name() + ")";
	}

	private Outcome outcome(OperationSample sample, JdbcTemplate jdbc) {
		if (sample.given().stream().anyMatch((statement) -> statement.contains("MATERIALIZED"))) {
			return Outcome.GIVEN_IS_POSTGRESQL;
		}
		try {
			sample.given().forEach(jdbc::execute);
		}
		catch (DataAccessException ex) {
			return Outcome.GIVEN_IS_POSTGRESQL;
		}
		List<String> before = fingerprint(jdbc);
		try {
			run(sample.operation(), jdbc);
		}
		catch (UnsupportedFeatureException ex) {
			assertThat(ex.getProblem()).startsWith("H2 does not have ");
			assertThat(fingerprint(jdbc)).isEqualTo(before);
			return Outcome.REFUSED_BY_THE_DIALECT;
		}
		catch (DataAccessException ex) {
			assertThat(fingerprint(jdbc)).isEqualTo(before);
			return Outcome.REFUSED_BY_H2;
		}
		return back(sample, jdbc, before);
	}

	private Outcome back(OperationSample sample, JdbcTemplate jdbc, List<String> before) {
		Optional<Operation> reverse = sample.operation().reverse();
		if (reverse.isEmpty()) {
			return Outcome.THERE;
		}
		List<String> after = fingerprint(jdbc);
		try {
			run(reverse.get(), jdbc);
		}
		catch (UnsupportedFeatureException ex) {
			assertThat(fingerprint(jdbc)).isEqualTo(after);
			return Outcome.WAY_BACK_REFUSED;
		}
		assertThat(fingerprint(jdbc)).isEqualTo(before);
		return Outcome.THERE_AND_BACK;
	}

	private void run(Operation operation, JdbcTemplate jdbc) {
		for (SqlCommand command : this.dialect.write(operation)) {
			InsertedRows rows = command.rows();
			if (rows != null) {
				this.dialect.insert(jdbc, rows);
			}
			else {
				this.dialect.splitter()
					.split(this.dialect.inline(command), "sample")
					.forEach((statement) -> jdbc.execute(statement.text()));
			}
		}
	}

	private static List<String> fingerprint(JdbcTemplate jdbc) {
		return FINGERPRINT.stream()
			.flatMap((query) -> jdbc.queryForList(query, String.class).stream())
			.sorted()
			.toList();
	}

	private enum Outcome {

		THERE_AND_BACK,

		/**
		 * The operation ran and has no reverse.
		 */
		THERE,

		/**
		 * The operation ran; its reverse needs what H2 does not have.
		 */
		WAY_BACK_REFUSED,

		REFUSED_BY_THE_DIALECT,

		/**
		 * SQL of the sample itself, or names that only PostgreSQL would give.
		 */
		REFUSED_BY_H2,

		/**
		 * What the operation needs cannot be made in H2, or is a materialized view, after
		 * which the INFORMATION_SCHEMA of H2 2.4 cannot be read.
		 */
		GIVEN_IS_POSTGRESQL;

		String text() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
