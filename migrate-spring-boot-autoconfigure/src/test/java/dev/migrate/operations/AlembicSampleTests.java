package dev.migrate.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.testsupport.CatalogText;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static dev.migrate.operations.object.CommentTarget.onTable;
import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bool;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.timestamp;
import static dev.migrate.schema.DataType.type;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ExclusionConstraint.exclude;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the operations against those of Alembic: the same call leaves the same schema and
 * the same rows, or the same error of the server.
 */
@ExtendWith(PostgresExtension.class)
class AlembicSampleTests {

	private static final String T = "CREATE TABLE t (a integer, b integer, c integer, o varchar(5))";

	private static final String SCHEMA = "CREATE SCHEMA s";

	private static final Map<String, Case> CASES = new LinkedHashMap<>();

	/**
	 * Those that the server refuses: a gin index has no further columns, and the value of
	 * an enum is a text.
	 */
	private static final List<String> REFUSED = List.of("create_index pg opts", "autocommit_block");

	static {
		tables();
		addedColumns();
		alteredColumns();
		indexes();
		constraints();
		others();
	}

	private static void add(String name, Consumer<Operations> calls, String... given) {
		CASES.put(name, new Case(List.of(given), calls));
	}

	private static void tables() {
		add("create_table", (op) -> op.createTable(table("account").column("id", type("serial"), (id) -> id.notNull())
			.column("name", varchar(50), (name) -> name.notNull())
			.column("active", bool(), (active) -> active.defaultValue("true"))
			.column("created", timestamp(), (created) -> created.defaultValue("now()"))
			.column("owner_id", integer())
			.primaryKey("id")
			.constraint(unique("name").named("uq_name"))
			.constraint(CheckConstraint.check("id > 0").named("ck_id"))
			.constraint(
					foreignKey("owner_id").references("user", "id").onDelete(ReferentialAction.CASCADE).named("fk_o"))),
				"CREATE TABLE \"user\" (id integer PRIMARY KEY)");
		add("create_table schema+comment",
				(op) -> op.createTable(table("s.t").column("x", integer(), (x) -> x.comment("col c")).comment("tab c")),
				SCHEMA);
		add("create_table if_not_exists", (op) -> op.createTable(table("t").column("x", integer()), ifNotExists()));
		add("drop_table", (op) -> op.dropTable("s.t"), SCHEMA, "CREATE TABLE s.t (x integer)");
		add("drop_table if_exists", (op) -> op.dropTable("t", ifExists()));
		add("rename_table", (op) -> op.renameTable("a", "b"), "CREATE TABLE a (x integer)");
		add("rename_table schema", (op) -> op.renameTable("s.a", "b"), SCHEMA, "CREATE TABLE s.a (x integer)");
		add("create_table_comment", (op) -> op.setComment(onTable("s.t"), "it's"), SCHEMA,
				"CREATE TABLE s.t (x integer)");
		add("drop_table_comment", (op) -> op.dropComment(onTable("t")), T, "COMMENT ON TABLE t IS 'old'");
	}

	private static void addedColumns() {
		String given = "CREATE TABLE t (a integer)";
		String other = "CREATE TABLE o (id integer PRIMARY KEY)";
		add("add_column", (op) -> op.addColumn("t", column("c", varchar(20))), given);
		add("add_column not null default",
				(op) -> op.addColumn("t", column("c", integer()).notNull().defaultValue("'5'")), given);
		add("add_column fk", (op) -> {
			op.addColumn("t", column("c", integer()));
			op.createConstraint("t", foreignKey("c").references("o", "id").named("fk1"));
		}, given, other);
		add("add_column fk inline", (op) -> op.batchAlterTable("t", (batch) -> {
			batch.addColumn(column("c", integer()));
			batch.createConstraint(foreignKey("c").references("o", "id").onDelete(ReferentialAction.CASCADE));
		}), given, other);
		add("add_column pk inline", (op) -> op.batchAlterTable("t", (batch) -> {
			batch.addColumn(column("c", type("serial")).notNull());
			batch.createConstraint(primaryKey("c"));
		}), given);
		add("add_column if_not_exists", (op) -> op.addColumn("t", column("c", integer()), ifNotExists()), T);
		add("add_column identity", (op) -> op.addColumn("t", column("c", integer()).asIdentity()), given);
		add("add_column computed", (op) -> op.addColumn("t", column("c", integer()).generated("a*2")), given);
		add("add_column comment", (op) -> op.addColumn("t", column("c", integer()).comment("hi")), given);
		add("drop_column", (op) -> op.dropColumn("t", "c"), T);
		add("drop_column if_exists schema", (op) -> op.dropColumn("s.t", "c", ifExists()), SCHEMA,
				"CREATE TABLE s.t (x integer, c integer)");
		add("drop_column mssql extras", (op) -> op.dropColumn("t", "c"), T);
	}

