package dev.migrate.command.project;

import java.nio.file.Path;

import dev.migrate.script.project.ScriptProject;

/**
 * The sources of the application, which commands write scripts into.
 *
 * @param workingDirectory where relative paths start
 * @param classLoader the class loader of the application
 * @param settings what the application's properties say about scripts
 */
public record Project(Path workingDirectory, ClassLoader classLoader, ProjectSettings settings) {

	/**
	 * Returns where the scripts are and where new ones go.
	 */
	public ScriptProject scripts() {
		return new ScriptProject(this.workingDirectory, this.classLoader, this.settings.locations(),
				this.settings.newScripts());
	}

	/**
	 * Returns how to call a file of the project: by a path that is relative to the
	 * working directory if the file is below that.
	 */
	public Path relativize(Path file) {
		return file.startsWith(this.workingDirectory) ? this.workingDirectory.relativize(file) : file;
	}

}
