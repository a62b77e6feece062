package dev.migrate.adopt.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a file that has both ways, as dbmate, goose and sql-migrate write it.
 *
 * @param upgrade the way up
 * @param downgrade the way down, or {@code null} if the file has none
 * @param transactional whether the way up runs in a transaction
 */
record FileSections(String upgrade, @Nullable String downgrade, boolean transactional) {

	private static final Pattern MARKER = Pattern.compile(
			"\\s*--\\s*(?:migrate:|\\+(?:goose|migrate)\\s+)(?<way>up|down)\\b(?<options>.*)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NO_TRANSACTION = Pattern
		.compile("(?i).*\\b(?:transaction\\s*:\\s*false|notransaction)\\b.*");

	private static final Pattern GOOSE_NO_TRANSACTION = Pattern
		.compile("(?i)\\s*--\\s*\\+goose\\s+NO\\s+TRANSACTION\\b.*");

	private static final Pattern GOOSE_STATEMENT = Pattern
		.compile("(?i)\\s*--\\s*\\+(?:goose|migrate)\\s+Statement(?:Begin|End)\\b.*");

	/**
	 * Takes a file apart. One without markers is a way up as a whole.
	 */
	static FileSections of(String text) {
		List<String> before = new ArrayList<>();
		List<String> up = new ArrayList<>();
		List<String> down = new ArrayList<>();
		List<String> current = before;
		boolean transactional = true;
		boolean found = false;
		for (String line : text.lines().toList()) {
			Matcher marker = MARKER.matcher(line);
			if (marker.matches()) {
				found = true;
				boolean upwards = marker.group("way").toLowerCase(Locale.ROOT).equals("up");
				current = upwards ? up : down;
				transactional &= !upwards || !NO_TRANSACTION.matcher(marker.group("options")).matches();
			}
			else if (GOOSE_NO_TRANSACTION.matcher(line).matches()) {
				transactional = false;
			}
			else if (!GOOSE_STATEMENT.matcher(line).matches()) {
				current.add(line);
			}
		}
		if (!found) {
			return new FileSections(text, null, transactional);
		}
		before.addAll(up);
		return new FileSections(String.join("\n", before), String.join("\n", down), transactional);
	}

}
