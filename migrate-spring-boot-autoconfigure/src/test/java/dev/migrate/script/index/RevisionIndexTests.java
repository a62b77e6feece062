package dev.migrate.script.index;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.sql.SqlScriptReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.aot.AotDetector;
import org.springframework.core.SpringProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevisionIndex}, and {@link RevisionScriptLoader} with one.
 */
@Isolated("sets properties of Spring")
public class RevisionIndexTests {

	private static final String LOCATION = "classpath:db/revisions";

	@TempDir
	private Path directory;

	private ClassPathRoot application;

	private ClassPathRoot library;

	private final List<URLClassLoader> classLoaders = new ArrayList<>();

	@BeforeEach
	void createApplication() {
		this.application = new ClassPathRoot(this.directory.resolve("application")).sql("db/revisions/b.sql", "b")
			.file("db/revisions/deep/c.sql", """
					-- revision: c
					-- revises: a, b
					-- depends-on: d
					-- labels: one, two
					-- replaces: x y
					-- message: äöü 漢 = "x", #1: \\ done
					-- created: 2026-11-21T10:15:00Z
					-- transaction: none
					-- adopts: flyway 2.1
					-- adopts: flyway R views, = all
					-- placeholders: none
					-- migrate:upgrade
					SELECT '${kept}';
					-- migrate:downgrade none
					""")
			.java("db.revisions.A", "@Revision(id = \"a\", message = \"in Java\") class A { }");
		this.library = new ClassPathRoot(this.directory.resolve("library")).java("db.revisions.D",
				"@Revision(id = \"d\", labels = \"lib\", replaces = { \"v\", \"w\" }, transaction = Revision.Transaction.NONE, adopts = \"liquibase 1::me::a.xml\") class D { }");
		SpringProperties.setFlag(AotDetector.AOT_ENABLED);
	}

	@AfterEach
	void close() throws IOException {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
		for (URLClassLoader classLoader : this.classLoaders) {
			classLoader.close();
		}
	}

	private URLClassLoader classLoader(URL... roots) {
		URLClassLoader classLoader = new URLClassLoader(roots, getClass().getClassLoader());
		this.classLoaders.add(classLoader);
		return classLoader;
	}

	private RevisionScripts load(String... locations) {
		return new RevisionScriptLoader(classLoader(this.application.url(), this.library.jar(true)), List.of(locations))
			.load();
	}

	private RevisionScripts scan(String... locations) {
		return RevisionScriptLoader
			.scanning(classLoader(this.application.url(), this.library.jar(true)), List.of(locations))
			.load();
	}

	private void index(String... locations) {
		byte[] content = RevisionIndex
			.of(classLoader(this.application.url(), this.library.jar(true)), List.of(locations))
			.content();
		this.application.file(RevisionIndex.PATH, new String(content, StandardCharsets.ISO_8859_1));
	}

	private static List<Object> describe(RevisionScripts scripts) {
		return scripts.all()
			.stream()
			.<Object>map((script) -> List.of(script.getClass(), script.node(), script.message(),
					String.valueOf(script.created()), script.transactional(), script.adopts(), script.toString()))
			.toList();
	}

	@Test
	void theIndexSaysWhatWouldBeFound() {
		index(LOCATION);
		this.application.sql("db/revisions/later.sql", "later");
		RevisionScripts scripts = load(LOCATION);
		assertThat(describe(scripts)).hasSize(4);
		assertThat(scripts.all()).extracting(RevisionScript::id).doesNotContain("later");
		assertThat(scan(LOCATION).all()).extracting(RevisionScript::id).contains("later");
	}

	@Test
	void everyDetailIsAsItWouldBeFound() {
		assertThat(scan(LOCATION).all()).flatExtracting(RevisionScript::adopts)
			.extracting(Object::toString)
			.containsExactlyInAnyOrder("flyway 2.1", "flyway R views, = all", "liquibase 1::me::a.xml");
		assertThat(scan(LOCATION).all()).flatExtracting((script) -> script.node().replaces())
			.containsExactlyInAnyOrder("v", "w", "x", "y");
		List<Object> found = describe(scan(LOCATION));
		index(LOCATION);
		assertThat(describe(load(LOCATION))).isEqualTo(found).hasSize(4);
	}

	@Test
	void aScriptIsReadAsItWasIndexed() {
		index(LOCATION);
		SqlRevision script = (SqlRevision) load(LOCATION).get("c");
		assertThat(script.read(Placeholders.untouched()).upgrade().text()).contains("SELECT '${kept}';");
		assertThat(script.read(Placeholders.untouched()).downgrade()).isNull();
	}

