package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;

/**
 * The result of a comparison: what differs, and the revisions that change it.
 *
 * @param dialect the database
 * @param differences what differs and is changed by the revisions, without what is
 * accepted
 * @param acceptance what is accepted
 * @param notes further notes for people, one sentence each
 * @param refused what is left as it is because the database refuses what is wanted of it,
 * one sentence each
 * @param blocked changes that the database would refuse because of what depends on the
 * changed objects, one sentence each
 * @param offers what may have been renamed
 * @param revisions the revisions that lead to what is wanted, in their order: one, unless
 * large tables are changed online; none if there is nothing to do
 */
public record Autogeneration(Dialect dialect, List<Difference> differences, Acceptance acceptance, List<String> notes,
		List<String> refused, List<String> blocked, List<RenameOffer> offers, List<GeneratedRevision> revisions) {

	public Autogeneration {
		differences = List.copyOf(differences);
		notes = List.copyOf(notes);
		refused = List.copyOf(refused);
		blocked = List.copyOf(blocked);
		offers = List.copyOf(offers);
		revisions = List.copyOf(revisions);
	}

	/**
	 * Makes sure that the database would not refuse what has been generated.
	 * @throws ComparisonFailedException if it would
	 */
	public void requirePossible() {
		if (!this.blocked.isEmpty()) {
			throw ComparisonFailedException.blocked(this.blocked);
		}
	}

	/**
	 * Returns whether the database is as wanted, except for accepted differences.
	 * @return {@code true} if nothing differs
	 */
	public boolean isEmpty() {
		return this.differences.isEmpty();
	}

	/**
	 * Returns the operations of the upgrade.
	 * @return the operations of all revisions, in their order
	 */
	public List<Step> upgrade() {
		return this.revisions.stream().flatMap((revision) -> revision.upgrade().stream()).toList();
	}

	/**
	 * Returns the operations of the downgrade.
	 * @return the operations of all revisions, those of the last one first
	 */
	public List<Step> downgrade() {
		List<Step> steps = new ArrayList<>();
		this.revisions.forEach((revision) -> steps.addAll(0, revision.downgrade()));
		return steps;
	}

	/**
	 * Returns what people should know about their rows before the revisions run.
	 * @return the remarks of all operations, a line each
	 */
	public List<String> remarks() {
		return upgrade().stream().flatMap((step) -> step.remarks().stream()).toList();
	}

	/**
	 * Returns this generation with a remark at each object that may have been renamed.
	 * @param unanswered the offers that nobody has answered
	 * @return the generation
	 */
	public Autogeneration remark(List<RenameOffer> unanswered) {
		List<GeneratedRevision> remarked = this.revisions.stream()
			.map((revision) -> new GeneratedRevision(revision.transactional(),
					revision.upgrade().stream().map((step) -> remark(step, unanswered)).toList(), revision.downgrade()))
			.toList();
		return new Autogeneration(this.dialect, this.differences, this.acceptance, this.notes, this.refused,
				this.blocked, this.offers, remarked);
	}

	private static Step remark(Step step, List<RenameOffer> offers) {
		List<String> remarks = new ArrayList<>(step.remarks());
		offers.stream().filter((offer) -> isAbout(offer, step)).map(RenameOffer::remark).forEach(remarks::add);
		return new Step(step.operation(), remarks, step.restores());
	}

	private static boolean isAbout(RenameOffer offer, Step step) {
		return (step.operation() instanceof AddColumn addition && addition.table().equals(offer.table())
				&& addition.column().name().equals(offer.column()))
				|| (step.operation() instanceof CreateTable creation && offer.column() == null
						&& creation.table().name().equals(offer.table()));
	}

}
