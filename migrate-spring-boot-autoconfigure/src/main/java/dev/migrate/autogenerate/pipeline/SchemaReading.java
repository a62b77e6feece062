package dev.migrate.autogenerate.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.ObjectFilter;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.compare.Comparison;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.compare.RefusedParts;
import dev.migrate.autogenerate.compare.SchemaComparison;
import dev.migrate.autogenerate.object.DeclaredObjects;
import dev.migrate.autogenerate.pipeline.ComparableSchemas.Qualified;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.RenameResolver;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.autogenerate.scratch.ExpressionReader;
import dev.migrate.autogenerate.scratch.RenamedSchemaReader;
import dev.migrate.autogenerate.scratch.SchemaScriptTarget;
import dev.migrate.autogenerate.scratch.ScratchDatabase;
import dev.migrate.autogenerate.scratch.ScratchDatabase.ReadBack;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * The first three stages: reads the wanted schema and the database, gives both the same
 * names, and reads again what a server writes otherwise once it has read it.
 */
final class SchemaReading {

	private final ComparisonInputs inputs;

	private final ScratchDatabase scratch;

	private final String schema;

	private final DeclaredObjects objects;

	/**
	 * Creates a reading.
	 * @param inputs what is read
	 * @param scratch what creates the wanted schema
	 * @param schema the default schema
	 * @param objects the declared objects, which tables may need
	 */
	SchemaReading(ComparisonInputs inputs, ScratchDatabase scratch, String schema, DeclaredObjects objects) {
		this.inputs = inputs;
		this.scratch = scratch;
		this.schema = schema;
		this.objects = objects;
	}

	/**
	 * Reads both sides.
	 * @param requests what has another name in the database than is wanted
	 * @return both sides under the same names
	 */
	ComparableSchemas read(List<RequestedRename> requests) {
		Reading reading = read();
		return readAgain(reading, rename(reading, requests));
	}

	/**
	 * Reads what is wanted as far as it is compared and the database does not refuse it.
	 */
	WantedSchema wanted() {
		return read().filtered().wanted();
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
		WantedSchema wanted = stated.named(this.inputs.naming());
		SchemaSnapshot everything = this.inputs.live().inspector().read(schemas(wanted));
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
				this.inputs.options().stating(targets.isComplete(), targets.complete(), stated.namesOfChecks()),
				everything, filtered, target.schema(), refused, missing,
				lacking(filtered.wanted(), missing, everything));
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
		if (wanted.prerequisites().isEmpty() || !this.inputs.trial().equals(this.inputs.live())) {
			return List.of();
		}
		Set<ObjectName> missing = this.inputs.live()
			.scratch()
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
		if (!this.inputs.options().allowRefused()) {
			ObjectRenaming unqualified = ObjectRenaming.without(this.schema, this.inputs.live().dialect());
			throw ComparisonFailedException.refused(refused.stream().map((part) -> part.map(unqualified)).toList());
		}
	}

	private Targets targets() {
		Targets targets = new Targets();
		TargetDatabase database = new TargetDatabase(this.inputs.live().product(), this.inputs.live().majorVersion(),
				this.schema);
		this.inputs.settings().targets().forEach((target) -> targets.add(target.name(), target.read(database)));
		this.inputs.settings()
			.scripts()
			.forEach((script) -> targets.addComplete(script.location(),
					new SchemaScriptTarget(script, this.inputs.trial()).read(this.schema)));
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
		ReadBack whole = new RenamedSchemaReader(renames, this.scratch, this.inputs.live().dialect(), this.schema)
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
		ObjectFilter filter = this.inputs.settings()
			.filter()
			.and((object) -> !this.inputs.settings().targets().isEmpty() || !this.inputs.settings().scripts().isEmpty())
			.and(refused)
			.and((object) -> object.kind() != SchemaObject.Kind.TABLE
					|| !this.inputs.ownTables().contains(object.name().name()));
		return renames.isEmpty() ? filter : filter.and((object) -> filter.includes(renames.former(object)));
	}

	private ComparableSchemas readAgain(Reading reading, RenamedReading renamed) {
		Map<ColumnName, Attribute> attributes = reading.wanted().attributes();
		Function<SchemaSnapshot, Comparison> comparison = (wanted) -> SchemaComparison.of(wanted, renamed.found(),
				reading.options(), this.inputs.live().dialect().conversions(), attributes);
		ExpressionReader expressions = ExpressionReader.of(comparison.apply(renamed.target()), this.scratch,
				this.schema);
		SchemaSnapshot wanted = expressions.readAgain(renamed.target(), reading.wanted().prerequisites());
		// A revision has been written with texts that had been read once.
		SchemaSnapshot found = expressions.isEmpty() ? renamed.found()
				: expressions.remaining(comparison.apply(wanted)).readAgain(renamed.found(), List.of());
		ObjectRenaming unqualified = ObjectRenaming.without(this.schema, this.inputs.live().dialect());
		List<String> notes = new ArrayList<>(reading.wanted().notes());
		notes.addAll(versionNotes());
		notes.addAll(this.inputs.settings().filter().unmatched(reading.filtered().all()));
		renamed.unread()
			.forEach((part) -> notes.add("The database refuses a part of the model: " + part.map(unqualified)));
		SchemaSnapshot before = reading.live().map(unqualified);
		RefusedParts refused = new RefusedParts(
				reading.refused().all().stream().map((part) -> part.map(unqualified)).toList(), before);
		return new ComparableSchemas(wanted.map(unqualified), reading.wanted(), reading.filtered().wanted(),
				renamed.target(), found.map(unqualified), before, renamed.whole().map(unqualified),
				new Qualified(renamed.whole(), renamed.renames()), renamed.renames().in(unqualified),
				reading.options().renamed(unqualified),
				attributes.entrySet()
					.stream()
					.collect(Collectors.toMap((entry) -> entry.getKey().map(unqualified),
							(entry) -> entry.getValue().map(unqualified))),
				refused, reading.missing(), reading.lacking().stream().map((part) -> part.map(unqualified)).toList(),
				notes);
	}

	private List<String> versionNotes() {
		if (this.inputs.trial().majorVersion() == this.inputs.live().majorVersion()) {
			return List.of();
		}
		return List.of(("The scratch database is %s %d, and the database %s %d. They may read the same expression"
				+ " differently, and what differs by an expression alone may be the same.")
			.formatted(this.inputs.trial().product(), this.inputs.trial().majorVersion(), this.inputs.live().product(),
					this.inputs.live().majorVersion()));
	}

}
