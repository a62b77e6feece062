package dev.migrate.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.DirectDataSource;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.output.Terminal;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.script.ScriptSettings;
import dev.migrate.testsupport.SourceCompiler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A project that a test writes and builds, and that commands are run in.
 */
final class TestProject {

	private final Path folder;

	private final Map<String, String> environment = new HashMap<>();

	private final Map<String, String> properties = new HashMap<>();

	private final List<Path> libraries = new ArrayList<>();

	private final Map<String, String> beans = new HashMap<>();

	private Path workingDirectory;

	private List<String> locations = List.of("classpath:db/revisions");

	private @Nullable String schema;

	private List<String> tenants = List.of();

	private String target = "head";

	private ScriptSettings settings = new ScriptSettings(null, ScriptSettings.DEFAULT_FILE_TEMPLATE, ZoneOffset.UTC);

	private List<String> hooks = List.of();

	private DataSource dataSource = new SimpleDriverDataSource();

	private AutogenerateSettings autogenerate = AutogenerateSettings.of(List.of());

	private ClassLoader parent = TestProject.class.getClassLoader();

	private @Nullable String typed;

	TestProject(Path folder) {
		this.folder = folder;
		this.workingDirectory = folder;
		file("pom.xml", "<project/>");
	}

	TestProject locations(String... locations) {
		this.locations = List.of(locations);
		return this;
	}

	TestProject schema(String schema) {
		this.schema = schema;
		return this;
	}

	/**
	 * Gives the application tenants.
	 * @param tenants their schemas
	 * @return this project
	 */
	TestProject tenants(String... tenants) {
		this.tenants = List.of(tenants);
		return this;
	}

	TestProject target(String target) {
		this.target = target;
		return this;
	}

	TestProject fileTemplate(String fileTemplate) {
		this.settings = new ScriptSettings(this.settings.format(), fileTemplate, this.settings.zone());
		return this;
	}

	TestProject hooks(String... hooks) {
		this.hooks = List.of(hooks);
		return this;
	}

	TestProject database(DataSource dataSource) {
		this.dataSource = dataSource;
		return this;
	}

	/**
	 * Says what the application wants its database to have.
	 * @param wanted the wanted schema
	 * @return this project
	 */
	TestProject wanting(WantedSchema wanted) {
		return autogenerate(AutogenerateSettings.of(List.of((target) -> wanted)));
	}

	TestProject autogenerate(AutogenerateSettings autogenerate) {
		this.autogenerate = autogenerate;
		return this;
	}

	/**
	 * Puts a person before the terminal.
	 * @param typed what the person answers, or {@code null} for nobody
	 * @return this project
	 */
	TestProject interactive(@Nullable String typed) {
		this.typed = typed;
		return this;
	}

