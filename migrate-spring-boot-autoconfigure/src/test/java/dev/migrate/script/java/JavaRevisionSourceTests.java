package dev.migrate.script.java;

import java.util.List;
import java.util.Objects;

import dev.migrate.revision.RevisionNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaRevisionSource}.
 */
public class JavaRevisionSourceTests {

	@Test
	void readsTheAttributesThatTheGraphNeeds() {
		RevisionNode node = read("""
				package db.revisions;

				@Revision(id = "a1", message = "say \\"id = \\\\\\"x\\\\\\"\\", (down)", // id = "no"
						down = { "b2", "c3" }, dependsOn = "d4", labels = {"e", "f"}, replaces = {"g", "h"},
						transaction = Transaction.NONE)
				class R { }
				""");
		assertThat(node.id()).isEqualTo("a1");
		assertThat(node.downRevisions()).isEqualTo(List.of("b2", "c3"));
		assertThat(node.dependsOn()).containsExactly("d4");
		assertThat(node.labels()).containsExactly("e", "f");
		assertThat(node.replaces()).containsExactly("g", "h");
	}

	@Test
	void annotationsInCommentsCountForNothing() {
		assertThat(read("""
				/** Like {@code @Revision(id = "no")}. */
				// @Revision(id = "neither")
				@dev.migrate.Revision(message = "http://host/*", id = "a1")
				class R { }
				""").id()).isEqualTo("a1");
		assertThat(JavaRevisionSource.read("/* @Revision(id = \"a1\") */ class R { }", "R.java")).isNull();
	}

	@Test
	void anIdThatIsAConstantIsNotKnown() {
		assertThat(JavaRevisionSource.read("@Revision(id = Ids.FIRST, down = \"a1\") class R { }", "R.java")).isNull();
		for (String id : List.of("${Ids.PREFIX}1", "$FIRST")) {
			String source = "@Revision(id = \"%s\") class R : Migration".formatted(id);
			assertThat(JavaRevisionSource.all(source, "R.kt")).isEmpty();
		}
		assertThat(read("@Revision(id = \"a$b\") class R { }").id()).isEqualTo("a$b");
		String file = "@Revision(id = Ids.A1) class R1 { one(); } @Revision(id = \"b2\") class R2 { two(); }";
		assertThat(normalize(file, "R.java")).isNotEqualTo(normalize(file.replace("one", "three"), "R.java"))
			.isEqualTo(normalize(file.replace("two", "three"), "R.java"));
	}

	@Test
	void readsKotlin() {
		RevisionNode node = Objects.requireNonNull(JavaRevisionSource.read("""
				package db.revisions

				/* A comment /* in a comment */ @Revision(id = "no") */
				@Revision(id = "a1", down = ["b2", "c3"], dependsOn = arrayOf("d4"), labels = ["e"],
					message = "costs ${listOf("}", ")").first()} @Revision(id = \"x\")")
				class `R 1` : ReversibleMigration
				""", "R.kt"));
		assertThat(node.id()).isEqualTo("a1");
		assertThat(node.downRevisions()).isEqualTo(List.of("b2", "c3"));
		assertThat(node.dependsOn()).containsExactly("d4");
		assertThat(node.labels()).containsExactly("e");
	}

	@Test
	void whatChangesNothingOfWhatARevisionDoesIsNoPartOfItsNormalForm() {
		String source = """
				package db.revisions;

				import java.util.List;
				import dev.migrate.Revision;

				/** What it does. */
				@Revision(id = "a1", down = "b2")
				class R1 implements Migration {
					void upgrade(Operations op) {
						op.execute("SELECT  'a' -- b"); // why
						op.execute(\"""
							SELECT 1
							\""");
					}
				}
				""";
		String other = source.replace("package db.revisions", "package db.others")
			.replace("import java.util.List;\n", "")
			.replace("Revision;\n\n", "Revision;\nimport java.util.List;\n")
			.replace("down = \"b2\"", "down = {\"c3\", \"d4\"}, labels = \"x\"")
			.replace("R1", "R2")
			.replace("// why", "/* why\n */")
			.replace("execute(", "execute ( ")
			.replace("\t\t\t", "\t\t\t\t")
			.replace("\n", "  \r\n");
		assertThat(normalize(other, "R2.java")).isEqualTo(normalize(source, "R1.java"));
		for (String edited : List.of(source.replace("'a'", "'a' "), source.replace("SELECT 1", "SELECT 2"),
				source.replace("-- b", "-- c"), source.replace("java.util.List", "my.List"))) {
			assertThat(normalize(edited, "R1.java")).isNotEqualTo(normalize(source, "R1.java"));
		}
	}

