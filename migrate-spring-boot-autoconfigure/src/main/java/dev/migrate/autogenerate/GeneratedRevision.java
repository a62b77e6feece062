package dev.migrate.autogenerate;

import java.util.List;
import java.util.stream.Stream;

/**
 * One of the revisions that are generated together, each after the one before it.
 *
 * @param transactional whether it runs in a transaction; else each statement commits by
 * itself
 * @param upgrade the operations of the way up, in their order
 * @param downgrade the operations of the way down, in their order
 */
public record GeneratedRevision(boolean transactional, List<Step> upgrade, List<Step> downgrade) {

	public GeneratedRevision {
		upgrade = List.copyOf(upgrade);
		downgrade = List.copyOf(downgrade);
	}

	/**
	 * Returns what processors make of this. With a step that cannot run in a transaction,
	 * it no longer does.
	 */
	public GeneratedRevision processed(List<RevisionProcessor> processors) {
		RevisionSteps steps = new RevisionSteps(this.upgrade, this.downgrade);
		for (RevisionProcessor processor : processors) {
			steps = processor.process(steps);
		}
		boolean possible = Stream.concat(steps.upgrade().stream(), steps.downgrade().stream())
			.noneMatch((step) -> step.operation().runsOutsideTransaction());
		return new GeneratedRevision(this.transactional && possible, steps.upgrade(), steps.downgrade());
	}

	public boolean isEmpty() {
		return this.upgrade.isEmpty() && this.downgrade.isEmpty();
	}

}