	private static void alteredColumns() {
		String text = "CREATE TABLE t (c varchar(10))";
		String identity = "CREATE TABLE t (c integer GENERATED BY DEFAULT AS IDENTITY (START WITH 3))";
		alter("alter nullable false", T, AlterColumn::notNull);
		alter("alter nullable true", "CREATE TABLE t (c varchar(10) NOT NULL)", AlterColumn::nullable);
		alter("alter type", text, (column) -> column.type(varchar(100)));
		alter("alter type using", text, (column) -> column.type(integer()).using("c::integer"));
		alter("alter server_default", T, (column) -> column.defaultValue("'5'"));
		alter("alter server_default text", "CREATE TABLE t (c timestamp)", (column) -> column.defaultValue("now()"));
		alter("alter server_default none", "CREATE TABLE t (c integer DEFAULT 5)", AlterColumn::dropDefault);
		add("alter rename", (op) -> op.renameColumn("t", "c", "d"), T);
		add("alter all", (op) -> {
			op.alterColumn("t", "c", (column) -> column.type(varchar(30)).notNull().defaultValue("'x'").comment("cc"));
			op.renameColumn("t", "c", "d");
		}, text);
		alter("alter comment", T, (column) -> column.comment("cc"));
		alter("alter comment drop", T, AlterColumn::dropComment);
		// Alembic writes it as a change of an identity that is there.
		alter("alter identity add", "CREATE TABLE t (c integer GENERATED BY DEFAULT AS IDENTITY)",
				(column) -> column.changeIdentity(Identity.always().startWith(3)));
		alter("alter identity drop", identity, AlterColumn::dropIdentity);
		alter("alter identity change", identity, (column) -> column.changeIdentity(Identity.always().startWith(9)));
		add("alter autoincrement", (op) -> {
		}, T);
	}

	private static void alter(String name, String given, UnaryOperator<AlterColumn> alteration) {
		add(name, (op) -> op.alterColumn("t", "c", alteration), given);
	}

	private static void indexes() {
		String text = "CREATE TABLE t (a text, b text)";
		String index = "CREATE INDEX ix ON t (a)";
		add("create_index", (op) -> op.createIndex("t", index("a", "b").named("ix")), T);
		add("create_index unique schema", (op) -> op.createIndex("s.t", uniqueIndex("a").named("ix")), SCHEMA,
				"CREATE TABLE s.t (a integer)");
		add("create_index expr", (op) -> op.createIndex("t", index().on("lower(a)").on("b DESC").named("ix")), text);
		add("create_index if_not_exists", (op) -> op.createIndex("t", index("a").named("ix"), ifNotExists()), T);
		add("create_index pg opts", (op) -> op.createIndex("t",
				index("a").named("ix").using("gin").include("b").where("a > 5"), concurrently()), T);
		add("drop_index", (op) -> op.dropIndex("ix"), T, index);
		add("drop_index if_exists", (op) -> op.dropIndex("ix", ifExists()), T);
		add("drop_index concurrently", (op) -> op.dropIndex("ix", concurrently()), T, index);
	}

	private static void constraints() {
		String other = "CREATE TABLE o (id integer PRIMARY KEY)";
		String constraint = "ALTER TABLE t ADD CONSTRAINT c ";
		add("create_primary_key", (op) -> op.createConstraint("t", primaryKey("a", "b").named("pk")), T);
		add("create_unique_constraint", (op) -> op.createConstraint("t",
				unique("a", "b").named("uq").deferrable(Deferrability.INITIALLY_DEFERRED)), T);
		add("create_foreign_key",
				(op) -> op.createConstraint("t",
						foreignKey("a").references("o", "id")
							.named("fk")
							.onDelete(ReferentialAction.CASCADE)
							.onUpdate(ReferentialAction.SET_NULL)
							.deferrable(Deferrability.INITIALLY_DEFERRED)),
				T, other);
		add("create_foreign_key schemas",
				(op) -> op.createConstraint("s1.t",
						foreignKey("a", "b").references("s2.o", "x", "y").named("fk").match(ForeignKey.Match.FULL)),
				"CREATE SCHEMA s1", "CREATE SCHEMA s2", "CREATE TABLE s1.t (a integer, b integer)",
				"CREATE TABLE s2.o (x integer, y integer, PRIMARY KEY (x, y))");
		add("create_check_constraint", (op) -> op.createConstraint("t", CheckConstraint.check("a > 5").named("ck")), T);
		add("create_exclude_constraint",
				(op) -> op.createConstraint("t",
						exclude().with("period", "&&").with("g", "=").where("g > 1").named("ex")),
				"CREATE EXTENSION btree_gist", "CREATE TABLE t (period tsrange, g integer)");
		add("drop_constraint unique", (op) -> op.dropConstraint("t", "c"), T, constraint + "UNIQUE (a)");
		add("drop_constraint fk", (op) -> op.dropConstraint("t", "c"), T, other,
				constraint + "FOREIGN KEY (a) REFERENCES o");
		add("drop_constraint pk", (op) -> op.dropConstraint("t", "c"), T, constraint + "PRIMARY KEY (a)");
		add("drop_constraint check", (op) -> op.dropConstraint("t", "c"), T, constraint + "CHECK (a > 0)");
		add("drop_constraint untyped", (op) -> op.dropConstraint("t", "c"), T, constraint + "CHECK (a > 0)");
		add("drop_constraint if_exists", (op) -> op.dropConstraint("t", "c", ifExists()), T);
	}

