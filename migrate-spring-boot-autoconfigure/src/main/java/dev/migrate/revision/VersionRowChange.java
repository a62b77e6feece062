package dev.migrate.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The statements that bring the version table from one set of rows to another, in the
 * order in which they are to run: updates, deletes, inserts. Each must affect exactly one
 * row, or another process has changed the table.
 *
 * @param updates rows that become other rows
 * @param deletes rows that go
 * @param inserts rows that come
 */
public record VersionRowChange(List<Update> updates, List<String> deletes, List<String> inserts) {

	/** Nothing to do. */
	public static final VersionRowChange NONE = new VersionRowChange(List.of(), List.of(), List.of());

	/**
	 * Creates a change.
	 */
	public VersionRowChange {
		updates = List.copyOf(updates);
		deletes = List.copyOf(deletes);
		inserts = List.copyOf(inserts);
	}

	/**
	 * Pairs removed with added rows, the last with the last, so that as few statements as
	 * possible are needed and the same rows always give the same statements.
	 */
	public static VersionRowChange between(List<String> removed, List<String> added) {
		int pairs = Math.min(removed.size(), added.size());
		int keptRemoved = removed.size() - pairs;
		int keptAdded = added.size() - pairs;
		List<Update> updates = new ArrayList<>(pairs);
		for (int i = 0; i < pairs; i++) {
			updates.add(new Update(removed.get(keptRemoved + i), added.get(keptAdded + i)));
		}
		return new VersionRowChange(updates, removed.subList(0, keptRemoved), added.subList(0, keptAdded));
	}

	/**
	 * Returns whether there is nothing to do.
	 * @return whether no row changes
	 */
	public boolean isEmpty() {
		return this.updates.isEmpty() && this.deletes.isEmpty() && this.inserts.isEmpty();
	}

	/**
	 * Returns the rows that follow from the given rows.
	 * @param rows the rows before the change
	 * @return the rows after it
	 * @throws IllegalArgumentException if the change does not fit the rows
	 */
	public SortedSet<String> apply(SortedSet<String> rows) {
		SortedSet<String> result = new TreeSet<>(rows);
		this.updates.forEach((update) -> replace(result, update));
		this.deletes.forEach((row) -> require(result.remove(row), row));
		this.inserts.forEach((row) -> require(result.add(row), row));
		return result;
	}

	private static void replace(SortedSet<String> rows, Update update) {
		require(rows.remove(update.from()), update.from());
		require(rows.add(update.to()), update.to());
	}

	private static void require(boolean fits, String row) {
		if (!fits) {
			throw new IllegalArgumentException("rows do not fit the change of row '" + row + "'");
		}
	}

	/**
	 * A row that becomes another row.
	 *
	 * @param from the row before
	 * @param to the row after
	 */
	public record Update(String from, String to) {

		/**
		 * Creates an update.
		 */
		public Update {
			Objects.requireNonNull(from, "from must not be null");
			Objects.requireNonNull(to, "to must not be null");
		}

	}

}