	@Test
	void aScriptThatWasChangedAfterwardsIsNotRead() {
		index(LOCATION);
		SqlRevision script = (SqlRevision) load(LOCATION).get("b");
		this.application.sql("db/revisions/b.sql", "b ");
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> script.read(Placeholders.untouched()))
			.withMessageContaining("db/revisions/b.sql was changed after the application was processed")
			.withMessageContaining("Build the application again");
	}

	@Test
	void aScriptThatIsGoneIsSaidToBeGone() {
		index(LOCATION);
		SqlRevision script = (SqlRevision) new RevisionScriptLoader(
				classLoader(this.application.jar(true), this.library.url()), List.of(LOCATION))
			.load()
			.get("b");
		assertThat(script.read(Placeholders.untouched())).isNotNull();
		ClassPathRoot other = new ClassPathRoot(this.directory.resolve("other"));
		byte[] content = RevisionIndex.of(classLoader(this.application.url()), List.of(LOCATION)).content();
		other.file(RevisionIndex.PATH, new String(content, StandardCharsets.ISO_8859_1));
		SqlRevision gone = (SqlRevision) new RevisionScriptLoader(classLoader(other.url()), List.of(LOCATION)).load()
			.get("b");
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> gone.read(Placeholders.untouched()))
			.withMessageContaining("was deleted after the application was processed");
	}

	@Test
	void aPathOfTwoRootsIsReadFromTheRightOne() {
		this.library.sql("db/revisions/b.sql", "e");
		index(LOCATION);
		RevisionScripts scripts = load(LOCATION);
		assertThat(scripts.all()).hasSize(5);
		for (String id : List.of("b", "e")) {
			SqlRevision script = (SqlRevision) scripts.get(id);
			SqlRevision read = SqlScriptReader.revision(script.resource(), script.location(), script.path());
			assertThat(read.id()).isEqualTo(id);
		}
	}

	@Test
	void otherLocationsAreSearched() {
		index(LOCATION);
		this.application.sql("db/other/x.sql", "x").sql("db/revisions/later.sql", "later");
		assertThat(load(LOCATION, "classpath:db/other").all()).extracting(RevisionScript::id)
			.containsExactlyInAnyOrder("a", "b", "c", "d", "x", "later");
	}

	@Test
	void aPartOfWhatWasIndexedIsNotSearched() {
		index("classpath:db");
		this.application.sql("db/revisions/deep/later.sql", "later");
		assertThat(load("classpath:db/revisions/deep").all()).extracting(RevisionScript::id).containsExactly("c");
	}

	@Test
	void foldersOfTheFileSystemAreSearchedBesides() {
		String folder = "file:" + this.directory.resolve("folder");
		index(LOCATION, folder);
		new ClassPathRoot(this.directory.resolve("folder")).sql("later.sql", "later");
		RevisionScripts scripts = load(LOCATION, folder);
		assertThat(scripts.all()).extracting(RevisionScript::id).contains("a", "later");
		assertThat(scripts.missingLocations()).isEmpty();
	}

	@Test
	void aLocationThatDidNotExistIsMissing() {
		index(LOCATION, "classpath:nowhere");
		assertThat(load(LOCATION, "classpath:nowhere").missingLocations()).containsExactly("classpath:nowhere");
		assertThat(load(LOCATION).missingLocations()).isEmpty();
	}

	@Test
	void withoutGeneratedCodeTheIndexIsNotUsed() {
		index(LOCATION);
		this.application.sql("db/revisions/later.sql", "later");
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
		assertThat(load(LOCATION).all()).extracting(RevisionScript::id).contains("later");
	}

	@Test
	void withoutAnIndexEverythingIsSearched() {
		assertThat(load(LOCATION).all()).hasSize(4);
	}

	@Test
	void twoIndexesOfTheSameScriptsAreEqual() {
		byte[] content = RevisionIndex.of(classLoader(this.application.url()), List.of(LOCATION)).content();
		assertThat(RevisionIndex.of(classLoader(this.application.url()), List.of(LOCATION)).content())
			.isEqualTo(content);
	}

	@Test
	void anInvalidScriptIsToldWhenTheIndexIsWritten() {
		this.application.file("db/revisions/broken.sql", "SELECT 1;");
		URLClassLoader classLoader = classLoader(this.application.url());
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> RevisionIndex.of(classLoader, List.of(LOCATION)))
			.withMessageContaining("db/revisions/broken.sql");
	}

	@Test
	void anIndexOfAnotherFormatIsRefused() {
		this.application.file(RevisionIndex.PATH, "format=0\n");
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> load(LOCATION))
			.withMessageContaining("another version of Migrate");
	}

	@Test
	void anIndexWithoutADetailIsRefused() {
		this.application.file(RevisionIndex.PATH, "format=1\nlocations=classpath\\:db/revisions\n0.id=a\n");
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> load(LOCATION))
			.withMessageContaining("entry 0 has no 'location'");
	}

}