	TestProject environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Sets a property of the application that does not belong to Migrate.
	 * @return this project
	 */
	TestProject property(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	/**
	 * Gives the application a bean.
	 * @param name its name
	 * @param className its class
	 * @return this project
	 */
	TestProject bean(String name, String className) {
		this.beans.put(name, className);
		return this;
	}

	TestProject in(String workingDirectory) {
		this.workingDirectory = this.folder.resolve(workingDirectory);
		return this;
	}

	/**
	 * Adds a jar or a folder to the class path.
	 * @param library the path
	 * @return this project
	 */
	TestProject library(Path library) {
		this.libraries.add(library);
		return this;
	}

	/**
	 * Hides a package that the tests have and the application has not.
	 * @param name the package
	 * @return this project
	 */
	TestProject without(String name) {
		this.parent = new FilteredClassLoader(name);
		return this;
	}

	TestProject file(String path, String text) {
		return file(path, text.getBytes(StandardCharsets.UTF_8));
	}

	TestProject file(String path, byte[] content) {
		try {
			Path file = this.folder.resolve(path);
			Files.createDirectories(Objects.requireNonNull(file.getParent()));
			Files.write(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes an SQL script into the sources.
	 * @param id the id of the revision
	 * @param down its down revisions, separated by commas, or an empty text for a base
	 * @return this project
	 */
	TestProject sql(String id, String down) {
		return sql("src/main/resources/db/revisions/R_" + id + ".sql", id, down);
	}

	TestProject sql(String path, String id, String down) {
		return file(path,
				"-- revision: " + id + "\n" + (down.isEmpty() ? "" : "-- revises: " + down + "\n")
						+ "\n-- migrate:upgrade\nCREATE TABLE t_" + id
						+ " (id int);\n\n-- migrate:downgrade\nDROP TABLE t_" + id + ";\n");
	}

	/**
	 * Compiles the classes and copies the resources, as the build tool would.
	 * @return this project
	 */
	TestProject build() {
		try {
			SourceCompiler.compile(classes(), files("src/main/java"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Path resources = this.folder.resolve("src/main/resources");
		for (Path resource : files("src/main/resources")) {
			try {
				file("target/classes/" + resources.relativize(resource), Files.readAllBytes(resource));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this;
	}

	/**
	 * Deletes what was built.
	 * @return this project
	 */
	TestProject deleteBuilt() {
		files("target/classes").forEach((file) -> file.toFile().delete());
		return this;
	}

	/**
	 * Returns the regular files below a folder.
	 * @param path the folder
	 * @return the files, sorted
	 */
	List<Path> files(String path) {
		Path start = this.folder.resolve(path);
		if (!Files.exists(start)) {
			return List.of();
		}
		try (Stream<Path> paths = Files.walk(start)) {
			return paths.filter(Files::isRegularFile).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the only file below a folder.
	 * @param path the folder
	 * @return the file
	 */
	Path onlyFile(String path) {
		assertThat(files(path)).hasSize(1);
		return files(path).get(0);
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the path of a file as {@link #file(String, String)} takes it.
	 */
	String relative(Path file) {
		return this.folder.relativize(file).toString();
	}

	private Path classes() {
		return this.folder.resolve("target/classes");
	}

	private ClassLoader classLoader() {
		List<URL> urls = new ArrayList<>();
		try {
			urls.add(Files.createDirectories(classes()).toUri().toURL());
			for (Path library : this.libraries) {
				urls.add(library.toUri().toURL());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new URLClassLoader(urls.toArray(URL[]::new), this.parent);
	}

	Migrator migrator(DataSource dataSource) {
		return Migrator.builder(dataSource)
			.classLoader(classLoader())
			.locations(this.locations)
			.target(this.target)
			.schema(this.schema)
			.build();
	}

	TestCommandLine.Result run(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8),
				new BufferedReader(new StringReader((this.typed != null) ? this.typed : "")), this.typed != null,
				false);
		JsonWriter<Object> json = JsonWriter.standard();
		CommandContext context = new CommandContext(() -> List.of(database()), classLoader(), this.environment,
				this.workingDirectory, terminal, json::writeToString);
		int exitCode = CommandInvocation.of(List.of(arguments)).run(context);
		return new TestCommandLine.Result(exitCode, out.toString(StandardCharsets.UTF_8),
				err.toString(StandardCharsets.UTF_8));
	}

	private CommandDatabase database() {
		return new CommandDatabase() {

			@Override
			public String name() {
				return UNNAMED;
			}

			@Override
			public Migrator migrator() {
				return TestProject.this.migrator(TestProject.this.dataSource);
			}

			@Override
			public @Nullable TenantMigrator tenants() {
				return TestProject.this.tenants.isEmpty() ? null
						: TenantMigrator.builder(migrator()).schemas(TestProject.this.tenants).build();
			}

			@Override
			public ProjectSettings settings() {
				return new ProjectSettings(TestProject.this.locations, Map.of(), TestProject.this.target, null,
						TestProject.this.settings, TestProject.this.hooks);
			}

			@Override
			public @Nullable SimpleDriverDataSource direct(DataSource dataSource) {
				return DirectDataSource.of(dataSource);
			}

			@Override
			public <T> T properties(String prefix, T properties) {
				return new Binder(new MapConfigurationPropertySource(TestProject.this.properties)).bindOrCreate(prefix,
						Bindable.ofInstance(properties));
			}

			@Override
			public Map<String, Class<?>> beanClasses(String type) {
				ClassLoader classLoader = classLoader();
				Map<String, Class<?>> classes = new HashMap<>();
				TestProject.this.beans.forEach((bean, name) -> {
					Class<?> found = ClassUtils.resolveClassName(name, classLoader);
					if (ClassUtils.resolveClassName(type, classLoader).isAssignableFrom(found)) {
						classes.put(bean, found);
					}
				});
				return classes;
			}

			@Override
			public AutogenerateSettings autogenerateSettings() {
				return TestProject.this.autogenerate
					.objects(ObjectFiles.in(classLoader(), List.of("classpath:db/objects")));
			}

		};
	}

	/**
	 * Runs a command that succeeds.
	 * @param arguments the command
	 * @return its standard output
	 */
	String output(String... arguments) {
		TestCommandLine.Result result = run(arguments);
		assertThat(result.exitCode()).as(result.toString()).isZero();
		return result.out();
	}

	/**
	 * Runs a command that fails.
	 * @param arguments the command
	 * @return its error output
	 */
	String error(String... arguments) {
		TestCommandLine.Result result = run(arguments);
		assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
		assertThat(result.err()).startsWith("Error: ").doesNotContain("Unexpected error");
		return result.err();
	}

}
