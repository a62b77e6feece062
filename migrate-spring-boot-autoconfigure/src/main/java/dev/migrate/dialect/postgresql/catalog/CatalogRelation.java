package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.InspectedView;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * A table or view to which what the queries find is added.
 */
final class CatalogRelation {

	private static final Comparator<Constraint> CONSTRAINT_ORDER = Comparator
		.<Constraint>comparingInt(CatalogRelation::rank)
		.thenComparing((constraint) -> Objects.requireNonNullElse(constraint.name(), ""));

	private static final Comparator<InspectedIndex> INDEX_ORDER = Comparator
		.comparing((inspected) -> Objects.requireNonNullElse(inspected.index().name(), ""));

	private final Map<Integer, String> attributes = new HashMap<>();

	private final List<Column> columns = new ArrayList<>();

	private final List<Constraint> constraints = new ArrayList<>();

	private final List<InspectedIndex> indexes = new ArrayList<>();

	private final Set<String> notNullNotValid = new HashSet<>();

	private final Properties properties;

	CatalogRelation(Properties properties) {
		this.properties = properties;
	}

	boolean isView() {
		return this.properties.query() != null;
	}

	void add(int number, Column column) {
		this.attributes.put(number, column.name());
		this.columns.add(column);
	}

	void add(Constraint constraint) {
		this.constraints.add(constraint);
	}

	void add(InspectedIndex index) {
		this.indexes.add(index);
	}

	void addNotNullNotValid(String column) {
		this.notNullNotValid.add(column);
	}

	/**
	 * Returns the column of a number.
	 * @return its name, or {@code null} for 0, which stands for an expression
	 */
	@Nullable String attribute(int number) {
		return this.attributes.get(number);
	}

	List<String> attributes(List<Integer> numbers) {
		return numbers.stream().map((number) -> Objects.requireNonNull(attribute(number))).toList();
	}

	InspectedTable table() {
		List<Constraint> sorted = this.constraints.stream().sorted(CONSTRAINT_ORDER).toList();
		Table table = new Table(this.properties.name(), this.columns, sorted, this.properties.partitionKey(),
				this.properties.storage(), this.properties.unlogged(), this.properties.comment());
		return new InspectedTable(table, this.properties.kind(), this.properties.parents(), sortedIndexes(),
				this.notNullNotValid, this.properties.estimatedRows());
	}

	InspectedView view() {
		View view = new View(this.properties.name(), List.of(), Objects.requireNonNull(this.properties.query()),
				this.properties.materialized(), this.properties.comment());
		return new InspectedView(view, this.columns, sortedIndexes());
	}

	private List<InspectedIndex> sortedIndexes() {
		return this.indexes.stream().sorted(INDEX_ORDER).toList();
	}

	private static int rank(Constraint constraint) {
		if (constraint instanceof PrimaryKey) {
			return 0;
		}
		if (constraint instanceof UniqueConstraint) {
			return 1;
		}
		if (constraint instanceof ForeignKey) {
			return 2;
		}
		return (constraint instanceof CheckConstraint) ? 3 : 4;
	}

	/**
	 * What the catalog says of the relation itself.
	 *
	 * @param name the name
	 * @param kind what kind of table it is, if it is one
	 * @param parents what it is a partition of or inherits from
	 * @param partitionKey how it is partitioned, or {@code null}
	 * @param storage its storage parameters
	 * @param unlogged whether it is unlogged
	 * @param estimatedRows about how many rows it has, or -1
	 * @param query the query of a view, or {@code null} for a table
	 * @param materialized whether the rows of the view are stored
	 * @param comment the comment, or {@code null}
	 */
	record Properties(ObjectName name, InspectedTable.Kind kind, List<ObjectName> parents,
			@Nullable String partitionKey, Map<String, String> storage, boolean unlogged, long estimatedRows,
			@Nullable String query, boolean materialized, @Nullable String comment) {

	}

}
