package dev.migrate.autogenerate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autogenerate.change.RevisionSummary;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.dialect.postgresql.catalog.EntireCatalog;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.CatalogText;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database whose schema is what has been generated for it. It has one connection.
 */
public final class GeneratedDatabase {

	private static final boolean ALL_VERSIONS = "all".equals(System.getProperty("migrate.test.versions"));

	private final TestDatabase database;

	private final DataSource dataSource;

	private final Dialect dialect;

	private GeneratedDatabase(TestDatabase database) {
		this.database = database;
		this.dataSource = database.session();
		this.dialect = Dialects.of("postgresql");
	}

	/**
	 * Returns the versions of PostgreSQL that generated revisions are tried on: the
	 * oldest and the newest that are supported.
	 */
	public static IntStream versions() {
		return IntStream.of(14, 18);
	}

	/**
	 * Returns whether everything is tried that could be, and not each thing once, as with
	 * the system property {@code migrate.test.versions=all}.
	 */
	public static boolean isThorough() {
		return ALL_VERSIONS;
	}

	/**
	 * Returns each case with a version to try it on: the newest and the oldest in turn,
	 * or both with the system property {@code migrate.test.versions=all}.
	 * @param <T> the type of the cases
	 * @param cases the cases
	 * @param since the first version that has what a case needs
	 * @return a version and a case each
	 */
	public static <T> Stream<Arguments> onVersions(Stream<T> cases, ToIntFunction<T> since) {
		int[] versions = versions().toArray();
		List<T> all = cases.toList();
		return IntStream.range(0, all.size()).boxed().flatMap((number) -> {
			T tried = all.get(number);
			int[] possible = IntStream.of(versions).filter((version) -> version >= since.applyAsInt(tried)).toArray();
			return (ALL_VERSIONS ? IntStream.of(possible) : IntStream.of(possible[number % possible.length]))
				.mapToObj((version) -> Arguments.of(version, tried));
		});
	}

	/**
	 * Returns the database for other connections.
	 */
	public TestDatabase database() {
		return this.database;
	}

	public JdbcTemplate jdbc() {
		return new JdbcTemplate(this.dataSource);
	}

	public Autogeneration generate(TargetSchema wanted, ComparisonOptions options) {
		return generate(List.of(wanted), options);
	}

	public Autogeneration generate(List<TargetSchema> wanted, ComparisonOptions options) {
		return generate(AutogenerateSettings.of(wanted), options);
	}

	public Autogeneration generate(AutogenerateSettings settings, ComparisonOptions options, String... renames) {
		return new Autogenerator(this.dataSource, new NamingConvention(), Set.of(), settings, options)
			.compare(Stream.of(renames).map(RequestedRename::of).toList());
	}

	/**
	 * Compares with what files declare, besides tables.
	 */
	public Autogeneration generate(List<TargetSchema> wanted, List<SchemaScript> objects, Set<String> formerObjects) {
		AutogenerateSettings settings = AutogenerateSettings.of(wanted)
			.objects(ObjectFiles.of(objects))
			.formerObjects(formerObjects);
		return new Autogenerator(this.dataSource, new NamingConvention(), Set.of(), settings,
				ComparisonOptions.forEntities())
			.compare();
	}

	Autogeneration generate(WantedSchema wanted, ComparisonOptions options, ObjectFilter filter, String... renames) {
		return generate(AutogenerateSettings.of(List.of((target) -> wanted)).filter(filter), options, renames);
	}

	/**
	 * Returns the statements of a script.
	 * @param name the name of its file beside this class
	 */
	static List<String> statements(String name) {
		try (InputStream script = Objects.requireNonNull(GeneratedDatabase.class.getResourceAsStream(name))) {
			return Dialects.of("postgresql")
				.splitter()
				.split(new String(script.readAllBytes(), StandardCharsets.UTF_8), name)
				.stream()
				.map(SqlStatement::text)
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs steps as the script of a revision has them, of which no line is too long.
	 */
	public void run(List<Step> steps) {
		GeneratedRevision revision = new GeneratedRevision(true, steps, List.of());
		List<String> script = GeneratedText.sql(revision, this.dialect).upgrade();
		assertNoLongLines(script, 0);
		assertNoLongLines(RevisionSummary.of(revision, this.dialect), 3);
		assertNoLongLines(GeneratedText.java(revision, "", DataTypeRenderer.none()).upgrade(), 8);
		this.dialect.splitter()
			.split(String.join("\n", script).replace("\\${", "${"), "script")
			.stream()
			.map(SqlStatement::text)
			.forEach(jdbc()::execute);
	}

	private static void assertNoLongLines(List<String> lines, int indent) {
		assertThat(lines).allMatch((line) -> indent + line.replace("\t", "    ").length() <= 120);
	}

	/**
	 * Returns all that is there, read from the catalog by other queries than those that
	 * are used for generating.
	 */
	public List<String> catalog() {
		return CatalogText.withoutOrderOfColumns(jdbc());
	}

	/**
	 * Returns all that is there, with the order of columns.
	 */
	DatabaseCatalog entireCatalog() {
		return EntireCatalog.read(jdbc());
	}

	/**
	 * Returns all that is there, but not where the columns are that a revision drops and
	 * adds again: they become the last ones.
	 */
	List<String> catalog(Autogeneration revision) {
		return CatalogText.withMovedColumns(jdbc(), moved(revision));
	}

	/**
	 * Returns the same of what has been read before.
	 */
	static List<String> lines(DatabaseCatalog catalog, Autogeneration revision) {
		return catalog.lines(moved(revision).negate());
	}

	private static Predicate<String> moved(Autogeneration revision) {
		Set<String> moved = new HashSet<>();
		for (Step step : revision.downgrade()) {
			if (step.operation() instanceof AddColumn addition) {
				moved.add(addition.column().name());
			}
		}
		return (column) -> moved.stream().anyMatch((name) -> column.endsWith("." + name));
	}

	private void empty(List<String> schemas) {
		jdbc()
			.queryForList("SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'",
					String.class)
			.forEach((schema) -> jdbc().execute("DROP SCHEMA " + schema + " CASCADE"));
		schemas.forEach((schema) -> jdbc().execute("CREATE SCHEMA " + schema));
	}

	/**
	 * The databases that the cases of a test class share, one on each version.
	 */
	public static final class Pool implements AfterAllCallback {

		private final List<String> schemas;

		private final Map<Integer, GeneratedDatabase> databases = new LinkedHashMap<>();

		private final Map<Integer, List<String>> catalogs = new HashMap<>();

		/**
		 * Creates a pool.
		 * @param schemas the schemas that an empty database has
		 */
		public Pool(String... schemas) {
			this.schemas = List.of(schemas);
		}

		/**
		 * Returns the database on a version with nothing in it.
		 */
		public GeneratedDatabase empty(int version) {
			GeneratedDatabase database = this.databases.computeIfAbsent(version,
					(missing) -> new GeneratedDatabase(TestDatabase.on(missing)));
			database.empty(this.schemas);
			return database;
		}

		/**
		 * Returns all that is there while the database on a version is empty.
		 */
		public List<String> emptyCatalog(int version) {
			return this.catalogs.computeIfAbsent(version, (missing) -> empty(missing).catalog());
		}

		@Override
		public void afterAll(ExtensionContext context) {
			this.databases.values().forEach((database) -> database.database.close());
		}

	}

}
