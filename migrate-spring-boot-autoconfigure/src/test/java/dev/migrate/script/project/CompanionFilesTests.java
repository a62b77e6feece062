package dev.migrate.script.project;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.ScriptSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScriptProject#companions} and {@link ScriptProject#companion}.
 */
public class CompanionFilesTests {

	private static final String PATH = "db/revisions/notes.txt";

	private static final String SOURCE = "src/main/resources/" + PATH;

	@TempDir
	Path folder;

	private final List<Path> classPath = new ArrayList<>();

	@Test
	void theFileInTheSourcesCountsWithoutARebuild() throws IOException {
		write(SOURCE, "new");
		classes("old");
		assertThat(companions()).containsExactly(
				new CompanionFile(this.folder.resolve(SOURCE).toString(), "new", this.folder.resolve(SOURCE)));
	}

	@Test
	void soDoesItsAbsence() throws IOException {
		write("src/main/java/db/revisions/R1.java", "");
		classes("old");
		assertThat(companions()).isEmpty();
	}

	@Test
	void awayFromTheSourcesTheFileOnTheClassPathCounts() throws IOException {
		classes("shipped");
		assertThat(companions()).extracting(CompanionFile::text).containsExactly("shipped");
		assertThat(companions().get(0).source()).isNull();
		assertThat(companions().get(0).location()).endsWith("target/classes/" + PATH).startsWith("/");
	}

	@Test
	void whatALibraryBringsCountsToo() throws IOException {
		write(SOURCE, "own");
		jar("library.jar", PATH, "of the library");
		assertThat(companions()).extracting(CompanionFile::text).containsExactly("own", "of the library");
	}

	@Test
	void theJarOfTheApplicationIsNoLibrary() throws IOException {
		write(SOURCE, "new");
		jar("application.jar", "BOOT-INF/classes/" + PATH, "old");
		Path jar = this.classPath.remove(0);
		URL classes = new URL("jar:" + jar.toUri().toURL() + "!/BOOT-INF/classes/");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes }, null)) {
			assertThat(loader.getResource(PATH)).isNotNull();
			assertThat(project(loader, "classpath:db/revisions").companions("notes.txt"))
				.extracting(CompanionFile::text)
				.containsExactly("new");
		}
	}

	@Test
	void severalModulesDoNotSayWhoseFileItIs() throws IOException {
		write("pom.xml", "<project/>");
		write("one/" + SOURCE, "one");
		write("two/" + SOURCE, "two");
		classes("shipped");
		assertThat(companions()).extracting(CompanionFile::text).containsExactly("shipped");
	}

	@Test
	void aFolderOfTheFileSystemHasItsFile() throws IOException {
		write("scripts/notes.txt", "here");
		ScriptProject project = project(CompanionFilesTests.class.getClassLoader(), "file:scripts");
		assertThat(project.companions("notes.txt")).extracting(CompanionFile::text).containsExactly("here");
		assertThat(project.companion("notes.txt", null)).isEqualTo(this.folder.resolve("scripts/notes.txt"));
	}

	@Test
	void aFileIsWrittenAsAResource() throws IOException {
		write("src/main/java/db/revisions/R1.java", "");
		ScriptProject project = project(CompanionFilesTests.class.getClassLoader(), "classpath:db/revisions");
		assertThat(project.companion("notes.txt", null)).isEqualTo(this.folder.resolve(SOURCE));
	}

	@Test
	void oneOfSeveralLocationsHasToBeNamed() throws IOException {
		write("src/main/resources/readme.txt", "");
		ScriptProject project = project(CompanionFilesTests.class.getClassLoader(), "classpath:db/revisions",
				"classpath:db/billing");
		assertThat(project.companion("notes.txt", "classpath:db/revisions")).isEqualTo(this.folder.resolve(SOURCE));
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(() -> project.companion("notes.txt", null))
			.withMessageContaining("--location");
	}

	@Test
	void whatIsNoTextIsRefused() throws IOException {
		write(SOURCE, "");
		Files.write(this.folder.resolve(SOURCE), new byte[] { (byte) 0xc3, 0x28 });
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(this::companions)
			.withMessageContaining(PATH)
			.withMessageContaining("UTF-8");
	}

	private List<CompanionFile> companions() throws IOException {
		List<URL> urls = new ArrayList<>();
		for (Path path : this.classPath) {
			urls.add(path.toUri().toURL());
		}
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
			return project(loader, "classpath:db/revisions").companions("notes.txt");
		}
	}

	private ScriptProject project(ClassLoader classLoader, String... locations) {
		return new ScriptProject(this.folder, classLoader, List.of(locations), ScriptSettings.defaults());
	}

	private void classes(String text) throws IOException {
		write("target/classes/" + PATH, text);
		this.classPath.add(this.folder.resolve("target/classes"));
	}

	private void write(String path, String text) throws IOException {
		Path file = this.folder.resolve(path);
		Files.createDirectories(Objects.requireNonNull(file.getParent()));
		Files.writeString(file, text);
	}

	private void jar(String name, String path, String text) throws IOException {
		Path jar = this.folder.resolve(name);
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
			zip.putNextEntry(new ZipEntry(path));
			zip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		this.classPath.add(jar);
	}

}
