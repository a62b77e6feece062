package dev.migrate.script.project;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.lang.model.SourceVersion;

import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptAccessException;

/**
 * Names the files of new revision scripts. A template is a text with tokens in braces:
 * {@code rev} is the id, {@code slug} the beginning of the message, and {@code epoch},
 * {@code year}, {@code month}, {@code day}, {@code hour}, {@code minute} and
 * {@code second} are parts of the time. A slash makes a folder.
 */
final class ScriptFileTemplate {

	private static final int LONGEST_SLUG = 40;

	private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)\\}");

	private static final Pattern NUMBER = Pattern.compile("(?<=\\S )\\(\\d+ of \\d+\\)$");

	private static final String SLUG = "{slug}";

	private final String text;

	private final ZoneId zone;

	private ScriptFileTemplate(String text, ZoneId zone) {
		this.text = text;
		this.zone = zone;
	}

	/**
	 * Understands a template.
	 * @throws ScriptAccessException if it has an unknown token or leads out of the folder
	 * of the scripts
	 */
	static ScriptFileTemplate of(String text, ZoneId zone) {
		ScriptFileTemplate template = new ScriptFileTemplate(text, zone);
		Map<String, String> tokens = tokens("0", "slug", ZonedDateTime.now(zone));
		for (Matcher token = TOKEN.matcher(text); token.find();) {
			if (!tokens.containsKey(token.group(1))) {
				throw template.invalid("has an unknown token '" + token.group() + "'",
						"The tokens are {" + String.join("}, {", tokens.keySet()) + "}.");
			}
		}
		if (!text.contains("{rev}") && !text.contains(SLUG)) {
			throw template.invalid("gives every script the same name", "Add {rev}, the id of the revision.");
		}
		String plain = TOKEN.matcher(text).replaceAll("x");
		if (plain.indexOf('\\') >= 0 || plain.chars().anyMatch((c) -> c < ' ' || ":*?\"<>|{}".indexOf(c) >= 0)) {
			throw template.invalid("has characters that are not allowed in file names",
					"Use letters, digits, '_', '-' and '.', and '/' between folders.");
		}
		for (String part : plain.split("/", -1)) {
			if (part.isBlank() || part.startsWith(".")) {
				throw template.invalid("has a folder or file name that is empty or starts with a dot",
						"Write it like R{year}{month}{day}{hour}{minute}_{rev}_{slug}.");
			}
		}
		return template;
	}

	/**
	 * Names a script.
	 */
	String name(NewScript script) {
		String slug = slug(script.message());
		// What separates an empty slug from the rest separates nothing.
		String template = slug.isEmpty()
				? this.text.replaceAll("[_.-]?\\{slug\\}", "").replaceFirst("(^|/)[_.-]+", "$1") : this.text;
		Map<String, String> tokens = tokens(fileName(script.id()), slug, script.created().atZone(this.zone));
		return TOKEN.matcher(template)
			.replaceAll((token) -> Matcher.quoteReplacement(tokens.getOrDefault(token.group(1), "")));
	}

	/**
	 * Names a script that is a class.
	 * @throws ScriptAccessException if the class and its packages cannot be called so
	 */
	String className(NewScript script) {
		String name = name(script);
		for (String part : name.split("/", -1)) {
			if (!SourceVersion.isName(part) || part.indexOf('.') >= 0) {
				throw invalid("makes '" + part + "', which is not a valid name of a Java class",
						"Start it with a letter, as in R{rev}_{slug}, and use letters, digits and '_' only, or write the"
								+ " revision in SQL with --format sql.");
			}
		}
		return name;
	}

	private ScriptAccessException invalid(String problem, String action) {
		return ScriptAccessException.fileTemplate(this.text, problem,
				"Correct the property migrate.revision.file-template. " + action);
	}

	private static Map<String, String> tokens(String rev, String slug, ZonedDateTime time) {
		Map<String, String> tokens = new LinkedHashMap<>();
		tokens.put("rev", rev);
		tokens.put("slug", slug);
		tokens.put("epoch", String.valueOf(time.toEpochSecond()));
		tokens.put("year", digits("%04d", time.getYear()));
		tokens.put("month", digits("%02d", time.getMonthValue()));
		tokens.put("day", digits("%02d", time.getDayOfMonth()));
		tokens.put("hour", digits("%02d", time.getHour()));
		tokens.put("minute", digits("%02d", time.getMinute()));
		tokens.put("second", digits("%02d", time.getSecond()));
		return tokens;
	}

	private static String digits(String format, int value) {
		return String.format(Locale.ROOT, format, value);
	}

	private static String fileName(String id) {
		return String.join("_", words(id));
	}

	/**
	 * The number of one of several scripts is kept, however long the message.
	 */
	private static String slug(String message) {
		Matcher number = NUMBER.matcher(message);
		if (!number.find()) {
			return slug(message, LONGEST_SLUG);
		}
		String end = String.join("_", words(number.group()));
		String slug = slug(message.substring(0, number.start()), LONGEST_SLUG - end.length() - 1);
		return slug.isEmpty() ? end : slug + "_" + end;
	}

	private static String slug(String message, int longest) {
		StringBuilder slug = new StringBuilder();
		for (String word : words(message.toLowerCase(Locale.ROOT))) {
			String next = slug.isEmpty() ? word : "_" + word;
			if (slug.length() + next.length() > longest) {
				if (slug.isEmpty()) {
					slug.append(word, 0, word.offsetByCodePoints(0, Math.min(longest / 2, codePoints(word))));
				}
				break;
			}
			slug.append(next);
		}
		return slug.toString();
	}

	private static int codePoints(String word) {
		return word.codePointCount(0, word.length());
	}

	private static List<String> words(String text) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		text.codePoints().forEach((c) -> {
			if (isPartOfWord(c)) {
				word.appendCodePoint(c);
			}
			else if (!word.isEmpty()) {
				words.add(word.toString());
				word.setLength(0);
			}
		});
		if (!word.isEmpty()) {
			words.add(word.toString());
		}
		return words;
	}

	private static boolean isPartOfWord(int c) {
		int type = Character.getType(c);
		return Character.isLetterOrDigit(c) || type == Character.NON_SPACING_MARK
				|| type == Character.COMBINING_SPACING_MARK;
	}

}
