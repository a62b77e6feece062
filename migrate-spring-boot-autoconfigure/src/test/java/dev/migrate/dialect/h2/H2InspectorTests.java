package dev.migrate.dialect.h2;

import java.util.List;
import java.util.Set;

import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.testsupport.H2Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link H2Inspector}.
 */
class H2InspectorTests {

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_TO_UPPER=TRUE", "DATABASE_TO_LOWER=TRUE" })
	void tellsWhatMigrationsHaveMade(String setting) {
		try (H2Database database = new H2Database(setting)) {
			JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
			Table owner = table("app.owner").comment("who")
				.column(column("id", bigint()).asIdentity(Identity.always().startWith(10)))
				.column(column("name", varchar(50)).notNull().defaultValue("'x'").comment("first"))
				.column("value", text())
				.constraint(PrimaryKey.primaryKey("id").named("owner_pkey"))
				.constraint(new UniqueConstraint("owner_name_key", List.of("name", "value"), List.of(), true,
						Deferrability.NOT_DEFERRABLE));
			ForeignKey reference = foreignKey("owner", "part").references("app.two", "a", "b")
				.named("pet_fkey")
				.onDelete(ReferentialAction.CASCADE);
			jdbc.execute("CREATE SCHEMA app");
			create(jdbc, owner);
			create(jdbc,
					table("app.two").column(column("a", integer()).notNull())
						.column(column("b", integer()).notNull())
						.constraint(PrimaryKey.primaryKey("b", "a").named("two_pkey"))
						.constraint(UniqueConstraint.unique("a", "b").named("two_key")));
			create(jdbc, table("app.pet").column("owner", integer()).column("part", integer()).constraint(reference));
			jdbc.execute("CREATE UNIQUE INDEX app.pet_part ON app.pet (part DESC, owner)");
			jdbc.execute("CREATE INDEX app.pet_owner ON app.pet (owner)");
			jdbc.execute("CREATE SEQUENCE app.numbers AS integer START WITH 5 INCREMENT BY 5 MINVALUE 5");
			jdbc.execute("CREATE VIEW app.names AS SELECT name FROM app.owner");
			Inspector inspector = new H2Inspector(jdbc);
			assertThat(inspector.schemas()).containsExactly("app", "public");
			assertThat(inspector.currentSchema()).isEqualTo("public");
			assertThat(inspector.table("app.owner")).isEqualTo(owner);
			assertThat(inspector.constraints("app.pet")).containsExactly(reference);
			assertThat(inspector.indexes("app.pet")).containsExactly(index("owner").named("pet_owner"),
					uniqueIndex().on(Index.Part.column("part").descending())
						.on(Index.Part.column("owner"))
						.named("pet_part"));
			assertThat(inspector.hasIndex("app.pet_owner")).isTrue();
			assertThat(inspector.hasConstraint("app.owner", "owner_name_key")).isTrue();
			assertThat(inspector.read(List.of("app")).sequences().values())
				.containsExactly(sequence("app.numbers").type(integer()).incrementBy(5).minValue(5));
			assertThat(inspector.hasView("app.names")).isTrue();
			assertThat(inspector.hasColumn("app.names", "name")).isTrue();
			assertThat(inspector.tables()).isEmpty();
		}
	}

	private static void create(JdbcTemplate jdbc, Table table) {
		new H2Dialect().write(new CreateTable(table, Set.of())).stream().map(SqlCommand::sql).forEach(jdbc::execute);
	}

}
