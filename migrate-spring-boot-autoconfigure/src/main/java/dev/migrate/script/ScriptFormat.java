package dev.migrate.script;

import java.util.Locale;

/**
 * What a revision script can be written in.
 */
public enum ScriptFormat {

	/**
	 * A Java class.
	 */
	JAVA("java", "src/main/java"),

	/**
	 * A Kotlin class.
	 */
	KOTLIN("kt", "src/main/kotlin"),

	/**
	 * An SQL file.
	 */
	SQL("sql", "src/main/resources");

	private final String extension;

	private final String sourceRoot;

	ScriptFormat(String extension, String sourceRoot) {
		this.extension = extension;
		this.sourceRoot = sourceRoot;
	}

	/**
	 * Returns whether such a script is a class.
	 * @return {@code false} for SQL
	 */
	public boolean isClass() {
		return this != SQL;
	}

	/**
	 * Returns what commands and properties call the format.
	 * @return the name, such as {@code kotlin}
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the extension of the files.
	 * @return the extension, without a dot
	 */
	public String extension() {
		return this.extension;
	}

	/**
	 * Returns where a module keeps such files by convention.
	 * @return the folder, relative to that of the module
	 */
	public String sourceRoot() {
		return this.sourceRoot;
	}

}
