package dev.migrate.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.StatementSplitter.Part;
import dev.migrate.dialect.sql.CarriageReturns;
import dev.migrate.script.Placeholders;
import dev.migrate.text.Counts;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Turns SQL of another tool into the section of a revision.
 */
public final class SqlBody {

	private final Dialect dialect;

	private final StatementSplitter splitter;

	private final AdoptionReport report;

	public SqlBody(Dialect dialect, AdoptionReport report) {
		this.dialect = dialect;
		this.splitter = dialect.splitter();
		this.report = report;
	}

	/**
	 * Converts a text without placeholders.
	 * @param source what it is called, for people to read
	 * @param transactional whether the other tool runs it in a transaction
	 * @return the section, or {@code null} if there is a mistake, which was reported
	 */
	public @Nullable Section convert(String source, String text, boolean transactional) {
		return convert(source, text, transactional, (statement) -> false);
	}

	/**
	 * Does the same without some of the statements.
	 * @param leftOut the statements that do not belong to the section, about which
	 * nothing is said
	 */
	public @Nullable Section convert(String source, String text, boolean transactional, Predicate<String> leftOut) {
		try {
			String lines = withLineFeeds(source, text);
			String own = without(lines,
					this.splitter.parts(lines, source)
						.stream()
						.filter((part) -> leftOut.test(part.statement().text()))
						.toList());
			Section section = convert(source, Placeholders.escape(own),
					(escaped) -> Placeholders.of(Map.of()).replace(escaped, 1, source).text(), transactional);
			return (section != null) ? section.stripped() : null;
		}
		catch (MigrateException ex) {
			return mistake(source, ex);
		}
	}

	/**
	 * Converts a text with placeholders of Migrate.
	 * @param replace puts the values of placeholders into a text
	 */
	public @Nullable Section convert(String source, String text, UnaryOperator<String> replace, boolean transactional) {
		try {
			List<Part> parts = this.splitter.parts(replace.apply(text), source);
			String body = withoutTransactions(source, text, parts, transactional);
			if (body == null) {
				return null;
			}
			List<SqlStatement> statements = this.splitter.split(replace.apply(body), source);
			boolean standalone = statements.stream()
				.anyMatch((statement) -> this.dialect.refusedInTransaction(statement.text()));
			String lines = body.replaceFirst("\n+\\z", "");
			return new Section(lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1)),
					transactional && !standalone && !usesNewValue(parts), statements);
		}
		catch (MigrateException ex) {
			return mistake(source, ex);
		}
	}

	/**
	 * Ends all lines with line feeds, and keeps what strings mean.
	 * @param source what the text is called
	 */
	public String withLineFeeds(String source, String text) {
		if (text.indexOf('\r') < 0) {
			return text;
		}
		StringBuilder escaped = new StringBuilder(text);
		try {
			List<Part> parts = this.splitter.parts(text, source);
			for (int i = parts.size() - 1; i >= 0; i--) {
				Part part = parts.get(i);
				String statement = text.substring(part.start(), part.end());
				String changed = (part.statement().data() == null) ? CarriageReturns.escapedInQuotes(statement)
						: statement;
				if (!changed.equals(statement)) {
					escaped.replace(part.start(), part.end(), changed);
					this.report.changed(source,
							"the carriage returns in a string of the statement in line %d are written as \\r, which they stay."
								.formatted(part.statement().line()));
				}
			}
		}
		catch (MigrateException ex) {
			// What cannot be taken apart is reported when it is converted.
			return text.replace("\r\n", "\n");
		}
		return escaped.toString().replace("\r\n", "\n");
	}

	private @Nullable Section mistake(String source, MigrateException failure) {
		String problem = failure.getProblem();
		this.report.mistake(source,
				(problem.startsWith(source + ", ") ? problem.substring(source.length() + 2) : problem) + " "
						+ failure.getAction());
		return null;
	}

	/**
	 * Takes out what begins and ends transactions, and what a script has rolled back.
	 */
	private @Nullable String withoutTransactions(String source, String text, List<Part> parts, boolean transactional) {
		if (parts.stream().noneMatch(Part::controlsTransaction)) {
			return text;
		}
		List<Part> inText = this.splitter.parts(text, source);
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
			String statement = part.statement().text();
			if (new Keywords(statement).find("PREPARED") || new Keywords(statement).accept("PREPARE")) {
				this.report.mistake(source,
						"line %d: '%s' is a transaction in two phases, which a revision cannot have."
							.formatted(part.statement().line(), statement));
				return null;
			}
			removed.add(part);
			if (new Keywords(statement).acceptOneOf("BEGIN", "START")) {
				begun = true;
				continue;
			}
			if (new Keywords(statement).acceptOneOf("ROLLBACK", "ABORT") && !open.isEmpty()) {
				removed.addAll(open);
				this.report.changed(source, "left out %s, which line %d rolls back."
					.formatted(Counts.of(open.size(), "statement"), part.statement().line()));
			}
			open.clear();
			begun = transactional;
		}
		this.report.changed(source, "left out %s, because a revision is a transaction.".formatted(described(removed)));
		return without(text, removed);
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
	 * A section of a revision.
	 *
	 * @param lines its lines
	 * @param transactional whether it can run in a transaction
	 * @param statements its statements, with the values of placeholders
	 */
	public record Section(List<String> lines, boolean transactional, List<SqlStatement> statements) {

		public Section {
			lines = List.copyOf(lines);
			statements = List.copyOf(statements);
		}

		private Section stripped() {
			String text = String.join("\n", this.lines).strip();
			return new Section(text.isEmpty() ? List.of() : List.of(text.split("\n", -1)), this.transactional,
					this.statements);
		}

	}

}