	@Test
	void theNormalFormOfKotlinKeepsRawStrings() {
		String source = """
				package db.revisions
				import dev.migrate.Revision
				import dev.migrate.operations.Operations

				@Revision(id = "a1")
				class R1 : ReversibleMigration {
				    override fun change(op: Operations) {
				        op.execute("${if (true) "a // b" else "c"} /* d */") // why
				        op.execute(\"""a "quoted\\" word\""")
				    }
				}
				""";
		String other = source.replace("revisions", "others")
			.replace(" // why", "\n/* /* why */ */")
			.replace("    ", "\t");
		assertThat(normalize(other, "R1.kt")).isEqualTo(normalize(source, "R1.kt"));
		for (String edited : List.of(source.replace("// b", "// B"), source.replace("/* d */", "/* e */"),
				source.replace("word", "word "))) {
			assertThat(normalize(edited, "R1.kt")).isNotEqualTo(normalize(source, "R1.kt"));
		}
	}

	@Test
	void annotationsOfAFileOfKotlinStandBeforeItsImports() {
		String source = """
				@file:Suppress("unused", "ktlint:(a)")
				@file:[JvmName("Names") kotlin.jvm.JvmMultifileClass]

				package db.revisions
				import a.B
				import c.D

				@Revision(id = "a1")
				class R1 : ReversibleMigration { one() }
				""";
		String other = source.replace("revisions", "others")
			.replace("import a.B\nimport c.D", "import c.D\nimport a.B");
		assertThat(normalize(other, "R1.kt")).isEqualTo(normalize(source, "R1.kt"));
		assertThat(normalize(source.replace("unused", "used"), "R1.kt")).isNotEqualTo(normalize(source, "R1.kt"));
		assertThat(normalize(source.replace("a.B", "x.B"), "R1.kt")).isNotEqualTo(normalize(source, "R1.kt"));
	}

	@Test
	void aClassOfKotlinNeedsNoBody() {
		String own = "@Revision(id = \"a1\")\ninternal class R1 : ReversibleMigration { one() }\n";
		for (String other : List.of("class R2 : Base(\"a\", { two() })",
				"class R2\n@Inject\nprivate constructor(a: A) : Base(a)", "object R2 : Base()",
				"@Suppress(\"x\")\nclass R2 : Base();", "class R2 : Base() { two() }",
				"data class R2(\n  val a: A\n) :\n  Base()")) {
			String first = "@Revision(id = \"b2\")\n" + other + "\n" + own;
			assertThat(normalize(first, "R.kt")).isEqualTo(normalize(first.replace("Base", "Other"), "R.kt"))
				.isEqualTo(normalize(first.replace("two", "three"), "R.kt"))
				.isNotEqualTo(normalize(first.replace("one", "three"), "R.kt"));
			String helper = first.replace(own, "private fun help() = 1\n") + own;
			assertThat(normalize(helper, "R.kt")).isNotEqualTo(normalize(helper.replace("= 1", "= 2"), "R.kt"));
		}
	}

	@Test
	void otherRevisionsOfAFileDoNotCount() {
		String first = "@Revision(id = \"a1\") class R1 { void upgrade() { one(); } } ";
		String second = "@Revision(id = \"b2\") class R2 { void upgrade() { two(); } } ";
		String helper = "class Helper { } ";
		String alone = first.replace("a1", "x");
		assertThat(normalize(first + helper, "R.java")).isEqualTo(normalize(alone + helper, "R.java"))
			.isEqualTo(normalize(first + second + helper, "R.java"))
			.isEqualTo(normalize(second + first + helper, "R.java"))
			.isNotEqualTo(normalize(first + second + helper.replace("{ }", "{ int i; }"), "R.java"))
			.isNotEqualTo(normalize(first.replace("one", "three") + second + helper, "R.java"));
	}

	@Test
	void sourceThatNoCompilerWouldAcceptHasANormalForm() {
		for (String source : List.of("\"", "'", "\"\"\"", "\"\"\"\"", "/*", "\"${", "\"\"\"${\"", "\"\"\"a\n\"", "`",
				"@Revision(", "\"\\", "'\\", "import", "package a", "@Revision(id = \"a1\"",
				"@Revision(id = \"b2\") @Revision(id = \"c3\") class {")) {
			assertThat(normalize(source, "R1.java")).isNotNull();
			assertThat(normalize(source, "R1.kt")).isNotNull();
		}
	}

	private static List<String> normalize(String source, String file) {
		return JavaRevisionSource.normalize(source, file, "a1",
				"db.revisions." + file.substring(0, file.indexOf('.')).replace("R.", "R1").replaceFirst("^R$", "R1"));
	}

	private static RevisionNode read(String source) {
		return Objects.requireNonNull(JavaRevisionSource.read(source, "R.java"));
	}

}
