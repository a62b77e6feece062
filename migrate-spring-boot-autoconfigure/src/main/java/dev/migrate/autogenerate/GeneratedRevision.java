package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

	/**
	 * Returns this with a remark at the first step about each table that lacks something.
	 */
	public GeneratedRevision remark(List<RefusedPart> lacking) {
		List<Step> steps = new ArrayList<>(this.upgrade);
		for (RefusedPart part : lacking) {
			for (int i = 0; i < steps.size(); i++) {
				Step step = steps.get(i);
				if (step.operation().tables().orElse(Set.of()).contains(part.object().name())) {
					steps.set(i, step.remark(part.lack()));
					break;
				}
			}
		}
		return new GeneratedRevision(this.transactional, steps, this.downgrade);
	}

	public boolean isEmpty() {
		return this.upgrade.isEmpty() && this.downgrade.isEmpty();
	}

}