	private static void others() {
		String rows = "CREATE TABLE t (a text, b integer)";
		String row = "INSERT INTO t VALUES ('1', 1), ('2', 2)";
		add("execute str", (op) -> op.execute("UPDATE t SET a='x' WHERE b=1"), rows, row);
		add("execute colon", (op) -> op.execute("INSERT INTO t (a) VALUES (':x')"), rows, row);
		add("execute update inline_literal", (op) -> op.execute("UPDATE t SET a='2' WHERE a = '1'"), rows, row);
		add("bulk_insert", (op) -> op.bulkInsert("t", List.of(Map.of("id", 1, "n", "a"), Map.of("id", 2, "n", "b'c"))),
				"CREATE TABLE t (id integer, n text)");
		add("autocommit_block", (op) -> op.autocommitBlock(() -> op.execute("ALTER TYPE mood ADD VALUE 1")),
				"CREATE TYPE mood AS ENUM ('0')");
		add("batch add+drop", (op) -> op.batchAlterTable("t", (batch) -> {
			batch.addColumn(column("n", integer()));
			batch.dropColumn("o");
		}), T);
		// Alembic writes the table anew, with its columns in another order and a serial
		// of the new table; what is created and dropped is the same.
		add("batch recreate copy_from", (op) -> {
			op.dropTable("t");
			op.createTable(table("_alembic_tmp_t").column("id", type("serial"), (id) -> id.notNull())
				.column("k2", integer())
				.column("n", integer())
				.constraint(primaryKey("id"))
				.constraint(unique("k2").named("uqk")));
			op.renameTable("_alembic_tmp_t", "t");
			op.createIndex("t", index("n").named("ixn"));
		}, "CREATE TABLE t (id serial PRIMARY KEY, o varchar(5), k varchar(9))");
	}

	static Stream<AlembicSample> samples() {
		return AlembicSample.all().values().stream();
	}

	@Test
	void everySampleHasACase() {
		assertThat(CASES.keySet()).hasSize(63).containsExactlyInAnyOrderElementsOf(AlembicSample.all().keySet());
	}

	@ParameterizedTest
	@MethodSource("samples")
	void leavesWhatAlembicLeaves(AlembicSample sample, TestDatabase database) throws SQLException {
		Case operations = Objects.requireNonNull(CASES.get(sample.name()));
		try (Connection connection = database.newConnections().getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			empty(jdbc);
			Outcome alembic = outcome(jdbc, operations.given(), sample.statements());
			assertThat(alembic.error() != null).as(alembic.error()).isEqualTo(REFUSED.contains(sample.name()));
			empty(jdbc);
			Outcome ours = outcome(jdbc, operations.given(), operations.statements());
			assertThat(ours).isEqualTo(alembic);
		}
	}

	private static void empty(JdbcTemplate jdbc) {
		jdbc.execute("DROP SCHEMA IF EXISTS public, s, s1, s2 CASCADE");
		jdbc.execute("CREATE SCHEMA public");
	}

	private static Outcome outcome(JdbcTemplate jdbc, List<String> given, List<String> statements) {
		given.forEach(jdbc::execute);
		String error = null;
		try {
			statements.forEach(jdbc::execute);
		}
		catch (DataAccessException ex) {
			error = NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
		}
		return new Outcome(CatalogText.of(jdbc), rows(jdbc), error);
	}

	private static List<String> rows(JdbcTemplate jdbc) {
		List<String> there = jdbc.queryForList("SELECT to_regclass('public.t')", String.class);
		return there.contains("t") ? jdbc.queryForList("SELECT t::text FROM t ORDER BY 1", String.class) : List.of();
	}

	/**
	 * What must be there before a call, and our calls for it.
	 */
	private record Case(List<String> given, Consumer<Operations> calls) {

		List<String> statements() {
			List<String> statements = new ArrayList<>();
			for (Operation operation : OperationRecorder.record(this.calls)) {
				for (SqlCommand command : PostgresqlDialect.newest().write(operation)) {
					InsertedRows rows = command.rows();
					if (rows != null) {
						PostgresqlDialect.newest().insertStatements(rows).forEach(statements::add);
					}
					else {
						statements.add(command.sql());
					}
				}
			}
			return statements;
		}

	}

	/**
	 * What a call leaves.
	 */
	private record Outcome(List<String> schema, List<String> rows, @Nullable String error) {
	}

}
