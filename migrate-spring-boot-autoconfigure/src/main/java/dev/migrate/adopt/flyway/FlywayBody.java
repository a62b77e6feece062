package dev.migrate.adopt.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.MigrateException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.flyway.FlywayPlaceholders.Converted;
import dev.migrate.adopt.flyway.FlywayPlaceholders.UnknownPlaceholder;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.StatementSplitter.Part;
import dev.migrate.script.Placeholders;
import dev.migrate.text.Counts;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a script of Flyway into the section of a revision.
 */
final class FlywayBody {

	private static final Pattern MARKER = Pattern.compile("(?m)^([ \\t]*--\\s*)(?=migrate\\s*:)",
			Pattern.CASE_INSENSITIVE);

	private final Dialect dialect;

	private final StatementSplitter splitter;

	private final FlywayPlaceholders placeholders;

	private final AdoptionReport report;

	FlywayBody(Dialect dialect, FlywayPlaceholders placeholders, AdoptionReport report) {
		this.dialect = dialect;
		this.splitter = dialect.splitter();
		this.placeholders = placeholders;
		this.report = report;
	}

	/**
	 * Converts a script.
	 * @param script the text
	 * @param constants the values of placeholders that are the same everywhere
	 * @param escaped whether what Migrate would take for a placeholder, and Flyway does
	 * not, is escaped; otherwise the header switches placeholders off
	 * @return the section, or {@code null} if there is a mistake, which was reported
	 */
	@Nullable Section convert(FlywayFile file, FlywayText script, Map<String, String> constants, boolean escaped) {
		String source = file.source();
		try {
			String text = script.text().replace("\r\n", "\n");
			Converted converted = !script.placeholders()
					? new Converted(escaped ? Placeholders.escape(text) : text, text)
					: escaped ? this.placeholders.convert(text, constants) : new Converted(text, text);
			if (escaped && !this.placeholders.replace(converted.text()).equals(converted.replaced())) {
				this.report.mistake(source,
						"a placeholder stands directly behind a '$', which begins dollar-quoted text in Migrate. Put a blank"
								+ " or a line break between them.");
				return null;
			}
			List<Part> parts = this.splitter.parts(converted.replaced(), source);
			String body = withoutTransactions(source, converted, parts, script.transactional());
			if (body == null) {
				return null;
			}
			String marked = withoutMarkers(source, body);
			if (marked == null) {
				return null;
			}
			List<SqlStatement> statements = this.splitter.split(escaped ? this.placeholders.replace(marked) : marked,
					source);
			boolean standalone = statements.stream()
				.anyMatch((statement) -> this.dialect.refusedInTransaction(statement.text()));
			boolean transactional = script.transactional() && !standalone && !usesNewValue(parts);
			return new Section(List.of(marked.replaceFirst("\n+\\z", "").split("\n", -1)), transactional, statements);
		}
		catch (UnknownPlaceholder ex) {
			this.report.mistake(source,
					"line %d: the placeholder %s has no value. Set spring.flyway.placeholders for it."
						.formatted(ex.line(), ex.getMessage()));
		}
		catch (MigrateException ex) {
			this.report.mistake(source, without(source, ex.getProblem()) + " " + ex.getAction());
		}
		return null;
	}

	private static String without(String source, String problem) {
		return problem.startsWith(source + ", ") ? problem.substring(source.length() + 2) : problem;
	}

