package dev.migrate.dialect.postgresql.catalog;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NoSuchObjectException;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.date;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.smallint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.Index.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresqlInspector}.
 */
@ExtendWith(PostgresExtension.class)
class PostgresqlInspectorTests {

	@EachPostgresVersion
	void anEmptySchemaHasNothing(TestDatabase database) {
		SchemaSnapshot snapshot = Inspections.inspector(database).read(List.of("public", "no_such_schema"));
		assertThat(snapshot.tables()).isEmpty();
		assertThat(snapshot.views()).isEmpty();
		assertThat(snapshot.sequences()).isEmpty();
		assertThat(snapshot.enumTypes()).isEmpty();
		assertThat(snapshot.userTypes()).isEmpty();
		assertThat(snapshot.indexes()).isEmpty();
		assertThat(snapshot.extensions()).containsOnlyKeys("plpgsql");
	}

	@EachPostgresVersion
	void tables(TestDatabase database) {
		Inspections.run(database,
				"CREATE UNLOGGED TABLE \"T 1\" (a text) WITH (fillfactor = 80, toast.autovacuum_enabled = off)",
				"COMMENT ON TABLE \"T 1\" IS 'first'", "CREATE TABLE empty ()", "ALTER TABLE \"T 1\" ADD COLUMN b int");
		assertThat(Inspections.inspector(database).tables()).containsExactlyInAnyOrder(Table.table("public.T 1")
			.column("a", text())
			.column("b", integer())
			.with("fillfactor", "80")
			.with("toast.autovacuum_enabled", "off")
			.asUnlogged()
			.comment("first"), Table.table("public.empty"));
	}

