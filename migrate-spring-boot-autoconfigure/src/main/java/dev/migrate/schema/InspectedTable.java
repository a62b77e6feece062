package dev.migrate.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table as it was found in a database.
 *
 * @param table the table. Its constraints, which all have names, stand in a fixed order:
 * the primary key, then unique constraints, foreign keys, checks and exclusion
 * constraints, each kind by name. Constraints that a partition or a child table has only
 * because its parent has them are left out
 * @param kind what kind of table it is
 * @param parents the tables that it is a partition of or inherits from
 * @param indexes its indexes by name, without those that belong to a constraint, and
 * without those of a partition that belong to an index of its parent
 * @param notNullNotValid the columns whose NOT NULL is not valid yet, so that older rows
 * may hold NULL, which PostgreSQL has since version 18
 * @param estimatedRows about how many rows it holds, by the statistics of the database,
 * or -1 if it has none
 */
public record InspectedTable(Table table, Kind kind, List<ObjectName> parents, List<InspectedIndex> indexes,
		Set<String> notNullNotValid, long estimatedRows) {

	public InspectedTable {
		parents = List.copyOf(parents);
		indexes = List.copyOf(indexes);
		notNullNotValid = Set.copyOf(notNullNotValid);
	}

	public ObjectName name() {
		return this.table.name();
	}

	/**
	 * Returns a constraint.
	 * @param name its name
	 * @return the constraint, empty if there is none of that name
	 */
	public Optional<Constraint> findConstraint(String name) {
		return this.table.constraints().stream().filter((constraint) -> name.equals(constraint.name())).findFirst();
	}

	public InspectedTable table(Table table) {
		return new InspectedTable(table, this.kind, this.parents, this.indexes, this.notNullNotValid,
				this.estimatedRows);
	}

	public InspectedTable indexes(List<InspectedIndex> indexes) {
		return new InspectedTable(this.table, this.kind, this.parents, indexes, this.notNullNotValid,
				this.estimatedRows);
	}

	InspectedTable map(Renaming renaming) {
		return new InspectedTable(this.table.map(renaming), this.kind,
				this.parents.stream().map(renaming::object).toList(),
				this.indexes.stream()
					.map((index) -> new InspectedIndex(index.index().map(name(), renaming), index.valid()))
					.toList(),
				Set.copyOf(renaming.columns(name(), List.copyOf(this.notNullNotValid))), this.estimatedRows);
	}

	/**
	 * What kind of table one is.
	 */
	public enum Kind {

		/**
		 * One that holds its rows itself or, if it is partitioned, in its partitions.
		 */
		TABLE,

		/**
		 * One that holds some of the rows of a partitioned table. It may be partitioned
		 * itself.
		 */
		PARTITION,

		/**
		 * One whose rows are elsewhere.
		 */
		FOREIGN_TABLE

	}

}
