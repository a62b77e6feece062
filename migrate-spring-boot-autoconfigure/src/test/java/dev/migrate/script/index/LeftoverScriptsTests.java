package dev.migrate.script.index;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for scripts that an earlier build has left in an output folder.
 */
class LeftoverScriptsTests {

	private static final String SCRIPT = "@Revision(id = \"b2\") class %s {}";

	@TempDir
	private Path project;

	@BeforeEach
	void createProject() throws IOException {
		file("pom.xml", "<project/>");
		file("src/main/resources/application.properties", "");
		file("src/main/java/Application.java", "");
		file("src/main/resources/db/leftovers/R_a1.sql", "");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			target/classes,          src/main, "Run 'mvn clean compile' in "
			target/test-classes,     src/test, "Run 'mvn clean compile' in "
			build/resources/main,    src/main, "Run 'gradle clean classes' in "
			build/resources/it,      src/it,   "Run 'gradle clean classes' in "
			bin/main,                src/main, "Delete the folder "
			out/production/classes,  src/main, "Delete the folder "
			out/production/app,      app/src/main, "Delete the folder "
			""")
	void aScriptWithoutItsSourceIsRefusedWithWhatRemovesIt(String output, String sources, String action)
			throws IOException {
		file(sources + "/resources/db/leftovers/R_a1.sql", "");
		root(output).sql("db/leftovers/R_a1.sql", "a1").sql("db/leftovers/sub/R_b2.sql", "b2");
		ScriptAccessException refusal = refusal(output);
		assertThat(refusal.getProblem()).startsWith("This revision is left over from an earlier build")
			.contains(": b2 (" + this.project.resolve(output) + "/db/leftovers/sub/R_b2.sql).")
			.doesNotContain("a1");
		assertThat(refusal.getAction()).startsWith(action);
		file(sources + "/resources/db/leftovers/sub/R_b2.sql", "");
		assertThatNoException().isThrownBy(scripts(output)::requireSources);
	}

	@ParameterizedTest
	@ValueSource(strings = { "target/classes", "build/classes/java/main", "build/classes/kotlin/main", "bin/main" })
	void aClassWithoutItsSourceIsRefused(String output) throws IOException {
		root(output).java("db.leftovers.R_b2", SCRIPT.formatted("R_b2"));
		assertThat(refusal(output).getProblem()).contains("b2 (", "R_b2.class)");
		file("src/main/kotlin/db/leftovers/R_b2.kt", "");
		assertThatNoException().isThrownBy(scripts(output)::requireSources);
	}

	@Test
	void severalAreRefusedTogether() throws IOException {
		root("target/classes").sql("db/leftovers/R_b2.sql", "b2")
			.java("db.leftovers.R_c3", "@Revision(id = \"c3\") class R_c3 {}");
		Files.createFile(this.project.resolve("mvnw"));
		ScriptAccessException refusal = refusal("target/classes");
		assertThat(refusal.getProblem()).startsWith("These revisions are left over").contains("b2 (", "c3 (");
		assertThat(refusal.getAction())
			.isEqualTo("Run './mvnw clean compile' in " + this.project + ", and start again.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java/db/leftovers/R_b2.java", "src/main/kotlin/db/leftovers/R_b2.kt",
			"src/main/kotlin/Everything.kt", "target/generated-sources/annotations/db/leftovers/R_b2.java",
			"build/generated/ksp/main/kotlin/Everything.kt", ".apt_generated/db/leftovers/R_b2.java",
			"../shared/src/main/java/db/leftovers/R_b2.java" })
	void aClassMayComeFromElsewhere(String source) throws IOException {
		Path module = Files.createDirectories(this.project.resolve("app/src/main/java"))
			.resolve("../../..")
			.normalize();
		file("app/pom.xml", "<project/>");
		new ClassPathRoot(module.resolve("target/classes")).java("db.leftovers.Everything",
				"class Everything {} @Revision(id = \"b2\") class R_b2 {}");
		assertThat(refusal("app/target/classes").getProblem()).contains("b2 (");
		Path file = module.resolve(source).normalize();
		Files.createDirectories(file.getParent());
		Files.writeString(file, "");
		// The compiler of the test calls the file of all its classes Everything.java.
		if (source.endsWith("Everything.kt")) {
			Files.move(file, file.resolveSibling("Everything.java"));
		}
		RevisionScripts scripts = scripts("app/target/classes");
		assertThatNoException().isThrownBy(scripts::requireSources);
		assertThat(((JavaRevision) scripts.get("b2")).source()).exists()
			.hasParent(Objects.requireNonNull(file.getParent()));
	}

	@Test
	void thatOneOfSeveralFilesIsTheSourceIsNotGuessed() throws IOException {
		root("target/classes").java("db.leftovers.R_b2", SCRIPT.formatted("R_b2"));
		file("src/main/kotlin/one/R_b2.kt", "");
		assertThat(((JavaRevision) scripts("target/classes").get("b2")).source()).isNotNull();
		file("src/main/kotlin/two/R_b2.kt", "");
		assertThat(((JavaRevision) scripts("target/classes").get("b2")).source()).isNull();
		assertThatNoException().isThrownBy(scripts("target/classes")::requireSources);
	}

	@ParameterizedTest
	@ValueSource(strings = { "database/R_b2.sql", "target/generated-resources/db/leftovers/R_b2.sql" })
	void aScriptMayBeCopiedFromElsewhere(String source) throws IOException {
		root("target/classes").sql("db/leftovers/R_b2.sql", "b2");
		file(source, "");
		assertThatNoException().isThrownBy(scripts("target/classes")::requireSources);
	}

	@Test
	void withoutTheSourceFolderNothingIsRefused() throws IOException {
		try (Stream<Path> files = Files.walk(this.project.resolve("src/main/resources"))) {
			for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		root("target/classes").sql("db/leftovers/R_b2.sql", "b2");
		assertThatNoException().isThrownBy(scripts("target/classes")::requireSources);
	}

	@ParameterizedTest
	@ValueSource(strings = { "classes", "BOOT-INF/classes", "app/target", "build/main" })
	void whatIsInNoOutputFolderIsNotLookedAt(String folder) throws IOException {
		root(folder).sql("db/leftovers/R_b2.sql", "b2")
			.java("db.leftovers.R_c3", "@Revision(id = \"c3\") class R_c3 {}");
		assertThatNoException().isThrownBy(scripts(folder)::requireSources);
	}

	@Test
	void neitherIsWhatIsInAJar() throws IOException {
		URL jar = root("target/classes").sql("db/leftovers/R_b2.sql", "b2").jar(true);
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { jar },
				LeftoverScriptsTests.class.getClassLoader())) {
			RevisionScripts scripts = new RevisionScriptLoader(classLoader, List.of("db/leftovers")).load();
			assertThat(scripts.all()).hasSize(1);
			assertThatNoException().isThrownBy(scripts::requireSources);
		}
	}

	private ClassPathRoot root(String path) {
		return new ClassPathRoot(this.project.resolve(path));
	}

	private ScriptAccessException refusal(String output) throws IOException {
		return catchThrowableOfType(ScriptAccessException.class, scripts(output)::requireSources);
	}

	private RevisionScripts scripts(String output) throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { root(output).url() },
				LeftoverScriptsTests.class.getClassLoader())) {
			return RevisionScriptLoader.scanning(classLoader, List.of("db/leftovers")).load();
		}
	}

	private void file(String path, String text) throws IOException {
		Path file = this.project.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
