package dev.migrate.runtime.execution;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.plan.RevisionMaps;
import dev.migrate.runtime.content.Checksums;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.index.RevisionScriptLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.function.SingletonSupplier;

/**
 * The scripts of an application, which are found at the first call that needs them and
 * kept.
 */
public final class LoadedScripts {

	private static final Logger logger = LoggerFactory.getLogger(LoadedScripts.class);

	private final MigratorSettings settings;

	private final SingletonSupplier<RevisionScripts> scripts;

	private final SingletonSupplier<RevisionMap> revisions;

	private final Checksums checksums;

	private final AtomicBoolean warned;

	private final @Nullable SingletonSupplier<RevisionContents> remembered;

	public LoadedScripts(MigratorSettings settings) {
		this(settings, null);
	}

	private LoadedScripts(MigratorSettings settings, @Nullable Set<String> wanted) {
		this.settings = settings;
		this.scripts = SingletonSupplier.of(() -> (wanted != null) ? load().only(wanted) : load());
		this.revisions = SingletonSupplier.of(this::map);
		this.checksums = new Checksums();
		this.warned = new AtomicBoolean();
		this.remembered = null;
	}

	private LoadedScripts(LoadedScripts other) {
		this.settings = other.settings;
		this.scripts = other.scripts;
		this.revisions = other.revisions;
		this.checksums = other.checksums;
		this.warned = other.warned;
		this.remembered = SingletonSupplier.of(() -> other.contents().remembering());
	}

	/**
	 * Returns the same scripts for runs on many databases, which keep what they have read
	 * of each.
	 */
	public LoadedScripts remembering() {
		return new LoadedScripts(this);
	}

	/**
	 * Returns some of the scripts.
	 * @param ids the full ids of their revisions
	 */
	public LoadedScripts only(Set<String> ids) {
		return new LoadedScripts(this.settings, ids);
	}

	private RevisionScripts load() {
		List<String> locations = this.settings.locations();
		RevisionScripts found = new RevisionScriptLoader(this.settings.classLoader(), locations).load();
		if (!found.missingLocations().isEmpty() && !locations.equals(MigratorSettings.DEFAULT_LOCATIONS)) {
			throw ScriptAccessException.missingLocations(found.missingLocations(), this.settings.name());
		}
		return found;
	}

	private RevisionMap map() {
		try {
			RevisionMap map = RevisionMaps.of(all().all().stream().map(RevisionScript::node).toList());
			AdoptedMigration.requireDistinct(all().all());
			return map;
		}
		catch (MigrateException ex) {
			// A class under its former name has the same id as under its new one.
			all().requireSources();
			throw ex;
		}
	}

	/**
	 * Makes sure that every script has a source where that can be told, before one of
	 * them runs. If there is none to run, a warning says so.
	 */
	public void requireSources() {
		RevisionScripts found = all();
		found.requireSources();
		if (found.all().isEmpty() && !this.warned.getAndSet(true)) {
			logger.warn("There are no revision scripts in {}. Write a first one, or set migrate.locations",
					String.join(", ", this.settings.locations()));
		}
	}

	public RevisionScripts all() {
		return this.scripts.obtain();
	}

	public RevisionMap revisions() {
		return this.revisions.obtain();
	}

	/**
	 * Returns the checksum of a script, or {@code null} if it has none.
	 */
	public @Nullable String checksum(RevisionScript script, Dialect dialect) {
		return this.checksums.of(script, dialect);
	}

	/**
	 * Returns what the revisions consist of, to run or to write them.
	 * @throws ScriptAccessException if a script has no source any more
	 */
	public RevisionContents contents() {
		if (this.remembered != null) {
			return this.remembered.obtain();
		}
		requireSources();
		return new RevisionContents(revisions(), all(), this.checksums, Placeholders.of(this.settings.placeholders()),
				this.settings.classLoader(), this.settings.migrationFactory(), this.settings.transaction(),
				this.settings.naming());
	}

}
