package dev.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.project.CommandLineSplitter;
import dev.migrate.hibernate.HibernateTargetSchema;
import dev.migrate.hibernate.PersistenceUnit;
import dev.migrate.testsupport.KotlinCompiler;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for projects whose sources are Kotlin. Follows {@code docs/kotlin.md} from an
 * empty project to a merged history.
 */
@ExtendWith(PostgresExtension.class)
class KotlinProjectTests {

	private static final Path PAGE = Path.of("../docs/kotlin.md");

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern ID = Pattern.compile("@Revision\\(\\s*id = \"(\\w+)\"");

	private static final String REVISIONS = "src/main/kotlin/db/revisions";

	@TempDir
	Path folder;

	private TestProject project;

	private Map<Path, String> compiled = Map.of();

	@BeforeEach
	void createProject() {
		this.project = new TestProject(this.folder).library(KotlinCompiler.standardLibrary());
	}

	@Test
	void thePageLeadsFromAnEntityToAMergedHistory(TestDatabase database) throws Exception {
		this.project.database(database.dataSource()).autogenerate(AutogenerateSettings.of(List.of((target) -> {
			try (URLClassLoader classLoader = KotlinCompiler.classLoader(this.folder.resolve("target/classes"))) {
				return new HibernateTargetSchema(new PersistenceUnit("demo", List.of("com.example.demo.User"),
						List.of(), List.of(), Map.of(), classLoader))
					.read(target);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		})));
		List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
		StringBuilder output = new StringBuilder();
		for (int i = 0; i < blocks.size(); i++) {
			String content = blocks.get(i).group(2);
			if (blocks.get(i).group(1).equals("shell")) {
				String next = (i + 1 < blocks.size()) ? blocks.get(i + 1).group(2) : "";
				for (String command : content.lines().toList()) {
					compile();
					output.append(this.project.output(arguments(command, next)));
				}
			}
			else if (content.startsWith("package com.example")) {
				this.project.file("src/main/kotlin/com/example/demo/User.kt", content);
			}
			else if (content.startsWith("package db")) {
				assertThat(TestProject.read(newest())
					.replaceAll("created = \"[^\"]+\"", "created = \"\"")
					.replaceAll("class R\\d+", "class R"))
					.isEqualTo(content.replaceAll("created = \"[^\"]+\"", "created = \"\"")
						.replaceAll("class R\\d+", "class R"));
			}
			else {
				Path file = newest();
				String text = TestProject.read(file);
				Files.writeString(file, text.substring(0, text.indexOf("    override fun upgrade")) + content + "}\n");
			}
		}
		assertThat(this.project.output("check")).isEmpty();
		assertThat(output).contains("up to date", "(head)");
		assertThat(database.jdbc().sql("SELECT direction FROM migrate_history ORDER BY id").query(String.class).list())
			.containsExactly("upgrade", "downgrade", "upgrade", "upgrade", "upgrade", "upgrade");
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM migrate_history WHERE checksum IS NULL")
			.query(Integer.class)
			.single()).isZero();
		// An edited revision is noticed, and opened in the editor.
		Path edited = this.project.files(REVISIONS)
			.stream()
			.filter((file) -> file.toString().contains("lower"))
			.findFirst()
			.orElseThrow();
		Files.writeString(edited, TestProject.read(edited).replace("WHERE email", "WHERE  email"));
		assertThat(this.project.output("status")).contains("Modified");
		assertThat(this.project.environment("EDITOR", "true").run("edit", "1b6d").exitCode()).isZero();
		// What was not compiled is noticed before something is written, and what has no
		// source before it runs.
		this.project.file(REVISIONS + "/several.kt",
				"""
						package db.revisions
						@dev.migrate.Revision(id = "a1", down = ["1b6d2f0c9a3e"]) class A1 : dev.migrate.operations.ReversibleMigration {
						    override fun change(op: dev.migrate.operations.Operations) {}
						}
						@dev.migrate.Revision(id = "b2", down = ["a1"]) class B2 : dev.migrate.operations.ReversibleMigration {
						    override fun change(op: dev.migrate.operations.Operations) {}
						}
						""");
		assertThat(this.project.error("revision", "-m", "next")).contains("a1 (", "b2 (", "several.kt");
	}

