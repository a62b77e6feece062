package dev.migrate.command.project;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import dev.migrate.command.output.JsonFormat;
import dev.migrate.command.output.Terminal;

/**
 * What a command works with.
 *
 * @param migrators where the migrators come from; before there is an application context,
 * they know the scripts and refuse to connect
 * @param settings what the application's properties say about scripts
 * @param classLoader the class loader of the application
 * @param environment the environment variables of the process
 * @param workingDirectory where relative paths start
 * @param terminal where text goes to and answers come from
 * @param json what writes JSON
 */
public record CommandContext(MigratorSource migrators, ProjectSettings settings, ClassLoader classLoader,
		Map<String, String> environment, Path workingDirectory, Terminal terminal, JsonFormat json) {

	/**
	 * Creates a context.
	 * @throws NullPointerException if something is missing
	 */
	public CommandContext {
		Objects.requireNonNull(migrators, "migrators must not be null");
		Objects.requireNonNull(settings, "settings must not be null");
		Objects.requireNonNull(classLoader, "classLoader must not be null");
		environment = Map.copyOf(environment);
		Objects.requireNonNull(workingDirectory, "workingDirectory must not be null");
		Objects.requireNonNull(terminal, "terminal must not be null");
		Objects.requireNonNull(json, "json must not be null");
	}

	/**
	 * Returns the sources of the application.
	 * @return the project in the working directory
	 */
	public Project project() {
		return new Project(this.workingDirectory, this.classLoader, this.settings);
	}

}