	@EachPostgresVersion
	void partitionsInheritedAndForeignTables(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t (a int, d date) PARTITION BY RANGE (d, (a % 2))",
				"CREATE TABLE part PARTITION OF t FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2026-01-01', 0)"
						+ " PARTITION BY LIST (a)",
				"CREATE TABLE base (a int)", "CREATE TABLE child (b int) INHERITS (base)",
				"CREATE FOREIGN DATA WRAPPER nothing", "CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing",
				"CREATE FOREIGN TABLE f (a int) SERVER elsewhere");
		SchemaSnapshot snapshot = Inspections.read(database);
		InspectedTable partitioned = find(snapshot, "public.t");
		assertThat(partitioned.kind()).isEqualTo(InspectedTable.Kind.TABLE);
		assertThat(partitioned.table()).isEqualTo(
				Table.table("public.t").column("a", integer()).column("d", date()).partitionBy("RANGE (d, ((a % 2)))"));
		InspectedTable partition = find(snapshot, "public.part");
		assertThat(partition.kind()).isEqualTo(InspectedTable.Kind.PARTITION);
		assertThat(partition.parents()).containsExactly(ObjectName.of("public.t"));
		assertThat(partition.table().partitionBy()).isEqualTo("LIST (a)");
		InspectedTable child = find(snapshot, "public.child");
		assertThat(child.kind()).isEqualTo(InspectedTable.Kind.TABLE);
		assertThat(child.parents()).containsExactly(ObjectName.of("public.base"));
		assertThat(child.table().columns()).containsExactly(column("a", integer()), column("b", integer()));
		assertThat(find(snapshot, "public.f").kind()).isEqualTo(InspectedTable.Kind.FOREIGN_TABLE);
		assertThat(Inspections.inspector(database).tables()).extracting((table) -> table.name().name())
			.containsExactly("base", "child", "t");
	}

	@EachPostgresVersion
	void aPartitionedTableReadsAsItWasWritten(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t (a int NOT NULL) PARTITION BY HASH (a)");
		assertThat(Inspections.inspector(database).table("t")).isEqualTo(
				Table.table("public.t").column("a", integer(), (column) -> column.notNull()).partitionBy("HASH (a)"));
	}

	@EachPostgresVersion
	void rowsAreEstimated(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS a", "CREATE TABLE fresh ()");
		database.jdbc().sql("ANALYZE t").update();
		SchemaSnapshot snapshot = Inspections.read(database);
		assertThat(find(snapshot, "public.t").estimatedRows()).isEqualTo(1000);
		assertThat(find(snapshot, "public.fresh").estimatedRows()).isEqualTo(-1);
	}

	@EachPostgresVersion
	void views(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t (a int, b text)", "CREATE VIEW v AS SELECT a + 1 AS c FROM t",
				"COMMENT ON VIEW v IS 'one more'", "CREATE MATERIALIZED VIEW m AS SELECT b FROM t",
				"CREATE INDEX m_idx ON m (b)");
		Inspector inspector = Inspections.inspector(database);
		assertThat(inspector.views()).hasSize(2).satisfiesExactly((materialized) -> {
			assertThat(materialized.name()).isEqualTo(ObjectName.of("public.m"));
			assertThat(materialized.materialized()).isTrue();
			assertThat(materialized.query().replaceAll("\\s+", " ")).matches("SELECT (t\\.)?b FROM public\\.t");
		}, (view) -> {
			assertThat(view.name()).isEqualTo(ObjectName.of("public.v"));
			assertThat(view.materialized()).isFalse();
			assertThat(view.comment()).isEqualTo("one more");
			assertThat(view.query().replaceAll("\\s+", " "))
				.matches("SELECT \\((t\\.)?a \\+ 1\\) AS c FROM public\\.t");
		});
		assertThat(inspector.columns("v")).containsExactly(column("c", integer()));
		assertThat(inspector.indexes("m")).containsExactly(index("b").named("m_idx"));
		assertThat(inspector.hasView("m")).isTrue();
		assertThat(inspector.hasTable("v")).isFalse();
		assertThat(inspector.hasColumn("v", "c")).isTrue();
	}

	@EachPostgresVersion
	void sequences(TestDatabase database) {
		Inspections.run(database, "CREATE SEQUENCE s1", "CREATE SEQUENCE s2 INCREMENT BY 50 START WITH 7 CACHE 3",
				"CREATE SEQUENCE s3 AS smallint MINVALUE -5 MAXVALUE 5 START WITH 0 CYCLE",
				"CREATE SEQUENCE s4 INCREMENT BY -2", "CREATE TABLE t (a int)", "CREATE SEQUENCE s5 OWNED BY t.a",
				"COMMENT ON SEQUENCE s5 IS 'fifth'");
		assertThat(Inspections.inspector(database).sequences()).containsExactly(Sequence.sequence("public.s1"),
				Sequence.sequence("public.s2").incrementBy(50).startWith(7).cache(3),
				Sequence.sequence("public.s3").type(smallint()).minValue(-5).maxValue(5).startWith(0).withCycle(),
				Sequence.sequence("public.s4").incrementBy(-2),
				Sequence.sequence("public.s5").ownedBy("public.t", "a").comment("fifth"));
	}

	@EachPostgresVersion
	void types(TestDatabase database) {
		Inspections.run(database, "CREATE TYPE mood AS ENUM ('sad', 'happy')",
				"ALTER TYPE mood ADD VALUE 'o''k' BEFORE 'happy'", "COMMENT ON TYPE mood IS 'of people'",
				"CREATE TYPE nothing AS ENUM ()", "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
				"CREATE TYPE pair AS (x int, y mood[], z varchar(5) COLLATE \"C\")", "COMMENT ON TYPE pair IS 'of two'",
				"COMMENT ON COLUMN pair.y IS 'down'", "CREATE TYPE textrange AS RANGE (subtype = text)",
				"CREATE TABLE t ()");
		SchemaSnapshot snapshot = Inspections.read(database);
		assertThat(snapshot.enumTypes().values()).containsExactly(
				EnumType.enumType("public.mood", "sad", "o'k", "happy").comment("of people"),
				EnumType.enumType("public.nothing"));
		assertThat(snapshot.compositeTypes().values()).containsExactly(CompositeType.compositeType("public.pair")
			.attribute("x", DataType.integer())
			.attribute("y", DataType.userDefined("public.mood").array(), (y) -> y.comment("down"))
			.attribute("z", DataType.varchar(5), (z) -> z.collation("C"))
			.comment("of two"));
		assertThat(snapshot.userTypes().values()).containsExactly(
				new SchemaSnapshot.UserType(ObjectName.of("public.email"), SchemaSnapshot.UserType.Kind.DOMAIN),
				new SchemaSnapshot.UserType(ObjectName.of("public.textrange"), SchemaSnapshot.UserType.Kind.RANGE));
	}

	@EachPostgresVersion
	void whatBelongsToAnExtensionIsNotListed(TestDatabase database) {
		Inspections.run(database, "CREATE EXTENSION hstore", "CREATE EXTENSION pg_stat_statements",
				"CREATE TABLE t (a hstore)");
		SchemaSnapshot snapshot = Inspections.read(database);
		assertThat(snapshot.views()).isEmpty();
		assertThat(snapshot.userTypes()).isEmpty();
		assertThat(snapshot.tables()).hasSize(1);
		assertThat(snapshot.extensions()).containsOnlyKeys("hstore", "pg_stat_statements", "plpgsql");
		assertThat(snapshot.extensions().get("hstore")).extracting(SchemaSnapshot.InstalledExtension::schema)
			.isEqualTo("public");
		assertThat(Inspections.inspector(database).hasExtension("hstore")).isTrue();
	}

	@EachPostgresVersion
	void severalSchemasAreReadAtOnce(TestDatabase database) {
		Inspections.run(database, "CREATE SCHEMA a", "CREATE SCHEMA \"B.c\"", "CREATE TABLE a.t (x int PRIMARY KEY)",
				"CREATE TABLE \"B.c\".t (x int REFERENCES a.t)", "CREATE TABLE public.t ()");
		Inspector inspector = Inspections.inspector(database);
		assertThat(inspector.read(List.of("a", "B.c")).tables()).containsOnlyKeys(new ObjectName("B.c", "t"),
				new ObjectName("a", "t"));
		assertThat(inspector.schemas()).containsExactly("B.c", "a", "public");
		assertThat(inspector.hasConstraint("\"B.c\".t", "t_x_fkey")).isTrue();
	}

	@EachPostgresVersion
	void theTextDoesNotDependOnTheSettingsOfTheSession(TestDatabase database) {
		Inspections.run(database, "CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1'",
				"""
						CREATE TABLE t (a int DEFAULT f(1), b timestamptz DEFAULT '2026-07-01 12:00Z', c interval DEFAULT '1 day',
							d bytea DEFAULT '\\x41', e money DEFAULT 1, g text DEFAULT 'a\\b', h date DEFAULT '2026-07-01',
							i float8 DEFAULT 0.1, CHECK (f(a) > 0))""",
				"CREATE INDEX ON t (f(a))", "CREATE VIEW v AS SELECT * FROM t");
		SchemaSnapshot plain = Inspections.read(database);
		onOneConnection(database, (jdbc) -> {
			jdbc.execute("SET search_path = public; SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'ISO, DMY';"
					+ " SET IntervalStyle = 'iso_8601'; SET bytea_output = 'escape'; SET quote_all_identifiers = on;"
					+ " SET standard_conforming_strings = off; SET extra_float_digits = -10");
			assertThat(inspector(database, jdbc).read(List.of("public"))).isEqualTo(plain);
			assertThat(jdbc.queryForObject("SHOW TimeZone", String.class)).isEqualTo("Asia/Tokyo");
			assertThat(jdbc.queryForObject("SHOW search_path", String.class)).isEqualTo("public");
		});
		assertThat(find(plain, "public.t").table().columns().get(0).defaultValue()).isEqualTo("public.f(1)");
	}

	@EachPostgresVersion
	void theTransactionOfTheCallerIsRead(TestDatabase database) {
		onOneConnection(database, (jdbc) -> {
			jdbc.execute("SET IntervalStyle = 'iso_8601'");
			jdbc.execute("BEGIN; SET LOCAL DateStyle = 'ISO, DMY'; CREATE TABLE t (a int); CREATE SCHEMA mine");
			autoCommit(jdbc, false);
			Inspector inspector = inspector(database, jdbc);
			assertThat(inspector.hasTable("t")).isTrue();
			assertThat(jdbc.queryForObject("SHOW DateStyle", String.class)).isEqualTo("ISO, DMY");
			assertThat(jdbc.queryForObject("SHOW IntervalStyle", String.class)).isEqualTo("iso_8601");
			jdbc.execute("SET search_path = mine");
			assertThat(inspector.hasTable("t")).isFalse();
			assertThat(inspector.hasTable("public.t")).isTrue();
			jdbc.execute("COMMIT");
			assertThat(jdbc.queryForObject("SHOW DateStyle", String.class)).isEqualTo("ISO, MDY");
			assertThat(jdbc.queryForObject("SHOW search_path", String.class)).isEqualTo("mine");
		});
	}

	@EachPostgresVersion
	void nothingStrongerThanAccessShareIsLocked(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b > 0) REFERENCES t)",
				"CREATE INDEX ON t (b)", "CREATE VIEW v AS SELECT * FROM t");
		onOneConnection(database, (jdbc) -> {
			autoCommit(jdbc, false);
			inspector(database, jdbc).read(List.of("public"));
			assertThat(jdbc.queryForList("""
					SELECT DISTINCT mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'""",
					String.class))
				.containsExactly("AccessShareLock");
			jdbc.execute("ROLLBACK");
		});
	}

	@EachPostgresVersion
	void aRoleThatMayNotReadASchemaSeesItsDefinition(TestDatabase database) {
		String role = "reader_" + database.name();
		Inspections.run(database, "CREATE SCHEMA secret", "CREATE TABLE secret.t (a int DEFAULT 1 CHECK (a > 0))",
				"CREATE INDEX ON secret.t (abs(a))", "CREATE VIEW secret.v AS SELECT * FROM secret.t",
				"CREATE SEQUENCE secret.s", "CREATE TYPE secret.mood AS ENUM ('ok')", "CREATE ROLE " + role);
		SchemaSnapshot all = Inspections.inspector(database).read(List.of("public", "secret"));
		try {
			onOneConnection(database, (jdbc) -> {
				jdbc.execute("SET ROLE " + role);
				assertThat(inspector(database, jdbc).read(List.of("public", "secret"))).isEqualTo(all);
			});
		}
		finally {
			Inspections.run(database, "DROP ROLE " + role);
		}
	}

	@EachPostgresVersion
	void manyTablesAreReadWithAFewStatements(TestDatabase database) {
		onOneConnection(database, (jdbc) -> {
			for (int i = 0; i < 20; i++) {
				jdbc.execute("CREATE TABLE t%d (a bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b int UNIQUE)"
					.formatted(i));
				jdbc.execute("CREATE INDEX ON t%d (abs(b))".formatted(i));
			}
			database.forgetStatements();
			assertThat(inspector(database, jdbc).read(List.of("public")).tables()).hasSize(20);
		});
		assertThat(database.statements()).hasSizeLessThan(20);
	}

	@Test
	void whatIsNotThereIsNotInvented(TestDatabase database) {
		Inspections.apply(database, new CreateTable(Table.table("public.users").column("id", bigint())));
		Inspector inspector = Inspections.inspector(database);
		assertThat(inspector.hasTable("users")).isTrue();
		assertThat(inspector.hasTable("Users")).isFalse();
		assertThat(inspector.hasTable("no_such_schema.users")).isFalse();
		assertThat(inspector.hasColumn("users", "avatar")).isFalse();
		assertThat(inspector.hasColumn("nobody", "id")).isFalse();
		assertThat(inspector.hasConstraint("users", "users_pkey")).isFalse();
		assertThat(inspector.hasConstraint("nobody", "users_pkey")).isFalse();
		assertThat(inspector.hasIndex("users_idx")).isFalse();
		assertThat(inspector.hasSequence("users_seq")).isFalse();
		assertThat(inspector.hasEnumType("mood")).isFalse();
		assertThat(inspector.hasSchema("other")).isFalse();
		assertThat(inspector.hasExtension("hstore")).isFalse();
		assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> inspector.table("nobody"))
			.withMessage("There is no table 'public.nobody'. Ask hasTable(…) first, and write another schema than the"
					+ " current one before the name.");
		assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> inspector.column("users", "avatar"))
			.withMessageContaining("no column 'avatar' in 'public.users'");
		assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> inspector.enumType("mood"))
			.withMessageContaining("no enum type 'public.mood'");
	}

	@Test
	void aNameWithoutASchemaNeedsACurrentOne(TestDatabase database) {
		onOneConnection(database, (jdbc) -> {
			jdbc.execute("SET search_path = nowhere");
			Inspector inspector = inspector(database, jdbc);
			assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(() -> inspector.hasTable("t"));
			assertThat(inspector.hasTable("public.t")).isFalse();
		});
	}

	private static Inspector inspector(TestDatabase database, JdbcTemplate jdbc) {
		return PostgresqlDialect.of(database.version()).inspector(jdbc);
	}

	private static void onOneConnection(TestDatabase database, Consumer<JdbcTemplate> action) {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(database.url(), database.user(),
				database.password(), true);
		try {
			action.accept(new JdbcTemplate(connection));
		}
		finally {
			connection.destroy();
		}
	}

	private static void autoCommit(JdbcTemplate jdbc, boolean autoCommit) {
		ConnectionCallback<Boolean> change = (connection) -> {
			connection.setAutoCommit(autoCommit);
			return connection.getAutoCommit();
		};
		assertThat(jdbc.execute(change)).isEqualTo(autoCommit);
	}

	private static InspectedTable find(SchemaSnapshot snapshot, String name) {
		return Objects.requireNonNull(snapshot.tables().get(ObjectName.of(name)), name);
	}

}
