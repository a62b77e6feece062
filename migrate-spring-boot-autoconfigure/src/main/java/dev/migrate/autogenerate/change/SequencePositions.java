package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Makes what begins to count, in the upgrade or in the downgrade, go on behind the values
 * that are there: a sequence or an identity that is new would give numbers that rows have
 * already.
 */
public final class SequencePositions {

	private final SchemaSnapshot wanted;

	private final SchemaSnapshot found;

	private final Map<ColumnName, Attribute> attributes;

	private final Conversions conversions;

	/**
	 * Creates positions for the steps between two schemas.
	 * @param wanted what is wanted
	 * @param found what there is, renamed
	 * @param attributes the attributes that wanted columns belong to
	 * @param conversions how sequences are moved
	 */
	public SequencePositions(SchemaSnapshot wanted, SchemaSnapshot found, Map<ColumnName, Attribute> attributes,
			Conversions conversions) {
		this.wanted = wanted;
		this.found = found;
		this.attributes = attributes;
		this.conversions = conversions;
	}

	/**
	 * Returns steps with those that move sequences.
	 * @param changes the steps in their order
	 * @return the steps in their order
	 */
	public List<Change> in(List<Change> changes) {
		List<Change> all = new ArrayList<>();
		Map<ObjectName, Operation> begun = new LinkedHashMap<>();
		for (Change change : changes) {
			// The way back is taken from the last step to the first.
			back(change).forEach((sql) -> all
				.add(new Change(change.phase(), NoOperation.INSTANCE, Execute.sql(sql)).restoring(change.upgrade())));
			all.add(change);
			if (change.upgrade() instanceof AlterColumn alteration) {
				identity(alteration, this.wanted)
					.ifPresent((sql) -> all.add(step(change.phase(), sql, alteration).remark(remark("Identity",
							alteration.table().written() + "." + ObjectName.written(alteration.column())))));
			}
			begun(change.upgrade()).ifPresent((sequence) -> begun.putIfAbsent(sequence, change.upgrade()));
		}
		begun.forEach((name, cause) -> {
			Map<ColumnName, DataType> columns = columns(name);
			Optional.ofNullable(this.wanted.sequences().get(name))
				.flatMap((sequence) -> this.conversions.continuing(sequence, columns))
				.ifPresent((sql) -> all.add(place(all, cause, columns),
						step(Phase.COLUMN, sql, cause).remark(remark("Sequence", name.written()))));
		});
		return all;
	}

	private static Change step(Phase phase, String sql, Operation cause) {
		return new Change(phase, Execute.sql(sql), NoOperation.INSTANCE).restoring(cause);
	}

	private static String remark(String kind, String name) {
		return "%s %s goes on behind the values that are there.".formatted(kind, name);
	}

	/**
	 * Moves the identity that a column gets.
	 */
	private Optional<String> identity(AlterColumn alteration, SchemaSnapshot schema) {
		if (alteration.changes().stream().noneMatch(ColumnChange.AddIdentity.class::isInstance)) {
			return Optional.empty();
		}
		return Optional.ofNullable(column(schema, alteration.table(), alteration.column()))
			.flatMap((column) -> this.conversions.continuing(alteration.table(), column));
	}

	/**
	 * Returns the sequence that values are taken from after a step and not before it: one
	 * that is new, or one that was there while its column had a counter of its own.
	 */
	private Optional<ObjectName> begun(Operation operation) {
		if (operation instanceof CreateSequence creation) {
			return Optional.of(creation.name());
		}
		if (!(operation instanceof AlterColumn alteration)) {
			return Optional.empty();
		}
		return defaultSequence(alteration).or(() -> isCounterDropped(alteration)
				? Optional.ofNullable(this.attributes.get(new ColumnName(alteration.table(), alteration.column())))
					.map(Attribute::sequence)
				: Optional.empty());
	}

	private boolean isCounterDropped(AlterColumn alteration) {
		return alteration.changes().stream().anyMatch(ColumnChange.DropIdentity.class::isInstance)
				|| sequence(alteration.was()).isPresent();
	}

