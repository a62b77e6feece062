package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.SchemaSnapshot;

/**
 * One comparison of what is wanted with what a database has.
 */
final class DatabaseComparison {

	private final DatabaseSession live;

	private final DatabaseSession trial;

	private final NamingConvention naming;

	private final Set<String> ownTables;

	private final AutogenerateSettings settings;

	private final ComparisonOptions options;

	private final AcceptedDifferences accepted;

	private final ScratchDatabase scratch;

	private final String schema;

	/**
	 * Creates a comparison.
	 * @param live the database
	 * @param trial where to see what a database makes of the wanted schema, which may be
	 * the same
	 * @param naming how unnamed constraints and indexes are named
	 * @param ownTables the tables of the tool
	 * @param settings where the wanted schema comes from, and what is compared
	 * @param options how to go about what only the database has
	 * @param accepted what to say nothing of
	 */
	DatabaseComparison(DatabaseSession live, DatabaseSession trial, NamingConvention naming, Set<String> ownTables,
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
	}

	/**
	 * Compares.
	 * @param requests what has another name in the database than is wanted
	 * @return what differs, and what is to be done about it
	 */
	Autogeneration compare(List<RequestedRename> requests) {
		this.scratch.requireRights();
		Targets targets = targets();
		WantedSchema wanted = targets.union().named(this.naming);
		SchemaSnapshot everything = this.live.inspector().read(schemas(wanted));
		FilteredSchemas filtered = new FilteredSchemas(filter(Renames.NONE), wanted, everything);
		SchemaSnapshot target = this.scratch.readBack(filtered.wanted(), this.schema);
		Renames renames = new RenameResolver(target, everything, filtered, this.schema).resolve(requests,
				wanted.formerNames());
		SchemaSnapshot renamed = new RenamedReading(renames, this.scratch, this.live.dialect(), this.schema)
			.of(everything);
		if (!renames.isEmpty()) {
			filtered = new FilteredSchemas(filter(renames), wanted, renamed);
			target = this.scratch.readBack(filtered.wanted(), this.schema);
		}
		List<String> notes = new ArrayList<>(wanted.notes());
		notes.addAll(versionNotes());
		notes.addAll(new LinkedHashSet<>(this.scratch.refused()));
		ComparisonOptions stating = this.options.stating(targets);
		SecondReading second = SecondReading.of(SchemaComparison.of(target, filtered.found(), stating),
				this.scratch, this.schema);
		ObjectRenaming unqualified = ObjectRenaming.without(this.schema, this.live.dialect());
		return generate(second.of(target).map(unqualified), second.of(filtered.found()).map(unqualified),
				everything.map(unqualified), renamed.map(unqualified), renames.in(unqualified),
				stating.renamed(unqualified), notes);
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

	private List<String> versionNotes() {
		if (this.trial.majorVersion() == this.live.majorVersion()) {
			return List.of();
		}
		return List.of(("The scratch database is %s %d, and the database %s %d. They may read the same expression"
				+ " differently, and what differs by an expression alone may be the same.")
			.formatted(this.trial.product(), this.trial.majorVersion(), this.live.product(), this.live.majorVersion()));
	}

	/**
	 * Says what differs, and what leads from one to the other.
	 * @param wish what is wanted
	 * @param found what is compared of what there is, renamed
	 * @param before all that there is
	 * @param whole all that there is, renamed
	 */
	private Autogeneration generate(SchemaSnapshot wish, SchemaSnapshot found, SchemaSnapshot before,
			SchemaSnapshot whole, Renames renames, ComparisonOptions stating, List<String> notes) {
		Comparison comparison = SchemaComparison.of(wish, found, stating);
		List<Difference> differences = new ArrayList<>(renames.differences());
		differences.addAll(comparison.differences());
		notes.addAll(comparison.notes());
		Acceptance acceptance = this.accepted.apply(differences);
		notes.addAll(acceptance.notes());
		this.live.scratch().search(this.schema);
		RowCounts counts = new RowCounts(this.live.jdbc(), this.live.scratch(), this.live.dialect(),
				before.tables().keySet(), renames);
		List<Change> changes = new OnlineChanges(whole, this.settings.online(), counts)
			.online(Changes.of(whole, acceptance.reported()));
		return new Autogeneration(this.live.dialect(), acceptance.reported(), acceptance, notes,
				new RenameOffers(wish, found, acceptance.reported()).all(),
				RevisionSplit.of(new DataRemarks(counts).remark(changes)))
			.processed(this.settings.processors());
	}

	/**
	 * Something renamed is left out by its former name, too.
	 */
	private ObjectFilter filter(Renames renames) {
		ObjectFilter filter = this.settings.filter()
			.and((object) -> object.kind() != SchemaObject.Kind.TABLE
					|| !this.ownTables.contains(object.name().name()));
		return renames.isEmpty() ? filter : filter.and((object) -> filter.includes(renames.former(object)));
	}

}
