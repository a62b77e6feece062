package dev.migrate.adopt.flyway;

import java.util.Map;
import java.util.function.UnaryOperator;

import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.SqlBody;
import dev.migrate.adopt.SqlBody.Section;
import dev.migrate.adopt.flyway.FlywayPlaceholders.Converted;
import dev.migrate.adopt.flyway.FlywayPlaceholders.UnknownPlaceholder;
import dev.migrate.dialect.Dialect;
import dev.migrate.script.Placeholders;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a script of Flyway into the section of a revision.
 */
final class FlywayBody {

	private final SqlBody body;

	private final FlywayPlaceholders placeholders;

	private final AdoptionReport report;

	FlywayBody(Dialect dialect, FlywayPlaceholders placeholders, AdoptionReport report) {
		this.body = new SqlBody(dialect, report);
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
			String text = this.body.withLineFeeds(source, script.text());
			Converted converted = !script.placeholders()
					? new Converted(escaped ? Placeholders.escape(text) : text, text)
					: escaped ? this.placeholders.convert(text, constants) : new Converted(text, text);
			return this.body.convert(source, converted.text(),
					escaped ? this.placeholders::replace : UnaryOperator.identity(), script.transactional());
		}
		catch (UnknownPlaceholder ex) {
			this.report.mistake(source,
					"line %d: the placeholder %s has no value. Set spring.flyway.placeholders for it."
						.formatted(ex.line(), ex.getMessage()));
		}
		return null;
	}

	/**
	 * Returns whether something in a section looks like a placeholder of Migrate.
	 */
	static boolean hasTokens(Section section) {
		String text = String.join("\n", section.lines());
		return !Placeholders.escape(text).equals(text);
	}

}