	/**
	 * Returns the sequence that a column begins to have as its default.
	 */
	private Optional<ObjectName> defaultSequence(AlterColumn alteration) {
		return sequence(alteration.changes()).filter((name) -> !sequence(alteration.was()).equals(Optional.of(name)));
	}

	private Optional<ObjectName> sequence(List<ColumnChange> changes) {
		return changes.stream()
			.filter(ColumnChange.Default.class::isInstance)
			.map((change) -> ((ColumnChange.Default) change).expression())
			.flatMap((expression) -> Optional.ofNullable(expression).flatMap(this.conversions::sequence).stream())
			.findFirst();
	}

	/**
	 * Moves what columns take their values from again on the way back.
	 */
	private List<String> back(Change change) {
		List<String> statements = new ArrayList<>();
		if (change.downgrade() instanceof AlterColumn alteration) {
			identity(alteration, this.found).ifPresent(statements::add);
			defaultSequence(alteration).map((name) -> this.found.sequences().get(name))
				.flatMap((sequence) -> behind(sequence, new ColumnName(alteration.table(), alteration.column())))
				.ifPresent(statements::add);
		}
		if (change.upgrade() instanceof AlterColumn alteration && identity(alteration, this.wanted).isPresent()) {
			formerSequence(new ColumnName(alteration.table(), alteration.column())).ifPresent(statements::add);
		}
		if (change.upgrade() instanceof CreateSequence creation) {
			columns(creation.name()).keySet().forEach((column) -> formerSequence(column).ifPresent(statements::add));
		}
		return statements;
	}

	/**
	 * A sequence that Hibernate calls after the table has no column that says so. It
	 * stays, and is moved when it is needed again.
	 */
	private Optional<String> formerSequence(ColumnName column) {
		return Optional.ofNullable(this.found.sequences().get(column.table().sibling(column.table().name() + "_seq")))
			.filter((sequence) -> sequence.ownedBy() == null)
			.filter((sequence) -> !this.wanted.sequences().containsKey(sequence.name()))
			.flatMap((sequence) -> behind(sequence, column));
	}

	private Optional<String> behind(Sequence sequence, ColumnName name) {
		return Optional.ofNullable(column(this.found, name.table(), name.column()))
			.flatMap((column) -> this.conversions.continuing(sequence, Map.of(name, column.type())));
	}

	/**
	 * Returns the columns that are there and take their values from a sequence.
	 */
	private Map<ColumnName, DataType> columns(ObjectName sequence) {
		Map<ColumnName, DataType> columns = new LinkedHashMap<>();
		for (InspectedTable table : this.wanted.tables().values()) {
			for (Column column : table.table().columns()) {
				ColumnName name = new ColumnName(table.name(), column.name());
				if (column(this.found, table.name(), column.name()) != null && takes(name, column, sequence)) {
					columns.put(name, column.type());
				}
			}
		}
		return columns;
	}

	private boolean takes(ColumnName name, Column column, ObjectName sequence) {
		Attribute attribute = this.attributes.get(name);
		return (attribute != null && sequence.equals(attribute.sequence()))
				|| Optional.ofNullable(column.defaultValue())
					.flatMap(this.conversions::sequence)
					.filter(sequence::equals)
					.isPresent();
	}

	private static @Nullable Column column(SchemaSnapshot schema, ObjectName table, String column) {
		InspectedTable inspected = schema.tables().get(table);
		return (inspected != null) ? inspected.table().findColumn(column).orElse(null) : null;
	}

	/**
	 * Returns the place after the step that makes the sequence necessary, and after the
	 * last one that changes a column of it, which is locked from then on.
	 */
	private static int place(List<Change> changes, Operation cause, Map<ColumnName, DataType> columns) {
		for (int i = changes.size(); i > 0; i--) {
			Operation operation = changes.get(i - 1).upgrade();
			if (operation == cause || (operation instanceof AlterColumn alteration
					&& columns.containsKey(new ColumnName(alteration.table(), alteration.column())))) {
				return i;
			}
		}
		return changes.size();
	}

}
