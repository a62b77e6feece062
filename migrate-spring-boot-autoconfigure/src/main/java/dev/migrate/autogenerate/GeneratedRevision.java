package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.RowChanges;

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

	/**
	 * Returns whether the way down is what undoes the steps of the way up, so that it
	 * need not be written down.
	 */
	boolean isReversible() {
		List<Operation> reverses = new ArrayList<>();
		for (Step step : this.upgrade) {
			Optional<Operation> reverse = step.operation().reverse();
			if (reverse.isEmpty() || step.asksForValues()) {
				return false;
			}
			reverses.addAll(0, parts(reverse.get()));
		}
		return reverses.equals(this.downgrade.stream().flatMap((step) -> parts(step.operation()).stream()).toList())
				&& this.downgrade.stream().allMatch((step) -> step.remarks().isEmpty());
	}

	private static List<Operation> parts(Operation operation) {
		if (operation instanceof RowChanges rows) {
			return rows.parts();
		}
		return (operation instanceof CompositeOperation composite) ? composite.parts() : List.of(operation);
	}

	public boolean isEmpty() {
		return this.upgrade.isEmpty() && this.downgrade.isEmpty();
	}

}
