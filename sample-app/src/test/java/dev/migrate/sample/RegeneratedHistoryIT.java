package dev.migrate.sample;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws the revisions of the application away and generates them from its entities and
 * its declared objects.
 */
class RegeneratedHistoryIT {

	private static final String REVISIONS = "db/revisions";

	private static final String DECLARED_OBJECTS = "declared-objects.txt";

	private static final String SOURCES = "src/main/java/" + REVISIONS;

	/**
	 * What no entity can state, so that it is lost with the revision that made it.
	 */
	private static final String SEARCH_INDEX = "index CREATE INDEX messages_body_search_idx ON public.messages"
			+ " USING gin (body_search)";

	@TempDir
	Path folder;

	private Path project;

	private ClassLoader classLoader = new OtherRevisions();

	@BeforeEach
	void throwTheRevisionsAway() throws IOException {
		this.project = SampleProject.copyTo(Files.createDirectory(this.folder.resolve("project")));
		assertThat(FileSystemUtils.deleteRecursively(this.project.resolve(SOURCES))).isTrue();
		assertThat(FileSystemUtils.deleteRecursively(this.project.resolve("src/main/resources/" + REVISIONS))).isTrue();
	}

	@Test
	void theHistoryIsGeneratedFromTheEntities() throws Exception {
		SampleDatabase committed = SampleDatabase.create("committed_history");
		assertThat(SampleCommand.run(committed.environment(), "upgrade").exitCode()).isZero();
		SampleDatabase generated = SampleDatabase.create("regenerated_history");
		run(generated, "revision --autogenerate -m initial");
		assertThat(revisions()).hasSize(1);
		this.classLoader = new OtherRevisions(compile(revisions()));
		run(generated, "upgrade");
		assertThat(run(generated, "check").out()).isEmpty();
		assertThat(run(generated, "revision --autogenerate -m again").err())
			.contains("The database matches the entities and the declared objects.");
		assertThat(revisions()).hasSize(1);
		List<String> stated = new ArrayList<>(catalog(committed));
		assertThat(stated.remove(SEARCH_INDEX)).isTrue();
		assertThat(catalog(generated)).isEqualTo(stated);
		run(generated, "downgrade base");
		assertThat(catalog(generated)).isEmpty();
	}

	private SampleCommand run(SampleDatabase database, String arguments) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(this.classLoader);
		try {
			SampleCommand command = SampleCommand.runIn(this.project, database.environment(), arguments);
			assertThat(command.exitCode()).as(command.toString()).isZero();
			return command;
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private List<Path> revisions() throws IOException {
		return files(this.project.resolve("src/main")).stream()
			.filter((file) -> Objects.requireNonNull(file.getParent()).endsWith(REVISIONS)
					&& !file.endsWith(DECLARED_OBJECTS))
			.toList();
	}

	/**
	 * Compiles Java sources with the class path of the tests.
	 */
	private Path compile(List<Path> sources) {
		Path classes = this.folder.resolve("classes");
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
		sources.forEach((source) -> arguments.add(source.toString()));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
			.isZero();
		return classes;
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

	/**
	 * What the tables, views and functions of the application consist of, without those
	 * that Migrate keeps for itself. A timestamp without a precision has that of six
	 * digits.
	 */
	private static List<String> catalog(SampleDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT concat_ws(' ', 'column', c.relname, attname, replace(format_type(atttypid, atttypmod), '(6)', ''),
						attnotnull, attidentity, attgenerated, pg_get_expr(d.adbin, d.adrelid))
					FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
					LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum
					WHERE c.relkind NOT IN ('i', 'S') AND c.relnamespace = 'public'::regnamespace
					UNION ALL
					SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
					FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
					UNION ALL
					SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
					UNION ALL
					SELECT concat_ws(' ', 'sequence', sequencename, data_type, start_value, increment_by)
					FROM pg_sequences WHERE schemaname = 'public'
					UNION ALL
					SELECT concat_ws(' ', 'function', pg_get_functiondef(oid))
					FROM pg_proc WHERE pronamespace = 'public'::regnamespace
					UNION ALL
					SELECT concat_ws(' ', 'view', viewname, definition) FROM pg_views WHERE schemaname = 'public'
					ORDER BY 1""")
			.query(String.class)
			.stream()
			.filter((line) -> !line.contains("migrate_"))
			.toList();
	}

	/**
	 * The class path of the application with other revisions.
	 */
	private static final class OtherRevisions extends URLClassLoader {

		OtherRevisions(Path... classes) {
			super(Stream.of(classes).map(OtherRevisions::url).toArray(URL[]::new), new WithoutRevisions());
		}

		private static URL url(Path folder) {
			try {
				return folder.toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

	}

	/**
	 * The class path of the application without its revisions.
	 */
	private static final class WithoutRevisions extends ClassLoader {

		WithoutRevisions() {
			super(RegeneratedHistoryIT.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith(REVISIONS.replace('/', '.'))) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

		@Override
		public @Nullable URL getResource(String name) {
			return name.startsWith(REVISIONS) ? null : super.getResource(name);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return name.startsWith(REVISIONS) ? Collections.emptyEnumeration() : super.getResources(name);
		}

	}

}
