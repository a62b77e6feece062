package dev.migrate.autogenerate.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.difference.SequenceDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Compares the wanted schema, as the database reads it back, with that of the database.
 * Compares structures and not generated names, and only what the source of the wanted
 * side can state.
 */
public final class SchemaComparison {

	private static final Comparison SAME = Comparison.of(List.of());

	private final SchemaSnapshot wanted;

	private final SchemaSnapshot found;

	private final ComparisonOptions options;

	private final Conversions conversions;

	private final Map<ColumnName, Attribute> attributes;

	private final Set<String> attributeTypes;

	private SchemaComparison(SchemaSnapshot wanted, SchemaSnapshot found, ComparisonOptions options,
			Conversions conversions, Map<ColumnName, Attribute> attributes) {
		this.wanted = wanted;
		this.found = found;
		this.options = options;
		this.conversions = conversions;
		this.attributes = attributes;
		this.attributeTypes = attributeTypes(wanted, found);
	}

	/**
	 * Compares everything.
	 * @param wanted the wanted schema
	 * @param found the schema of the database
	 * @param options what the wanted side states
	 * @param conversions how the database spells defaults and checks
	 * @param attributes the attributes that wanted columns belong to
	 * @return the differences, in no particular order, and notes
	 */
	public static Comparison of(SchemaSnapshot wanted, SchemaSnapshot found, ComparisonOptions options,
			Conversions conversions, Map<ColumnName, Attribute> attributes) {
		return new SchemaComparison(wanted, found, options, conversions, attributes).compare();
	}

	private Comparison compare() {
		Stream<Comparison> wanted = Stream
			.of(this.wanted.enumTypes().values().stream().map(this::enumType),
					this.wanted.compositeTypes().values().stream().map(this::compositeType),
					this.wanted.sequences().values().stream().map(this::sequence),
					this.wanted.tables().values().stream().map(this::table),
					this.found.tables().values().stream().filter(this::isUnmapped).map(this::unmapped))
			.flatMap(Function.identity());
		Stream<Comparison> unwanted = this.options.complete() ? unwanted() : Stream.empty();
		return Comparison.union(Stream.concat(wanted, unwanted).toList());
	}

	private Stream<Comparison> unwanted() {
		Stream<Difference> sequences = this.found.sequences()
			.values()
			.stream()
			.filter((sequence) -> sequence.ownedBy() == null && !this.wanted.sequences().containsKey(sequence.name()))
			.map((sequence) -> new SequenceDifference(sequence.name(), null, sequence, false));
		Stream<Difference> enumTypes = this.found.enumTypes()
			.values()
			.stream()
			.filter((type) -> !this.wanted.enumTypes().containsKey(type.name()) && !isUsedByOthers(type))
			.map((type) -> new EnumTypeDifference(type.name(), null, type));
		return Stream.of(Comparison.of(Stream.concat(sequences, enumTypes).toList()));
	}

	/**
	 * A table or composite type that is left alone keeps its types.
	 */
	private boolean isUsedByOthers(EnumType type) {
		Stream<Column> ofTables = this.found.tables()
			.values()
			.stream()
			.filter((table) -> !this.options.dropTables() && !this.wanted.tables().containsKey(table.name()))
			.flatMap((table) -> table.table().columns().stream());
		Stream<Column> ofTypes = this.found.compositeTypes()
			.values()
			.stream()
			.filter((composite) -> !this.wanted.compositeTypes().containsKey(composite.name()))
			.flatMap((composite) -> composite.attributes().stream());
		return Stream.concat(ofTables, ofTypes)
			.anyMatch(
					(column) -> column.type().userDefined() && ObjectName.of(column.type().name()).equals(type.name()));
	}

	private Comparison enumType(EnumType type) {
		EnumType other = this.found.enumTypes().get(type.name());
		return (other != null && hasSameValues(type, other)) ? SAME
				: Comparison.of(List.of(new EnumTypeDifference(type.name(), type, other)));
	}

	private boolean hasSameValues(EnumType one, EnumType other) {
		return this.options.of(one.name()).complete() ? one.values().equals(other.values())
				: Set.copyOf(one.values()).equals(Set.copyOf(other.values()));
	}

	private Comparison compositeType(CompositeType type) {
		CompositeType other = this.found.compositeTypes().get(type.name());
		return (other != null && hasSameAttributes(type, other)) ? SAME
				: Comparison.of(List.of(new CompositeTypeDifference(type.name(), type, other)));
	}

	/**
	 * The order counts, because values are written in it.
	 */
	private boolean hasSameAttributes(CompositeType one, CompositeType other) {
		if (one.attributes().size() != other.attributes().size() || isStatedAndOther(one.comment(), other.comment())) {
			return false;
		}
		for (int i = 0; i < one.attributes().size(); i++) {
			Column attribute = one.attributes().get(i);
			Column counterpart = other.attributes().get(i);
			if (!attribute.name().equals(counterpart.name())
					|| !ColumnComparison.spelledOut(attribute.type())
						.equals(ColumnComparison.spelledOut(counterpart.type()))
					|| isStatedAndOther(attribute.collation(), counterpart.collation())
					|| isStatedAndOther(attribute.comment(), counterpart.comment())) {
				return false;
			}
		}
		return true;
	}

