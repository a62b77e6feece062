package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.dialect.DryRunSession;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionStep;

import org.springframework.dao.DataAccessException;

/**
 * What a dry run is told and has found out. The listener hears of each revision once,
 * however often the transaction is tried again.
 */
final class DryRun {

	private final DryRunSession session;

	private final MigrationListener listener;

	private final List<UntriedPart> untried = new ArrayList<>();

	private final Set<String> started = new HashSet<>();

	private final Set<String> completed = new HashSet<>();

	DryRun(DryRunSession session, MigrationListener listener) {
		this.session = session;
		this.listener = listener;
	}

	/**
	 * Begins, or begins again, in a transaction that has just been opened.
	 */
	void begin() {
		this.untried.clear();
		this.session.begin();
	}

	void starting(RevisionStep step) {
		if (this.started.add(step.revision().id())) {
			this.listener.starting(step);
		}
	}

	void leaveOut(UntriedPart part) {
		this.untried.add(part);
	}

	/**
	 * Returns what was left out.
	 * @return the parts, in their order
	 */
	List<UntriedPart> untried() {
		return List.copyOf(this.untried);
	}

	/**
	 * Ends a revision.
	 * @param revision the revision
	 * @param step what was done
	 * @param commits whether a run commits after it
	 * @throws CommitFailure if the COMMIT would fail
	 * @throws BrokenDryRunException if the revision has committed by itself
	 */
	void completed(RevisionNode revision, CompletedStep step, boolean commits) {
		requireUncommitted(revision);
		if (commits) {
			checkDeferred();
		}
		if (this.completed.add(revision.id())) {
			this.listener.completed(step);
		}
	}

	private void checkDeferred() {
		try {
			this.session.checkDeferred();
		}
		catch (DataAccessException ex) {
			throw new CommitFailure(Objects.requireNonNull(MigrationConnection.sqlCause(ex)));
		}
	}

	/**
	 * Makes sure that nothing has committed the transaction.
	 * @param revision the revision that has run last
	 * @throws BrokenDryRunException if something has
	 */
	void requireUncommitted(RevisionNode revision) {
		if (this.session.isCommitted()) {
			throw new BrokenDryRunException(revision);
		}
	}

}
