package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.autogenerate.Difference.OfColumnProperty;
import dev.migrate.autogenerate.Difference.Property;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;

/**
 * Changes all properties of a column that differ.
 */
public final class ColumnChanges {

	private final ObjectName table;

	private final Column wanted;

	private final Column found;

	private final List<Property> properties;

	private final Conversions conversions;

	private ColumnChanges(ObjectName table, Column wanted, Column found, List<Property> properties,
			Conversions conversions) {
		this.table = table;
		this.wanted = wanted;
		this.found = found;
		this.properties = properties;
		this.conversions = conversions;
	}

	/**
	 * Returns the steps that change a column.
	 * @param differences the differences of one column
	 * @param conversions how values are converted
	 * @return the steps
	 */
	static List<Change> of(List<OfColumnProperty> differences, Conversions conversions) {
		OfColumnProperty first = differences.get(0);
		return new ColumnChanges(first.object(), first.wanted(), first.found(),
				differences.stream().map(OfColumnProperty::property).toList(), conversions)
			.changes();
	}

	/**
	 * Returns the steps that change a column whose enum type is replaced: its default is
	 * no value of both types, and is dropped meanwhile.
	 * @param differences the differences of one column
	 * @param conversions how values are converted
	 * @return the steps
	 */
	static List<Change> ofReplacedEnum(List<OfColumnProperty> differences, Conversions conversions) {
		OfColumnProperty first = differences.get(0);
		Column wanted = first.wanted();
		Column found = first.found();
		List<Property> properties = new ArrayList<>(differences.stream().map(OfColumnProperty::property).toList());
		if (found.defaultValue() == null || !properties.contains(Property.DEFAULT)) {
			return of(differences, conversions);
		}
		List<Change> changes = new ArrayList<>();
		changes
			.add(Change.of(Phase.DROP_DEFAULT, AlterColumn.of(first.object(), found.name()).dropDefault().was(found)));
		if (wanted.defaultValue() == null) {
			properties.remove(Property.DEFAULT);
		}
		if (!properties.isEmpty()) {
			changes.addAll(new ColumnChanges(first.object(), wanted, found.defaultValue(null), properties, conversions)
				.changes());
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
	 * A column is dropped and added to change its generated expression. It can stay only
	 * to become a plain column.
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

	private AlterColumn type(AlterColumn altered, Column from, Column to) {
		AlterColumn typed = altered.type(to.type());
		if (to.collation() != null) {
			typed = typed.collation(to.collation().toString());
		}
		Optional<String> conversion = this.conversions.expression(to.name(), from.type(), to.type());
		return conversion.isPresent() ? typed.using(conversion.get()) : typed;
	}

}
