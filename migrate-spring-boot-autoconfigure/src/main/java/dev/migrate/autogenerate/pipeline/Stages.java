package dev.migrate.autogenerate.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Acceptance;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.Autogeneration.ObjectState.State;
import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.ObjectFilter;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.change.Change;
import dev.migrate.autogenerate.change.ChangePlanner;
import dev.migrate.autogenerate.change.DataRemarks;
import dev.migrate.autogenerate.change.DifferenceSteps;
import dev.migrate.autogenerate.change.OnlineChanges;
import dev.migrate.autogenerate.change.RestoredObjects;
import dev.migrate.autogenerate.change.RevisionSplit;
import dev.migrate.autogenerate.change.RowCounts;
import dev.migrate.autogenerate.change.SequencePositions;
import dev.migrate.autogenerate.compare.Comparison;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.compare.ForeignKeyTargets;
import dev.migrate.autogenerate.compare.NeededObjects;
import dev.migrate.autogenerate.compare.RefusedParts;
import dev.migrate.autogenerate.compare.SchemaComparison;
import dev.migrate.autogenerate.data.DataChanges;
import dev.migrate.autogenerate.data.DataComparison;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.object.DeclaredObjects;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.RenameOffers;
import dev.migrate.autogenerate.rename.RenameResolver;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.autogenerate.scratch.ExpressionReader;
import dev.migrate.autogenerate.scratch.RenamedSchemaReader;
import dev.migrate.autogenerate.scratch.SchemaScriptTarget;
import dev.migrate.autogenerate.scratch.ScratchDatabase;
import dev.migrate.autogenerate.scratch.ScratchDatabase.ReadBack;
import dev.migrate.autogenerate.scratch.TypeTrial;
import dev.migrate.autogenerate.scratch.UnreadChildren;
import dev.migrate.autogenerate.scratch.WrittenExpressions;
import dev.migrate.autogenerate.scratch.WrittenExpressions.Printed;
import dev.migrate.dialect.Conversions;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.naming.NamingConvention;

/**
 * Compares the wanted schema with a database in five stages, each of which returns a
 * value for the next one.
 */
public final class Stages {

	private final DatabaseSession live;

	private final DatabaseSession trial;

	private final NamingConvention naming;

	private final Set<String> ownTables;

	private final AutogenerateSettings settings;

	private final ComparisonOptions options;

	private final AcceptedDifferences accepted;

	private final ScratchDatabase scratch;

	private final String schema;

	private final DeclaredObjects objects;

	/**
	 * Creates the stages of one comparison.
	 * @param live the database
	 * @param trial where to see what a database makes of the wanted schema, which may be
	 * the same
	 * @param naming how unnamed constraints and indexes are named
	 * @param ownTables the tables of the tool
	 * @param settings where the wanted schema comes from, and what is compared
	 * @param options how to treat objects that only the database has
	 * @param accepted differences that are not reported
	 */
	Stages(DatabaseSession live, DatabaseSession trial, NamingConvention naming, Set<String> ownTables,
			AutogenerateSettings settings, ComparisonOptions options, AcceptedDifferences accepted) {
		this.live = live;
		this.trial = trial;
		this.naming = naming;
		this.ownTables = ownTables;
		this.settings = settings;
		this.options = options;
		this.accepted = accepted;
		this.scratch = new ScratchDatabase(trial);
		this.schema = live.inspector().currentSchema();
		this.objects = DeclaredObjects.read(settings.objects().all(), live.dialect().splitter(), this.schema);
	}

	/**
	 * Passes through all stages.
	 * @param requests what has another name in the database than is wanted
	 * @return what differs, and what is to be done about it
	 */
	Autogeneration run(List<RequestedRename> requests) {
		this.scratch.requireRights();
		Reading reading = read();
		RenamedReading renamed = rename(reading, requests);
		ComparableSchemas schemas = readAgain(reading, renamed);
		Compared compared = compare(schemas);
		return plan(schemas, compared, renamed.renames());
	}

	/**
	 * Compares nothing but declared objects.
	 * @return what differs, and all that the database has
	 */
	DeclaredObjects.Result compareObjects() {
		this.scratch.requireRights();
		Reading reading = read();
		return this.objects.compareAll(this.live, this.trial, reading.filtered().wanted(),
				this.settings.formerObjects(), false);
	}

