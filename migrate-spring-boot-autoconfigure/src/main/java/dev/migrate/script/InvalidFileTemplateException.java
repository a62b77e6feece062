package dev.migrate.script;

import dev.migrate.MigrateException;

/**
 * Thrown when no file of a revision script can be named by the configured template.
 */
public class InvalidFileTemplateException extends MigrateException {

	private final String template;

	InvalidFileTemplateException(String template, String problem, String action) {
		super("The file template '" + template + "' " + problem + ".", action);
		this.template = template;
	}

	/**
	 * Returns the template.
	 * @return the template, as it was configured
	 */
	public String getTemplate() {
		return this.template;
	}

}
