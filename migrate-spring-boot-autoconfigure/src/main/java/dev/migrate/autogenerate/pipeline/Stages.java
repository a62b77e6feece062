package dev.migrate.autogenerate.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Acceptance;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.Autogeneration.ObjectState.State;
import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.change.Change;
import dev.migrate.autogenerate.change.ChangePlanner;
import dev.migrate.autogenerate.change.DataRemarks;
import dev.migrate.autogenerate.change.DifferenceSteps;
import dev.migrate.autogenerate.change.OnlineChanges;
import dev.migrate.autogenerate.change.RestoredObjects;
import dev.migrate.autogenerate.change.RevisionSplit;
import dev.migrate.autogenerate.change.RowCounts;
import dev.migrate.autogenerate.change.RowPlacement;
import dev.migrate.autogenerate.change.SequencePositions;
import dev.migrate.autogenerate.compare.Comparison;
import dev.migrate.autogenerate.compare.ForeignKeyTargets;
import dev.migrate.autogenerate.compare.NeededObjects;
import dev.migrate.autogenerate.compare.SchemaComparison;
import dev.migrate.autogenerate.data.DataChanges;
import dev.migrate.autogenerate.data.DataComparison;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.object.DeclaredObjects;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.RenameOffers;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.autogenerate.scratch.ScratchDatabase;
import dev.migrate.autogenerate.scratch.TypeTrial;
import dev.migrate.autogenerate.scratch.UnreadChildren;
import dev.migrate.autogenerate.scratch.WrittenExpressions;
import dev.migrate.autogenerate.scratch.WrittenExpressions.Printed;
import dev.migrate.dialect.Conversions;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.EnumType;

/**
 * Compares the wanted schema with a database in five stages, each of which returns a
 * value for the next one. {@link SchemaReading} has the first three.
 */
public final class Stages {

	private final DatabaseSession live;

	private final ComparisonInputs inputs;

	private final AcceptedDifferences accepted;

	private final ScratchDatabase scratch;

	private final String schema;

	private final DeclaredObjects objects;

	private final SchemaReading reading;

	/**
	 * Creates the stages of one comparison.
	 * @param inputs what is compared
	 * @param accepted differences that are not reported
	 */
	Stages(ComparisonInputs inputs, AcceptedDifferences accepted) {
		this.live = inputs.live();
		this.inputs = inputs;
		this.accepted = accepted;
		this.scratch = new ScratchDatabase(inputs.trial());
		this.schema = this.live.inspector().currentSchema();
		this.objects = DeclaredObjects.read(inputs.settings().objects().all(), this.live.dialect().splitter(),
				this.schema);
		this.reading = new SchemaReading(inputs, this.scratch, this.schema, this.objects);
	}

	/**
	 * Passes through all stages.
	 * @param requests what has another name in the database than is wanted
	 * @return what differs, and what is to be done about it
	 */
	Autogeneration run(List<RequestedRename> requests) {
		this.scratch.requireRights();
		ComparableSchemas schemas = this.reading.read(requests);
		return plan(schemas, compare(schemas));
	}

	/**
	 * Compares nothing but declared objects.
	 * @return what differs, and all that the database has
	 */
	DeclaredObjects.Result compareObjects() {
		this.scratch.requireRights();
		return this.objects.compareAll(this.live, this.inputs.trial(), this.reading.wanted(),
				this.inputs.settings().formerObjects(), false);
	}

	/**
	 * What differs.
	 *
	 * @param acceptance the differences, with what is accepted of them
	 * @param notes what people should know, one sentence each
	 */
	private record Compared(Acceptance acceptance, List<String> notes) {

		Compared and(DataChanges data) {
			return new Compared(this.acceptance.and(data.differences()), this.notes);
		}

	}

	private Compared compare(ComparableSchemas schemas) {
		Conversions conversions = this.live.dialect().conversions();
		Comparison all = schemas.refused()
			.leaveOut(SchemaComparison.of(schemas.wanted(), schemas.found(), schemas.options(), conversions,
					schemas.attributes()));
		Comparison comparison = ForeignKeyTargets.leaveOut(NeededObjects.leaveOut(all, schemas.whole(), conversions),
				schemas.whole());
		List<Difference> differences = new ArrayList<>(schemas.renames().differences());
		differences.addAll(comparison.differences());
		Acceptance acceptance = this.accepted.apply(differences, schemas.refused()::concerns);
		List<String> notes = new ArrayList<>(schemas.notes());
		notes.addAll(comparison.notes());
		notes.addAll(acceptance.notes());
		schemas.lacking()
			.stream()
			.filter((part) -> differences.stream()
				.anyMatch((difference) -> difference.object().equals(part.object().name())))
			.map(RefusedPart::lack)
			.forEach(notes::add);
		return new Compared(acceptance, notes);
	}

	/**
	 * Returns the enum types as they will be.
	 */
	private static Map<ObjectName, EnumType> enumTypes(ComparableSchemas schemas, List<Difference> differences) {
		Map<ObjectName, EnumType> types = new HashMap<>(schemas.whole().enumTypes());
		differences.forEach((difference) -> {
			if (difference instanceof EnumTypeDifference type && type.wanted() != null) {
				types.put(type.object(), type.wanted());
			}
		});
		return types;
	}