	/**
	 * What has been read.
	 *
	 * @param wanted what is wanted, with a name for every constraint and index
	 * @param options what the wanted side states
	 * @param live all that the database has
	 * @param filtered what the filter leaves of both
	 * @param target what the database makes of the wanted schema
	 * @param refused what the database refuses of it
	 * @param missing what a schema script creates, and neither a revision nor the
	 * database has
	 * @param lacking what the database would refuse without that
	 */
	private record Reading(WantedSchema wanted, ComparisonOptions options, SchemaSnapshot live,
			FilteredSchemas filtered, SchemaSnapshot target, RefusedParts refused, List<Prerequisite> missing,
			List<RefusedPart> lacking) {
	}

	private Reading read() {
		Targets targets = targets();
		WantedSchema stated = withObjects(targets.union());
		WantedSchema wanted = stated.named(this.naming);
		SchemaSnapshot everything = this.live.inspector().read(schemas(wanted));
		RefusedParts refused = new RefusedParts(List.of(), everything);
		FilteredSchemas filtered = new FilteredSchemas(filter(Renames.NONE, refused), wanted, everything);
		ReadBack target = this.scratch.readBack(filtered.wanted(), this.schema);
		List<RefusedPart> more = relevant(target, everything, wanted);
		while (!more.isEmpty()) {
			requireAllowed(more);
			refused = new RefusedParts(Stream.concat(refused.all().stream(), more.stream()).toList(), everything);
			filtered = new FilteredSchemas(filter(Renames.NONE, refused), wanted, everything);
			target = this.scratch.readBack(filtered.wanted(), this.schema);
			more = relevant(target, everything, wanted);
		}
		List<Prerequisite> missing = missing(filtered.wanted());
		return new Reading(wanted,
				this.options.stating(targets.isComplete(), targets.complete(), stated.namesOfChecks()), everything,
				filtered, target.schema(), refused, missing, lacking(filtered.wanted(), missing, everything));
	}

	/**
	 * The revision creates the objects that tables need.
	 */
	private WantedSchema withObjects(WantedSchema stated) {
		List<Prerequisite> all = new ArrayList<>(stated.prerequisites());
		all.addAll(this.objects.prerequisites(stated));
		return stated.prerequisites(all);
	}

	/**
	 * Another database to try things out in does not tell what this one has.
	 */
	private List<Prerequisite> missing(WantedSchema wanted) {
		if (wanted.prerequisites().isEmpty() || !this.trial.equals(this.live)) {
			return List.of();
		}
		Set<ObjectName> missing = this.live.scratch()
			.missing(wanted.prerequisites().stream().map(Prerequisite::name).toList());
		List<Prerequisite> declared = this.objects.prerequisites(wanted);
		return wanted.prerequisites()
			.stream()
			.filter((prerequisite) -> missing.contains(prerequisite.name()) && !declared.contains(prerequisite))
			.toList();
	}

	private List<RefusedPart> lacking(WantedSchema wanted, List<Prerequisite> missing, SchemaSnapshot everything) {
		if (missing.isEmpty()) {
			return List.of();
		}
		WantedSchema without = wanted.prerequisites(
				wanted.prerequisites().stream().filter((prerequisite) -> !missing.contains(prerequisite)).toList());
		return relevant(this.scratch.readBack(without, this.schema), everything, wanted);
	}

	private static List<RefusedPart> relevant(ReadBack target, SchemaSnapshot live, WantedSchema wanted) {
		return RefusedParts.relevant(target.refused(), live)
			.stream()
			.map((part) -> part.attribute(wanted.attributes()))
			.toList();
	}

	private void requireAllowed(List<RefusedPart> refused) {
		if (!this.options.allowRefused()) {
			ObjectRenaming unqualified = ObjectRenaming.without(this.schema, this.live.dialect());
			throw ComparisonFailedException.refused(refused.stream().map((part) -> part.map(unqualified)).toList());
		}
	}

	private Targets targets() {
		Targets targets = new Targets();
		TargetDatabase database = new TargetDatabase(this.live.product(), this.live.majorVersion(), this.schema);
		this.settings.targets().forEach((target) -> targets.add(target.name(), target.read(database)));
		this.settings.scripts()
			.forEach((script) -> targets.addComplete(script.location(),
					new SchemaScriptTarget(script, this.trial).read(this.schema)));
		return targets;
	}

