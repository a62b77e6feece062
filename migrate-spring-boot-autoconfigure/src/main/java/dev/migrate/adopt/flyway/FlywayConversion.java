package dev.migrate.adopt.flyway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.flyway.FlywayFile.Kind;
import dev.migrate.runtime.adoption.FlywayHistory;
import dev.migrate.runtime.adoption.FlywayHistory.Row;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Identity;
import dev.migrate.script.FlywayVersion;

/**
 * Puts everything that Flyway runs into the order in which it runs it in an empty
 * database: schemas, callbacks, versions, repeatable migrations.
 */
final class FlywayConversion {

	private final FlywayProperties properties;

	private final ObjectName table;

	private final FlywayHistory history;

	private final FlywayFiles files;

	private final FlywayScripts scripts;

	private final JavaMigrations java;

	private final AdoptionReport report;

	private final FlywayVersions versions;

	private final List<FlywayFile> javaMigrations;

	private final List<String> pendingRepeatables = new ArrayList<>();

	FlywayConversion(FlywayProperties properties, ObjectName table, FlywayHistory history, FlywayFiles files,
			FlywayScripts scripts, JavaMigrations java, AdoptionReport report) {
		this.properties = properties;
		this.table = table;
		this.history = history;
		this.files = files;
		this.scripts = scripts;
		this.java = java;
		this.report = report;
		this.javaMigrations = java.find(files, properties);
		this.versions = new FlywayVersions(history, files, this.javaMigrations, report);
	}

	/**
	 * Returns what the database does not have yet, for people to read.
	 */
	List<String> pending() {
		List<String> pending = new ArrayList<>(this.versions.pending());
		pending.addAll(this.pendingRepeatables);
		return pending;
	}

	/**
	 * Returns whether the versions ran in their order.
	 */
	boolean isInOrder() {
		return this.versions.isInOrder();
	}

	List<ConvertedMigration> all() {
		List<ConvertedMigration> migrations = new ArrayList<>();
		List<FlywayFile> callbacks = callbacks();
		createSchemas(migrations);
		callbacks(callbacks, FlywayFile.BEFORE, migrations);
		FlywayFile baseline = this.versions.baseline();
		if (baseline != null) {
			add(baseline, migrations);
		}
		for (FlywayVersion version : this.versions.order()) {
			FlywayFile file = this.versions.file(version);
			if (file != null) {
				add(file, migrations);
			}
			else {
				missing(version, migrations);
			}
		}
		callbacks(callbacks, FlywayFile.AFTER_VERSIONED, migrations);
		repeatables(migrations);
		callbacks(callbacks, FlywayFile.AFTER, migrations);
		this.versions.reportUndoOfNothing();
		return migrations;
	}

	private void missing(FlywayVersion version, List<ConvertedMigration> migrations) {
		Row row = this.history.find(AdoptedMigration.flywayVersion(version.text()));
		if (row == null) {
			return;
		}
		if (row.isJava()) {
			migrations.add(this.java.convert(row.script(), version, String.valueOf(row.description())));
			return;
		}
		this.report.mistake("version " + row.describe(),
				"it was applied here, and its file is gone. Put the file back, or write a baseline script (B) that has"
						+ " its result.");
	}

	private void add(FlywayFile file, List<ConvertedMigration> migrations) {
		FlywayVersion version = file.requireVersion();
		if (file.kind() == Kind.JAVA) {
			migrations.add(this.java.convert(file.source(), version, file.description()));
			return;
		}
		FlywayText text = this.scripts.text(file);
		if (text == null) {
			return;
		}
		Row row = this.history.find(AdoptedMigration.flywayVersion(version.text()));
		if (row != null && row.isBaseline() == (file.kind() == Kind.BASELINE) && row.checksum() != null
				&& row.checksum() != text.checksum()) {
			this.report.changed(file.source(),
					"the file was changed after it was applied here (checksum %d, now %d). The revision has what the file"
						.formatted(row.checksum(), text.checksum()) + " says now.");
		}
		// A baseline script has more than its version to undo.
		FlywayFile way = (file.kind() != Kind.BASELINE) ? this.versions.undo(version) : null;
		FlywayText back = (way != null) ? this.scripts.text(way) : null;
		ConvertedMigration converted = this.scripts.convert(file, text, way, back,
				(file.kind() == Kind.BASELINE) ? this.versions.replacedByBaseline()
						: List.of(AdoptedMigration.flywayVersion(version.text())),
				message(file.description(), version));
		if (converted != null) {
			migrations.add(converted);
		}
	}

	private static String message(String description, FlywayVersion version) {
		return description.isBlank() ? "version " + version : description;
	}

	/**
	 * Flyway creates the schemas that it is given. That of the version table has to be
	 * there before the first revision.
	 */
	private void createSchemas(List<ConvertedMigration> migrations) {
		List<String> schemas = this.properties.getSchemas()
			.stream()
			.filter((schema) -> !schema.equals(this.table.schema()))
			.toList();
		if (this.properties.isCreateSchemas() && !schemas.isEmpty()) {
			migrations.add(ConvertedMigration.sql("spring.flyway.schemas", List.of(AdoptedMigration.flywaySchemas()),
					"create schemas",
					schemas.stream()
						.map((schema) -> "CREATE SCHEMA IF NOT EXISTS "
								+ this.scripts.quote(new ObjectName(null, schema)) + ";")
						.toList(),
					null));
			this.report.changed("spring.flyway.schemas",
					"the first revision creates %s, as Flyway did.".formatted(String.join(", ", schemas)));
		}
	}

