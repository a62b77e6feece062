package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.Difference.OfColumnProperty;
import dev.migrate.autogenerate.Difference.Property;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.operations.AddColumn;
import dev.migrate.operations.AlterColumn;
import dev.migrate.operations.DropColumn;
import dev.migrate.operations.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;

/**
 * Changes a column that stays, everything that differs of it at once.
 */
public final class ColumnChanges {

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric", "real",
			"double precision");

	private static final Set<String> TEXTS = Set.of("text", "varchar", "char", "character");

	private static final Set<String> CAST = Set.of("integer", "boolean");

	private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamp with time zone");

	private final ObjectName table;

	private final Column wanted;

	private final Column found;

	private final List<Property> properties;

	private ColumnChanges(ObjectName table, Column wanted, Column found, List<Property> properties) {
		this.table = table;
		this.wanted = wanted;
		this.found = found;
		this.properties = properties;
	}

	/**
	 * Returns the steps that change a column.
	 * @param differences the differences of one column
	 * @return the steps
	 */
	static List<Change> of(List<OfColumnProperty> differences) {
		OfColumnProperty first = differences.get(0);
		return new ColumnChanges(first.object(), first.wanted(), first.found(),
				differences.stream().map(OfColumnProperty::property).toList())
			.changes();
	}

	/**
	 * Returns the steps that change a column whose enum type is replaced: neither default
	 * is a value of both types, so there is none while that happens.
	 * @param differences the differences of one column
	 * @return the steps
	 */
	static List<Change> ofReplacedEnum(List<OfColumnProperty> differences) {
		OfColumnProperty first = differences.get(0);
		Column wanted = first.wanted();
		Column found = first.found();
		List<Property> properties = new ArrayList<>(differences.stream().map(OfColumnProperty::property).toList());
		if (found.defaultValue() == null || !properties.contains(Property.DEFAULT)) {
			return of(differences);
		}
		List<Change> changes = new ArrayList<>();
		changes
			.add(Change.of(Phase.DROP_DEFAULT, AlterColumn.of(first.object(), found.name()).dropDefault().was(found)));
		if (wanted.defaultValue() == null) {
			properties.remove(Property.DEFAULT);
		}
		if (!properties.isEmpty()) {
			changes.addAll(new ColumnChanges(first.object(), wanted, found.defaultValue(null), properties).changes());
		}
		return changes;
	}

	private List<Change> changes() {
		if (this.properties.contains(Property.GENERATED)) {
			return generated();
		}
		AlterColumn there = alter(AlterColumn.of(this.table, this.wanted.name()), this.found, this.wanted);
		AlterColumn back = alter(AlterColumn.of(this.table, this.wanted.name()), this.wanted, this.found);
		return List.of(Change.of(Phase.COLUMN, there.was((column) -> back)));
	}

	/**
	 * A generated expression is changed by making the column anew; only to become a plain
	 * column it can stay.
	 */
	private List<Change> generated() {
		List<Change> changes = new ArrayList<>();
		if (this.wanted.generated() == null && this.found.type().equals(this.wanted.type())) {
			Operation there = AlterColumn.of(this.table, this.wanted.name()).dropExpression();
			// The way back is taken from the last step to the first.
			changes.add(new Change(Phase.COLUMN, there, new AddColumn(this.table, this.found)));
			changes.add(new Change(Phase.COLUMN, NoOperation.INSTANCE, new DropColumn(this.table, this.wanted)));
			return changes;
		}
		changes.add(Change.of(Phase.DROP_GENERATED_COLUMN, new DropColumn(this.table, this.found)));
		changes.add(Change.of(Phase.GENERATED_COLUMN, new AddColumn(this.table, this.wanted)));
		return changes;
	}

	private AlterColumn alter(AlterColumn operation, Column from, Column to) {
		AlterColumn altered = operation;
		for (Property property : this.properties) {
			altered = switch (property) {
				case TYPE, COLLATION -> type(altered, from, to);
				case NULLABILITY -> to.nullable() ? altered.nullable() : altered.notNull();
				case DEFAULT ->
					(to.defaultValue() != null) ? altered.defaultValue(to.defaultValue()) : altered.dropDefault();
				case IDENTITY -> identity(altered, from, to);
				case COMMENT -> (to.comment() != null) ? altered.comment(to.comment()) : altered.dropComment();
				case GENERATED -> altered;
			};
		}
		return altered;
	}

	private AlterColumn identity(AlterColumn altered, Column from, Column to) {
		if (to.identity() != null) {
			return (from.identity() != null)
					? altered.changeIdentity(
							new Identity(to.identity().mode(), Objects.requireNonNull(this.found.identity()).options()))
					: altered.addIdentity(to.identity());
		}
		if (from.identity() != null) {
			return altered.dropIdentity();
		}
		return (to.defaultValue() != null) ? altered.defaultValue(to.defaultValue()) : altered.dropDefault();
	}

	private static AlterColumn type(AlterColumn altered, Column from, Column to) {
		AlterColumn typed = altered.type(to.type());
		if (to.collation() != null) {
			typed = typed.collation(to.collation().toString());
		}
		if (isConverted(from.type(), to.type())) {
			return typed;
		}
		String text = isCast(from.type(), to.type()) ? "" : "::text";
		return typed.using("\"" + to.name().replace("\"", "\"\"") + "\"" + text + "::" + to.type());
	}

	/**
	 * Returns whether the database converts values by itself when they are assigned.
	 */
	private static boolean isConverted(DataType from, DataType to) {
		if (from.dimensions() != to.dimensions()) {
			return to.dimensions() == 0 && TEXTS.contains(to.name());
		}
		return from.name().equals(to.name()) || TEXTS.contains(to.name()) || both(NUMBERS, from, to)
				|| both(TIMES, from, to);
	}

	/**
	 * Returns whether the database has a conversion to ask for; whatever is written as
	 * text can be read as another type otherwise.
	 */
	private static boolean isCast(DataType from, DataType to) {
		return from.dimensions() == to.dimensions() && (TEXTS.contains(from.name()) || both(CAST, from, to));
	}

	private static boolean both(Set<String> family, DataType from, DataType to) {
		return family.contains(from.name()) && family.contains(to.name());
	}

}
