package dev.migrate.autogenerate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.autogenerate.SchemaChanges.SchemaChange;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.schema.Column;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates every change of a schema, in both directions, with rows in its tables.
 */
@ExtendWith(PostgresExtension.class)
class AutogenerateChangeTests {

	private static final Dialect dialect = Dialects.of("postgresql");

	@ParameterizedTest
	@MethodSource("dev.migrate.autogenerate.SchemaChanges#all")
	void whatIsGeneratedLeadsThere(SchemaChange change, TestDatabase database) {
		check(SchemaChanges.BASE, change.after(), database);
	}

	@ParameterizedTest
	@MethodSource("dev.migrate.autogenerate.SchemaChanges#all")
	void whatIsGeneratedLeadsBack(SchemaChange change, TestDatabase database) {
		check(change.after(), SchemaChanges.BASE, database);
	}

	private static void check(WantedSchema before, WantedSchema after, TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		run(compare(before, database).upgrade(), jdbc);
		insertRows(jdbc);
		SchemaSnapshot was = read(jdbc);
		Autogeneration generated = compare(after, database);
		assertThat(generated.differences()).isNotEmpty();
		run(generated.upgrade(), jdbc);
		assertThat(compare(after, database).differences()).isEmpty();
		assertThat(jdbc.queryForObject("SELECT count(*) FROM users", Integer.class)).isEqualTo(1);
		run(generated.downgrade(), jdbc);
		assertThat(read(jdbc)).isEqualTo(was);
		assertThat(jdbc.queryForObject("SELECT count(*) FROM users", Integer.class)).isEqualTo(1);
	}

	private static void insertRows(JdbcTemplate jdbc) {
		jdbc.execute("INSERT INTO teams (id, region, name) VALUES (1, 'eu', 'a')");
		jdbc.execute("""
				INSERT INTO users (email, nick, age, code, team_id, boss_id, mood, tags, data, seen)
				VALUES ('a@example.org', 'a', '1', '1', 1, 1, 'ok', '{x}', '{}', '2026-11-21 10:15:00')""");
	}

	private static Autogeneration compare(WantedSchema wanted, TestDatabase database) {
		return new Autogenerator(database.dataSource(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> wanted)), new ComparisonOptions(true, true, true))
			.compare();
	}

	private static void run(List<Step> steps, JdbcTemplate jdbc) {
		for (Step step : steps) {
			for (SqlCommand command : dialect.write(step.operation())) {
				jdbc.execute(command.sql());
			}
		}
	}

	/**
	 * Reads the schema; a column that was dropped and added again is the last one.
	 */
	private static SchemaSnapshot read(JdbcTemplate jdbc) {
		SchemaSnapshot snapshot = dialect.inspector(jdbc).read(List.of("public"));
		Map<ObjectName, InspectedTable> tables = new LinkedHashMap<>();
		snapshot.tables().forEach((name, table) -> {
			List<Column> columns = table.table().columns().stream().sorted(Comparator.comparing(Column::name)).toList();
			tables.put(name, new InspectedTable(table.table().columns(columns), table.kind(), table.parents(),
					table.indexes(), table.notNullNotValid(), 0));
		});
		return new SchemaSnapshot(tables, snapshot.views(), snapshot.sequences(), snapshot.enumTypes(),
				snapshot.userTypes(), snapshot.extensions());
	}

}
