package dev.migrate.script.index;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.SqlRevision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevisionScriptLoader}.
 */
public class RevisionScriptLoaderTests {

	private static final String DEFAULT_LOCATION = "classpath:db/revisions";

	@TempDir
	private Path directory;

	private ClassPathRoot application;

	private ClassPathRoot library;

	private final List<RecordingClassLoader> classLoaders = new ArrayList<>();

	@BeforeEach
	void createRoots() {
		this.application = new ClassPathRoot(this.directory.resolve("application classes"));
		this.library = new ClassPathRoot(this.directory.resolve("library"));
	}

	@AfterEach
	void closeClassLoaders() throws IOException {
		for (RecordingClassLoader classLoader : this.classLoaders) {
			classLoader.close();
		}
	}

	@Test
	void scriptsOfBothKindsAreFoundInADirectoryAndItsSubdirectories() {
		this.application.sql("db/revisions/b.sql", "b")
			.sql("db/revisions/2026/11/c.sql", "c")
			.java("db.revisions.A", "@Revision(id = \"a\") class A { }")
			.java("db.revisions.year2026.D", "@Revision(id = \"d\") class D { }")
			.sql("db/other/x.sql", "x")
			.sql("db/revisions2/x.sql", "x");
		RevisionScripts scripts = load(this.application.url());
		assertThat(scripts.all()).extracting(RevisionScript::location)
			.containsExactly("db/revisions/2026/11/c.sql", "db/revisions/A.class", "db/revisions/b.sql",
					"db/revisions/year2026/D.class");
		assertThat(scripts.all()).extracting(RevisionScript::id).containsExactly("c", "a", "b", "d");
		assertThat(scripts.missingLocations()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void scriptsAreFoundInAJarWithAndWithoutEntriesForItsFolders(boolean directories) {
		this.library.sql("db/revisions/lib/b c.sql", "b").java("db.revisions.A", "@Revision(id = \"a\") class A { }");
		this.application.sql("db/revisions/c.sql", "c");
		RevisionScripts scripts = load(this.application.url(), this.library.jar(directories));
		assertThat(scripts.all()).extracting(RevisionScript::location)
			.containsExactly("db/revisions/A.class", "db/revisions/c.sql", "db/revisions/lib/b c.sql");
		SqlRevision sql = (SqlRevision) scripts.get("b");
		assertThat(sql.read(Placeholders.untouched()).upgrade().text()).isEmpty();
	}

	@Test
	void aJarWithoutEntriesForItsFoldersIsFoundThroughTheManifestOfAnother() {
		this.library.sql("db/revisions/b.sql", "b").jar(false);
		this.application.sql("db/revisions/c.sql", "c")
			.file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: library.jar missing.jar lib/\n");
		RevisionScripts scripts = load(this.application.jar(true));
		assertThat(scripts.all()).extracting(RevisionScript::origin)
			.containsExactly("db/revisions/b.sql in library.jar", "db/revisions/c.sql in application classes.jar");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aScriptOfAJarCanBeReadAgainAndAgain(boolean directories) throws IOException {
		String name = "db/revisions/50% #1+ä!.sql";
		this.library.sql(name, "b").sql("db/revisions/other.sql", "c");
		SqlRevision script = (SqlRevision) load(this.library.jar(directories)).get("b");
		assertThat(script.path()).isEqualTo(name);
		assertThat(script.read(Placeholders.untouched()).downgrade()).isNull();
		assertThat(script.read(Placeholders.untouched()).upgrade().text()).isEmpty();
		Resource resource = script.resource();
		assertThat(resource.getContentAsString(StandardCharsets.UTF_8)).contains("-- revision: b");
		assertThat(resource.exists()).isTrue();
		assertThat(resource.getFilename()).isEqualTo("50% #1+ä!.sql");
		assertThat(resource.getDescription()).contains(name).contains("library.jar");
		this.library.file("db/revisions/other.sql", "x");
		Files.delete(this.directory.resolve("library/" + name));
		this.library.jar(directories);
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> script.read(Placeholders.untouched()))
			.withMessageContaining(name);
	}

	@Test
	void aScriptKnowsItsJarAndALocationCanLeaveLibrariesOut() throws IOException {
		this.application.sql("db/revisions/c.sql", "c").java("db.revisions.D", "@Revision(id = \"d\") class D { }");
		this.library.sql("db/revisions/b.sql", "b")
			.java("db.revisions.A", "@Revision(id = \"a\") class A { }")
			.sql("db/library/x.sql", "x");
		for (boolean directories : new boolean[] { true, false }) {
			URL jar = this.library.jar(directories);
			assertThat(load(this.application.url(), jar).all()).extracting(RevisionScript::origin)
				.containsExactly("db/revisions/A.class in library.jar", "db/revisions/D.class",
						"db/revisions/b.sql in library.jar", "db/revisions/c.sql");
			ClassLoader classLoader = classLoader(this.application.url(), jar);
			RevisionScripts own = new RevisionScriptLoader(classLoader,
					List.of("application:db/revisions", "application:db/library"))
				.load();
			assertThat(own.all()).extracting(RevisionScript::location)
				.containsExactly("db/revisions/D.class", "db/revisions/c.sql");
			assertThat(own.all()).extracting(RevisionScript::jar).containsOnlyNulls();
			assertThat(own.missingLocations()).containsExactly("application:db/library");
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			jar:nested:/x/app.jar/!BOOT-INF/lib/lib-1.2.jar!/db/revisions/a.sql, lib-1.2.jar
			jar:file:/x/app.jar!/BOOT-INF/lib/lib-1.2.jar!/db/revisions/a.sql, lib-1.2.jar
			jar:file:/x/lib%201.jar!/db/revisions/a.sql, lib 1.jar
			jar:nested:/x/app.jar/!BOOT-INF/classes/!/db/revisions/a.sql, -
			jar:file:/x/app.jar!/BOOT-INF/classes!/db/revisions/a.sql, -
			jar:file:/x/app.war!/WEB-INF/classes!/db/revisions/a.sql, -
			jar:nested:/x/app.war/!WEB-INF/lib/lib-1.2.jar!/db/revisions/a.sql, lib-1.2.jar
			jar:nested:/x/app.war/!WEB-INF/classes/!/db/revisions/a.sql, -
			jar:war:file:/x/app.war*/WEB-INF/lib/lib-1.2.jar!/db/revisions/a.sql, lib-1.2.jar
			war:file:/x/app.war*/WEB-INF/classes/db/revisions/a.sql, -
			file:/x/target/classes/db/revisions/a.sql, -
			""")
	void theJarIsThatOfALibrary(String url, String jar) throws IOException {
		Resource resource = new ByteArrayResource(new byte[0]) {

			@Override
			public URL getURL() {
				try {
					return new URL(null, url, new URLStreamHandler() {

						@Override
						protected URLConnection openConnection(URL opened) {
							throw new UnsupportedOperationException();
						}

					});
				}
				catch (MalformedURLException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
		assertThat(ScriptFile.inClassPath(resource, "db/revisions").jar()).isEqualTo(jar);
	}

	@Test
	void aJarThatHasOnlyTheScriptsButNoFoldersIsALocation() {
		this.library.sql("db/revisions/b.sql", "b");
		RevisionScripts scripts = load(this.library.jar(false));
		assertThat(scripts.all()).hasSize(1);
		assertThat(scripts.missingLocations()).isEmpty();
	}

	@Test
	void aJavaRevisionIsReadFromItsAnnotation() {
		this.application
			.java("db.revisions.A",
					"""
							@Revision(id = "7c1f0a9be2d4", down = { "x", "y" }, dependsOn = "lib", labels = { "users", "avatars" },
									message = "add avatar", created = "2026-11-21T10:15:00Z", transaction = Revision.Transaction.NONE,
									adopts = { "flyway 2.1", "flyway R views" })
							class A { }""")
			.java("db.revisions.B", "@Revision(id = \"b\", down = \"x\") class B { }");
		RevisionScripts scripts = load(this.application.url());
		RevisionScript full = scripts.get("7c1f0a9be2d4");
		assertThat(full.node().downRevisions()).containsExactly("x", "y");
		assertThat(full.node().dependsOn()).containsExactly("lib");
		assertThat(full.node().labels()).containsExactlyInAnyOrder("users", "avatars");
		assertThat(full.message()).isEqualTo("add avatar");
		assertThat(full.created()).isEqualTo(Instant.parse("2026-11-21T10:15:00Z"));
		assertThat(full.transactional()).isFalse();
		assertThat(full.adopts()).extracting(Object::toString).containsExactly("flyway 2.1", "flyway R views");
		RevisionScript brief = scripts.get("b");
		assertThat(brief.node().downRevisions()).containsExactly("x");
		assertThat(brief.created()).isNull();
		assertThat(brief.message()).isEmpty();
		assertThat(brief.transactional()).isTrue();
		assertThat(brief.adopts()).isEmpty();
	}

	@Test
	void noRevisionClassIsLoadedUntilItIsAskedFor() {
		this.application.java("db.revisions.A", """
				@Revision(id = "a") class A extends Base implements Runnable {
					static { if (true) throw new IllegalStateException("initialized"); }
					public void run() { new Object() { }; }
				}
				class Base { }""");
		RecordingClassLoader classLoader = classLoader(this.application.url());
		RevisionScripts scripts = new RevisionScriptLoader(classLoader, List.of(DEFAULT_LOCATION)).load();
		assertThat(scripts.all()).hasSize(1);
		assertThat(classLoader.loaded).noneMatch((name) -> name.startsWith("db.revisions"));
		JavaRevision revision = (JavaRevision) scripts.get("a");
		assertThat(revision.className()).isEqualTo("db.revisions.A");
		assertThat(revision.load(classLoader))
			.hasSuperclass(ClassUtils.resolveClassName("db.revisions.Base", classLoader));
		assertThat(classLoader.loaded).contains("db.revisions.A");
	}

	@Test
	void aClassThatCannotBeLoadedIsReported() throws IOException {
		this.application.java("db.revisions.A", "@Revision(id = \"a\") class A extends Base { } class Base { }");
		RecordingClassLoader classLoader = classLoader(this.application.url());
		RevisionScripts scripts = new RevisionScriptLoader(classLoader, List.of(DEFAULT_LOCATION)).load();
		Files.delete(this.directory.resolve("application classes/db/revisions/Base.class"));
		assertThatExceptionOfType(ScriptAccessException.class)
			.isThrownBy(() -> ((JavaRevision) scripts.get("a")).load(classLoader))
			.withMessageContaining("db/revisions/A.class")
			.withMessageContaining("db/revisions/Base")
			.withCauseInstanceOf(NoClassDefFoundError.class);
	}

	@Test
	void onlyWhatCarriesTheAnnotationItselfIsARevision() {
		this.application.java("db.revisions.A", """
				@Revision(id = "a") class A {
					static class Nested { }
					class Inner { }
					Object anonymous = new Object() { };
					@Revision(id = "nested") static class NestedRevision { }
				}
				class Sub extends A { }""")
			.file("db/revisions/README.md", "x")
			.file("db/revisions/a.sql.orig", "x")
			.file("db/revisions/accepted-differences.json", "{}");
		assertThat(load(this.application.url()).all()).extracting(RevisionScript::location)
			.containsExactly("db/revisions/A$NestedRevision.class", "db/revisions/A.class");
	}

	@ParameterizedTest
	@ValueSource(strings = { "@Revision(id = \"a\") abstract class A { }", "@Revision(id = \"a\") interface A { }",
			"class A { @Revision(id = \"a\") class Inner { } }" })
	void aRevisionThatCannotBeCreatedIsReported(String source) {
		this.application.java("db.revisions.A", source);
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> load(this.application.url()))
			.withMessageStartingWith("db/revisions/A")
			.withMessageContaining("@Revision")
			.satisfies((ex) -> assertThat(ex.getLine()).isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "id = \"\"", "id = \"a-b\"", "id = \"a\", down = \"b,c\"", "id = \"a\", labels = \"\"",
			"id = \"a\", dependsOn = { \"b\", \"b\" }", "id = \"a\", created = \"today\"",
			"id = \"a\", adopts = \"2.1\"", "id = \"a\", adopts = { \"flyway 2\", \"flyway 2.0\" }" })
	void anAttributeThatBreaksTheRulesIsReported(String attributes) {
		this.application.java("db.revisions.A", "@Revision(" + attributes + ") class A { }");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> load(this.application.url()))
			.withMessageStartingWith("db/revisions/A.class: ");
	}

	@Test
	void aFileThatIsNoClassIsReported() {
		this.application.file("db/revisions/A.class", "no class");
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> load(this.application.url()))
			.withMessageContaining("db/revisions/A.class");
	}

	@Test
	void aMistakeInAHeaderIsReportedWithTheLocation() {
		this.application.file("db/revisions/a.sql", "-- revison: a\n-- migrate:upgrade\n");
		for (URL root : List.of(this.application.url(), this.application.jar(true), this.application.jar(false))) {
			assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> load(root))
				.withMessageStartingWith("db/revisions/a.sql, line 1: ");
		}
	}

	@Test
	void theSamePathUnderTwoRootsIsTwoScriptsWhoseLocationsNameTheRoot() {
		this.application.sql("db/revisions/a.sql", "a").sql("db/revisions/b.sql", "b");
		this.library.sql("db/revisions/a.sql", "a");
		URL jar = this.library.jar(true);
		RevisionScripts scripts = load(this.application.url(), jar);
		assertThat(scripts.all()).extracting(RevisionScript::id).containsExactly("a", "a", "b");
		assertThat(scripts.all()).extracting(RevisionScript::location)
			.containsExactly("db/revisions/a.sql in " + this.directory + "/application classes/",
					"db/revisions/a.sql in " + this.directory + "/library.jar", "db/revisions/b.sql");
		assertThat(scripts.get("a")).isSameAs(scripts.all().get(0));
		assertThat(scripts.find("x")).isEmpty();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> scripts.get("x"));
	}

	@Test
	void locationsThatOverlapFindAScriptOnce() {
		this.application.sql("db/revisions/a.sql", "a").sql("db/b.sql", "b");
		RevisionScripts scripts = new RevisionScriptLoader(classLoader(this.application.url()),
				List.of("classpath:/db/revisions/", "classpath*:db", "db/revisions"))
			.load();
		assertThat(scripts.all()).extracting(RevisionScript::id).containsExactly("b", "a");
	}

	@Test
	void locationsThatDoNotExistAreToldFromEmptyOnes() throws IOException {
		Files.createDirectories(this.directory.resolve("application classes/db/empty"));
		Files.createDirectories(this.directory.resolve("empty"));
		RevisionScripts scripts = new RevisionScriptLoader(classLoader(this.application.url()),
				List.of("classpath:db/empty", "classpath:db/missing", "file:" + this.directory.resolve("empty"),
						"file:" + this.directory.resolve("missing")))
			.load();
		assertThat(scripts.all()).isEmpty();
		assertThat(scripts.missingLocations()).containsExactly("classpath:db/missing",
				"file:" + this.directory.resolve("missing"));
	}

	@Test
	void aFolderOfTheFileSystemHoldsSqlScripts() {
		this.application.sql("one/A.SQL", "a").file("one/A.class", "ignored");
		Path folder = this.directory.resolve("application classes");
		for (String location : List.of("file:" + folder, "file:" + folder + "/one/", folder.toUri().toString())) {
			RevisionScripts scripts = new RevisionScriptLoader(classLoader(), List.of(location)).load();
			assertThat(scripts.all()).extracting(RevisionScript::location).containsExactly(folder + "/one/A.SQL");
		}
	}

	@Test
	void aFileThatLinksLeadToIsOneScriptNamedByTheShortestWay() throws IOException {
		this.application.sql("..2026_11_21/a.sql", "a");
		Path folder = this.directory.resolve("application classes");
		Files.createSymbolicLink(folder.resolve("..data"), folder.resolve("..2026_11_21"));
		Files.createSymbolicLink(folder.resolve("a.sql"), folder.resolve("..data/a.sql"));
		RevisionScripts scripts = new RevisionScriptLoader(classLoader(), List.of("file:" + folder)).load();
		assertThat(scripts.all()).extracting(RevisionScript::location).containsExactly(folder + "/a.sql");
	}

	@Test
	void aFileOfTheClassPathThatLinksLeadToIsOneScript() throws IOException {
		this.application.sql("db/revisions/deep/b.sql", "b").sql("db/revisions/c.sql", "c");
		Path folder = this.directory.resolve("application classes/db/revisions");
		Files.createSymbolicLink(folder.resolve("another"), folder.resolve("deep"));
		Files.createSymbolicLink(folder.resolve("deep/link.sql"), folder.resolve("c.sql"));
		assertThat(load(this.application.url()).all()).extracting(RevisionScript::location)
			.containsExactly("db/revisions/another/b.sql", "db/revisions/c.sql");
	}

	@Test
	void aFolderThatCannotBeWalkedIsNamed() throws IOException {
		Path folder = Files.createDirectory(this.directory.resolve("looped"));
		Files.createSymbolicLink(folder.resolve("again"), folder);
		assertThatExceptionOfType(ScriptAccessException.class)
			.isThrownBy(new RevisionScriptLoader(classLoader(), List.of("file:" + folder))::load)
			.withMessageContaining("file:" + folder)
			.withMessageContaining("FileSystemLoopException");
		this.application.sql("db/revisions/a.sql", "a");
		Path inClassPath = this.directory.resolve("application classes/db/revisions");
		Files.createSymbolicLink(inClassPath.resolve("again"), inClassPath);
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> load(this.application.url()))
			.withMessageContaining(DEFAULT_LOCATION)
			.withMessageContaining("FileSystemLoopException");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "classpath:", "classpath:/", "classpath:db/*", "filesystem:/x",
			"https://example.org/x", "file:", "file://host name/x" })
	void aLocationThatIsNoFolderIsRefused(String location) {
		assertThatExceptionOfType(ScriptAccessException.class)
			.isThrownBy(() -> new RevisionScriptLoader(classLoader(), List.of(location)))
			.withMessageContaining("'" + location + "'")
			.withMessageContaining("migrate.locations");
	}

	@Test
	void aLocationThatDependsOnTheVendorNamesAPropertyInstead() {
		assertThatExceptionOfType(ScriptAccessException.class)
			.isThrownBy(() -> new RevisionScriptLoader(classLoader(), List.of("classpath:db/{vendor}")))
			.withMessageContaining("${app.vendor}");
	}

	private RevisionScripts load(URL... classPath) {
		return new RevisionScriptLoader(classLoader(classPath), List.of(DEFAULT_LOCATION)).load();
	}

	private RecordingClassLoader classLoader(URL... classPath) {
		RecordingClassLoader classLoader = new RecordingClassLoader(classPath);
		this.classLoaders.add(classLoader);
		return classLoader;
	}

	private static final class RecordingClassLoader extends URLClassLoader {

		private final List<String> loaded = new ArrayList<>();

		RecordingClassLoader(URL[] classPath) {
			super(classPath, RevisionScriptLoaderTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			this.loaded.add(name);
			return super.loadClass(name, resolve);
		}

	}

}