	private String[] arguments(String command, String next) {
		List<String> words = new ArrayList<>(CommandLineSplitter.of(command.replaceFirst("^\\./migrate ", "")));
		Matcher id = ID.matcher(next);
		if (words.get(0).equals("revision") && id.find()) {
			words.addAll(List.of("--rev-id", id.group(1)));
		}
		return words.toArray(String[]::new);
	}

	private Path newest() throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(REVISIONS))) {
			return files.max((one, other) -> {
				try {
					return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}).orElseThrow();
		}
	}

	/**
	 * Compiles what has changed, as the script of a project does.
	 */
	private void compile() throws Exception {
		List<Path> sources = this.project.files("src/main/kotlin");
		Map<Path, String> now = sources.stream().collect(Collectors.toMap(Function.identity(), TestProject::read));
		if (!now.equals(this.compiled)) {
			KotlinCompiler.compile(this.folder.resolve("target/classes"), sources);
			this.compiled = now;
		}
	}

	@Test
	void revisionsAreWrittenInTheLanguageOfTheOthersOrOfTheProject() {
		this.project.file("src/main/kotlin/Application.kt", "").file("src/main/kotlin/User.kt", "");
		this.project.file("src/main/java/Interop.java", "");
		assertThat(this.project.output("init")).contains("Folder for revisions: " + REVISIONS);
		this.project.output("init", "--template");
		this.project.file("src/main/resources/migrate/templates/revision.kt.mustache", """
				package {{{package}}}
				import dev.migrate.*
				{{{annotation}}}
				@Suppress("{{message}}")
				internal class {{{className}}} : operations.Migration {
				}
				""");
		this.project.output("revision", "-m", "costs $1", "--rev-id", "a1");
		assertThat(this.project.onlyFile(REVISIONS)).content()
			.contains("message = \"costs \\$1\"", "@Suppress(\"costs \\$1\")", "internal class R");
		// The revisions that are there say more than the rest of the project.
		this.project.file("src/main/java/db/others/R1.java", "").locations("classpath:db/others");
		assertThat(this.project.output("revision", "-m", "java", "--rev-id", "b2")).contains("src/main/java/db/others");
		this.project.locations("classpath:db/both");
		assertThat(this.project.output("revision", "-m", "sql", "--rev-id", "c3", "--format", "sql"))
			.contains("src/main/resources/db/both");
		this.project.build();
		assertThat(this.project.output("revision", "-m", "kotlin", "--format", "KOTLIN", "--rev-id", "d4", "--location",
				"classpath:db/both/in/object"))
			.contains("src/main/kotlin/db/both/in/object");
		assertThat(this.project.files("src/main/kotlin/db/both").get(0)).content()
			.contains("package db.both.`in`.`object`");
	}

	@Test
	void theBuildFileSaysWhereSourcesAre(@TempDir Path gradle) {
		this.project.file("pom.xml", """
				<project><build><sourceDirectory>${project.basedir}/source/main</sourceDirectory>
				<testSourceDirectory>source/test</testSourceDirectory></build></project>""")
			.file("source/main/Application.kt", "");
		assertThat(this.project.output("revision", "-m", "first", "--rev-id", "a1"))
			.contains("source/main/db/revisions");
		TestProject other = new TestProject(gradle);
		assertThat(gradle.resolve("pom.xml").toFile().delete()).isTrue();
		other
			.file("build.gradle.kts",
					"""
							kotlin { sourceSets["main"].kotlin.setSrcDirs(listOf("code")) }
							sourceSets { main { kotlin.srcDirs("app/kotlin", "$projectDir/app/more") } test { kotlin.srcDir("app/test") } }
							""")
			.file("app/kotlin/Application.kt", "");
		assertThat(other.output("revision", "-m", "first", "--rev-id", "a1")).contains("app/kotlin/db/revisions");
	}

}
