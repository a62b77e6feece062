package dev.migrate.text;

import java.util.Locale;

/**
 * Numbers of things, for people to read.
 */
public final class Counts {

	private Counts() {
	}

	/**
	 * Returns the singular or the plural, with the number in front.
	 */
	public static String of(long number, String noun) {
		return number + " " + noun(number, noun);
	}

	/**
	 * Returns the same with separators between thousands.
	 */
	public static String grouped(long number, String noun) {
		return String.format(Locale.ROOT, "%,d %s", number, noun(number, noun));
	}

	private static String noun(long number, String noun) {
		return (number == 1) ? noun : noun + "s";
	}

}
