package dev.migrate.test.check;

import dev.migrate.test.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A database that was upgraded from base to heads, or what was in the way.
 *
 * @param database the database, or {@code null} if it was not upgraded
 * @param failure what was in the way, or {@code null}
 */
record HeadDatabase(@Nullable TestDatabase database, @Nullable Throwable failure) {

	static HeadDatabase of(HistoryUnderTest history) {
		try {
			TestDatabase database = history.create();
			history.upgrade(database, history.inOrder());
			return new HeadDatabase(database, null);
		}
		catch (RuntimeException | AssertionError ex) {
			return new HeadDatabase(null, ex);
		}
	}

	/**
	 * Returns the database, for a check of something else.
	 * @throws TestAbortedException if there is none
	 */
	TestDatabase required() {
		if (this.database == null) {
			throw new TestAbortedException("Not checked, because the upgrade from base to head fails.");
		}
		return this.database;
	}

}
