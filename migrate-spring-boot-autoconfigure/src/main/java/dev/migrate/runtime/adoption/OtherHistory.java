package dev.migrate.runtime.adoption;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Identity;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.script.FlywayVersion;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What another tool has written down of its migrations of a database.
 *
 * @param tool the tool
 * @param table where it has
 * @param applied what counts as applied, by what makes it the same as another migration,
 * in the order of the table
 * @param baseline the version up to which everything counts as applied, or {@code null}
 * if there is none
 * @param failed the migrations that failed
 * @param lock who is migrating now, or {@code null} if nobody is
 */
record OtherHistory(Tool tool, ObjectName table, Map<Identity, AdoptedMigration> applied,
		@Nullable FlywayVersion baseline, List<String> failed, @Nullable String lock) {

	/**
	 * Writes the query that reads a table, whose name is as the catalog has it.
	 */
	static String query(ObjectName table) {
		return "SELECT * FROM %s.%s".formatted(quote(String.valueOf(table.schema())), quote(table.name()));
	}

	private static String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	/**
	 * Returns whether a migration counts as applied. Of a repeatable one, an earlier text
	 * does not.
	 */
	boolean has(AdoptedMigration migration) {
		if (migration.isAround()) {
			return !isEmpty();
		}
		Identity key = migration.version().identity();
		AdoptedMigration found = this.applied.get(key);
		if (found != null) {
			return migration.checksum() == null || migration.checksum().equals(found.checksum());
		}
		FlywayVersion version = migration.parsedVersion();
		return this.baseline != null && version != null && version.compareTo(this.baseline) <= 0;
	}

	/**
	 * Says what has been applied.
	 */
	String describe() {
		String what = switch (this.tool) {
			case FLYWAY -> lastVersion().map((version) -> "has migrated this database up to " + version)
				.orElseGet(() -> "has run " + Counts.of(this.applied.size(), "migration") + " here");
			case LIQUIBASE -> "has run " + Counts.of(this.applied.size(), "change set") + " here";
		};
		return "%s %s (%s)".formatted(this.tool.title(), what, this.table.written());
	}

	private Optional<String> lastVersion() {
		return Stream
			.concat(Stream.ofNullable(this.baseline),
					this.applied.values().stream().map(AdoptedMigration::parsedVersion).filter(Objects::nonNull))
			.max(Comparator.naturalOrder())
			.map(FlywayVersion::text);
	}

	boolean isEmpty() {
		return this.applied.isEmpty() && this.baseline == null;
	}

}
