package dev.migrate.operations;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SequenceOptions;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.type;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Deferrability.INITIALLY_DEFERRED;
import static dev.migrate.schema.ExclusionConstraint.exclude;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.ReferentialAction.CASCADE;
import static dev.migrate.schema.ReferentialAction.SET_NULL;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static dev.migrate.schema.View.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JavaSource} and {@link JavaImports}: the text that people read.
 */
public class JavaSourceTests {

	private final JavaImports imports = new JavaImports("db.revisions");

	@Test
	void writesAColumnWithoutWhatIsSoAnyway() {
		assertThat(value(column("avatar", varchar(255)))).isEqualTo("column(\"avatar\", varchar(255))");
		assertThat(value(column("avatar", varchar(255)).notNull().defaultValue("now()")))
			.isEqualTo("column(\"avatar\", varchar(255)).notNull().defaultValue(\"now()\")");
		assertThat(value(column("id", bigint()).asIdentity())).isEqualTo("column(\"id\", bigint()).asIdentity()");
		assertThat(value(column("id", bigint()).asIdentity(Identity.always().startWith(100))))
			.isEqualTo("column(\"id\", bigint()).asIdentity(Identity.always().startWith(100))");
		assertThat(value(column("b", text()).generated("lower(a)").collation("\"de.x\"").comment("why")))
			.isEqualTo("column(\"b\", text()).generated(\"lower(a)\").collation(\"\\\"de.x\\\"\").comment(\"why\")");
	}

	@Test
	void writesATypeByItsFactoryMethod() {
		assertThat(value(timestamptz(3))).isEqualTo("timestamptz(3)");
		assertThat(value(numeric(10, 2).array())).isEqualTo("numeric(10, 2).array()");
		assertThat(value(type("vector", 1536))).isEqualTo("type(\"vector\", 1536)");
		assertThat(value(type("geometry", List.of("Point", "4326"))))
			.isEqualTo("type(\"geometry\", List.of(\"Point\", \"4326\"))");
		assertThat(value(userDefined("app.mood"))).isEqualTo("userDefined(\"app.mood\")");
	}

	@Test
	void writesConstraintsIndexesAndOtherObjects() {
		assertThat(value(foreignKey("a").references("app.t").onDelete(CASCADE).deferrable(INITIALLY_DEFERRED)))
			.isEqualTo("foreignKey(\"a\").references(\"app.t\").onDelete(CASCADE).deferrable(INITIALLY_DEFERRED)");
		assertThat(value(unique("a", "b").withNullsNotDistinct().named("u")))
			.isEqualTo("unique(\"a\", \"b\").withNullsNotDistinct().named(\"u\")");
		assertThat(value(exclude().with("room", "=").where("active")))
			.isEqualTo("exclude().with(\"room\", \"=\").where(\"active\")");
		assertThat(value(uniqueIndex("a").on("lower(b)").on(Index.Part.column("c").descending())))
			.isEqualTo("uniqueIndex(\"a\").on(\"lower(b)\").on(Index.Part.column(\"c\").descending())");
		assertThat(value(sequence("s").options(SequenceOptions.options().startWith(5_000_000_000L).withCycle())))
			.isEqualTo("sequence(\"s\").startWith(5000000000L).withCycle()");
		assertThat(value(view("v", "SELECT 1").columns("a"))).isEqualTo("view(\"v\", \"SELECT 1\").columns(\"a\")");
	}

	@Test
	void breaksALongChainOfCallsIntoLines() {
		assertThat(call("createTable",
				table("app.users").column(column("id", bigint()).asIdentity())
					.column("name", varchar(255))
					.constraint(foreignKey("team_id", "other_id").references("teams", "id", "other_id")
						.onDelete(SET_NULL, "team_id")
						.onUpdate(CASCADE)
						.named("users_team_id_fkey"))
					.primaryKey("id")))
			.isEqualTo(indented("""
					op.createTable(table("app.users")
						.column("id", bigint(), Column::asIdentity)
						.column("name", varchar(255))
						.constraint(foreignKey("team_id", "other_id")
							.references("teams", "id", "other_id")
							.onDelete(SET_NULL, "team_id")
							.onUpdate(CASCADE)
							.named("users_team_id_fkey"))
						.primaryKey("id"));"""));
	}

	@Test
	void writesEveryColumnOfATableTheSameWay() {
		assertThat(call("createTable",
				table("users").column("id", bigint(), (id) -> id.asIdentity(Identity.always()))
					.column("name", varchar(500),
							(name) -> name.notNull().defaultValue("'untitled'").comment("n".repeat(80)))
					.column("email", varchar(500), Column::notNull)))
			.isEqualTo(indented("""
					op.createTable(table("users")
						.column("id", bigint(), (column) -> column.asIdentity(Identity.always()))
						.column("name", varchar(500), (column) -> column
							.notNull()
							.defaultValue("'untitled'")
							.comment("%s"))
						.column("email", varchar(500), Column::notNull));""").formatted("n".repeat(80)));
	}

	@Test
	void breaksALongStringBetweenWords() {
		String words = "many words ".repeat(20) + "x".repeat(200);
		String source = call("execute", words);
		assertThat(source.lines()).allMatch((line) -> line.replace("\t", "    ").length() <= 120);
		assertThat(source).startsWith("\t\top.execute(\n\t\t\t\t\"many words ")
			.contains("words \"\n\t\t\t\t\t\t+ \"many");
		String lines = call("execute", "-- " + words + "\n" + words);
		assertThat(lines.lines()).allMatch((line) -> line.replace("\t", "    ").length() <= 120);
		assertThat(lines).contains("many \\\n");
	}

