package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.data.ComparedRow;
import dev.migrate.operations.operation.RowChanges.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The order in which rows change: tables that others refer to first, and deletes last, in
 * the other order, unless nothing declared refers to the table. A row that takes a unique
 * value comes after the one that has it until then, one that refers to another after that
 * one is there, and a row goes after the last one that refers to it. The way back in the
 * other order is right, too.
 */
final class RowOrder {

	private static final int SHOWN = 3;

	private final List<TableRowChanges> tables;

	private final List<Node> nodes = new ArrayList<>();

	private final List<Node> sorted = new ArrayList<>();

	private final Set<Node> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

	private List<Node> stuck = List.of();

	private RowOrder(List<TableRowChanges> tables) {
		this.tables = tables;
	}

	/**
	 * Orders what differs.
	 * @param tables what differs in each table, in the order of their foreign keys
	 * @return what changes together: rows of one table in one way
	 */
	static List<Group> of(List<TableRowChanges> tables) {
		RowOrder order = new RowOrder(tables);
		order.collect();
		tables.forEach(order::findUniqueValues);
		tables.forEach(order::findReferences);
		order.sort();
		return order.groups();
	}

	private void collect() {
		List<TableRowChanges> last = new ArrayList<>();
		for (TableRowChanges table : this.tables) {
			boolean referred = this.tables.stream().anyMatch((other) -> refersTo(other, table.file().table().name()));
			if (referred) {
				last.add(0, table);
			}
			else {
				add(Kind.DELETE, table, table.deleted());
			}
			add(Kind.UPDATE, table, table.updated());
			add(Kind.INSERT, table, table.inserted());
		}
		last.forEach((table) -> add(Kind.DELETE, table, table.deleted()));
	}

	private static boolean refersTo(TableRowChanges other, ObjectName table) {
		return other.file().table().foreignKeys().stream().anyMatch((key) -> key.referencedTable().equals(table));
	}

	private void add(Kind kind, TableRowChanges table, List<ComparedRow> rows) {
		rows.forEach((row) -> this.nodes.add(new Node(kind, table, row)));
	}

	private List<Node> nodes(TableRowChanges table) {
		return this.nodes.stream().filter((node) -> node.table.equals(table)).toList();
	}

	private void findUniqueValues(TableRowChanges table) {
		for (List<String> key : table.file().table().immediateUniques()) {
			if (table.file().columnNames().containsAll(key)) {
				Values values = new Values(nodes(table), table.columns(key));
				values.taken.forEach((value, takers) -> await(takers, values.given(value), false));
			}
		}
	}

	private void findReferences(TableRowChanges table) {
		for (ForeignKey key : table.file().table().foreignKeys()) {
			TableRowChanges other = this.tables.stream()
				.filter((each) -> each.file().table().name().equals(key.referencedTable()))
				.findFirst()
				.orElse(null);
			if (other != null && !DeclaredTable.isDeferred(key)
					&& table.file().columnNames().containsAll(key.columns())) {
				List<String> referenced = key.referencedColumns().isEmpty() ? other.file().table().primaryKey()
						: key.referencedColumns();
				if (referenced.size() == key.columns().size() && other.file().columnNames().containsAll(referenced)) {
					findReferences(new Values(nodes(table), table.columns(key.columns())),
							new Values(nodes(other), other.columns(referenced)));
				}
			}
		}
	}

	private static void findReferences(Values referring, Values referenced) {
		referring.taken.forEach((value, takers) -> await(takers, referenced.taken(value), true));
		referenced.given.forEach((value, givers) -> await(givers, referring.given(value), true));
	}

	/**
	 * Has nodes wait for others.
	 * @param together whether one statement that changes both does without the order
	 */
	private static void await(Collection<Node> nodes, Collection<Node> others, boolean together) {
		for (Node node : nodes) {
			for (Node other : others) {
				if (node != other) {
					boolean oneStatement = together && node.kind != Kind.UPDATE && node.kind == other.kind
							&& node.table.equals(other.table);
					(oneStatement ? node.preferred : node.required).add(other);
				}
			}
		}
	}

	/**
	 * Takes what waits for nothing, of one table and kind as long as there is any.
	 */
	private void sort() {
		List<Node> rest = this.nodes;
		this.waiting.addAll(rest);
		while (!rest.isEmpty()) {
			boolean preferring = rest.stream().anyMatch((node) -> isFree(node, true));
			Node first = rest.stream().filter((node) -> isFree(node, preferring)).findFirst().orElse(null);
			if (first == null) {
				this.stuck = rest;
				this.sorted.addAll(rest);
				return;
			}
			List<Node> before;
			do {
				before = rest;
				rest = take(before, first, preferring);
			}
			while (rest.size() < before.size());
		}
	}

	private List<Node> take(List<Node> rest, Node like, boolean preferring) {
		List<Node> later = new ArrayList<>();
		for (Node node : rest) {
			if (node.isLike(like) && isFree(node, preferring)) {
				this.waiting.remove(node);
				this.sorted.add(node);
			}
			else {
				later.add(node);
			}
		}
		return later;
	}

