package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.AcceptedDifference;
import dev.migrate.autogenerate.ObjectFilter;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.autogenerate.difference.SequenceDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * What the database refuses of the wanted schema. How it should be is unknown, so what
 * depends on it is neither created nor altered nor dropped.
 */
public final class RefusedParts implements ObjectFilter {

	private final List<RefusedPart> parts;

	private final Set<SchemaObject> objects = new LinkedHashSet<>();

	private final Map<ObjectName, Set<String>> columns = new LinkedHashMap<>();

	private final Set<ObjectName> newTables = new LinkedHashSet<>();

	private final Set<ObjectName> tablesWithNewColumns = new LinkedHashSet<>();

	private final Set<ObjectName> tablesWithOtherParts = new LinkedHashSet<>();

	/**
	 * Creates the parts.
	 * @param parts what is refused
	 * @param live all that the database has
	 */
	public RefusedParts(List<RefusedPart> parts, SchemaSnapshot live) {
		this.parts = List.copyOf(parts);
		for (RefusedPart part : this.parts) {
			SchemaObject object = part.object();
			this.objects.add(withoutSide(object));
			InspectedTable table = live.tables().get(object.name());
			boolean belongsToTable = object.kind() == Kind.COLUMN || object.kind() == Kind.CONSTRAINT;
			if (belongsToTable && table == null) {
				this.newTables.add(object.name());
			}
			if (object.kind() == Kind.COLUMN) {
				String column = String.valueOf(object.part());
				this.columns.computeIfAbsent(object.name(), (name) -> new LinkedHashSet<>()).add(column);
				if (table != null && table.table().findColumn(column).isEmpty()) {
					this.tablesWithNewColumns.add(object.name());
				}
			}
			else if (object.part() != null) {
				this.tablesWithOtherParts.add(object.name());
			}
		}
	}

	/**
	 * Returns those parts that matter: no table is created for an entity that is mapped
	 * to a view or a foreign table.
	 */
	public static List<RefusedPart> relevant(List<RefusedPart> parts, SchemaSnapshot live) {
		return parts.stream().filter((part) -> {
			InspectedTable table = live.tables().get(part.object().name());
			return !live.views().containsKey(part.object().name())
					&& (table == null || table.kind() != InspectedTable.Kind.FOREIGN_TABLE);
		}).toList();
	}

	public List<RefusedPart> all() {
		return this.parts;
	}

	/**
	 * Returns what is left out, one sentence each.
	 */
	public List<String> texts() {
		List<String> texts = new ArrayList<>();
		this.parts.forEach((part) -> texts.add("Left as it is, because the database refuses it: %s.".formatted(part)));
		this.newTables.forEach((table) -> texts.add("Table %s is not created without this part.".formatted(table)));
		return texts;
	}

	/**
	 * A column that only the database has may be the refused one under its former name.
	 */
	@Override
	public boolean includes(SchemaObject object) {
		return switch (object.kind()) {
			case TABLE -> !isLeftOut(object.name());
			case COLUMN -> !isRefused(object)
					&& (object.side() != Side.DATABASE || !this.tablesWithNewColumns.contains(object.name()));
			case CONSTRAINT, INDEX -> object.side() == Side.DATABASE || !isRefused(object);
			case SEQUENCE, ENUM_TYPE, COMPOSITE_TYPE -> !isRefused(object);
		};
	}

	private boolean isLeftOut(ObjectName table) {
		return this.newTables.contains(table) || isRefused(new SchemaObject(Kind.TABLE, table, null, Side.MODEL));
	}

	private boolean isRefused(SchemaObject object) {
		return this.objects.contains(withoutSide(object));
	}

	private static SchemaObject withoutSide(SchemaObject object) {
		return new SchemaObject(object.kind(), object.name(), object.part(), Side.MODEL);
	}

	/**
	 * Returns whether an accepted difference is about a table of which a part is refused,
	 * so that nobody knows whether it still applies.
	 */
	public boolean concerns(AcceptedDifference accepted) {
		return this.parts.stream()
			.map((part) -> part.object().name().written())
			.anyMatch((name) -> accepted.object().equals(name) || Stream.of(accepted.wanted(), accepted.found())
				.anyMatch((side) -> side != null && side.contains(" REFERENCES " + name + " ")));
	}

	/**
	 * Leaves out the differences that nobody can be sure of.
	 * @param comparison what has been found
	 * @return the rest, with a note for each foreign key that is left out
	 */
	public Comparison leaveOut(Comparison comparison) {
		if (this.parts.isEmpty()) {
			return comparison;
		}
		List<Difference> known = new ArrayList<>();
		List<String> notes = new ArrayList<>(comparison.notes());
		for (Difference difference : comparison.differences()) {
			if (difference instanceof TableDifference table && table.wanted() != null) {
				known.add(new TableDifference(table.object(), withKnownForeignKeys(table.wanted(), notes),
						table.found()));
			}
			else if (!isOfUnknown(difference, notes)) {
				known.add(difference);
			}
		}
		return new Comparison(known, notes);
	}

	private boolean isOfUnknown(Difference difference, List<String> notes) {
		if (difference.isExtra() && (difference instanceof TableDifference || difference instanceof SequenceDifference
				|| difference instanceof EnumTypeDifference)) {
			notes.add("%s is left alone, because it may belong to what the database refuses.".formatted(difference));
			return true;
		}
		boolean unsure = this.tablesWithOtherParts.contains(difference.object());
		if (difference instanceof IndexDifference index) {
			return index.wanted() == null && unsure;
		}
		if (!(difference instanceof ConstraintDifference constraint)) {
			return false;
		}
		if (constraint.wanted() instanceof ForeignKey key && refersToUnknown(key)) {
			notes.add(note(constraint.object(), key));
			return true;
		}
		return (constraint.found() instanceof ForeignKey key) ? refersToUnknown(key)
				: constraint.wanted() == null && unsure;
	}

	private InspectedTable withKnownForeignKeys(InspectedTable table, List<String> notes) {
		List<Constraint> known = new ArrayList<>();
		for (Constraint constraint : table.table().constraints()) {
			if (constraint instanceof ForeignKey key && refersToUnknown(key)) {
				notes.add(note(table.name(), key));
			}
			else {
				known.add(constraint);
			}
		}
		return table.table(table.table().constraints(known));
	}

	private boolean refersToUnknown(ForeignKey key) {
		Set<String> refused = this.columns.getOrDefault(key.referencedTable(), Set.of());
		return isLeftOut(key.referencedTable()) || (!refused.isEmpty()
				&& (key.referencedColumns().isEmpty() || key.referencedColumns().stream().anyMatch(refused::contains)));
	}

	private static String note(ObjectName table, ForeignKey key) {
		return "The foreign key of %s (%s) is left out, because the database refuses what it refers to in %s."
			.formatted(table, String.join(", ", key.columns()), key.referencedTable());
	}

}
