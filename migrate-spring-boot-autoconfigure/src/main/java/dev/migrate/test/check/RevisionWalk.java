package dev.migrate.test.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.migrate.MigrateException;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import dev.migrate.test.database.TestDatabase;
import dev.migrate.test.database.TestDatabaseException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Goes through a history on one database, each revision up, down and up again. Where a
 * revision leaves the database in a state that it should not be in, the next one begins
 * on a new database.
 */
public final class RevisionWalk {

	private final HistoryUnderTest history;

	private final List<RevisionNode> revisions;

	private final int start;

	private final boolean upgradeIsChecked;

	private final boolean traceIsChecked;

	private final Map<String, StepResult> results = new LinkedHashMap<>();

	private final Set<String> ownTables;

	private @Nullable TestDatabase database;

	private @Nullable DatabaseCatalog catalog;

	private @Nullable TestAbortedException stop;

	/**
	 * Creates a walk.
	 * @param from the revision to begin with, or an empty text for the first one
	 * @param upgradeIsChecked whether another check tells that the history does not lead
	 * from base to head
	 * @param traceIsChecked whether somebody asks for traces: what leaves one is not
	 * upgraded again then
	 */
	public RevisionWalk(HistoryUnderTest history, String from, boolean upgradeIsChecked, boolean traceIsChecked) {
		this.history = history;
		this.revisions = history.inOrder();
		this.start = from.isEmpty() ? 0 : indexOf(from);
		this.upgradeIsChecked = upgradeIsChecked;
		this.traceIsChecked = traceIsChecked;
		this.ownTables = history.migrator().inspection().ownTables();
	}

	private int indexOf(String from) {
		List<String> found;
		try {
			found = HistoryUnderTest.ids(this.history.revisions().resolve(from));
		}
		catch (MigrateException ex) {
			throw new AssertionFailedError("@MigrationTests(from = \"%s\"): %s".formatted(from, ex.getMessage()), ex);
		}
		for (int index = 0; index < this.revisions.size(); index++) {
			if (found.contains(this.revisions.get(index).id())) {
				return index;
			}
		}
		return 0;
	}

	/**
	 * Returns the revisions that are walked through, in order.
	 */
	public List<RevisionNode> revisions() {
		return this.revisions.subList(this.start, this.revisions.size());
	}

	/**
	 * Returns how a revision went, after all before it.
	 */
	public StepResult result(RevisionNode revision) {
		for (int index = this.start + this.results.size(); !this.results.containsKey(revision.id()); index++) {
			this.results.put(this.revisions.get(index).id(), step(index));
		}
		return Objects.requireNonNull(this.results.get(revision.id()));
	}

	private StepResult step(int index) {
		if (this.stop != null) {
			return StepResult.of(this.stop);
		}
		RevisionNode revision = this.revisions.get(index);
		try {
			return step(revision, database(index));
		}
		catch (RuntimeException | AssertionError ex) {
			giveUp();
			this.stop = new TestAbortedException("Not reached, because " + reason(revision, ex), ex);
			boolean told = this.upgradeIsChecked && this.history.head().failure() != null;
			return StepResult.of(told ? this.stop : ex);
		}
	}

	private String reason(RevisionNode revision, Throwable failure) {
		if (failure instanceof TestDatabaseException) {
			return "there is no database for it.";
		}
		return (failure instanceof AssertionError) ? "the rows of @MigrationData cannot be inserted."
				: "the upgrade to %s fails.".formatted(this.history.describe(revision));
	}

	private TestDatabase database(int index) {
		TestDatabase found = this.database;
		if (found == null) {
			found = this.history.create(this.revisions.subList(0, index));
			this.database = found;
			this.history.migrator().on(found.dataSource()).ensureVersion();
			this.catalog = found.catalog();
		}
		return found;
	}

	private void giveUp() {
		if (this.database != null) {
			this.history.drop(this.database);
			this.database = null;
		}
	}

