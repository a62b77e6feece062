package dev.migrate.command.output;

/**
 * How a part of the output looks on a terminal with colours.
 */
public enum TextStyle {

	REVISION("33"), HEAD("32"), CURRENT("1;36"), LABEL("35"), FAINT("2"), STRONG("1"), ERROR("1;31"), WARNING("33"),
	DONE("32"), KEYWORD("34"), TEXT("32");

	private final String code;

	TextStyle(String code) {
		this.code = code;
	}

	public String apply(String text) {
		return "\u001B[" + this.code + "m" + text + "\u001B[0m";
	}

}
