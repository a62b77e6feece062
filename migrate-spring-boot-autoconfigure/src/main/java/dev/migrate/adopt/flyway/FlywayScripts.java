package dev.migrate.adopt.flyway;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.DeclaredScript;
import dev.migrate.adopt.SqlBody;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.runtime.adoption.FlywayHistory;
import dev.migrate.runtime.adoption.FlywayHistory.Row;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Turns scripts of Flyway into revisions.
 */
final class FlywayScripts {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private final FlywayProperties properties;

	private final Dialect dialect;

	private final FlywayPlaceholders placeholders;

	private final FlywayFiles files;

	private final FlywayHistory history;

	private final AdoptionReport report;

	private final FlywayBody body;

	private final List<String> changesOfServer = new ArrayList<>();

	FlywayScripts(FlywayProperties properties, Dialect dialect, FlywayPlaceholders placeholders, FlywayFiles files,
			FlywayHistory history, AdoptionReport report) {
		this.properties = properties;
		this.dialect = dialect;
		this.placeholders = placeholders;
		this.files = files;
		this.history = history;
		this.report = report;
		this.body = new FlywayBody(dialect, placeholders, report);
	}

	/**
	 * Returns the statements that change more than a database, a line each.
	 */
	List<String> changesOfServer() {
		return this.changesOfServer;
	}

	String quote(ObjectName name) {
		return this.dialect.quote(name);
	}

	/**
	 * Reads a script.
	 * @return the text, or {@code null} if it cannot be read, which was reported
	 */
	@Nullable FlywayText text(FlywayFile file) {
		return FlywayText.read(file, this.files.configuration(file), this.files.isInFolder(file), this.properties,
				this.report);
	}

	/**
	 * Converts a script and the one that undoes it.
	 * @return the revision, or {@code null} if there is a mistake, which was reported
	 */
	@Nullable ConvertedMigration convert(FlywayFile file, FlywayText text, @Nullable FlywayFile way, @Nullable FlywayText back,
			List<AdoptedMigration> adopts, String message) {
		boolean placeholders = uses(text) || (back != null && uses(back));
		SqlBody.Section up = this.body.convert(file, text, constants(file), placeholders);
		SqlBody.Section down = (way != null && back != null)
				? this.body.convert(way, back, constants(way), placeholders) : null;
		if (up == null || (back != null && down == null)) {
			return null;
		}
		for (SqlStatement statement : up.statements()) {
			String words = this.dialect.changesServer(statement.text());
			if (words != null) {
				this.changesOfServer.add("%s, line %d: %s".formatted(file.source(), statement.line(), words));
			}
		}
		boolean literal = !placeholders && (FlywayBody.hasTokens(up) || (down != null && FlywayBody.hasTokens(down)));
		boolean transactional = up.transactional() && (down == null || down.transactional());
		ConvertedMigration converted = ConvertedMigration.sql(file.source(), adopts, message, up.lines(),
				(down != null) ? down.lines() : null);
		return converted.with(converted.script().withTransaction(transactional).withPlaceholders(!literal));
	}

	/**
	 * Returns whether there are placeholders in a script, so that its text differs
	 * between environments.
	 */
	boolean uses(FlywayText text) {
		return text.placeholders() && this.placeholders.hasAny(text.text());
	}

	private Map<String, String> constants(FlywayFile file) {
		String separator = this.properties.getPlaceholderSeparator();
		Row row = this.history.find((file.version() != null) ? AdoptedMigration.flywayVersion(file.version().text())
				: AdoptedMigration.flywayRepeatable(file.description(), null));
		String time = (row != null) ? row.installedOn().replaceFirst("\\..*", "")
				: LocalDateTime.now(ZoneId.systemDefault()).format(TIMESTAMP);
		return Map.of("flyway" + separator + "filename", file.name(), "flyway" + separator + "timestamp", time);
	}

	/**
	 * Returns what a script declares, in which there are no placeholders.
	 */
	@Nullable DeclaredScript declaration(FlywayFile file, FlywayText text, @Nullable String schema) {
		String name = file.description().replaceAll("[^\\p{L}\\p{N}.-]+", "_").toLowerCase(Locale.ROOT);
		String path = (name.isEmpty() ? "objects" : name) + ".sql";
		return uses(text) ? null : DeclaredScript.of(path, text.text().replace("\r\n", "\n"), this.dialect.splitter(),
				String.valueOf(schema));
	}

}
