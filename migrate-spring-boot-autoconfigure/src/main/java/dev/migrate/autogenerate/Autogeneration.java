package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;

/**
 * What a comparison has found and what is to be done about it.
 *
 * @param dialect the database
 * @param differences what differs, without what is accepted
 * @param acceptance what is accepted
 * @param notes what people should know besides, one sentence each
 * @param upgrade the operations that lead to what is wanted, in their order
 * @param downgrade the operations that lead back, in their order
 */
public record Autogeneration(Dialect dialect, List<Difference> differences, Acceptance acceptance, List<String> notes,
		List<Step> upgrade, List<Step> downgrade) {

	public Autogeneration {
		differences = List.copyOf(differences);
		notes = List.copyOf(notes);
		upgrade = List.copyOf(upgrade);
		downgrade = List.copyOf(downgrade);
	}

	static Autogeneration of(Dialect dialect, Acceptance acceptance, List<String> notes, List<Change> changes) {
		List<Step> upgrade = new ArrayList<>();
		List<Step> downgrade = new ArrayList<>();
		for (Change change : changes) {
			if (change.upgrade() != Nothing.INSTANCE) {
				upgrade.add(new Step(change.upgrade(), change.remarks()));
			}
			if (change.downgrade() != Nothing.INSTANCE) {
				downgrade.add(0, new Step(change.downgrade(), List.of()));
			}
		}
		return new Autogeneration(dialect, acceptance.reported(), acceptance, notes, upgrade, downgrade);
	}

	/**
	 * Returns what is left of this when the revision has been rewritten.
	 */
	Autogeneration processed(List<RevisionProcessor> processors) {
		RevisionSteps steps = new RevisionSteps(this.upgrade, this.downgrade);
		for (RevisionProcessor processor : processors) {
			steps = processor.process(steps);
		}
		if (!steps.isEmpty() || this.differences.isEmpty()) {
			return new Autogeneration(this.dialect, this.differences, this.acceptance, this.notes, steps.upgrade(),
					steps.downgrade());
		}
		List<String> extended = new ArrayList<>(this.notes);
		this.differences.forEach((difference) -> extended.add("Left alone by a RevisionProcessor: " + difference));
		return new Autogeneration(this.dialect, List.of(), this.acceptance, extended, List.of(), List.of());
	}

	/**
	 * Returns whether the database is as it is wanted, but for what is accepted.
	 * @return {@code true} if nothing differs
	 */
	public boolean isEmpty() {
		return this.differences.isEmpty();
	}

	/**
	 * Returns what somebody should know of the data before the revision runs.
	 * @return the remarks of all operations, a line each
	 */
	public List<String> remarks() {
		return this.upgrade.stream().flatMap((step) -> step.remarks().stream()).toList();
	}

}
