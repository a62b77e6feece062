package dev.migrate.autoconfigure.cli;

import java.nio.file.Path;

import dev.migrate.command.output.Terminal;

/**
 * The process that a command runs in. A test registers another one in the bootstrap
 * context of the application.
 */
interface CommandProcess {

	/**
	 * Keeps the standard output for the command alone: what the application prints and
	 * logs goes to the standard error output from now on.
	 */
	Terminal takeTerminal();

	/**
	 * Returns where relative paths start.
	 * @return the directory that the process was started in
	 */
	Path workingDirectory();

	/**
	 * Ends the process.
	 */
	void exit(int exitCode);

}
