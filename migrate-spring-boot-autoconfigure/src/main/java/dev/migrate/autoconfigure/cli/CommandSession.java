package dev.migrate.autoconfigure.cli;

import java.util.List;
import java.util.Objects;

import dev.migrate.command.CommandInvocation;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabases;
import dev.migrate.command.launch.ClassArchive;
import dev.migrate.command.output.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.json.JsonWriter;
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

	boolean concernsDatabase() {
		return this.invocation.concernsDatabase();
	}

	/**
	 * Returns whether the command is to print nothing that was not asked for.
	 * @return whether there is an option that says so
	 */
	boolean isQuiet() {
		return this.arguments.command().stream().anyMatch(List.of("-q", "--quiet")::contains);
	}

	/**
	 * Returns the database that the command line names.
	 * @return its name, or {@code null} if there is none
	 */
	@Nullable String database() {
		return this.invocation.database();
	}

	/**
	 * Runs the command.
	 * @param databases where it gets its databases from
	 * @return the exit code
	 */
	int run(CommandDatabases databases) {
		JsonWriter<Object> json = JsonWriter.standard();
		return this.invocation.run(new CommandContext(databases,
				Objects.requireNonNull(ClassUtils.getDefaultClassLoader()), System.getenv(),
				this.process.workingDirectory(), Objects.requireNonNull(this.terminal), json::writeToString));
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

}
