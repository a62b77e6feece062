package dev.migrate.operations.rendering;

/**
 * What the source of a revision is written in.
 */
public enum SourceLanguage {

	/**
	 * Java, laid out as spring-javaformat does.
	 */
	JAVA("\t"),

	/**
	 * Kotlin, laid out as its coding conventions say.
	 */
	KOTLIN("    ");

	private final String indentation;

	SourceLanguage(String indentation) {
		this.indentation = indentation;
	}

	/**
	 * Returns what a line begins with.
	 * @param levels how deep it is
	 * @return tabs or blanks
	 */
	public String indentation(int levels) {
		return this.indentation.repeat(levels);
	}

}
