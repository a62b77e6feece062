package dev.migrate.script;

/**
 * What a revision script can be written in.
 */
public enum ScriptFormat {

	/**
	 * A Java class.
	 */
	JAVA("java", "src/main/java"),

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
	 * Returns the extension of the files.
	 * @return the extension, without a dot
	 */
	public String extension() {
		return this.extension;
	}

	/**
	 * Returns where a module keeps such files.
	 * @return the folder, relative to that of the module
	 */
	public String sourceRoot() {
		return this.sourceRoot;
	}

}
