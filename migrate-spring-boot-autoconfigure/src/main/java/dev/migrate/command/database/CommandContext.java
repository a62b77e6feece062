package dev.migrate.command.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.output.JsonFormat;
import dev.migrate.command.output.Terminal;
import dev.migrate.command.project.Project;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;

/**
 * What a command works with.
 *
 * @param databases where the databases come from
 * @param classLoader the class loader of the application
 * @param environment the environment variables of the process
 * @param workingDirectory where relative paths start
 * @param terminal where text goes to and answers come from
 * @param json what writes JSON
 */
public record CommandContext(CommandDatabases databases, ClassLoader classLoader, Map<String, String> environment,
		Path workingDirectory, Terminal terminal, JsonFormat json) {

	/**
	 * Creates a context.
	 * @throws NullPointerException if something is missing
	 */
	public CommandContext {
		Objects.requireNonNull(databases, "databases must not be null");
		Objects.requireNonNull(classLoader, "classLoader must not be null");
		environment = Map.copyOf(environment);
		Objects.requireNonNull(workingDirectory, "workingDirectory must not be null");
		Objects.requireNonNull(terminal, "terminal must not be null");
		Objects.requireNonNull(json, "json must not be null");
	}

	/**
	 * Returns a context with one of the databases alone, which all methods are about.
	 */
	public CommandContext of(CommandDatabase database) {
		return new CommandContext(() -> List.of(database), this.classLoader, this.environment, this.workingDirectory,
				this.terminal, this.json);
	}

	/**
	 * Returns the database.
	 * @throws dev.migrate.MigrateException if there is none
	 */
	public CommandDatabase database() {
		return this.databases.all().get(0);
	}

	/**
	 * Returns what the application's properties say about the scripts of the database.
	 */
	public ProjectSettings settings() {
		return database().settings();
	}

	/**
	 * Returns what migrates the database.
	 * @throws dev.migrate.MigrateException if it cannot be created
	 */
	public Migrator migrator() {
		return database().migrator();
	}

	/**
	 * Returns what the application has set for comparing what it wants with the database.
	 */
	public AutogenerateSettings autogenerateSettings() {
		return database().autogenerateSettings();
	}

	/**
	 * Returns the sources of the application.
	 * @return the project in the working directory
	 */
	public Project project() {
		return new Project(this.workingDirectory, this.classLoader, settings());
	}

}
