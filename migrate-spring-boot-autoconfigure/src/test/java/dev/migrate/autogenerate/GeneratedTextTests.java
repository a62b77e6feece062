package dev.migrate.autogenerate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.operations.Migration;
import dev.migrate.operations.OperationRecorder;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.revision.NewRevision;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.script.NewScript;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.ScriptSettings;
import dev.migrate.script.index.RevisionScriptLoader;
import dev.migrate.script.project.ScriptProject;
import dev.migrate.testsupport.SourceCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Renders revisions without a database.
 */
class GeneratedTextTests {

	private static final Dialect POSTGRESQL = Dialects.of("postgresql:17");

	private static final ObjectName USERS = ObjectName.of("users");

	@TempDir
	Path folder;

	@BeforeEach
	void createModule() throws IOException {
		Files.createDirectories(this.folder.resolve("src/main/resources/migrate/templates"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aLargeModelCompiles(boolean ownTemplate) throws Exception {
		if (ownTemplate) {
			writeTemplate();
		}
		List<Operation> operations = new ArrayList<>();
		int tables = ownTemplate ? 300 : 1000;
		for (int i = 0; i < tables; i++) {
			// The compiler takes a time for lambdas that grows with the square of their
			// number.
			Table table = table("table" + i).column("id" + i, bigint(), Column::asIdentity);
			for (int j = 0; j < 12; j++) {
				String name = "column" + i + "_" + j;
				table = (j == 0)
						? table.column(name, varchar(500), (column) -> column.notNull().defaultValue("'" + name + "'"))
						: table.column(name, numeric(10, 2));
			}
			operations.add(new CreateTable(table.constraint(primaryKey("id" + i).named("table" + i + "_pkey"))));
		}
		operations.add(new CreateConstraint(ObjectName.of("table1"),
				foreignKey("id1").references("table2", "id2").named("table1_id1_fkey")));
		Path source = write(reversible(operations));
		assertThat(Files.readAllLines(source)).allMatch((line) -> line.replace("\t", "    ").length() <= 120)
			.filteredOn((line) -> line.contains("createTables1(Operations op)"))
			.hasSize(1);
		SourceCompiler.compile(this.folder, List.of(source));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() })) {
			Object migration = instance(source, loader);
			List<Operation> recorded = ownTemplate ? OperationRecorder.record(((Migration) migration)::upgrade)
					: OperationRecorder.record(((ReversibleMigration) migration)::change);
			assertThat(recorded).isEqualTo(operations);
			if (ownTemplate) {
				assertThat(OperationRecorder.record(((Migration) migration)::downgrade)).hasSize(tables + 1);
			}
		}
	}

	private static Object instance(Path source, ClassLoader loader) throws Exception {
		String name = String.valueOf(source.getFileName()).replace(".java", "");
		var constructor = loader.loadClass("db.revisions." + name).getDeclaredConstructor();
		constructor.setAccessible(true);
		return constructor.newInstance();
	}

	private void writeTemplate() throws IOException {
		Files.writeString(this.folder.resolve("src/main/resources/migrate/templates/revision.java.mustache"), """
				package {{{package}}};

				import dev.migrate.Revision;
				import dev.migrate.operations.Migration;
				import dev.migrate.operations.Operations;
				{{#imports}}
				import {{{.}}};
				{{/imports}}
				{{#staticImports}}
				import static {{{.}}};
				{{/staticImports}}

				/** Edited by the project. */
				{{{annotation}}}
				public class {{{className}}} implements Migration {

					public void upgrade(Operations op) {
				{{#upgrade}}
						{{{.}}}
				{{/upgrade}}
					}

					public void downgrade(Operations op) {
				{{#downgrade}}
						{{{.}}}
				{{/downgrade}}
					}
				}
				""");
	}

	@Test
	void aTemplateThatTheProjectHasEditedGetsBothWays() throws IOException {
		writeTemplate();
		Path source = write(reversible(List.of(new CreateTable(table("users").column("name", varchar(500))))));
		assertThat(Files.readString(source))
			.contains("/** Edited by the project. */", "implements Migration {",
					"\t\top.createTable(table(\"users\").column(\"name\", varchar(500)));\n",
					"\t\top.dropTable(\"users\");\n", "import static dev.migrate.schema.Table.table;\n")
			.doesNotContain("ReversibleMigration");
	}

	@Test
	void whatIsReversedExactlyIsStatedOnce() throws IOException {
		Table users = table("users").column("name", varchar(50));
		assertThat(Files.readString(write(reversible(List.of(new DropTable(users, List.of()))))))
			.contains(" implements ReversibleMigration {\n\n\t@Override\n\tpublic void change(Operations op) {\n",
					"\t\top.dropTable(table(\"users\").column(\"name\", varchar(50)));\n")
			.doesNotContain("downgrade", "upgrade");
	}