	private static List<GeneratedRevision> between(DataChanges data, RowPlacement placement) {
		return List.of(data.between(RevisionSplit.of(placement.before()), RevisionSplit.of(placement.after())));
	}

	private Autogeneration plan(ComparableSchemas schemas, Compared compared) {
		List<Difference> differences = compared.acceptance().reported();
		RowCounts counts = new RowCounts(this.live.jdbc(), this.live.scratch(), this.live.dialect(),
				schemas.before().tables().keySet(), schemas.renames());
		List<Change> changes = ChangePlanner.plan(schemas.whole(), differences, this.live.dialect().conversions());
		DeclaredObjects.Result objects = this.objects.compare(this.live, this.inputs.trial(), schemas.tables(),
				this.inputs.settings().formerObjects(), !schemas.renames().isEmpty());
		RestoredObjects.Plan restored = RestoredObjects.of(
				this.live.dialect().dependencies(this.live.jdbc(), this.schema), schemas.whole(), schemas.renames(),
				changes, objects.changes());
		this.live.scratch().search(this.schema);
		List<Change> online = new OnlineChanges(schemas.whole(), this.inputs.settings().online(), counts)
			.online(restored.changes());
		List<Change> positioned = new SequencePositions(schemas.wanted(), schemas.whole(), schemas.attributes(),
				this.live.dialect().conversions())
			.in(online);
		DataChanges data = new DataComparison(this.inputs.settings().data(), this.live, this.schema,
				this.inputs.ownTables(), schemas.whole(), differences, schemas.renames())
			.run();
		Set<ObjectName> tables = data.alterable();
		boolean between = RowPlacement.isNeeded(positioned, tables);
		List<Change> remarked = new DataRemarks(counts, this.live.dialect().conversions(),
				enumTypes(schemas, differences), (column) -> between && data.isDeclared(column))
			.remark(positioned);
		List<GeneratedRevision> planned = (between ? between(data, RowPlacement.of(remarked, tables))
				: data.appendTo(RevisionSplit.of(remarked)))
			.stream()
			.map((revision) -> revision.remark(schemas.lacking()))
			.toList();
		List<GeneratedRevision> written = planned.stream()
			.map((revision) -> revision.processed(this.inputs.settings().processors()))
			.filter((revision) -> !revision.isEmpty())
			.toList();
		TypeTrial.Outcome trial = written.isEmpty() ? TypeTrial.Outcome.NONE : tryTypes(schemas, differences, restored);
		List<String> blocked = new ArrayList<>(restored.refused(written));
		blocked.addAll(trial.refusals());
		blocked.addAll(objects.blocked());
		return written(schemas, compared.and(data), objects, new DifferenceSteps(planned, written), blocked,
				trial.notes(), inWords(written, schemas));
	}

	private TypeTrial.Outcome tryTypes(ComparableSchemas schemas, List<Difference> differences,
			RestoredObjects.Plan restored) {
		UnreadChildren children = UnreadChildren.read(schemas.qualified().whole(), schemas.qualified().renames(),
				differences, this.live, this.scratch, this.schema);
		TypeTrial.Outcome outcome = TypeTrial.outcome(this.scratch, children.all(), schemas.missing(), differences,
				restored, this.live.dialect().conversions(), this.schema);
		return new TypeTrial.Outcome(outcome.refusals(),
				Stream.concat(outcome.notes().stream(), children.notes().stream()).toList());
	}

	/**
	 * Returns revisions in the words of the model, or in those of a person.
	 */
	private List<GeneratedRevision> inWords(List<GeneratedRevision> revisions, ComparableSchemas schemas) {
		if (revisions.isEmpty()) {
			return revisions;
		}
		WrittenExpressions words = new WrittenExpressions(this.live.dialect().conversions(),
				ObjectRenaming.without(this.schema, this.live.dialect()));
		Printed wanted = new Printed(schemas.target(), schemas.wanted());
		words.addModel(schemas.model(), wanted);
		words.addGuesses(revisions, wanted, this.scratch, this.schema);
		words.addGuesses(revisions, new Printed(schemas.qualified().whole(), schemas.found()), this.scratch,
				this.schema);
		return words.in(revisions);
	}

	/**
	 * What is reported is what is written: under the names that it gets, and without what
	 * a processor has left out.
	 */
	private Autogeneration written(ComparableSchemas schemas, Compared compared, DeclaredObjects.Result objects,
			DifferenceSteps steps, List<String> blocked, List<String> untried, List<GeneratedRevision> revisions) {
		List<String> notes = new ArrayList<>(compared.notes());
		Acceptance acceptance = compared.acceptance().map((difference) -> {
			Difference named = steps.named(difference);
			if (steps.isWritten(named)) {
				return named;
			}
			notes.add("Left alone by a RevisionProcessor: " + named);
			return null;
		});
		List<String> all = new ArrayList<>(steps.recreated(notes, acceptance.reported()));
		all.addAll(untried);
		all.addAll(objects.notes());
		List<Difference> reported = new ArrayList<>(acceptance.reported());
		reported.addAll(objects.differences());
		return new Autogeneration(this.live.dialect(), reported, acceptance, all, schemas.refused().texts(), blocked,
				new RenameOffers(schemas.wanted(), schemas.found(), acceptance.reported()).all(), revisions,
				objects.states().stream().filter((object) -> object.state() != State.UNDECLARED).toList());
	}

}