	private void repeatables(List<ConvertedMigration> migrations) {
		List<FlywayFile> repeatables = new ArrayList<>(this.files.of(Kind.REPEATABLE));
		this.javaMigrations.stream().filter((file) -> file.version() == null).forEach(repeatables::add);
		repeatables.sort(Comparator.comparing(FlywayFile::description));
		Map<String, FlywayFile> byDescription = new HashMap<>();
		for (FlywayFile file : repeatables) {
			FlywayFile other = byDescription.putIfAbsent(file.description(), file);
			if (other != null) {
				this.report.mistake(file.source(), "it has the description of %s. Flyway refuses that, too: rename one."
					.formatted(other.source()));
			}
			else {
				repeatable(file, migrations);
			}
		}
		Set<Identity> known = byDescription.keySet()
			.stream()
			.map((description) -> AdoptedMigration.flywayRepeatable(description, null).identity())
			.collect(Collectors.toSet());
		for (Row row : this.history.applied()) {
			if (row.version() == null && !known.contains(row.migration().identity())) {
				String description = String.valueOf(row.description());
				this.report.leftOut(row.script(), "it was applied here, and its file is gone. Its revision is empty.");
				migrations.add(ConvertedMigration.sql(row.script(),
						List.of(AdoptedMigration.flywayRepeatable(description, null)), description,
						List.of("-- Flyway has run %s, whose file is gone.".formatted(row.script())), List.of()));
			}
		}
	}

	private void repeatable(FlywayFile file, List<ConvertedMigration> migrations) {
		if (file.kind() == Kind.JAVA) {
			migrations.add(this.java.convert(file.source(), null, file.description()));
			return;
		}
		FlywayText text = this.scripts.text(file);
		if (text == null) {
			return;
		}
		if (this.history.find(AdoptedMigration.flywayRepeatable(file.description(), null)) == null) {
			this.pendingRepeatables.add(file.name());
		}
		// With placeholders, the checksum differs between environments.
		AdoptedMigration adopted = AdoptedMigration.flywayRepeatable(file.description(),
				this.scripts.uses(text) ? null : text.checksum());
		ConvertedMigration converted = this.scripts.convert(file, text, null, null, List.of(adopted),
				file.description());
		if (converted != null) {
			migrations.add(converted.declaring(this.scripts.declaration(file, text, this.table.schema())));
			this.report.changed(file.source(),
					"it ran again whenever it was changed. Its revision runs once: a change is a new revision.");
		}
	}

	private List<FlywayFile> callbacks() {
		if (this.properties.isSkipDefaultCallbacks()) {
			return List.of();
		}
		List<FlywayFile> callbacks = this.files.of(Kind.CALLBACK);
		Map<String, FlywayFile> byName = new HashMap<>();
		callbacks.forEach((file) -> {
			FlywayFile other = byName.putIfAbsent(file.name(), file);
			if (other != null) {
				this.report.mistake(file.source(),
						"it has the name of %s. Flyway refuses that, too: rename one.".formatted(other.source()));
			}
		});
		callbacks.stream()
			.filter((file) -> !isRun(file.description()))
			.forEach((file) -> this.report.leftOut(file.source(),
					"a callback for %s, which no migration of an empty database needs.".formatted(file.description())));
		return callbacks.stream().filter((file) -> isRun(file.description())).toList();
	}

	/**
	 * Returns whether a migration of an empty database runs the callbacks for an event.
	 */
	private boolean isRun(String event) {
		boolean repeatables = !this.files.of(Kind.REPEATABLE).isEmpty()
				|| this.javaMigrations.stream().anyMatch((file) -> file.version() == null);
		return FlywayFile.BEFORE.contains(event) || FlywayFile.AFTER.contains(event)
				|| (FlywayFile.AFTER_VERSIONED.contains(event)
						&& (repeatables || !event.equals(FlywayFile.BEFORE_REPEATABLES)));
	}

	private void callbacks(List<FlywayFile> callbacks, Set<String> events, List<ConvertedMigration> migrations) {
		for (FlywayFile file : callbacks) {
			FlywayText text = events.contains(file.description()) ? this.scripts.text(file) : null;
			ConvertedMigration converted = (text != null)
					? this.scripts.convert(file, text, null, null,
							List.of(AdoptedMigration.flywayCallback(file.name())), file.description() + " of Flyway")
					: null;
			if (converted != null && text != null) {
				migrations.add(converted.declaring(this.scripts.declaration(file, text, this.table.schema())));
				this.report.changed(file.source(),
						"a callback that ran at each start. Its revision runs once; what is to run each time belongs to"
								+ " a MigrationCallback bean.");
			}
		}
	}

}
