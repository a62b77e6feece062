package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.migrate.operations.operation.Operation;

/**
 * What a generated revision does.
 *
 * @param upgrade the way up, in its order
 * @param downgrade the way down, in its order
 */
public record RevisionSteps(List<Step> upgrade, List<Step> downgrade) {

	public RevisionSteps {
		upgrade = List.copyOf(upgrade);
		downgrade = List.copyOf(downgrade);
	}

	public boolean isEmpty() {
		return this.upgrade.isEmpty() && this.downgrade.isEmpty();
	}

	public RevisionSteps upgrade(List<Step> upgrade) {
		return new RevisionSteps(upgrade, this.downgrade);
	}

	public RevisionSteps downgrade(List<Step> downgrade) {
		return new RevisionSteps(this.upgrade, downgrade);
	}

	/**
	 * Returns these steps without some of those up, without those that belong to them,
	 * and without those down that would have undone them or created what goes with them.
	 * @param operations matches the operations of the way up that are left out
	 * @return the remaining steps
	 */
	public RevisionSteps without(Predicate<? super Operation> operations) {
		List<Step> up = new ArrayList<>();
		List<Step> down = new ArrayList<>(this.downgrade);
		List<Operation> left = new ArrayList<>();
		for (Step step : this.upgrade) {
			if (!operations.test(step.operation()) && !left.contains(step.restores())) {
				up.add(step);
				continue;
			}
			left.add(step.operation());
			down.removeIf((other) -> step.operation().equals(other.restores()));
			Optional<Operation> reverse = step.operation().reverse();
			down.stream()
				.filter((other) -> reverse.filter(other.operation()::equals).isPresent())
				.findFirst()
				.ifPresent(down::remove);
		}
		return new RevisionSteps(up, down);
	}

}