	@Test
	void breaksLongArgumentsIntoLines() {
		assertThat(call("createEnum", List.of("a".repeat(40), "b".repeat(40), "c".repeat(40), "d"),
				new ObjectName(null, "x")))
			.isEqualTo(indented("""
					op.createEnum(List.of("%s", "%s",
							"%s", "d"), "x");""").formatted("a".repeat(40), "b".repeat(40), "c".repeat(40)));
		assertThat(call("execute", "UPDATE t SET a = :a".repeat(5), Map.of("a", "b".repeat(20)))).isEqualTo(indented("""
				op.execute("%s",
						Map.of("a", "%s"));""").formatted("UPDATE t SET a = :a".repeat(5), "b".repeat(20)));
	}

	@Test
	void breaksWhatAnOperationWritesPieceByPiece() {
		String source = new JavaSource(this.imports).java("op.alterColumn(")
			.value("t".repeat(50))
			.java(", ")
			.value("c".repeat(50))
			.java(", (column) -> column.type(")
			.value(varchar(10))
			.java("));\n// done")
			.source();
		assertThat(source).isEqualTo(indented("""
				op.alterColumn("%s",
						"%s", (column) -> column.type(varchar(10)));
				// done""").formatted("t".repeat(50), "c".repeat(50)));
	}

	@Test
	void writesSqlOfSeveralLinesAsATextBlock() {
		assertThat(call("execute", "UPDATE users\nSET name = '\"\\n\"'")).isEqualTo(indented("""
				op.execute(\"""
						UPDATE users
						SET name = '"\\\\n"'\""");"""));
		assertThat(call("execute", "  SELECT 1\n\n  ")).contains("\t\t\t\t  SELECT 1\n\n").contains("\t\t\t\t \\s\\\n");
	}

	@Test
	void writesANameAsTextForACallAndAsANameWithinARecord() {
		ObjectName name = new ObjectName("app", "a.\"b");
		assertThat(value(name)).isEqualTo("\"app.\\\"a.\\\"\\\"b\\\"\"");
		assertThat(call("apply", new DropIndex(name)))
			.isEqualTo("\t\top.apply(new DropIndex(ObjectName.of(\"app.\\\"a.\\\"\\\"b\\\"\"), null, Set.of()));");
	}

	@Test
	void writesOptionsByTheirFactoryMethods() {
		assertThat(call("createIndex", "users", index("email"), OperationOption.CONCURRENTLY,
				OperationOption.IF_NOT_EXISTS))
			.isEqualTo("\t\top.createIndex(\"users\", index(\"email\"), concurrently(), ifNotExists());");
	}

	@Test
	void sortsTheImportsInGroups() {
		new JavaSource(this.imports).value(table("t").column(column("a", text()).asIdentity(Identity.always())))
			.value(column("b", text()))
			.value(List.of(Optional.of(List.of()), new Sample<>(1, "", 2, List.of(), Sample.Kind.ODD)))
			.type(JdbcClient.class);
		assertThat(this.imports.source()).isEqualTo("""
				import java.util.List;
				import java.util.Optional;

				import dev.migrate.operations.Sample;
				import dev.migrate.schema.Identity;

				import org.springframework.jdbc.core.simple.JdbcClient;

				import static dev.migrate.schema.Column.column;
				import static dev.migrate.schema.DataType.text;
				import static dev.migrate.schema.Table.table;
				""");
	}

	@Test
	void writesATypeWithItsPackageWhereItsNameIsTaken() {
		assertThat(this.imports.type(java.util.Date.class)).isEqualTo("Date");
		assertThat(this.imports.type(java.sql.Date.class)).isEqualTo("java.sql.Date");
		assertThat(this.imports.type(java.util.Date.class)).isEqualTo("Date");
		assertThat(this.imports.type(Override.class)).isEqualTo("Override");
		assertThat(this.imports.type(Map.Entry.class)).isEqualTo("Map.Entry");
		assertThat(this.imports.type(String[][].class)).isEqualTo("String[][]");
		assertThat(this.imports.source()).isEqualTo("import java.util.Date;\nimport java.util.Map;\n");
	}

	@Test
	void writesAMemberWithItsTypeWhereItsNameIsTaken() {
		assertThat(this.imports.member(List.class, "of")).isEqualTo("of");
		assertThat(this.imports.member(Map.class, "of")).isEqualTo("Map.of");
		assertThat(this.imports.member(Sample.class, "upgrade")).isEqualTo("Sample.upgrade");
	}

	@Test
	void refusesWhatHasNoSource() {
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> value(new Timestamp(0)))
			.withMessageContaining("java.sql.Timestamp");
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> value(new Hidden(1)))
			.withMessageContaining("JavaSourceTests$Hidden, which is private");
		record Local(int a) {
		}
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> value(new Local(1)))
			.withMessageContaining("is local or anonymous");
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> value(List.of(OperationSample.of("", Execute.sql("SELECT 1")))))
			.withMessageContaining("OperationSample, which is not public");
	}

	private String value(Object value) {
		return new JavaSource(this.imports).value(value).source().strip();
	}

	private String call(String method, Object... arguments) {
		return new JavaSource(this.imports).call(method, arguments).source();
	}

	private static String indented(String lines) {
		return lines.lines().map((line) -> "\t\t" + line).collect(Collectors.joining("\n"));
	}

	private record Hidden(int a) {
	}

}
