package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Names what differs in a table that is stated with everything it has, and what no
 * revision changes.
 */
final class UncomparedProperties {

	private static final String NONE = "none";

	private final TablePair tables;

	private final List<String> notes = new ArrayList<>();

	private UncomparedProperties(TablePair tables) {
		this.tables = tables;
	}

	/**
	 * Returns a note for each property.
	 */
	static List<String> notes(TablePair tables) {
		UncomparedProperties properties = new UncomparedProperties(tables);
		return tables.options().complete() ? properties.notes() : properties.stated();
	}

	/**
	 * Entities say this in the options of a table.
	 */
	private List<String> stated() {
		Table wanted = this.tables.wanted().table();
		Table found = this.tables.found().table();
		String table = "table " + this.tables.name();
		if (wanted.partitionBy() != null) {
			add("PARTITION BY of " + table, wanted.partitionBy(), found.partitionBy());
		}
		Map<String, String> parameters = new TreeMap<>(found.storage());
		parameters.keySet().retainAll(wanted.storage().keySet());
		add("the storage parameters of " + table, storage(wanted.storage()), storage(parameters));
		return this.notes;
	}

	private List<String> notes() {
		InspectedTable wanted = this.tables.wanted();
		InspectedTable found = this.tables.found();
		String table = "table " + this.tables.name();
		add("PARTITION BY of " + table, wanted.table().partitionBy(), found.table().partitionBy());
		add("UNLOGGED of " + table, logged(wanted), logged(found));
		add("the storage parameters of " + table, storage(wanted.table().storage()), storage(found.table().storage()));
		add("what " + table + (isPartition(found) ? " is a partition of" : " inherits from"), parents(wanted),
				parents(found));
		for (Column column : wanted.table().columns()) {
			found.table().findColumn(column.name()).ifPresent((other) -> identity(column, other));
		}
		for (Index index : indexes(wanted)) {
			indexes(found).stream()
				.filter((other) -> Objects.equals(index.name(), other.name()))
				.forEach((other) -> add("the comment of index " + index.name(), quoted(index.comment()),
						quoted(other.comment())));
		}
		return this.notes;
	}

	/**
	 * A serial that becomes an identity would count from the beginning.
	 */
	private void identity(Column wanted, Column found) {
		Identity one = wanted.identity();
		Identity other = found.identity();
		String name = "the identity of column " + this.tables.name() + "." + wanted.name();
		if (one != null && other != null) {
			add("how " + name + " counts", one.options(), other.options());
		}
		else if (one != null && one.mode() == Identity.Mode.ALWAYS && found.defaultValue() != null
				&& this.tables.conversions().isNextValue(found.defaultValue())) {
			add(name, "GENERATED ALWAYS", "DEFAULT " + found.defaultValue());
		}
	}

	private void add(String what, @Nullable Object wanted, @Nullable Object found) {
		if (!Objects.equals(wanted, found)) {
			String sides = (wanted instanceof String || found instanceof String) ? " (%s wanted, %s found)"
				.formatted(Objects.requireNonNullElse(wanted, NONE), Objects.requireNonNullElse(found, NONE)) : "";
			this.notes.add(Character.toUpperCase(what.charAt(0)) + what.substring(1) + " differs" + sides
					+ ". It is not compared.");
		}
	}

	private static @Nullable String quoted(@Nullable String text) {
		return (text != null) ? "'" + text + "'" : null;
	}

	private static String logged(InspectedTable table) {
		return table.table().unlogged() ? "unlogged" : "logged";
	}

	private static @Nullable String storage(Map<String, String> storage) {
		return storage.isEmpty() ? null : new TreeMap<>(storage).toString();
	}

	private static boolean isPartition(InspectedTable table) {
		return table.kind() == InspectedTable.Kind.PARTITION;
	}

	private static @Nullable String parents(InspectedTable table) {
		return table.parents().isEmpty() ? null
				: String.join(", ", table.parents().stream().map(ObjectName::toString).toList());
	}

	private static List<Index> indexes(InspectedTable table) {
		return table.indexes().stream().map(InspectedIndex::index).toList();
	}

}
