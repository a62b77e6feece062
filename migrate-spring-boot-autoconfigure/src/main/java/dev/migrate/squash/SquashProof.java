package dev.migrate.squash;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.adopt.BuiltDatabases;
import dev.migrate.adopt.ScratchServer;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.baseline.TemporaryDatabase;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;

import org.springframework.core.NestedExceptionUtils;

/**
 * Builds a database with a squashed revision and one with those that it replaces, and
 * compares them, at the top and after the way back.
 */
public final class SquashProof {

	private final ScratchServer server;

	private final Consumer<String> progress;

	private final Consumer<String> notes;

	/**
	 * Creates a proof.
	 * @param server where the databases are created
	 * @param progress is told what is done, a sentence each
	 * @param notes is told what could not be compared
	 */
	public SquashProof(ScratchServer server, Consumer<String> progress, Consumer<String> notes) {
		this.server = server;
		this.progress = progress;
		this.notes = notes;
	}

	/**
	 * Proves a squashed revision.
	 * @param squash the revision
	 * @param migrator a migrator that has it, and those that it replaces
	 * @throws SquashException if they do not build the same
	 */
	public void prove(RevisionNode squash, Migrator migrator) {
		RevisionMap map = migrator.revisions();
		Set<String> below = new LinkedHashSet<>(map.applied(List.of(squash.id())));
		below.remove(squash.id());
		Set<String> old = new LinkedHashSet<>(below);
		old.addAll(squash.replaces());
		Set<String> now = new LinkedHashSet<>(below);
		now.add(squash.id());
		Set<String> schemas = migrator.inspection().schemas();
		this.progress.accept("Building both in scratch databases to compare them.");
		try (TemporaryDatabase first = this.server.create(schemas);
				TemporaryDatabase second = this.server.create(schemas)) {
			Migrator replaced = migrator.only(old).on(first.dataSource());
			Migrator squashed = migrator.only(now).on(second.dataSource());
			run(squash, "the replaced revisions", () -> replaced.upgrade("heads"));
			run(squash, "the squashed revision", () -> squashed.upgrade("heads"));
			compare(squash, squashed, first.dataSource(), second.dataSource(), "");
			if (hasDowngrade(migrator.scripts().get(squash.id()))) {
				compareWayBack(squash, replaced, squashed, first.dataSource(), second.dataSource());
			}
		}
		this.progress.accept("Revision %s builds what the revisions build that it replaces.".formatted(squash.id()));
	}

	/**
	 * What the range depends on in other branches stays. Whoever gives the squashed
	 * revision a way back that the others have not must look at it themselves.
	 */
	private void compareWayBack(RevisionNode squash, Migrator replaced, Migrator squashed, DataSource old,
			DataSource now) {
		try {
			run(squash, "the replaced revisions", () -> replaced.downgrade(below(squash, last(squash))));
		}
		catch (SquashException ex) {
			if (!(ex.getCause() instanceof MigrateException cause) || !isIrreversible(cause)) {
				throw ex;
			}
			this.notes.accept("The downgrade is not compared. " + cause.getProblem());
			return;
		}
		run(squash, "the squashed revision", () -> squashed.downgrade(below(squash, squash.id())));
		compare(squash, squashed, old, now, " after the downgrade");
	}

	/**
	 * Returns whether something has no way back. A class says so with an exception.
	 */
	static boolean isIrreversible(MigrateException ex) {
		return ex instanceof MigrationRefusedException
				|| NestedExceptionUtils.getMostSpecificCause(ex) instanceof UnsupportedOperationException;
	}

	private static String last(RevisionNode squash) {
		return squash.replaces().get(squash.replaces().size() - 1);
	}

	private static String below(RevisionNode squash, String id) {
		return squash.downRevisions().isEmpty() ? id + "@base" : squash.downRevisions().get(0);
	}

	private static boolean hasDowngrade(RevisionScript script) {
		return !(script instanceof SqlRevision sql) || !sql.read(Placeholders.untouched()).irreversible();
	}

	private void run(RevisionNode squash, String what, Runnable run) {
		try {
			run.run();
		}
		catch (DatabaseUnavailableException ex) {
			throw SquashException.unreachable(ex.getProblem(), ex);
		}
		catch (MigrateException ex) {
			throw SquashException.notBuilt(squash, what, ex.getProblem(), ex);
		}
	}

	private void compare(RevisionNode squash, Migrator migrator, DataSource old, DataSource now, String when) {
		Set<ObjectName> own = migrator.inspection().ownLocations();
		BuiltDatabases.Result result = new BuiltDatabases(this.server.dialect(), own, migrator.inspection().schemas(),
				true)
			.called("the replaced revisions", "the squashed revision")
			.compare(old, now, true);
		result.notes().forEach(this.notes);
		if (!result.differences().isEmpty()) {
			throw SquashException.different(squash, when, result.differences());
		}
	}

}
