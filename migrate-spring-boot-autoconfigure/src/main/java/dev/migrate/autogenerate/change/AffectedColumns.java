package dev.migrate.autogenerate.change;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.EnumColumn;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * The columns whose change requires that objects which depend on them are dropped and
 * created again.
 */
public final class AffectedColumns {

	/**
	 * A foreign key may stay while one of its columns changes within such a family.
	 */
	private static final List<Set<String>> FAMILIES = List.of(Set.of("smallint", "integer", "bigint"),
			Set.of("text", "varchar"));

	private final SchemaSnapshot found;

	private final Map<ColumnName, Effect> columns = new LinkedHashMap<>();

	private AffectedColumns(SchemaSnapshot found) {
		this.found = found;
	}

	/**
	 * What happens to a column.
	 */
	enum Effect {

		/**
		 * The type comes back, but not the text of an expression.
		 */
		READ_AGAIN_ON_DOWNGRADE,

		REPLACED_TYPE_ON_DOWNGRADE, RECREATED_ON_DOWNGRADE, TYPE, INCOMPARABLE_TYPE,

		/**
		 * The enum type or composite type of the column is replaced.
		 */
		REPLACED_TYPE,

		/**
		 * The column is dropped and added.
		 */
		RECREATED

	}

	static AffectedColumns of(SchemaSnapshot found, List<Change> changes) {
		AffectedColumns affected = new AffectedColumns(found);
		affected.addRecreated(changes.stream().map(Change::upgrade).toList(), Effect.RECREATED);
		affected.addRecreated(changes.stream().map(Change::downgrade).toList(), Effect.RECREATED_ON_DOWNGRADE);
		changes.forEach(affected::add);
		return affected;
	}

	private void addRecreated(List<Operation> operations, Effect effect) {
		Set<ColumnName> dropped = new HashSet<>();
		for (Operation operation : operations) {
			if (operation instanceof DropColumn drop) {
				dropped.add(new ColumnName(drop.table(), drop.name()));
			}
		}
		for (Operation operation : operations) {
			if (operation instanceof AddColumn addition) {
				ColumnName column = new ColumnName(addition.table(), addition.column().name());
				if (dropped.contains(column)) {
					add(column, effect);
				}
			}
		}
	}

	private void add(Change change) {
		if (change.upgrade() instanceof AlterColumn alteration) {
			alteration.changes()
				.stream()
				.filter(ColumnChange.Type.class::isInstance)
				.map(ColumnChange.Type.class::cast)
				.forEach((type) -> addType(new ColumnName(alteration.table(), alteration.column()), type.type()));
		}
		addReplaced(change.downgrade(), Effect.REPLACED_TYPE_ON_DOWNGRADE);
		addReplaced(change.upgrade(), Effect.REPLACED_TYPE);
	}

	private void addReplaced(Operation operation, Effect effect) {
		if (operation instanceof ReplaceEnum replacement) {
			replacement.columns().stream().map(EnumColumn::name).forEach((column) -> add(column, effect));
		}
		else if (operation instanceof AlterCompositeType alteration && alteration.isReplaced()) {
			alteration.columns().stream().map(CompositeColumn::name).forEach((column) -> add(column, effect));
		}
	}

	private void addType(ColumnName name, DataType wanted) {
		InspectedTable table = this.found.tables().get(name.table());
		if (table != null) {
			table.table()
				.findColumn(name.column())
				.ifPresent((column) -> add(name,
						isComparable(column.type(), wanted) ? Effect.TYPE : Effect.INCOMPARABLE_TYPE));
		}
	}

	static boolean isComparable(DataType from, DataType to) {
		return from.dimensions() == to.dimensions() && (from.name().equals(to.name())
				|| FAMILIES.stream().anyMatch((family) -> family.contains(from.name()) && family.contains(to.name())));
	}

	void add(ColumnName column, Effect effect) {
		this.columns.merge(column, effect, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

	/**
	 * Returns what happens to columns of a table.
	 */
	Set<Effect> effects(ObjectName table, Collection<String> names) {
		Set<Effect> effects = EnumSet.noneOf(Effect.class);
		for (String name : names) {
			Effect effect = this.columns.get(new ColumnName(table, name));
			if (effect != null) {
				effects.add(effect);
			}
		}
		return effects;
	}

	/**
	 * Returns what happens to columns of a table that an expression mentions. A word that
	 * only looks like the name of a column costs no more than a needless step.
	 */
	Set<Effect> effects(ObjectName table, String expression) {
		Set<Effect> effects = EnumSet.noneOf(Effect.class);
		this.columns.forEach((column, effect) -> {
			if (column.table().equals(table) && mentions(expression, column.column())) {
				effects.add(effect);
			}
		});
		return effects;
	}

	static boolean mentions(String expression, String column) {
		return Pattern.compile("(?<![\\w$])" + Pattern.quote(column.replace("\"", "\"\"")) + "(?![\\w$])")
			.matcher(expression)
			.find();
	}

}
