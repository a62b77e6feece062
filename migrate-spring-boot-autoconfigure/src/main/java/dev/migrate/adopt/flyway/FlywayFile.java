package dev.migrate.adopt.flyway;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

import dev.migrate.script.FlywayVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A file that Flyway runs, understood by its name.
 *
 * @param kind what it is
 * @param version its version, or {@code null} if it has none
 * @param description what stands behind the separator, with blanks for underscores
 * @param name the name of the file
 * @param source how people find it, relative to its location
 * @param resource the file
 */
record FlywayFile(Kind kind, @Nullable FlywayVersion version, String description, String name, String source,
		Resource resource) {

	/**
	 * The events of Flyway that scripts of its own can be for.
	 */
	private static final List<String> EVENTS = List.of("beforeMigrate", "beforeEachMigrate",
			"beforeEachMigrateStatement", "afterEachMigrateStatement", "afterEachMigrateStatementError",
			"afterEachMigrate", "afterEachMigrateError", "beforeRepeatables", "afterVersioned", "afterMigrateApplied",
			"afterMigrate", "afterMigrateError", "afterMigrateOperationFinish", "beforeClean", "afterClean",
			"afterCleanError", "beforeUndo", "beforeEachUndo", "beforeEachUndoStatement", "afterEachUndoStatement",
			"afterEachUndoStatementError", "afterEachUndo", "afterEachUndoError", "afterUndo", "afterUndoError",
			"beforeValidate", "afterValidate", "afterValidateError", "beforeBaseline", "afterBaseline",
			"afterBaselineError", "beforeRepair", "afterRepair", "afterRepairError", "beforeInfo", "afterInfo",
			"afterInfoError", "createSchema", "beforeCreateSchema", "beforeConnect", "afterConnect");

	/**
	 * The callbacks whose effect a new database needs before the first migration.
	 */
	static final Set<String> BEFORE = Set.of("beforeConnect", "afterConnect", "beforeCreateSchema", "createSchema",
			"beforeMigrate", "beforeEachMigrate");

	/**
	 * The event before the first repeatable migration, if there is one.
	 */
	static final String BEFORE_REPEATABLES = "beforeRepeatables";

	/**
	 * Those whose effect it has after the last versioned one.
	 */
	static final Set<String> AFTER_VERSIONED = Set.of("afterVersioned", BEFORE_REPEATABLES);

	/**
	 * Those whose effect it has at the end.
	 */
	static final Set<String> AFTER = Set.of("afterEachMigrate", "afterMigrateApplied", "afterMigrate");

	enum Kind {

		VERSIONED, REPEATABLE, UNDO, BASELINE, CALLBACK, JAVA,

		/**
		 * A name that says nothing to Flyway.
		 */
		OTHER

	}

	/**
	 * Understands the name of a file.
	 */
	static FlywayFile of(Resource resource, String name, String source, FlywayProperties properties) {
		String base = withoutSuffix(name, properties.getSqlMigrationSuffixes());
		if (base == null) {
			return new FlywayFile(Kind.OTHER, null, "", name, source, resource);
		}
		return of(base, name, source, resource, properties);
	}

	/**
	 * Understands the name of a class, as far as it says something.
	 */
	static FlywayFile ofClass(Resource resource, String className, FlywayProperties properties) {
		String base = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
		FlywayFile file = of(base, base, className, resource, properties);
		boolean named = file.kind == Kind.VERSIONED || file.kind == Kind.REPEATABLE;
		return new FlywayFile(Kind.JAVA, named ? file.version : null, named ? file.description : "", className,
				className, resource);
	}

	static FlywayFile ofClass(Resource resource, Class<?> type, FlywayProperties properties) {
		return ofClass(resource, type.getName(), properties);
	}

	/**
	 * Returns whether it has a version, or a description if it has none.
	 */
	boolean isUnderstood() {
		return this.version != null || !this.description.isEmpty();
	}

	private static FlywayFile of(String base, String name, String source, Resource resource,
			FlywayProperties properties) {
		// The longest of the prefixes that a name begins with counts.
		TreeMap<String, Kind> prefixes = new TreeMap<>(
				Comparator.<String>comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
		EVENTS.forEach((event) -> prefixes.put(event, Kind.CALLBACK));
		prefixes.put("U", Kind.UNDO);
		prefixes.put("B", Kind.BASELINE);
		prefixes.put(properties.getRepeatableSqlMigrationPrefix(), Kind.REPEATABLE);
		prefixes.put(properties.getSqlMigrationPrefix(), Kind.VERSIONED);
		for (var prefix : prefixes.entrySet()) {
			if (base.startsWith(prefix.getKey())) {
				String rest = base.substring(prefix.getKey().length());
				String separator = properties.getSqlMigrationSeparator();
				int end = rest.indexOf(separator);
				String version = (end < 0) ? rest : rest.substring(0, end);
				String description = (end < 0) ? "" : rest.substring(end + separator.length());
				Kind kind = prefix.getValue();
				boolean versioned = kind != Kind.REPEATABLE && kind != Kind.CALLBACK;
				FlywayVersion parsed = versioned ? FlywayVersion.parse(version) : null;
				if (versioned ? parsed == null : !version.isEmpty()) {
					break;
				}
				return new FlywayFile(kind, parsed,
						(kind == Kind.CALLBACK) ? prefix.getKey() : description.replace('_', ' '), name, source,
						resource);
			}
		}
		return new FlywayFile(Kind.OTHER, null, "", name, source, resource);
	}

	private static @Nullable String withoutSuffix(String name, List<String> suffixes) {
		return suffixes.stream()
			.filter((suffix) -> name.toUpperCase(Locale.ROOT).endsWith(suffix.toUpperCase(Locale.ROOT)))
			.findFirst()
			.map((suffix) -> name.substring(0, name.length() - suffix.length()))
			.orElse(null);
	}

	/**
	 * Returns the version of a file that has one.
	 */
	FlywayVersion requireVersion() {
		FlywayVersion found = this.version;
		if (found == null) {
			throw new IllegalStateException(this.source + " has no version");
		}
		return found;
	}

}