	private boolean isStatedAndOther(@Nullable Object one, @Nullable Object other) {
		return this.options.isStated(one) && !Objects.equals(one, other);
	}

	/**
	 * Entities state the increment, and what they give SQL for: where a sequence starts
	 * matters only before its first value.
	 */
	private Comparison sequence(Sequence sequence) {
		Sequence other = this.found.sequences().get(sequence.name());
		if (other == null) {
			return (sequence.ownedBy() != null) ? SAME : Comparison
				.of(List.of(new SequenceDifference(sequence.name(), sequence, null, isWhole(sequence))));
		}
		Sequence wanted = isWhole(sequence) ? sequence : stated(sequence, other);
		boolean whole = isWhole(sequence) || !isSame(wanted.options(), other.options())
				|| !Objects.equals(wanted.type(), other.type());
		boolean same = increment(wanted) == increment(other) && (!whole || (Objects.equals(wanted.type(), other.type())
				&& Objects.equals(wanted.comment(), other.comment()) && isSame(wanted.options(), other.options())));
		return same ? SAME : Comparison
			.of(List.of(new SequenceDifference(sequence.name(), whole ? wanted : sequence, other, whole)));
	}

	private boolean isWhole(Sequence sequence) {
		return this.options.of(sequence.name()).complete();
	}

	/**
	 * Returns how a sequence counts once it has what is stated. A start that is no usual
	 * one brings a limit with it, which nobody has stated.
	 */
	private static Sequence stated(Sequence sequence, Sequence found) {
		SequenceOptions stated = sequence.options();
		SequenceOptions other = found.options();
		return new Sequence(found.name(), (sequence.type() != null) ? sequence.type() : found.type(),
				new SequenceOptions(other.startWith(), stated.incrementBy(),
						isLimit(stated.minValue(), stated, increment(sequence) > 0) ? stated.minValue()
								: other.minValue(),
						isLimit(stated.maxValue(), stated, increment(sequence) < 0) ? stated.maxValue()
								: other.maxValue(),
						(stated.cache() != null) ? stated.cache() : other.cache(), stated.cycle() || other.cycle()),
				found.ownedBy(), found.comment());
	}

	private static boolean isLimit(@Nullable Long limit, SequenceOptions options, boolean mayBeStart) {
		return limit != null && !(mayBeStart && (options.startWith() == null || options.startWith().equals(limit)));
	}

	private static boolean isSame(SequenceOptions one, SequenceOptions other) {
		return Objects.equals(one.startWith(), other.startWith()) && Objects.equals(one.minValue(), other.minValue())
				&& Objects.equals(one.maxValue(), other.maxValue()) && Objects.equals(one.cache(), other.cache())
				&& one.cycle() == other.cycle();
	}

	private static long increment(Sequence sequence) {
		return Objects.requireNonNullElse(sequence.options().incrementBy(), 1L);
	}

	private Comparison table(InspectedTable table) {
		ObjectName name = table.name();
		if (this.found.views().containsKey(name)) {
			return note("%s is a view in the database: no table is created for its entity.".formatted(name.written()));
		}
		InspectedTable other = this.found.tables().get(name);
		if (other == null) {
			return Comparison.of(List.of(new TableDifference(name, table, null)));
		}
		if (other.kind() == InspectedTable.Kind.FOREIGN_TABLE) {
			return note("%s is a foreign table in the database and is not compared.".formatted(name.written()));
		}
		return TableComparison.of(new TablePair(table, other, this.options.of(name), this.conversions,
				this.attributeTypes, this.attributes));
	}

	/**
	 * An enum type or a composite type of the database can have been that of an
	 * attribute.
	 */
	private static Set<String> attributeTypes(SchemaSnapshot wanted, SchemaSnapshot found) {
		return Stream
			.concat(wanted.tables()
				.values()
				.stream()
				.flatMap((table) -> table.table().columns().stream())
				.map((column) -> column.type().name()),
					Stream.concat(found.enumTypes().keySet().stream(), found.compositeTypes().keySet().stream())
						.map(ObjectName::written))
			.collect(Collectors.toSet());
	}

	private boolean isUnmapped(InspectedTable table) {
		return table.kind() == InspectedTable.Kind.TABLE && !this.wanted.tables().containsKey(table.name())
				&& table.parents().isEmpty();
	}

	private Comparison unmapped(InspectedTable table) {
		return this.options.dropTables() ? Comparison.of(List.of(new TableDifference(table.name(), null, table)))
				: note("Table %s is not mapped and is left alone.".formatted(table.name().written()));
	}

	private static Comparison note(String note) {
		return new Comparison(List.of(), List.of(note));
	}

}