	private Set<String> schemas(WantedSchema wanted) {
		Set<String> schemas = new LinkedHashSet<>(List.of(this.schema));
		wanted.names().forEach((name) -> schemas.add(String.valueOf(name.schema())));
		return schemas;
	}

	/**
	 * What has been read, with everything in the database under its wanted name.
	 *
	 * @param renames what is renamed
	 * @param whole all that the database has
	 * @param found what is compared of that
	 * @param target what the database makes of the wanted schema
	 * @param unread what the database has refused to create again, for reading it under
	 * its wanted name
	 */
	private record RenamedReading(Renames renames, SchemaSnapshot whole, SchemaSnapshot found, SchemaSnapshot target,
			List<RefusedPart> unread) {
	}

	private RenamedReading rename(Reading reading, List<RequestedRename> requests) {
		Renames renames = new RenameResolver(reading.target(), reading.live(), reading.filtered(), this.schema)
			.resolve(requests, reading.wanted().formerNames());
		if (renames.isEmpty()) {
			return new RenamedReading(renames, reading.live(), reading.filtered().found(), reading.target(), List.of());
		}
		ReadBack whole = new RenamedSchemaReader(renames, this.scratch, this.live.dialect(), this.schema)
			.read(reading.live());
		FilteredSchemas filtered = new FilteredSchemas(filter(renames, reading.refused()), reading.wanted(),
				whole.schema());
		ReadBack target = this.scratch.readBack(filtered.wanted(), this.schema);
		return new RenamedReading(renames, whole.schema(), filtered.found(), target.schema(),
				Stream.concat(whole.refused().stream(), target.refused().stream()).toList());
	}

	/**
	 * Something renamed is left out by its former name, too.
	 */
	private ObjectFilter filter(Renames renames, RefusedParts refused) {
		ObjectFilter filter = this.settings.filter()
			.and((object) -> !this.settings.targets().isEmpty() || !this.settings.scripts().isEmpty())
			.and(refused)
			.and((object) -> object.kind() != SchemaObject.Kind.TABLE
					|| !this.ownTables.contains(object.name().name()));
		return renames.isEmpty() ? filter : filter.and((object) -> filter.includes(renames.former(object)));
	}

	/**
	 * Schemas that can be compared, without the name of the default schema.
	 *
	 * @param wanted what is wanted
	 * @param model the same in the words of the model
	 * @param tables the same, as far as it is compared and the database does not refuse
	 * it
	 * @param target the same as the database printed it first
	 * @param found what is compared of what there is, renamed
	 * @param before all that there is, under its former names
	 * @param whole all that there is, renamed
	 * @param qualified the same, with the name of the default schema
	 * @param renames what is renamed
	 * @param options what the wanted side states
	 * @param attributes the attributes that wanted columns belong to
	 * @param refused what the database refuses of the wanted side
	 * @param missing what only a schema script creates
	 * @param lacking what the database would refuse without that
	 * @param notes what people should know of the reading, one sentence each
	 */
	private record ComparableSchemas(SchemaSnapshot wanted, WantedSchema model, WantedSchema tables,
			SchemaSnapshot target, SchemaSnapshot found, SchemaSnapshot before, SchemaSnapshot whole,
			SchemaSnapshot qualified, Renames renames, ComparisonOptions options, Map<ColumnName, Attribute> attributes,
			RefusedParts refused, List<Prerequisite> missing, List<RefusedPart> lacking, List<String> notes) {
	}

