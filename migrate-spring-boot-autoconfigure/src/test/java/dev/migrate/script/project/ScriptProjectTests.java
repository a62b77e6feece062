package dev.migrate.script.project;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.NewRevision;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.ScriptSettings;
import dev.migrate.script.index.ClassPathRoot;
import dev.migrate.script.index.RevisionScriptLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScriptProject}: what a program can have written.
 */
public class ScriptProjectTests {

	private static final List<String> LOCATIONS = List.of("classpath:db/revisions");

	private static final Instant CREATED = Instant.parse("2026-11-21T10:15:00Z");

	@TempDir
	Path folder;

	private ClassLoader classLoader = ScriptProjectTests.class.getClassLoader();

	@BeforeEach
	void createModule() throws IOException {
		Files.createDirectories(this.folder.resolve("src/main"));
	}

	@Test
	void aClassHasTheImportsAndTheBodiesThatItIsGiven() throws IOException {
		NewScript script = new NewScript("b2", place("a1"), "add avatar", CREATED, false,
				List.of("static dev.migrate.schema.Column.column", "java.util.Map", "dev.migrate.Revision"),
				List.of("op.addColumn(\"users\", column(\"avatar\", DataType.text()));\n\nMap.of();"),
				List.of("op.dropColumn(\"users\", \"avatar\");"));
		Path file = write(script, ScriptFormat.JAVA);
		assertThat(file).isEqualTo(this.folder.resolve("src/main/java/db/revisions/R202611211015_b2_add_avatar.java"));
		assertThat(Files.readString(file)).isEqualTo("""
				package db.revisions;

				import dev.migrate.Revision;
				import dev.migrate.operations.Migration;
				import dev.migrate.operations.Operations;
				import java.util.Map;

				import static dev.migrate.schema.Column.column;

				@Revision(id = "b2", down = "a1", message = "add avatar", created = "2026-11-21T10:15:00Z",
						transaction = Revision.Transaction.NONE)
				class R202611211015_b2_add_avatar implements Migration {

					@Override
					public void upgrade(Operations op) {
						op.addColumn("users", column("avatar", DataType.text()));

						Map.of();
					}

					@Override
					public void downgrade(Operations op) {
						op.dropColumn("users", "avatar");
					}

				}
				""");
	}

	@Test
	void anSqlScriptKeepsItsLinesAsTheyAre() throws IOException {
		NewScript script = new NewScript("b2", place("a1", "c3"), "", CREATED, false, List.of(),
				List.of("SELECT '{{x}}  ", "';"), null);
		assertThat(Files.readString(write(script, ScriptFormat.SQL))).isEqualTo("""
				-- revision: b2
				-- revises: a1, c3
				-- created: 2026-11-21T10:15:00Z
				-- transaction: none

				-- migrate:upgrade
				SELECT '{{x}}\s\s
				';

				-- migrate:downgrade none
				""");
	}

	@Test
	void aClassWithoutAWayBackSaysSo() throws IOException {
		NewScript script = NewScript.empty("b2", place("a1"), "", CREATED).withBody(List.of(), null);
		assertThat(Files.readString(write(script, ScriptFormat.JAVA)))
			.contains("\t\tthrow new UnsupportedOperationException(\"There is no way back from b2\");\n");
	}

	@Test
	void linesThatWouldBeginASectionAreWrittenSoThatTheyBeginNone() throws IOException {
		NewScript script = NewScript.empty("b2", place("a1"), "", CREATED)
			.withBody(List.of("SELECT 1;", "-- migrate:downgrade"), List.of());
		assertThat(Files.readString(write(script, ScriptFormat.SQL)))
			.contains("SELECT 1;\n\\-- migrate:downgrade\n\n-- migrate:downgrade\n");
	}

	@Test
	void aSummaryThatWouldBeginASectionIsRefused() {
		NewScript script = NewScript.empty("b2", place("a1"), "", CREATED).withSummary(List.of("migrate:downgrade"));
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> write(script, ScriptFormat.SQL))
			.withMessageContaining("-- migrate:downgrade");
		assertThat(this.folder.resolve("src/main/resources")).doesNotExist();
	}

	@Test
	void aLibraryCanBringTheTemplates(@TempDir Path library) throws IOException {
		new ClassPathRoot(library).file("migrate/templates/revision.sql.mustache",
				"{{{header}}}\n-- by the library\n-- migrate:upgrade\n-- migrate:downgrade\n");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { library.toUri().toURL() }, this.classLoader)) {
			this.classLoader = loader;
			Path file = write(NewScript.empty("b2", place("a1"), "", CREATED), ScriptFormat.SQL);
			assertThat(Files.readString(file)).contains("-- by the library\n");
			assertThat(project().template(ScriptFormat.SQL).location())
				.isEqualTo("classpath:migrate/templates/revision.sql.mustache");
			assertThat(project().template(ScriptFormat.JAVA).isBuiltIn()).isTrue();
		}
	}

	private static NewRevision place(String... down) {
		return new NewRevision(List.of(down), List.of(), Set.of());
	}

	private ScriptProject project() {
		return new ScriptProject(this.folder, this.classLoader, LOCATIONS,
				new ScriptSettings(ScriptFormat.JAVA, ScriptSettings.DEFAULT_FILE_TEMPLATE, ZoneOffset.UTC));
	}

	private Path write(NewScript script, ScriptFormat format) {
		return project()
			.write(List.of(script), format, null, new RevisionScriptLoader(this.classLoader, LOCATIONS).load())
			.get(0);
	}

}
