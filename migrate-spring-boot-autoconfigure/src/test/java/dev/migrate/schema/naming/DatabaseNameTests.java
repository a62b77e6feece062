package dev.migrate.schema.naming;

import java.util.List;
import java.util.Map;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention.Kind;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the names of {@link NamingConvention#nameAsCreated(Table)} with those that the
 * server chooses.
 */
@ExtendWith(PostgresExtension.class)
class DatabaseNameTests {

	private static final String LONG = "a_name_that_goes_on_and_on_until_nobody_reads_it_any_mo";

	@Test
	void namesConstraintsAsTheServerDoes(TestDatabase database) {
		check(database,
				table("users").column("id", bigint())
					.column("role", text())
					.column("Plan", text())
					.column("lower", text())
					.column("text", text())
					.column("low", bigint())
					.column("high", bigint())
					.primaryKey("id")
					.unique("role")
					.unique("role", "Plan")
					.check("role in ('low', 'lower', 'it''s text')")
					.check("ROLE <> '' and role <> 'x'")
					.check("\"Plan\" in ('a')")
					.check("lower(role) = role")
					.check("lower(\"lower\") <> 'text'::text")
					.check("low < high")
					.check("low < high + 1")
					.check("low between 1 and 2")
					.check("1 < 2")
					.check("cast(id as integer) > 0")
					.constraint(foreignKey("low", "high").references("users", "low", "high"))
					.unique("low", "high"));
	}

	@Test
	void cutsLongNamesAsTheServerDoes(TestDatabase database) {
		String german = "größer_als_man_denken_kann_und_noch_größer_größer_größer";
		check(database,
				table(LONG + "_a").column("id", bigint())
					.column(LONG + "_b", text())
					.column(german, text())
					.column("s", text())
					.primaryKey("id")
					.unique(LONG + "_b")
					.unique(german)
					.unique(german, LONG + "_b", "s")
					.unique("s", LONG + "_b")
					.check(LONG + "_b in ('a')")
					.check("s = 'a'")
					.check("s <> 'b'"));
		check(database, table("t").column(LONG + "_b", text()).check(LONG + "_b = ''").unique(LONG + "_b"));
	}

	@Test
	void aPatternOfOnesOwnCounts() {
		NamingConvention own = new NamingConvention(Map.of(Kind.CHECK, "ck_{table_name}"));
		assertThat(names(own.nameAsCreated(table("users").column("role", text()).check("role <> ''").unique("role"))))
			.containsExactly("ck_users", "users_role_key");
	}

	private static void check(TestDatabase database, Table table) {
		for (SqlCommand command : Dialects.of("postgresql").write(new CreateTable(table))) {
			database.jdbc().sql(command.sql()).update();
		}
		List<String> created = database.jdbc()
			.sql("SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass AND contype <> 'n'")
			.param("\"" + table.name().name() + "\"")
			.query(String.class)
			.list();
		assertThat(names(new NamingConvention().nameAsCreated(table))).containsExactlyInAnyOrderElementsOf(created);
	}

	private static List<String> names(Table table) {
		return table.constraints().stream().map(Constraint::name).map(String::valueOf).toList();
	}

}