	private ComparableSchemas readAgain(Reading reading, RenamedReading renamed) {
		Map<ColumnName, Attribute> attributes = reading.wanted().attributes();
		Function<SchemaSnapshot, Comparison> comparison = (wanted) -> SchemaComparison.of(wanted, renamed.found(),
				reading.options(), this.live.dialect().conversions(), attributes);
		ExpressionReader expressions = ExpressionReader.of(comparison.apply(renamed.target()), this.scratch,
				this.schema);
		SchemaSnapshot wanted = expressions.readAgain(renamed.target(), reading.wanted().prerequisites());
		// A revision has been written with texts that had been read once.
		SchemaSnapshot found = expressions.isEmpty() ? renamed.found()
				: expressions.remaining(comparison.apply(wanted)).readAgain(renamed.found(), List.of());
		ObjectRenaming unqualified = ObjectRenaming.without(this.schema, this.live.dialect());
		List<String> notes = new ArrayList<>(reading.wanted().notes());
		notes.addAll(versionNotes());
		notes.addAll(this.settings.filter().unmatched(reading.filtered().all()));
		renamed.unread()
			.forEach((part) -> notes.add("The database refuses a part of the model: " + part.map(unqualified)));
		SchemaSnapshot before = reading.live().map(unqualified);
		RefusedParts refused = new RefusedParts(
				reading.refused().all().stream().map((part) -> part.map(unqualified)).toList(), before);
		return new ComparableSchemas(wanted.map(unqualified), reading.wanted(), reading.filtered().wanted(),
				renamed.target(), found.map(unqualified), before, renamed.whole().map(unqualified), renamed.whole(),
				renamed.renames().in(unqualified), reading.options().renamed(unqualified),
				attributes.entrySet()
					.stream()
					.collect(Collectors.toMap((entry) -> entry.getKey().map(unqualified),
							(entry) -> entry.getValue().map(unqualified))),
				refused, reading.missing(), reading.lacking().stream().map((part) -> part.map(unqualified)).toList(),
				notes);
	}

	private List<String> versionNotes() {
		if (this.trial.majorVersion() == this.live.majorVersion()) {
			return List.of();
		}
		return List.of(("The scratch database is %s %d, and the database %s %d. They may read the same expression"
				+ " differently, and what differs by an expression alone may be the same.")
			.formatted(this.trial.product(), this.trial.majorVersion(), this.live.product(), this.live.majorVersion()));
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

	private Autogeneration plan(ComparableSchemas schemas, Compared compared, Renames renames) {
		List<Difference> differences = compared.acceptance().reported();
		RowCounts counts = new RowCounts(this.live.jdbc(), this.live.scratch(), this.live.dialect(),
				schemas.before().tables().keySet(), schemas.renames());
		List<Change> changes = ChangePlanner.plan(schemas.whole(), differences, this.live.dialect().conversions());
		DeclaredObjects.Result objects = this.objects.compare(this.live, this.trial, schemas.tables(),
				this.settings.formerObjects(), !schemas.renames().isEmpty());
		RestoredObjects.Plan restored = RestoredObjects.of(
				this.live.dialect().dependencies(this.live.jdbc(), this.schema), schemas.whole(), schemas.renames(),
				changes, objects.changes());
		this.live.scratch().search(this.schema);
		List<Change> online = new OnlineChanges(schemas.whole(), this.settings.online(), counts)
			.online(restored.changes());
		List<Change> positioned = new SequencePositions(schemas.wanted(), schemas.whole(), schemas.attributes(),
				this.live.dialect().conversions())
			.in(online);
		DataChanges data = new DataComparison(this.settings.data(), this.live, this.schema, this.ownTables,
				schemas.whole(), differences, schemas.renames())
			.run();
		List<GeneratedRevision> planned = data
			.appendTo(RevisionSplit.of(new DataRemarks(counts, this.live.dialect().conversions()).remark(positioned))
				.stream()
				.map((revision) -> revision.remark(schemas.lacking()))
				.toList());
		List<GeneratedRevision> written = planned.stream()
			.map((revision) -> revision.processed(this.settings.processors()))
			.filter((revision) -> !revision.isEmpty())
			.toList();
		TypeTrial.Outcome trial = written.isEmpty() ? TypeTrial.Outcome.NONE
				: tryTypes(schemas, differences, restored, renames);
		List<String> blocked = new ArrayList<>(restored.refused(written));
		blocked.addAll(trial.refusals());
		blocked.addAll(objects.blocked());
		return written(schemas, compared.and(data), objects, new DifferenceSteps(planned, written), blocked,
				trial.notes(), inWords(written, schemas));
	}

	private TypeTrial.Outcome tryTypes(ComparableSchemas schemas, List<Difference> differences,
			RestoredObjects.Plan restored, Renames renames) {
		UnreadChildren children = UnreadChildren.read(schemas.qualified(), renames, differences, this.live,
				this.scratch, this.schema);
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
		words.addGuesses(revisions, new Printed(schemas.qualified(), schemas.found()), this.scratch, this.schema);
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
