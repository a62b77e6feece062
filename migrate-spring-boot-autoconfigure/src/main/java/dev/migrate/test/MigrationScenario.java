package dev.migrate.test;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.schema.Inspector;
import dev.migrate.test.check.EntityComparison;
import dev.migrate.test.database.MigratedDatabases;
import dev.migrate.test.database.TestDatabase;
import dev.migrate.test.database.TestServer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of a test's own that is led through the revisions of an application, with
 * rows as they were at the time:
 *
 * <pre class="code">
 * &#064;Test
 * void splitsTheName(MigrationScenario scenario) {
 *     scenario.migrateTo("9e567c418fcd");
 *     scenario.jdbc().sql("INSERT INTO users (name) VALUES ('Ada Lovelace')").update();
 *     scenario.upgrade();
 *     assertThat(scenario.jdbc().sql("SELECT given_name FROM users").query(String.class).single()).isEqualTo("Ada");
 * }
 * </pre>
 *
 * <p>
 * The parameter comes from the {@link MigrationScenarioExtension}. The database is on the
 * server of the application's own database, which is not touched. It is created when it
 * is first asked for, and dropped after the test.
 */
public final class MigrationScenario implements AutoCloseable {

	private final Migrator migrator;

	private final Supplier<AutogenerateSettings> wanted;

	private @Nullable TestDatabase database;

	MigrationScenario(Migrator migrator, Supplier<AutogenerateSettings> wanted) {
		this.migrator = migrator;
		this.wanted = wanted;
	}

	/**
	 * Creates a scenario outside of a test with a parameter for it. It must be closed.
	 * @param migrator a migrator of the application, with a data source that leads to the
	 * server to use
	 * @param targets what the database is to be like at head, as far as
	 * {@link DatabaseAssert#matchesEntities()} is used
	 * @return the scenario, with an empty database
	 */
	public static MigrationScenario of(Migrator migrator, TargetSchema... targets) {
		return new MigrationScenario(migrator, () -> AutogenerateSettings.of(List.of(targets)));
	}

	/**
	 * Begins at a revision: the database has it and all revisions before it.
	 * @param revision a revision, {@code head} or another identifier that is not relative
	 * @return this scenario
	 * @throws IllegalStateException if the database is in use already
	 * @throws dev.migrate.MigrateException if there is no such revision, one of them
	 * fails, or no database can be created
	 */
	public MigrationScenario migrateTo(String revision) {
		if (this.database != null) {
			throw new IllegalStateException(
					"The scenario has begun already. Use to(\"%s\") to go on to another revision.".formatted(revision));
		}
		List<RevisionNode> revisions = this.migrator.revisions().upgrade(revision, List.of()).revisions();
		if (MigratedDatabases.areWorthKeeping(revisions)) {
			this.database = new MigratedDatabases(this.migrator, server()).create(revision);
			return this;
		}
		return upgrade(revision);
	}

	/**
	 * Goes to a revision, up or down.
	 * @param target a revision, {@code head}, {@code base}, {@code +1}, {@code -1} or
	 * another identifier
	 * @return this scenario
	 * @throws dev.migrate.MigrateException if there is no such revision, or one on the
	 * way fails or has no way back
	 */
	public MigrationScenario to(String target) {
		RevisionIdentifier identifier = RevisionIdentifier.parse(target);
		Integer offset = identifier.offset();
		boolean down = (offset != null && identifier.symbol() == null) ? offset < 0 : isApplied(target);
		return down ? downgrade(target) : upgrade(target);
	}

	private boolean isApplied(String target) {
		Migrator migrator = migrator();
		return migrator.revisions()
			.applied(migrator.rows())
			.containsAll(migrator.revisions().resolve(target).stream().map(RevisionNode::id).toList());
	}

	/**
	 * Upgrades the database to what the application upgrades to when it starts.
	 * @return this scenario
	 * @throws dev.migrate.MigrateException if a revision fails
	 */
	public MigrationScenario upgrade() {
		return upgrade(this.migrator.target());
	}

	/**
	 * Upgrades the database.
	 * @param target a revision, {@code head}, {@code +1} or another identifier
	 * @return this scenario
	 * @throws dev.migrate.MigrateException if there is no such revision or one fails
	 */
	public MigrationScenario upgrade(String target) {
		migrator().upgrade(target);
		return this;
	}

	/**
	 * Downgrades the database.
	 * @param target a revision, {@code base}, {@code -1} or another identifier
	 * @return this scenario
	 * @throws dev.migrate.MigrateException if there is no such revision, or one on the
	 * way fails or has no way back
	 */
	public MigrationScenario downgrade(String target) {
		migrator().downgrade(target);
		return this;
	}

	/**
	 * Returns a client for the database.
	 * @return the client, which works on one connection
	 */
	public JdbcClient jdbc() {
		return database().jdbc();
	}

	/**
	 * Returns what tells what is in the database.
	 * @return the inspector, which reads anew each time that it is asked
	 */
	public Inspector inspect() {
		return database().inspector();
	}

	/**
	 * Returns a data source for the database.
	 * @return the data source, which opens a new connection each time
	 */
	public DataSource dataSource() {
		return database().dataSource();
	}

	/**
	 * Returns a migrator for the database, with the settings of the application's.
	 * @return the migrator
	 */
	public Migrator migrator() {
		return this.migrator.on(dataSource());
	}

	List<String> differences() {
		return new EntityComparison(this.migrator, this.wanted.get()).differences(database());
	}

	private TestServer server() {
		return TestServer.of(this.migrator, Map.of());
	}

	private TestDatabase database() {
		TestDatabase found = this.database;
		if (found == null) {
			found = server().create();
			this.database = found;
		}
		return found;
	}

	/**
	 * Drops the database.
	 */
	@Override
	public void close() {
		if (this.database != null) {
			this.database.close();
			this.database = null;
		}
	}

}
