package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.Step;
import dev.migrate.autogenerate.difference.RowDifference;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.operations.object.AddEnumValue;
import org.jspecify.annotations.Nullable;

/**
 * What differs between files and their tables, and the steps that change it.
 */
public final class DataChanges {

	static final DataChanges NONE = new DataChanges(List.of(), null);

	private final List<TableRowChanges> tables;

	private final @Nullable DeclaredRows declared;

	/**
	 * Creates it.
	 * @param tables what differs in each table, in the order of their foreign keys
	 * @param declared what writes statements
	 */
	DataChanges(List<TableRowChanges> tables, @Nullable DeclaredRows declared) {
		this.tables = List.copyOf(tables);
		this.declared = declared;
	}

	/**
	 * Returns what differs.
	 * @return a difference for each row
	 */
	public List<RowDifference> differences() {
		return this.tables.stream().flatMap((table) -> table.differences().stream()).toList();
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
		RowSteps steps = new RowSteps(this.declared, (joins && last != null) ? last.upgrade() : List.of());
		steps.add(this.tables);
		if (!joins || last == null) {
			all.add(new GeneratedRevision(true, steps.upgrade(), steps.downgrade()));
			return all;
		}
		List<Step> upgrade = new ArrayList<>(last.upgrade());
		upgrade.addAll(steps.upgrade());
		List<Step> downgrade = new ArrayList<>(steps.downgrade());
		downgrade.addAll(last.downgrade());
		all.set(all.size() - 1, new GeneratedRevision(true, upgrade, downgrade));
		return all;
	}

}
