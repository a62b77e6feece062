package dev.migrate.autoconfigure.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import dev.migrate.autoconfigure.MigrateProperties;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.properties.RevisionProperties;
import dev.migrate.command.CommandInvocation;
import dev.migrate.command.launch.ClassArchive;
import dev.migrate.command.output.Terminal;
import dev.migrate.command.project.CommandContext;
import dev.migrate.command.project.MigratorSource;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.json.JsonWriter;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * A command on its way from the arguments to the exit code. Shared through the bootstrap
 * context by what the application calls while it starts.
 */
final class CommandSession {

	private final CommandInvocation invocation;

	private final CommandArguments arguments;

	private final CommandProcess process;

	private @Nullable Terminal terminal;

	CommandSession(CommandArguments arguments, CommandProcess process) {
		this.arguments = arguments;
		this.invocation = CommandInvocation.of(arguments.command());
		this.process = process;
	}

	/**
	 * Makes the process one that runs a command, whatever else it would have become.
	 */
	void begin() {
		this.terminal = this.process.takeTerminal();
	}

	boolean hasBegun() {
		return this.terminal != null;
	}

	boolean needsDatabase() {
		return this.invocation.needsDatabase();
	}

	/**
	 * Returns whether the command is to print nothing that was not asked for.
	 * @return whether there is an option that says so
	 */
	boolean isQuiet() {
		return this.arguments.command().stream().anyMatch(List.of("-q", "--quiet")::contains);
	}

	/**
	 * Runs the command.
	 * @param environment the environment of the application
	 * @param migrators where it gets its migrator from
	 * @return the exit code
	 */
	int run(Environment environment, MigratorSource migrators) {
		Terminal terminal = Objects.requireNonNull(this.terminal);
		ProjectSettings settings;
		try {
			settings = settings(environment);
		}
		catch (BindException ex) {
			return this.invocation.fail(terminal, MigrateConfigurationException.invalidProperty(ex));
		}
		JsonWriter<Object> json = JsonWriter.standard();
		return this.invocation
			.run(new CommandContext(migrators, settings, Objects.requireNonNull(ClassUtils.getDefaultClassLoader()),
					System.getenv(), this.process.workingDirectory(), terminal, json::writeToString));
	}

	/**
	 * Ends the process, and if it is one that does not end, this run of the application.
	 * @return the exception to be thrown if the process goes on
	 */
	SpringApplication.AbandonedRunException exit(int exitCode) {
		if (exitCode == 0 && needsDatabase()) {
			ClassArchive.makeInBackground(System.getenv());
		}
		this.process.exit(exitCode);
		return new SpringApplication.AbandonedRunException();
	}

	private static ProjectSettings settings(Environment environment) {
		MigrateProperties properties = MigrateProperties.of(environment);
		String url = properties.getUrl();
		RevisionProperties revision = properties.getRevision();
		ZoneId zone = revision.getTimezone();
		return new ProjectSettings(properties.getLocations(), properties.getPlaceholders(), properties.getTarget(),
				(url != null) ? url : environment.getProperty("spring.datasource.url"),
				new ScriptSettings(revision.getFormat(), revision.getFileTemplate(),
						(zone != null) ? zone : ZoneId.systemDefault()),
				revision.getHooks());
	}

}