	@Test
	void whatTrulyDiffersHasTwoMethodsWithoutDefinitionsThatNobodyNeeds() throws IOException {
		AlterColumn alteration = AlterColumn.of(USERS, "name", (name) -> name.type(varchar(50)).notNull())
			.was((name) -> name.type(varchar(20)).nullable());
		GeneratedRevision revision = new GeneratedRevision(true, List.of(step(alteration),
				step(new DropTable(table("old").column("id", bigint()), List.of())), step(Execute.sql("SELECT 1"))),
				List.of(step(alteration.reverse().orElseThrow())));
		assertThat(Files.readString(write(revision))).contains(" implements Migration {", """
					@Override
					public void upgrade(Operations op) {
						op.alterColumn("users", "name", (column) -> column.type(varchar(50)).notNull());
						op.dropTable("old");
						op.execute("SELECT 1");
					}
				""".indent(0), "op.alterColumn(\"users\", \"name\", (column) -> column.type(varchar(20)).nullable());")
			.doesNotContain("was(");
	}

	@Test
	void aPlaceWhereRowsGetTheirValuesHasAWayUpOfItsOwn() {
		Operation require = AlterColumn.of(USERS, "name").notNull().was(AlterColumn::nullable);
		Step asks = new Step(require, List.of("Give each a value:", "UPDATE users SET name = … WHERE name IS NULL;"));
		GeneratedRevision revision = new GeneratedRevision(true, List.of(asks),
				List.of(step(require.reverse().orElseThrow())));
		assertThat(GeneratedText.java(revision, "db.revisions", DataTypeRenderer.none()).reversible()).isNull();
	}

	@Test
	void sqlHasALineForEachColumnAndNoLongOnes() throws IOException {
		Table users = table("users").column("id", bigint(), Column::asIdentity)
			.column("display_name", varchar(500), (name) -> name.notNull().defaultValue("'untitled'"))
			.column("price", numeric(10, 2))
			.constraint(primaryKey("id").named("users_pkey"))
			.constraint(check("display_name IN ('" + "x', '".repeat(30) + "y')").named("users_display_name_check"))
			.comment("it's " + "a long comment ".repeat(12).strip());
		CreateIndex creation = new CreateIndex(USERS, index("price").named("users_price_idx"));
		GeneratedRevision revision = new GeneratedRevision(true,
				List.of(step(new CreateTable(users)), step(creation),
						new Step(
								new CreateConstraint(USERS,
										check("price > 0 OR display_name IS NOT NULL OR price < -" + "1".repeat(50))
											.named("users_price_check")),
								List.of("a remark that is " + "much longer than a line may be ".repeat(6).strip()))),
				List.of(step(DropIndex.of(creation)), step(new DropTable(users, List.of()))));
		GeneratedText text = GeneratedText.sql(revision, POSTGRESQL);
		assertThat(String.join("\n", text.upgrade()) + "\n").isEqualTo(
				Files.readString(Path.of("src", "test", "resources", "approved", "revisions", "long-lines.sql")));
		assertThat(text.downgrade()).containsExactly("DROP TABLE users;");
		assertThat(text.upgrade()).allMatch((line) -> line.length() <= 120);
	}

	@Test
	void nothingInAScriptBeginsAPlaceholderOrEndsAComment() throws Exception {
		String value = "'${a} ${a b} ${} \\${ ${'";
		AlterColumn alteration = AlterColumn.of(USERS, "name", (name) -> name.defaultValue(value));
		GeneratedRevision revision = new GeneratedRevision(true,
				List.of(new Step(alteration, List.of("Is " + value + " the default? \\u000a mistake"))), List.of());
		String sql = String.join("\n", GeneratedText.sql(revision, POSTGRESQL).upgrade());
		assertThat(Placeholders.of(Map.of()).replace(sql, 1, "R1.sql").text())
			.contains("\nALTER TABLE users ALTER COLUMN name SET DEFAULT " + value + ";")
			.startsWith("-- Is " + value + " the default?");
		SourceCompiler.compile(this.folder, List.of(write(revision)));
	}

	private static GeneratedRevision reversible(List<Operation> operations) {
		List<Step> downgrade = new ArrayList<>();
		operations.forEach((operation) -> downgrade.add(0, step(operation.reverse().orElseThrow())));
		return new GeneratedRevision(true, operations.stream().map(GeneratedTextTests::step).toList(), downgrade);
	}

	private static Step step(Operation operation) {
		return new Step(operation, List.of());
	}

	private Path write(GeneratedRevision revision) {
		GeneratedText text = GeneratedText.java(revision, "", DataTypeRenderer.none());
		NewScript script = new NewScript("a1", new NewRevision(List.of(), List.of(), Set.of()), "large",
				Instant.parse("2026-11-21T10:15:00Z"), true, text.imports(), text.upgrade(), text.downgrade(),
				text.methods(), text.reversible(), List.of());
		ScriptProject project = new ScriptProject(this.folder, GeneratedTextTests.class.getClassLoader(),
				List.of("classpath:db/revisions"),
				new ScriptSettings(ScriptFormat.JAVA, ScriptSettings.DEFAULT_FILE_TEMPLATE, ZoneOffset.UTC));
		RevisionScripts none = new RevisionScriptLoader(GeneratedTextTests.class.getClassLoader(),
				List.of("classpath:no/such/folder"))
			.load();
		return project.write(List.of(script), ScriptFormat.JAVA, null, none).get(0);
	}

}
