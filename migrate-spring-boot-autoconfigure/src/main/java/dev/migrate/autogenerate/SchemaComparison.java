package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is wanted, as the database reads it back, with what there is. Compares
 * structures and not the names that somebody has generated, and only what the source of
 * the wanted side can state.
 */
final class SchemaComparison {

	private final SchemaSnapshot wanted;

	private final SchemaSnapshot found;

	private final ComparisonOptions options;

	private final List<Difference> differences = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	SchemaComparison(SchemaSnapshot wanted, SchemaSnapshot found, ComparisonOptions options) {
		this.wanted = wanted;
		this.found = found;
		this.options = options;
	}

	/**
	 * Compares everything.
	 * @return the differences, in no particular order, and what is to be said besides
	 */
	Comparison compare() {
		this.wanted.enumTypes().values().forEach(this::compare);
		this.wanted.sequences().values().forEach(this::compare);
		this.wanted.tables().values().forEach(this::compare);
		this.found.tables().values().forEach(this::checkUnmapped);
		if (this.options.complete()) {
			addUnwanted();
		}
		return new Comparison(this.differences, this.notes);
	}

	private void addUnwanted() {
		this.found.sequences()
			.values()
			.stream()
			.filter((sequence) -> sequence.ownedBy() == null && !this.wanted.sequences().containsKey(sequence.name()))
			.forEach((sequence) -> add(Difference.Kind.SEQUENCE, sequence.name(), null, sequence));
		this.found.enumTypes()
			.values()
			.stream()
			.filter((type) -> !this.wanted.enumTypes().containsKey(type.name()) && !isUsedByOthers(type))
			.forEach((type) -> add(Difference.Kind.ENUM_TYPE, type.name(), null, type));
	}

	/**
	 * A table that is left alone keeps its types.
	 */
	private boolean isUsedByOthers(EnumType type) {
		return !this.options.dropTables() && this.found.tables()
			.values()
			.stream()
			.filter((table) -> !this.wanted.tables().containsKey(table.name()))
			.flatMap((table) -> table.table().columns().stream())
			.anyMatch(
					(column) -> column.type().userDefined() && ObjectName.of(column.type().name()).equals(type.name()));
	}

	private void compare(EnumType type) {
		EnumType other = this.found.enumTypes().get(type.name());
		if (other == null) {
			add(Difference.Kind.ENUM_TYPE, type.name(), type, null);
		}
		else if (!sameValues(type, other)) {
			add(Difference.Kind.ENUM_TYPE, type.name(), type, other);
		}
	}

	private boolean sameValues(EnumType one, EnumType other) {
		return this.options.of(one.name()).complete() ? one.values().equals(other.values())
				: Set.copyOf(one.values()).equals(Set.copyOf(other.values()));
	}

	/**
	 * Where a sequence starts matters only before its first value.
	 */
	private void compare(Sequence sequence) {
		Sequence other = this.found.sequences().get(sequence.name());
		if (other == null) {
			if (sequence.ownedBy() == null) {
				add(Difference.Kind.SEQUENCE, sequence.name(), sequence, null);
			}
		}
		else if (increment(sequence) != increment(other)) {
			add(Difference.Kind.SEQUENCE, sequence.name(), sequence, other);
		}
	}

	private static long increment(Sequence sequence) {
		return Objects.requireNonNullElse(sequence.options().incrementBy(), 1L);
	}

	private void compare(InspectedTable table) {
		ObjectName name = table.name();
		if (this.found.views().containsKey(name)) {
			this.notes.add("%s is a view in the database: no table is made for its entity.".formatted(name));
			return;
		}
		InspectedTable other = this.found.tables().get(name);
		if (other == null) {
			add(Difference.Kind.TABLE, name, table, null);
		}
		else if (other.kind() == InspectedTable.Kind.FOREIGN_TABLE) {
			this.notes.add("%s is a foreign table in the database and is not compared.".formatted(name));
		}
		else {
			TableComparison comparison = new TableComparison(table, other, this.options.of(name));
			comparison.compare();
			this.differences.addAll(comparison.differences());
			this.notes.addAll(comparison.notes());
		}
	}

	private void checkUnmapped(InspectedTable table) {
		if (table.kind() != InspectedTable.Kind.TABLE || this.wanted.tables().containsKey(table.name())
				|| !table.parents().isEmpty()) {
			return;
		}
		if (this.options.dropTables()) {
			add(Difference.Kind.TABLE, table.name(), null, table);
		}
		else {
			this.notes.add("Table %s is not mapped and is left alone.".formatted(table.name()));
		}
	}

	private void add(Difference.Kind kind, ObjectName name, @Nullable Object wanted, @Nullable Object found) {
		this.differences.add(new Difference(kind, name, null, wanted, found));
	}

}
