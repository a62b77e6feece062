package dev.migrate.adopt.liquibase;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change set and what it did in an empty database.
 *
 * @param key what Liquibase knows it by
 * @param message what it does, in a few words
 * @param transactional whether it ran in a transaction
 * @param upgrade the statements that it ran
 * @param downgrade the statements of its rollback, or {@code null} if it has none
 * @param marked whether Liquibase did not run it, and says that it did
 * @param skipped why Liquibase did not run it and does not say that it did, or
 * {@code null} if its history has it
 * @param elsewhere whether the history of another database may have it nevertheless
 */
record RecordedChangeSet(ChangeSetKey key, String message, boolean transactional, List<String> upgrade,
		@Nullable List<String> downgrade, boolean marked, @Nullable String skipped, boolean elsewhere) {

	RecordedChangeSet {
		upgrade = List.copyOf(upgrade);
		downgrade = (downgrade != null) ? List.copyOf(downgrade) : null;
	}

	/**
	 * Creates a change set that Liquibase has run, or marked as run.
	 */
	static RecordedChangeSet ran(ChangeSetKey key, String message, boolean transactional, List<String> upgrade,
			@Nullable List<String> downgrade, boolean marked) {
		return new RecordedChangeSet(key, message, transactional, upgrade, downgrade, marked, null, true);
	}

	/**
	 * Creates a change set that left no trace.
	 */
	static RecordedChangeSet skipped(ChangeSetKey key, String message, String reason, boolean elsewhere) {
		return new RecordedChangeSet(key, message, true, List.of(), List.of(), false, reason, elsewhere);
	}

	/**
	 * Returns the same as a history knows it.
	 */
	RecordedChangeSet with(ChangeSetKey other) {
		return new RecordedChangeSet(other, this.message, this.transactional, this.upgrade, this.downgrade, this.marked,
				this.skipped, this.elsewhere);
	}

}
