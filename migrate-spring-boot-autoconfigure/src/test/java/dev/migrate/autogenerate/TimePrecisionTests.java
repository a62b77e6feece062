package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares times with a precision, as Hibernate states it, and without one, as people
 * write them.
 */
@ExtendWith(PostgresExtension.class)
class TimePrecisionTests {

	@Test
	void aTimeWithoutAPrecisionHasTheGreatest(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE t (a timestamp, b timestamptz, c time, d timetz, e interval, f timestamptz[])")
			.update();
		assertThat(differences(table(), database)).isEmpty();
	}

	@Test
	void anyOtherPrecisionIsADifference(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE t (a timestamp(3), b timestamptz, c time(0), d timetz, e interval, f timestamptz[])")
			.update();
		assertThat(differences(table(), database)).containsExactly(
				"type of t.a: timestamp(6) wanted, timestamp(3) found", "type of t.c: time(6) wanted, time(0) found");
	}

	private static Table table() {
		int precision = 6;
		return Table.table("public.t")
			.column("a", DataType.timestamp(precision))
			.column("b", DataType.timestamptz(precision))
			.column("c", DataType.time(precision))
			.column("d", DataType.timetz(precision))
			.column("e", DataType.interval(precision))
			.column("f", DataType.timestamptz(precision).array());
	}

	private static List<String> differences(Table table, TestDatabase database) {
		WantedSchema wanted = new WantedSchema(List.of(table), List.of(), List.of(), List.of(), List.of());
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> wanted)), ComparisonOptions.forEntities())
			.compare()
			.differences()
			.stream()
			.map(Difference::toString)
			.toList();
	}

}
