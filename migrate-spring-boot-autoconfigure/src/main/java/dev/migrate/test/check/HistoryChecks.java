package dev.migrate.test.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.dialect.UnsupportedDatabaseException;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.inspection.ScriptReport;
import dev.migrate.text.Counts;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The checks of a history as a whole. Each throws an {@link AssertionFailedError} if it
 * finds a mistake, and a {@link TestAbortedException} if it cannot be made.
 */
public final class HistoryChecks {

	private final HistoryUnderTest history;

	private final Migrator migrator;

	public HistoryChecks(HistoryUnderTest history) {
		this.history = history;
		this.migrator = history.migrator();
	}

	/**
	 * The scripts have no mistakes, as {@code migrate validate} says.
	 */
	public void scripts() {
		ScriptReport report = this.history.report();
		List<MigrateException> mistakes = report.mistakes();
		if (!mistakes.isEmpty()) {
			throw new AssertionFailedError("The scripts have %s:\n%s".formatted(Counts.of(mistakes.size(), "mistake"),
					mistakes.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"))));
		}
		if (report.revisions().isEmpty()) {
			throw new AssertionFailedError(
					"There are no revisions in %s. Write a first one, or correct migrate.locations."
						.formatted(String.join(", ", this.migrator.inspection().locations())));
		}
	}

	/**
	 * There is one head, or the target leads to all there are.
	 */
	public void heads() {
		RevisionMap revisions = this.history.revisions();
		List<String> heads = HistoryUnderTest.ids(revisions.heads());
		String target = this.migrator.target();
		if (heads.size() < 2 || target.equals(RevisionIdentifier.HEADS)) {
			return;
		}
		List<String> allowed;
		try {
			allowed = HistoryUnderTest.ids(revisions.resolve(target));
		}
		catch (MigrateException ex) {
			throw new AssertionFailedError(ex.getMessage(), ex);
		}
		if (!Set.copyOf(allowed).equals(Set.copyOf(heads))) {
			throw new AssertionFailedError(
					"There are %s, but migrate.target=%s leads to %s. Merge them with 'migrate merge heads', or set migrate.target=heads."
						.formatted(Counts.of(heads.size(), "head") + ": " + String.join(", ", heads), target,
								allowed.isEmpty() ? RevisionIdentifier.BASE : String.join(", ", allowed)));
		}
	}

	/**
	 * An empty database is upgraded to head.
	 */
	public void upgrade() {
		Throwable failure = this.history.head().failure();
		if (failure instanceof UnsupportedFeatureException || failure instanceof UnsupportedDatabaseException) {
			throw new TestAbortedException(failure.getMessage(), failure);
		}
		if (failure instanceof AssertionError error) {
			throw error;
		}
		if (failure instanceof RevisionFailedException) {
			throw new AssertionFailedError(failure.getMessage() + (this.history.hasRows()
					? "\nIf the rows of @MigrationData are not like those in production, correct them."
					: "\nIf it needs rows, or what an administrator creates in production, such as a role, let @MigrationData"
							+ " create them before it.")
					+ (this.history.isInSchema()
							? "\nThe test runs in a schema of its own, because its role may not create databases:"
									+ " what is in other schemas, such as an extension, is not found there."
							: ""),
					failure);
		}
		if (failure != null) {
			throw new AssertionFailedError(failure.getMessage(), failure);
		}
	}

	/**
	 * The entities match the database at head, as {@code migrate check} says.
	 */
	public void entities() {
		EntityComparison comparison = new EntityComparison(this.migrator, this.history.wanted());
		List<String> differences = comparison.differences(this.history.head().required());
		if (!differences.isEmpty()) {
			throw new AssertionFailedError(
					"""
							The entities and the database at head differ:
							  %s
							Write a revision with 'migrate revision --autogenerate', or accept what may differ with 'migrate accept'."""
						.formatted(String.join("\n  ", differences)));
		}
	}

	/**
	 * The offline script leaves what the online run leaves, also if it is run twice in
	 * its idempotent form.
	 */
	public void offline() {
		new OfflineCheck(this.history).run();
	}

}
