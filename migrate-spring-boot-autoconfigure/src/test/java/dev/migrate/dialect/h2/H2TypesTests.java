package dev.migrate.dialect.h2;

import java.util.stream.Stream;

import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.schema.DataType;
import dev.migrate.testsupport.H2Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link H2Types} and {@link H2CatalogTypes}.
 */
class H2TypesTests {

	static Stream<DataType> types() {
		return Stream.of(DataType.smallint(), DataType.integer(), DataType.bigint(), DataType.numeric(),
				DataType.numeric(12), DataType.numeric(10, 2), DataType.real(), DataType.doublePrecision(),
				DataType.bool(), DataType.text(), DataType.varchar(7), DataType.character(3), DataType.bytea(),
				DataType.date(), DataType.time(), DataType.time(3), DataType.timetz(), DataType.timetz(0),
				DataType.timestamp(), DataType.timestamp(3), DataType.timestamptz(), DataType.timestamptz(0),
				DataType.uuid(), DataType.json(), DataType.type("interval day to second"), DataType.text().array(),
				DataType.numeric(10, 2).array().array());
	}

	@ParameterizedTest
	@MethodSource("types")
	void aColumnIsOfTheTypeThatItWasGiven(DataType type) {
		try (H2Database database = new H2Database()) {
			JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
			jdbc.execute("CREATE TABLE t (c " + H2Types.sql(type) + ")");
			assertThat(new H2Inspector(jdbc).column("t", "c").type()).isEqualTo(type);
		}
	}

	static Stream<DataType> missing() {
		return Stream.of(DataType.money(), DataType.interval(), DataType.bit(3), DataType.xml(), DataType.inet(),
				DataType.tsvector(), DataType.int4range().array());
	}

	@ParameterizedTest
	@MethodSource("missing")
	void refusesWhatOnlyPostgresqlHas(DataType type) {
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> H2Types.sql(type))
			.withMessageContaining("H2 does not have the data type " + type);
	}

}