	private boolean isFree(Node node, boolean preferring) {
		return Collections.disjoint(node.required, this.waiting)
				&& (!preferring || Collections.disjoint(node.preferred, this.waiting));
	}

	private List<Group> groups() {
		Map<TableRowChanges, List<String>> remarks = new LinkedHashMap<>();
		this.tables.forEach((table) -> remarks.put(table, table.remarks()));
		Map<TableRowChanges, String> circles = circles();
		List<Group> groups = new ArrayList<>();
		for (int start = 0; start < this.sorted.size();) {
			Node first = this.sorted.get(start);
			List<ComparedRow> rows = new ArrayList<>();
			int end = start;
			boolean isStuck = false;
			while (end < this.sorted.size() && this.sorted.get(end).isLike(first)) {
				isStuck |= this.waiting.contains(this.sorted.get(end));
				rows.add(this.sorted.get(end++).row);
			}
			List<String> all = new ArrayList<>(Objects.requireNonNullElse(remarks.remove(first.table), List.of()));
			String circle = isStuck ? circles.remove(first.table) : null;
			if (circle != null) {
				all.add(circle);
			}
			groups.add(new Group(first.kind,
					new TableRowChanges(first.table.file(), rows, all, first.table.isComplete())));
			start = end;
		}
		return groups;
	}

	/**
	 * Says which rows have no order.
	 */
	private Map<TableRowChanges, String> circles() {
		Set<Node> circle = new LinkedHashSet<>(this.stuck);
		while (circle.removeIf((node) -> circle.stream().noneMatch((other) -> other.required.contains(node)))) {
			// What only waits is in no circle.
		}
		Map<TableRowChanges, List<Node>> tables = circle.stream()
			.collect(Collectors.groupingBy((node) -> node.table, LinkedHashMap::new, Collectors.toList()));
		Map<TableRowChanges, String> circles = new LinkedHashMap<>();
		tables.forEach((table, nodes) -> circles.put(table, circle(table, nodes)));
		return circles;
	}

	private static String circle(TableRowChanges table, List<Node> nodes) {
		String rows = nodes.stream().limit(SHOWN).map(Node::key).collect(Collectors.joining("; "));
		return ("Rows of %s exchange unique values or refer to each other, so that no order of the statements is"
				+ " possible there and back: %s%s. Write them by hand, with other values in between.")
			.formatted(table.file().table().name(), rows, (nodes.size() > SHOWN) ? " and others" : "");
	}

	/**
	 * What changes together.
	 *
	 * @param kind how
	 * @param changes the rows of one table, with what a person should know of them
	 */
	record Group(Kind kind, TableRowChanges changes) {
	}

	/**
	 * The change of a row.
	 */
	private static final class Node {

		private final Kind kind;

		private final TableRowChanges table;

		private final ComparedRow row;

		private final Set<Node> required = Collections.newSetFromMap(new IdentityHashMap<>());

		private final Set<Node> preferred = Collections.newSetFromMap(new IdentityHashMap<>());

		Node(Kind kind, TableRowChanges table, ComparedRow row) {
			this.kind = kind;
			this.table = table;
			this.row = row;
		}

		boolean isLike(Node other) {
			return this.kind == other.kind && this.table.equals(other.table);
		}

		String key() {
			return TableRowChanges.text(this.table.file()
				.values(Objects.requireNonNull((this.row.found() != null) ? this.row.found() : this.row.wanted()),
						this.table.file().key()));
		}

	}

	/**
	 * The values of some columns that rows take and give away.
	 */
	private static final class Values {

		private final Map<List<@Nullable String>, List<Node>> taken = new HashMap<>();

		private final Map<List<@Nullable String>, List<Node>> given = new HashMap<>();

		Values(List<Node> nodes, List<Column> columns) {
			for (Node node : nodes) {
				List<@Nullable String> before = values(node, node.row.found(), columns);
				List<@Nullable String> after = values(node, node.row.wanted(), columns);
				if (!before.equals(after)) {
					add(before, node, this.given);
					add(after, node, this.taken);
				}
			}
		}

		private static List<@Nullable String> values(Node node, @Nullable List<@Nullable String> row,
				List<Column> columns) {
			return (row != null) ? node.table.file().values(row, columns) : List.of();
		}

		private static void add(List<@Nullable String> value, Node node,
				Map<List<@Nullable String>, List<Node>> values) {
			if (!value.isEmpty() && value.stream().allMatch(Objects::nonNull)) {
				values.computeIfAbsent(value, (missing) -> new ArrayList<>()).add(node);
			}
		}

		List<Node> taken(List<@Nullable String> value) {
			return this.taken.getOrDefault(value, List.of());
		}

		List<Node> given(List<@Nullable String> value) {
			return this.given.getOrDefault(value, List.of());
		}

	}

}
