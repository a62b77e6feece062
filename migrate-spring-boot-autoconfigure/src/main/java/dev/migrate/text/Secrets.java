package dev.migrate.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of texts that people read. Of what may be the URL of a database, only
 * that is shown which cannot be a secret: the scheme, hosts with their ports, and a path,
 * up to the first character that is none of them. What comes before an {@code @} may be
 * credentials: it goes, and all but the scheme with it if its end is not clear.
 */
public final class Secrets {

	private static final String CUT = "…";

	private static final Pattern TOKEN = Pattern.compile("[^\\s'\"<>`]+");

	private static final Pattern URL = Pattern
		.compile("(?<![\\w+.-])[A-Za-z][\\w+.-]*:(?://|[A-Za-z][\\w+.-]*:|[^\\s:@/]+@)");

	// An address without a scheme, with options or credentials.
	private static final Pattern ADDRESS = Pattern.compile("\\S*(?:[?;&][\\w.-]+=|:[^@]*@)\\S*");

	private static final Pattern NAME = Pattern.compile("[(\\[{]*(?:[\\w.-]+=)?");

	private static final Pattern RESOURCE = Pattern.compile("(?:jar:|nested:|file:|classpath\\*?:).*");

	private static final String HOST = "(?:[\\w.~-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5}(?![\\w.-]))?";

	private static final Pattern HARMLESS = Pattern
		.compile("(?:[A-Za-z][\\w+.-]*:)*(?://)?(?:" + HOST + "(?:," + HOST + ")*)?(?:/[\\w./~%-]*)?");

	private static final Pattern CREDENTIALS = Pattern.compile(
			"((?:[A-Za-z][\\w+.-]*:)+//)[^/?;@\\s]*@(" + HOST + "(?:," + HOST + ")*(?:/[\\w./~%-]*)?)([?;][^@]*)?");

	private static final Pattern SCHEME = Pattern.compile("(?:[A-Za-z][\\w+.-]*:){1,2}");

	private Secrets() {
	}

	/**
	 * Returns what can be shown of a URL.
	 * @param url the URL of a database
	 * @return where the database is, as far as that is sure to hold no secret
	 */
	public static String url(String url) {
		String harmless = harmless(url);
		return harmless.matches(".*[\\w/]" + CUT) ? harmless.substring(0, harmless.length() - 1) : harmless;
	}

	/**
	 * Returns the kind of database that a URL leads to.
	 * @param url the URL of a database, or anything else
	 * @return what {@code jdbc:} and the name after it are, such as {@code jdbc:oracle};
	 * of anything else, what can be shown
	 */
	public static String kind(String url) {
		Matcher scheme = SCHEME.matcher(url);
		return (isJdbc(url) && scheme.lookingAt()) ? scheme.group().substring(0, scheme.end() - 1) : url(url);
	}

	/**
	 * Returns a text, such as the message of a driver, without what may be secret in the
	 * URLs that it quotes. What follows such a part goes with it, up to the closing quote
	 * or the end of the line.
	 * @param text the text
	 * @return what can be shown
	 */
	public static String withoutUrls(String text) {
		StringBuilder shown = new StringBuilder(text.length());
		Matcher tokens = TOKEN.matcher(text);
		int copied = 0;
		while (tokens.find(copied)) {
			int start = start(tokens.group());
			if (start < 0) {
				shown.append(text, copied, tokens.end());
				copied = tokens.end();
				continue;
			}
			String url = withoutPunctuation(tokens.group().substring(start));
			String harmless = harmless(url);
			int position = tokens.start() + start;
			shown.append(text, copied, position).append(harmless);
			copied = harmless.endsWith(CUT) ? end(text, position) : position + url.length();
		}
		return shown.append(text, copied, text.length()).toString();
	}

	/**
	 * Returns where a URL starts in a token, or -1 if there is none.
	 */
	private static int start(String token) {
		Matcher url = URL.matcher(token);
		int start = url.find() ? url.start() : ADDRESS.matcher(token).matches() ? name(token) : -1;
		return (start >= 0 && RESOURCE.matcher(token).region(start, token.length()).matches()) ? -1 : start;
	}

	/**
	 * Returns the length of the brackets, and of the name with an equals sign, that a
	 * token starts with.
	 */
	private static int name(String token) {
		Matcher name = NAME.matcher(token);
		return name.lookingAt() ? name.end() : 0;
	}

	private static String withoutPunctuation(String url) {
		return url.replaceFirst("[.,:;)\\]}]+$", "");
	}

	private static int end(String text, int url) {
		char before = (url > 0) ? text.charAt(url - 1) : ' ';
		int line = WhiteSpace.lineEnd(text, url);
		if (before == '\'' || before == '"' || before == '`') {
			int quote = text.indexOf(before, url);
			return (quote >= 0) ? Math.min(quote, line) : line;
		}
		return line;
	}

	private static String harmless(String url) {
		Matcher credentials = CREDENTIALS.matcher(url);
		if (credentials.matches()) {
			return credentials.group(1) + credentials.group(2) + ((credentials.group(3) != null) ? CUT : "");
		}
		if (url.indexOf('@') >= 0) {
			Matcher scheme = SCHEME.matcher(url);
			boolean known = scheme.lookingAt() && scheme.end() < url.indexOf('@');
			return (known ? firstScheme(scheme.group(), url) : "") + CUT;
		}
		Matcher harmless = HARMLESS.matcher(url);
		int end = harmless.lookingAt() ? harmless.end() : 0;
		return (end == url.length()) ? url : url.substring(0, end) + CUT;
	}

	/**
	 * What follows {@code jdbc:} is the name of a database; what follows any other scheme
	 * may be the name of a user.
	 */
	private static String firstScheme(String schemes, String url) {
		return isJdbc(url) ? schemes : schemes.substring(0, schemes.indexOf(':') + 1);
	}

	private static boolean isJdbc(String url) {
		return url.regionMatches(true, 0, "jdbc", 0, 4);
	}

}
