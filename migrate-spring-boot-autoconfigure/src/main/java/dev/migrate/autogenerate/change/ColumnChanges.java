package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;

/**
 * Changes all properties of a column that differ.
 */
public final class ColumnChanges {

	private final ObjectName table;

	private final Column wanted;

	private final Column found;

	private final List<ColumnProperty> properties;

	private final Conversions conversions;

	private ColumnChanges(ObjectName table, Column wanted, Column found, List<ColumnProperty> properties,
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
	static List<Change> of(List<ColumnPropertyDifference> differences, Conversions conversions) {
		ColumnPropertyDifference first = differences.get(0);
		return new ColumnChanges(first.object(), first.wanted(), first.found(),
				differences.stream().map(ColumnPropertyDifference::property).toList(), conversions)
			.changes();
	}

	/**
	 * Returns the steps that change a column whose type is replaced: its default is no
	 * value of both types, and is dropped meanwhile.
	 * @param differences the differences of one column
	 * @param conversions how values are converted
	 * @return the steps
	 */
	static List<Change> ofReplacedType(List<ColumnPropertyDifference> differences, Conversions conversions) {
		ColumnPropertyDifference first = differences.get(0);
		Column wanted = first.wanted();
		Column found = first.found();
		List<ColumnProperty> properties = new ArrayList<>(
				differences.stream().map(ColumnPropertyDifference::property).toList());
		if (found.defaultValue() == null || !properties.contains(ColumnProperty.DEFAULT)) {
			return of(differences, conversions);
		}
		List<Change> changes = new ArrayList<>();
		changes
			.add(Change.of(Phase.DROP_DEFAULT, AlterColumn.of(first.object(), found.name()).dropDefault().was(found)));
		if (wanted.defaultValue() == null) {
			properties.remove(ColumnProperty.DEFAULT);
		}
		if (!properties.isEmpty()) {
			changes.addAll(new ColumnChanges(first.object(), wanted, found.defaultValue(null), properties, conversions)
				.changes());
		}
		return changes;
	}

	/**
	 * Returns the steps that drop and add a generated column.
	 * @param difference a difference of the column
	 * @param conversions how values are converted
	 * @return the steps
	 */
	static List<Change> ofGenerated(ColumnPropertyDifference difference, Conversions conversions) {
		return new ColumnChanges(difference.object(), difference.wanted(), difference.found(),
				List.of(ColumnProperty.GENERATED), conversions)
			.changes();
	}

	/**
	 * Returns the step that gives a column another type.
	 * @param table the table
	 * @param from the column as it is
	 * @param to the column with the other type
	 * @param conversions how values are converted
	 * @return the step, nothing if the column is dropped and added instead
	 */
	public static Optional<Change> ofType(ObjectName table, Column from, Column to, Conversions conversions) {
		return (from.generated() != null || to.generated() != null) ? Optional.empty()
				: new ColumnChanges(table, to, from, List.of(ColumnProperty.TYPE), conversions).altered()
					.stream()
					.findFirst();
	}

	private List<Change> changes() {
		if (this.properties.contains(ColumnProperty.GENERATED)) {
			return generated();
		}
		return (this.properties.contains(ColumnProperty.IDENTITY) && isTyped()) ? typedIdentity() : altered();
	}

	private boolean isTyped() {
		return this.properties.contains(ColumnProperty.TYPE) || this.properties.contains(ColumnProperty.COLLATION);
	}

	/**
	 * An identity has a type of its own: it goes before the column gets another one, and
	 * comes after it.
	 */
	private List<Change> typedIdentity() {
		Column foundPlain = plain(this.found);
		Column wantedPlain = plain(this.wanted);
		List<ColumnProperty> others = new ArrayList<>(this.properties);
		others.remove(ColumnProperty.IDENTITY);
		if (!Objects.equals(foundPlain.defaultValue(), wantedPlain.defaultValue())) {
			others.add(ColumnProperty.DEFAULT);
		}
		List<Change> changes = new ArrayList<>();
		if (this.found.identity() != null) {
			changes.addAll(new ColumnChanges(this.table, foundPlain.nullable(false), this.found,
					List.of(ColumnProperty.IDENTITY), this.conversions)
				.altered());
		}
		changes.addAll(new ColumnChanges(this.table, wantedPlain, foundPlain, others, this.conversions).altered());
		if (this.wanted.identity() != null) {
			changes.addAll(new ColumnChanges(this.table, this.wanted, wantedPlain, List.of(ColumnProperty.IDENTITY),
					this.conversions)
				.altered());
		}
		return changes;
	}

	private static Column plain(Column column) {
		return (column.identity() == null) ? column : new Column(column.name(), column.type(), column.nullable(), null,
				null, null, column.collation(), column.comment());
	}

	private List<Change> altered() {
		if (isDefaultInTheWay()) {
			List<ColumnProperty> all = new ArrayList<>(this.properties);
			all.add(ColumnProperty.DEFAULT);
			return new ColumnChanges(this.table, this.wanted.defaultValue(this.found.defaultValue()), this.found, all,
					this.conversions)
				.altered();
		}
		AlterColumn there = alter(AlterColumn.of(this.table, this.wanted.name()), this.found, this.wanted);
		AlterColumn back = alter(AlterColumn.of(this.table, this.wanted.name()), this.wanted, this.found);
		return List.of(Change.of(Phase.COLUMN, there.was((column) -> back)));
	}

	/**
	 * A column is dropped and added to change its generated expression. It can stay only
	 * to become a plain column, if its values are stored.
	 */
	private List<Change> generated() {
		List<Change> changes = new ArrayList<>();
		if (this.wanted.generated() == null && this.found.type().equals(this.wanted.type()) && isStored(this.found)) {
			// The way back is taken from the last step to the first.
			changes.add(new Change(Phase.COLUMN, plain(), new AddColumn(this.table, this.found)));
			changes.add(new Change(Phase.COLUMN, NoOperation.INSTANCE, new DropColumn(this.table, this.wanted)));
			return changes;
		}
		changes.add(Change.of(Phase.DROP_GENERATED_COLUMN, new DropColumn(this.table, this.found)));
		changes.add(Change.of(Phase.GENERATED_COLUMN, new AddColumn(this.table, this.wanted)));
		return changes;
	}

	private static boolean isStored(Column column) {
		return column.generated() != null && column.generated().storage() == Generated.Storage.STORED;
	}

	/**
	 * Makes a plain column of a generated one, with a default or an identity, which a
	 * generated column has not.
	 */
	private AlterColumn plain() {
		AlterColumn altered = alter(AlterColumn.of(this.table, this.wanted.name()).dropExpression(), this.found,
				this.wanted);
		if (this.wanted.identity() != null) {
			return altered.addIdentity(this.wanted.identity());
		}
		return (this.wanted.defaultValue() != null) ? altered.defaultValue(this.wanted.defaultValue()) : altered;
	}

	/**
	 * Returns whether there is a default that nobody states and that the server may not
	 * be able to convert along with the values, there or back.
	 */
	private boolean isDefaultInTheWay() {
		String name = this.wanted.name();
		return isTyped() && !this.properties.contains(ColumnProperty.DEFAULT) && this.found.defaultValue() != null
				&& !this.properties.contains(ColumnProperty.IDENTITY) && this.wanted.identity() == null
				&& (this.conversions.expression(name, this.found.type(), this.wanted.type()).isPresent()
						|| this.conversions.expression(name, this.wanted.type(), this.found.type()).isPresent());
	}

	private AlterColumn alter(AlterColumn operation, Column from, Column to) {
		AlterColumn altered = operation;
		for (ColumnProperty property : this.properties) {
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
			if (from.identity() != null) {
				return altered.changeIdentity(
						new Identity(to.identity().mode(), Objects.requireNonNull(this.found.identity()).options()));
			}
			return ((from.defaultValue() != null) ? altered.dropDefault() : altered).addIdentity(to.identity());
		}
		if (from.identity() != null) {
			AlterColumn plain = altered.dropIdentity();
			return (to.defaultValue() != null) ? plain.defaultValue(to.defaultValue()) : plain;
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
