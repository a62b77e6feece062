package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.RowDifference;
import dev.migrate.dialect.Dialect;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

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
 * @param objects what is declared besides tables, and what was
 */
public record Autogeneration(Dialect dialect, List<Difference> differences, Acceptance acceptance, List<String> notes,
		List<String> refused, List<String> blocked, List<RenameOffer> offers, List<GeneratedRevision> revisions,
		List<ObjectState> objects) {

	private static final int MOST_ROWS = 20;

	public Autogeneration {
		differences = List.copyOf(differences);
		notes = List.copyOf(notes);
		refused = List.copyOf(refused);
		blocked = List.copyOf(blocked);
		offers = List.copyOf(offers);
		revisions = List.copyOf(revisions);
		objects = List.copyOf(objects);
	}

	/**
	 * A view, function or the like that is declared, or was.
	 *
	 * @param name what it is called, such as {@code view adults}
	 * @param location the file and the line that declare it, or {@code null}
	 * @param state how it is in the database
	 */
	public record ObjectState(String name, @Nullable String location, State state) {

		/**
		 * Returns whether a file declares it.
		 * @return {@code true} if there is one
		 */
		public boolean isDeclared() {
			return this.location != null;
		}

		/**
		 * How an object is in the database.
		 */
		public enum State {

			/**
			 * As it is declared.
			 */
			SAME("same"),

			/**
			 * Otherwise than it is declared.
			 */
			DIFFERENT("differs"),

			/**
			 * It is declared and not there.
			 */
			MISSING("missing"),

			/**
			 * It was declared before, and is still there.
			 */
			REMOVED("no longer declared"),

			/**
			 * It is there, and was never declared.
			 */
			UNDECLARED("not declared");

			private final String text;

			State(String text) {
				this.text = text;
			}

			/**
			 * Returns the name that stands in JSON.
			 * @return the name, such as {@code not-declared}
			 */
			public String id() {
				return this.text.replace(' ', '-');
			}

			@Override
			public String toString() {
				return this.text;
			}

		}

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
	 * Says what differs. Of the rows of a table, the first ones are named and the others
	 * counted.
	 * @return a line for each difference
	 */
	public List<String> described() {
		List<String> lines = new ArrayList<>();
		Map<ObjectName, Integer> rows = new LinkedHashMap<>();
		for (Difference difference : this.differences) {
			if (!(difference instanceof RowDifference)
					|| rows.merge(difference.object(), 1, Integer::sum) <= MOST_ROWS) {
				lines.add(this.acceptance.describe(difference));
			}
		}
		rows.forEach((table, count) -> {
			if (count > MOST_ROWS) {
				lines.add("and %s of %s".formatted(Counts.grouped(count - MOST_ROWS, "more row"), table.written()));
			}
		});
		return lines;
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
				this.blocked, this.offers, remarked, this.objects);
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
