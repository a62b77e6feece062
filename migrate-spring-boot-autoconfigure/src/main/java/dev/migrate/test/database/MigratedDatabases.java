package dev.migrate.test.database;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.content.ConstructorMigrationFactory;
import dev.migrate.runtime.inspection.MigratorInspection;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;

/**
 * Databases of tests that have revisions of a migrator, which are run once for the same
 * set of scripts.
 */
public final class MigratedDatabases {

	/**
	 * What beans do in a migration is not known, and may be something else in the next
	 * process.
	 */
	private static final String PROCESS = UUID.randomUUID().toString();

	private static final int WORTH_KEEPING = 20;

	private final Migrator migrator;

	private final TestServer server;

	/**
	 * Creates databases.
	 * @param migrator the migrator of the application
	 * @param server the server of its database
	 */
	public MigratedDatabases(Migrator migrator, TestServer server) {
		this.migrator = migrator;
		this.server = server;
	}

	/**
	 * Creates a database with some revisions, which must be closed.
	 * @param revisions the revisions
	 * @param migrate runs them on an empty database
	 * @throws MigrateException if one of them fails
	 */
	public TestDatabase create(List<RevisionNode> revisions, Consumer<TestDatabase> migrate) {
		return this.server.create(fingerprint(revisions), migrate);
	}

	/**
	 * Creates a database with a revision and all before it, which must be closed.
	 * @param target the revision, or another identifier that is not relative
	 * @throws MigrateException if there is no such revision or one of them fails
	 */
	public TestDatabase create(String target) {
		return create(this.migrator.revisions().upgrade(target, List.of()).revisions(),
				(database) -> this.migrator.on(database.dataSource()).upgrade(target));
	}

	/**
	 * Returns whether revisions take longer than it takes to copy a database.
	 */
	public static boolean areWorthKeeping(List<RevisionNode> revisions) {
		return revisions.size() >= WORTH_KEEPING;
	}

	/**
	 * Returns a text that is another one if the revisions may do something else.
	 */
	private String fingerprint(List<RevisionNode> revisions) {
		MigratorInspection inspection = this.migrator.inspection();
		Fingerprint fingerprint = new Fingerprint();
		fingerprint.add(Migrator.version());
		inspection.names().forEach(fingerprint::add);
		if (inspection.hasCallbacks()) {
			fingerprint.add(PROCESS);
		}
		ApplicationFiles files = new ApplicationFiles(inspection.classLoader(), fingerprint);
		for (RevisionNode revision : revisions) {
			RevisionScript script = this.migrator.scripts().get(revision.id());
			fingerprint.add(revision.toString());
			fingerprint.add(script.message() + script.transactional());
			if (script instanceof SqlRevision sql) {
				SqlRevisionBody body = sql.read(Placeholders.untouched());
				fingerprint.add(sql.replace(body, inspection.placeholders()).upgrade().text());
				addForChecksum(body, fingerprint);
			}
			else {
				add((JavaRevision) script, inspection, files, fingerprint);
			}
		}
		return fingerprint.text();
	}

	/**
	 * The history of a copy has checksums, which are those of both ways as they stand.
	 */
	private static void addForChecksum(SqlRevisionBody script, Fingerprint fingerprint) {
		fingerprint.add(script.upgrade().text());
		SqlSection downgrade = script.downgrade();
		fingerprint.add((downgrade != null) ? downgrade.text() : "");
	}

	private static void add(JavaRevision script, MigratorInspection inspection, ApplicationFiles files,
			Fingerprint fingerprint) {
		if (ConstructorMigrationFactory.needsBeans(script.load(inspection.classLoader()))) {
			fingerprint.add(PROCESS);
		}
		files.addClass(script.className());
		files.addResources();
	}

}
