package dev.migrate.test.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.test.database.TestDatabase;
import org.opentest4j.AssertionFailedError;

import org.springframework.dao.DataAccessException;

/**
 * Compares what offline scripts leave with what the online run has left.
 */
final class OfflineCheck {

	private final HistoryUnderTest history;

	OfflineCheck(HistoryUnderTest history) {
		this.history = history;
	}

	void run() {
		TestDatabase online = this.history.head().required();
		OfflineMigrator writer = this.history.migrator().offline(online.dialect());
		DatabaseCatalog expected = online.catalog();
		TestDatabase once = this.history.create();
		for (Part part : parts()) {
			part.rows().forEach((rows) -> rows.insertInto(once));
			run("The offline script", writer.upgrade(part.range()), once);
		}
		compare("The offline script", expected, once);
		this.history.drop(once);
		TestDatabase again = this.history.create();
		for (Part part : parts()) {
			part.rows().forEach((rows) -> rows.insertInto(again));
			run("The idempotent offline script", writer.idempotentUpgrade(part.range()), again);
		}
		compare("The idempotent offline script", expected, again);
		run("The idempotent offline script, run a second time,", writer.idempotentUpgrade("base:heads"), again);
		compare("The idempotent offline script, run a second time,", expected, again);
		this.history.drop(again);
	}

	private void run(String script, String text, TestDatabase database) {
		try {
			database.runScript(text);
		}
		catch (DataAccessException ex) {
			throw new AssertionFailedError("""
					%s of this history fails, although the online run does not: %s
					The database is at %s. Let no revision depend on what it finds while it runs.""".formatted(script,
					ex.getMostSpecificCause().getMessage(),
					RevisionTexts.rows(this.history.migrator().on(database.dataSource()).rows())), ex);
		}
	}

	private void compare(String script, DatabaseCatalog expected, TestDatabase database) {
		Migrator online = this.history.migrator();
		CatalogDifference difference = CatalogDifference.withOrder(expected, database.catalog(),
				online.inspection().ownTables());
		if (!difference.isEmpty()) {
			throw new AssertionFailedError("""
					%s leaves another schema than the online run.
					%sLet no revision depend on what it finds while it runs.""".formatted(script,
					difference.text("Only offline", "Only online")));
		}
		List<String> rows = online.on(database.dataSource()).rows();
		SortedSet<String> heads = this.history.revisions().rowsFor(HistoryUnderTest.ids(this.history.inOrder()));
		if (!rows.equals(List.copyOf(heads))) {
			throw new AssertionFailedError("%s leaves the version table at %s instead of %s.".formatted(script,
					RevisionTexts.rows(rows), RevisionTexts.rows(heads)));
		}
	}

	/**
	 * Splits the way to the heads where rows are inserted.
	 */
	private List<Part> parts() {
		List<Part> parts = new ArrayList<>();
		List<RevisionNode> done = new ArrayList<>();
		List<RevisionRows> rows = List.of();
		String start = RevisionIdentifier.BASE;
		for (RevisionNode revision : this.history.inOrder()) {
			List<RevisionRows> before = this.history.rowsBefore(revision);
			if (!before.isEmpty()) {
				if (!done.isEmpty()) {
					String end = rowsFor(done);
					parts.add(new Part(rows, start + ":" + end));
					start = end;
				}
				rows = before;
			}
			done.add(revision);
		}
		parts.add(new Part(rows, start + ":heads"));
		return parts;
	}

	private String rowsFor(List<RevisionNode> revisions) {
		return String.join(",", this.history.revisions().rowsFor(HistoryUnderTest.ids(revisions)));
	}

	/**
	 * A part of the way.
	 *
	 * @param rows the rows to insert before it
	 * @param range from where to where it leads
	 */
	private record Part(List<RevisionRows> rows, String range) {

	}

}