	/**
	 * Takes out what begins and ends transactions, and what a script has rolled back.
	 */
	private @Nullable String withoutTransactions(String source, Converted converted, List<Part> parts,
			boolean transactional) {
		if (parts.stream().noneMatch(Part::controlsTransaction)) {
			return converted.text();
		}
		List<Part> inText = this.splitter.parts(converted.text(), source);
		if (inText.size() != parts.size()) {
			this.report.mistake(source,
					"it begins or ends a transaction, and the values of its placeholders change where its statements end.");
			return null;
		}
		List<Part> removed = new ArrayList<>();
		List<Part> open = new ArrayList<>();
		boolean begun = transactional;
		for (Part part : inText) {
			if (!part.controlsTransaction()) {
				if (begun) {
					open.add(part);
				}
				continue;
			}
			Keywords keywords = new Keywords(part.statement().text());
			if (keywords.find("PREPARED") || new Keywords(part.statement().text()).accept("PREPARE")) {
				this.report.mistake(source,
						"line %d: '%s' is a transaction in two phases, which a revision cannot have."
							.formatted(part.statement().line(), part.statement().text()));
				return null;
			}
			removed.add(part);
			boolean begins = new Keywords(part.statement().text()).acceptOneOf("BEGIN", "START");
			if (begins) {
				begun = true;
				continue;
			}
			if (new Keywords(part.statement().text()).acceptOneOf("ROLLBACK", "ABORT")) {
				removed.addAll(open);
				if (!open.isEmpty()) {
					this.report.changed(source, "left out %s, which line %d rolls back."
						.formatted(Counts.of(open.size(), "statement"), part.statement().line()));
				}
			}
			open.clear();
			begun = transactional;
		}
		this.report.changed(source, "left out %s, because a revision is a transaction.".formatted(described(removed)));
		return without(converted.text(), removed);
	}

	private static String described(List<Part> removed) {
		List<String> words = removed.stream()
			.filter(Part::controlsTransaction)
			.map((part) -> "%s in line %d".formatted(part.statement().text().replaceAll("\\s+", " "),
					part.statement().line()))
			.toList();
		return String.join(", ", words);
	}

	private static String without(String text, List<Part> removed) {
		StringBuilder rest = new StringBuilder(text);
		removed.stream().sorted((one, other) -> Integer.compare(other.start(), one.start())).forEach((part) -> {
			int lineStart = rest.lastIndexOf("\n", part.start() - 1) + 1;
			int lineEnd = rest.indexOf("\n", part.end());
			boolean alone = lineEnd >= 0 && rest.substring(lineStart, part.start()).isBlank()
					&& rest.substring(part.end(), lineEnd).isBlank();
			rest.delete(alone ? lineStart : part.start(), alone ? lineEnd + 1 : part.end());
		});
		return rest.toString();
	}

	/**
	 * Changes comments that Migrate would take for the start of a section.
	 */
	private @Nullable String withoutMarkers(String source, String text) {
		Matcher matcher = MARKER.matcher(text);
		if (!matcher.find()) {
			return text;
		}
		String changed = matcher.reset().replaceAll("$1. ");
		if (!this.splitter.normalize(changed).equals(this.splitter.normalize(text))) {
			this.report.mistake(source,
					"a line of a string or of a function begins with '-- migrate:', which begins a section of a revision."
							+ " Write it otherwise.");
			return null;
		}
		this.report.changed(source, "'-- migrate:' in a comment became '-- . migrate:', because it begins a section.");
		return changed;
	}

	/**
	 * Returns whether a script adds a value to an enum type, commits, and goes on.
	 */
	private static boolean usesNewValue(List<Part> parts) {
		boolean added = false;
		boolean committed = false;
		for (Part part : parts) {
			if (committed && !part.controlsTransaction()) {
				return true;
			}
			Keywords keywords = new Keywords(part.statement().text());
			added |= keywords.accept("ALTER", "TYPE") && keywords.find("ADD", "VALUE");
			committed |= added && part.controlsTransaction();
		}
		return false;
	}

	/**
	 * Returns whether something in a section looks like a placeholder of Migrate.
	 */
	static boolean hasTokens(Section section) {
		String text = String.join("\n", section.lines());
		return !Placeholders.escape(text).equals(text);
	}

	/**
	 * A section of a revision.
	 *
	 * @param lines its lines
	 * @param transactional whether it can run in a transaction
	 * @param statements its statements, with the values of placeholders
	 */
	record Section(List<String> lines, boolean transactional, List<SqlStatement> statements) {
	}

}
