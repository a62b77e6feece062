package dev.migrate.runtime.inspection;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.revision.Direction;
import dev.migrate.revision.plan.RevisionMaps;
import dev.migrate.runtime.content.ConstructorMigrationFactory;
import dev.migrate.runtime.content.JavaMigrationContent;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.run.MigrationFactory;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import dev.migrate.script.index.RevisionScriptLoader;

/**
 * Looks at all scripts without a database.
 */
public final class ScriptCheck {

	private static final MigrationFactory factory = new ConstructorMigrationFactory();

	private final Dialect dialect;

	private final MigratorSettings settings;

	private final List<MigrateException> mistakes = new ArrayList<>();

	private final List<String> irreversible = new ArrayList<>();

	ScriptCheck(Dialect dialect, MigratorSettings settings) {
		this.dialect = dialect;
		this.settings = settings;
	}

	ScriptReport report() {
		RevisionScripts scripts = new RevisionScriptLoader(this.settings.classLoader(), this.settings.locations())
			.load(this.mistakes::add);
		try {
			scripts.requireSources();
		}
		catch (ScriptAccessException ex) {
			this.mistakes.add(ex);
		}
		boolean isDefault = this.settings.locations().equals(MigratorSettings.DEFAULT_LOCATIONS);
		if (!scripts.missingLocations().isEmpty() && !isDefault) {
			this.mistakes.add(ScriptAccessException.missingLocations(scripts.missingLocations(), this.settings.name()));
		}
		this.mistakes.addAll(RevisionMaps.mistakes(scripts.all().stream().map(RevisionScript::node).toList()));
		try {
			AdoptedMigration.requireDistinct(scripts.all());
		}
		catch (InvalidScriptException ex) {
			this.mistakes.add(ex);
		}
		scripts.all().forEach(this::check);
		return new ScriptReport(scripts.all().stream().map(RevisionScript::node).toList(), this.irreversible,
				this.mistakes);
	}

	private void check(RevisionScript script) {
		try {
			if (script instanceof SqlRevision sql) {
				check(sql);
			}
			else {
				check((JavaRevision) script);
			}
		}
		catch (MigrateException ex) {
			this.mistakes.add(ex);
		}
	}

	private void check(SqlRevision script) {
		SqlRevisionBody body = script.read(Placeholders.of(this.settings.placeholders()));
		split(script, body.upgrade());
		SqlSection downgrade = body.downgrade();
		if (downgrade != null) {
			split(script, downgrade);
		}
		else {
			this.irreversible.add(script.id());
		}
	}

	private void split(SqlRevision script, SqlSection section) {
		this.dialect.splitter().split(section.text(), script.location(), section::lineInFile);
	}

	/**
	 * Makes sure that a class can be loaded and is a migration, and that a reversible one
	 * can be reversed, unless it cannot be created without the beans of the application.
	 */
	private void check(JavaRevision script) {
		Class<?> type = script.load(this.settings.classLoader());
		JavaMigrationContent body = new JavaMigrationContent(this.dialect, script, type, Direction.DOWNGRADE,
				script.transactional(), factory, this.settings.naming());
		if (!JavaMigrationContent.isReversible(type) || ConstructorMigrationFactory.needsBeans(type)) {
			return;
		}
		try {
			body.checkReverse();
		}
		catch (MigrateException ex) {
			throw new InvalidScriptException(script.location(), 0, ex.getProblem(), ex.getAction());
		}
		catch (RuntimeException ex) {
			throw new InvalidScriptException(script.location(), 0, "recording its change fails with " + ex + ".",
					"Look at the cause: the change of a reversible migration is recorded without a database.");
		}
	}

}
