package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.Step;
import dev.migrate.autogenerate.difference.RowDifference;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.operations.object.AddEnumValue;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What differs between files and their tables, and the steps that change it.
 */
public final class DataChanges {

	static final DataChanges NONE = new DataChanges(List.of(), null, Set.of());

	private final List<TableRowChanges> tables;

	private final @Nullable DeclaredRows declared;

	private final Set<ObjectName> alterable;

	/**
	 * Creates it.
	 * @param tables what differs in each table, in the order of their foreign keys
	 * @param declared what writes statements
	 * @param alterable the tables that can be altered after their rows have changed
	 */
	DataChanges(List<TableRowChanges> tables, @Nullable DeclaredRows declared, Set<ObjectName> alterable) {
		this.tables = List.copyOf(tables);
		this.declared = declared;
		this.alterable = alterable;
	}

	/**
	 * Returns what differs.
	 * @return a difference for each row
	 */
	public List<RowDifference> differences() {
		return this.tables.stream().flatMap((table) -> table.differences().stream()).toList();
	}

	/**
	 * Returns the tables that can be altered after their rows have changed.
	 * @return their names; none if a constraint of one is checked when a transaction
	 * ends, because a table cannot be altered while it waits for that
	 */
	public Set<ObjectName> alterable() {
		return this.alterable;
	}

	/**
	 * Returns whether all rows of a table will have a declared value in a column.
	 * @param column the column
	 * @return {@code true} if there is a file of the table with the column, and all rows
	 * of the table are in it or deleted
	 */
	public boolean isDeclared(ColumnName column) {
		return this.tables.stream()
			.anyMatch((table) -> table.file().table().name().equals(column.table())
					&& table.file().columnNames().contains(column.column()) && table.isComplete());
	}

	/**
	 * Makes one revision of these steps and others.
	 * @param before the revision of the steps before them, or nothing
	 * @param after the revision of the steps after them, or nothing
	 * @return the revision
	 */
	public GeneratedRevision between(List<GeneratedRevision> before, List<GeneratedRevision> after) {
		RowSteps steps = new RowSteps(Objects.requireNonNull(this.declared),
				before.stream().flatMap((revision) -> revision.upgrade().stream()).toList());
		steps.add(this.tables);
		List<GeneratedRevision> all = new ArrayList<>(before);
		all.add(new GeneratedRevision(true, steps.upgrade(), steps.downgrade()));
		all.addAll(after);
		List<Step> upgrade = new ArrayList<>();
		List<Step> downgrade = new ArrayList<>();
		for (GeneratedRevision revision : all) {
			upgrade.addAll(revision.upgrade());
			downgrade.addAll(0, revision.downgrade());
		}
		return new GeneratedRevision(true, upgrade, downgrade);
	}

	/**
	 * Adds the steps to the last revision, or in one of their own where that one does not
	 * run in a transaction, or adds a value to an enum type, which can be used only when
	 * it has committed.
	 * @param revisions the revisions that change the schema
	 * @return all revisions
	 */
	public List<GeneratedRevision> appendTo(List<GeneratedRevision> revisions) {
		if (this.declared == null || differences().isEmpty()) {
			return revisions;
		}
		List<GeneratedRevision> all = new ArrayList<>(revisions);
		GeneratedRevision last = all.isEmpty() ? null : all.get(all.size() - 1);
		boolean joins = last != null && last.transactional()
				&& last.upgrade().stream().noneMatch((step) -> step.operation() instanceof AddEnumValue);
		if (last != null && joins) {
			all.set(all.size() - 1, between(List.of(last), List.of()));
		}
		else {
			all.add(between(List.of(), List.of()));
		}
		return all;
	}

}