	private StepResult step(RevisionNode revision, TestDatabase open) {
		this.history.rowsBefore(revision).forEach((rows) -> rows.insertInto(open));
		DatabaseCatalog before = catalogBefore(revision, open);
		Migrator migrator = this.history.migrator().on(open.dataSource());
		migrator.upgrade(revision.id());
		DatabaseCatalog up = open.catalog();
		this.catalog = up;
		if (this.history.report().irreversible().contains(revision.id())) {
			return new StepResult(null, null);
		}
		try {
			downgrade(migrator, revision);
		}
		catch (TestAbortedException ex) {
			giveUp();
			return StepResult.of(ex);
		}
		catch (MigrateException ex) {
			UnsupportedOperationException none = noWayBack(revision, ex);
			if (none != null) {
				return new StepResult(null, new TestAbortedException(
						"Not compared, because the downgrade says that there is none: " + none.getMessage()));
			}
			giveUp();
			return new StepResult(failure(revision, "cannot be downgraded", ex),
					new TestAbortedException("Not compared, because the downgrade fails.", ex));
		}
		AssertionError trace = trace(revision, before, open.catalog());
		if (trace != null && this.traceIsChecked) {
			giveUp();
			return new StepResult(
					new TestAbortedException(
							"Not upgraded again, because the downgrade has left another schema than there was before."),
					trace);
		}
		return new StepResult(upAgain(revision, migrator, open, up), trace);
	}

	private DatabaseCatalog catalogBefore(RevisionNode revision, TestDatabase open) {
		DatabaseCatalog known = this.catalog;
		return (known != null && this.history.rowsBefore(revision).isEmpty()) ? known : open.catalog();
	}

	/**
	 * Returns what a class throws that has no way back, as generated ones do. Another
	 * class that lacks a method makes a mistake.
	 */
	private @Nullable UnsupportedOperationException noWayBack(RevisionNode revision, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsupportedOperationException none && script(revision) instanceof JavaRevision script
					&& none.getStackTrace().length > 0
					&& none.getStackTrace()[0].getClassName().equals(script.className())) {
				return none;
			}
		}
		return null;
	}

	/**
	 * Takes back one revision, of which no other is applied that follows it.
	 */
	private void downgrade(Migrator migrator, RevisionNode revision) {
		String target = revision.id() + "@" + lastParent(revision);
		RevisionPlan plan = this.history.revisions().downgrade(target, migrator.rows());
		if (!HistoryUnderTest.ids(plan.revisions()).equals(List.of(revision.id()))) {
			throw new TestAbortedException("'%s' downgrades %s instead of one revision.".formatted(target,
					RevisionTexts.rows(HistoryUnderTest.ids(plan.revisions()))));
		}
		migrator.downgrade(target);
	}

	/**
	 * Of several parents, nothing leads on from the last one but the revision itself.
	 */
	private String lastParent(RevisionNode revision) {
		List<String> parents = revision.downRevisions();
		return parents.isEmpty() ? RevisionIdentifier.BASE : this.history.revisions().rowsFor(parents).first();
	}

	private @Nullable AssertionError trace(RevisionNode revision, DatabaseCatalog before, DatabaseCatalog after) {
		CatalogDifference difference = CatalogDifference.between(before, after, this.ownTables);
		if (difference.isEmpty()) {
			return null;
		}
		List<String> advice = new ArrayList<>();
		if (!difference.added().isEmpty()) {
			advice.add("drop what its upgrade has created");
		}
		if (!difference.missing().isEmpty()) {
			advice.add("bring back what its upgrade has dropped");
		}
		return new AssertionFailedError("""
				The downgrade of %s (%s) leaves another schema than there was before its upgrade.
				%sLet the downgrade %s, or write that there is none: %s""".formatted(this.history.describe(revision),
				script(revision).origin(), difference.text("Left over", "Missing"), String.join(", and ", advice),
				(script(revision) instanceof JavaRevision)
						? "throw new UnsupportedOperationException(\"There is no way back from %s\");"
							.formatted(revision.id())
						: "-- migrate:downgrade none"));
	}

	private @Nullable Throwable upAgain(RevisionNode revision, Migrator migrator, TestDatabase open,
			DatabaseCatalog up) {
		try {
			migrator.upgrade(revision.id());
		}
		catch (MigrateException ex) {
			giveUp();
			return failure(revision, "cannot be upgraded again after its downgrade", ex);
		}
		DatabaseCatalog again = open.catalog();
		this.catalog = again;
		CatalogDifference difference = CatalogDifference.between(up, again, this.ownTables);
		return difference.isEmpty() ? null
				: new AssertionFailedError("""
						The second upgrade of %s (%s), after its downgrade, leaves another schema than the first one.
						%sLet the upgrade do the same on whatever its downgrade leaves.""".formatted(
						this.history.describe(revision), script(revision).origin(),
						difference.text("Only after the second", "Only after the first")));
	}

	private AssertionFailedError failure(RevisionNode revision, String what, MigrateException cause) {
		return new AssertionFailedError("Revision %s (%s) %s: %s".formatted(this.history.describe(revision),
				script(revision).origin(), what, cause.getMessage()), cause);
	}

	private RevisionScript script(RevisionNode revision) {
		return this.history.migrator().scripts().get(revision.id());
	}

}
