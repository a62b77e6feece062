package dev.migrate.runtime.inspection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.TableNames;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.execution.DatabaseAccess;
import dev.migrate.runtime.execution.LoadedScripts;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.history.ProgressTable;
import dev.migrate.runtime.lock.LeaseTable;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.script.Placeholders;
import org.jspecify.annotations.Nullable;

/**
 * What the commands find out besides what an application asks a migrator.
 */
public final class MigratorInspection {

	private final MigratorSettings settings;

	private final LoadedScripts scripts;

	private final DatabaseAccess database;

	public MigratorInspection(MigratorSettings settings, LoadedScripts scripts, DatabaseAccess database) {
		this.settings = settings;
		this.scripts = scripts;
		this.database = database;
	}

	/**
	 * Returns how the revisions of a run share transactions.
	 */
	public TransactionMode transaction() {
		return this.settings.transaction();
	}

	/**
	 * Returns how revisions name what they leave unnamed.
	 */
	public NamingConvention naming() {
		return this.settings.naming();
	}

	/**
	 * Returns how the version table and the history table are called.
	 */
	public TableNames tables() {
		return this.settings.tables();
	}

	/**
	 * Returns the names of the tables that the tool keeps in the database.
	 * @return the names, without their schema
	 */
	public Set<String> ownTables() {
		return Set.of(this.settings.tables().version(), this.settings.tables().history(), LeaseTable.NAME,
				ProgressTable.NAME);
	}

	/**
	 * Reads where the tables are that the tool keeps in the database, or would keep.
	 */
	public Set<ObjectName> ownLocations() {
		return this.database.call((open) -> {
			ObjectName version = open.tables().found().version();
			return ownTables().stream().map(version::sibling).collect(Collectors.toSet());
		});
	}

	/**
	 * Returns the schemas that the database must have before anything is migrated: the
	 * default schema of a run and that of the version table, as far as they are set.
	 */
	public Set<String> schemas() {
		return Stream.of(this.settings.session().schema(), this.settings.tables().schema())
			.flatMap(Stream::ofNullable)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns the default schema of a run, or {@code null} if that is the one that a
	 * connection begins with.
	 */
	public @Nullable String schema() {
		return this.settings.session().schema();
	}

	/**
	 * Returns the schema of the tenant that this is about, or {@code null} if it is about
	 * none, or about one with a database of its own.
	 */
	public @Nullable String tenantSchema() {
		return this.settings.adoption().tenant() ? schema() : null;
	}

	/**
	 * Finds out which schema a connection begins with. Changes nothing.
	 * @throws dev.migrate.MigrateException if the database cannot be read, or the
	 * connection begins with none
	 */
	public String currentSchema() {
		return this.database.call((open) -> open.dialect().inspector(open.connection().jdbc()).currentSchema());
	}

	/**
	 * Returns what the result of revisions depends on besides what they are: the names of
	 * the tables of the tool, the default schema, and how constraints are named.
	 */
	public List<String> names() {
		return List.of(this.settings.tables().toString(), String.valueOf(this.settings.session().schema()),
				this.settings.naming().toString());
	}

	/**
	 * Returns what modified scripts are to lead to.
	 */
	public MismatchPolicy onModified() {
		return this.settings.onModified();
	}

	/**
	 * Returns whether beans of the application take part in a run.
	 */
	public boolean hasCallbacks() {
		return !this.settings.callbacks().get().isEmpty();
	}

	/**
	 * Returns the values of the placeholders of SQL scripts.
	 */
	public Placeholders placeholders() {
		return Placeholders.of(this.settings.placeholders());
	}

	/**
	 * Returns the class loader that scripts are found with.
	 */
	public ClassLoader classLoader() {
		return this.settings.classLoader();
	}

	/**
	 * Returns where scripts are found.
	 */
	public List<String> locations() {
		return this.settings.locations();
	}

	/**
	 * Looks at all scripts without asking the database: whether they form a graph, every
	 * SQL script can be taken apart into statements, every class can be loaded, and a
	 * {@link dev.migrate.operations.ReversibleMigration} that needs no beans can be
	 * reversed. Finds the scripts anew.
	 * @param dialect the database that SQL scripts are written for, such as
	 * {@code postgresql:16}, or {@code null} for the default
	 * @return what was found, all mistakes included
	 * @throws dev.migrate.dialect.UnsupportedDatabaseException if there is no such
	 * dialect
	 * @throws dev.migrate.MigrateException if a location cannot be read
	 */
	public ScriptReport checkScripts(@Nullable String dialect) {
		return new ScriptCheck(Dialects.of(dialect), this.settings).report();
	}

	/**
	 * Finds out who is migrating the database. Changes nothing.
	 * @return a description of the session that holds the migration lock, empty if nobody
	 * does
	 * @throws dev.migrate.MigrateException if the database cannot be read
	 */
	public Optional<String> lockHolder() {
		return this.database.call((open) -> open.lock(open.session()).holder());
	}

	/**
	 * Finds out where the version table is, whether it exists or not. Changes nothing.
	 * @return a text that is the same for two migrators of one database and schema at
	 * this time, empty if the database cannot tell
	 * @throws dev.migrate.MigrateException if the database cannot be read
	 */
	public Optional<String> place() {
		return this.database.call((open) -> open.dialect()
			.findDatabase(open.connection().jdbc())
			.map((database) -> database + " " + open.schema()));
	}

	/**
	 * Finds out which database this is. Changes nothing.
	 * @return a text that is the same for two migrators of one database at this time,
	 * empty if the database cannot tell
	 * @throws dev.migrate.MigrateException if the database cannot be read
	 */
	public Optional<String> database() {
		return this.database.call((open) -> open.dialect().findDatabase(open.connection().jdbc()));
	}

	/**
	 * Counts the rows that a downgrade would drop, as far as its statements tell: what a
	 * function or {@code CASCADE} drops besides is not among them. Changes nothing.
	 * @return the tables and columns that hold rows
	 * @throws dev.migrate.MigrateException if a revision has no way back, or the database
	 * or a script cannot be read
	 */
	public DowngradeLosses losses(RevisionPlan plan) {
		RevisionContents contents = this.scripts.contents();
		return this.database
			.call((open) -> new LossCounter(contents, open.dialect(), open.connection().jdbc()).count(plan));
	}

}
