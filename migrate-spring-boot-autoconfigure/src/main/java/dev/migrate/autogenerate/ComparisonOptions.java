package dev.migrate.autogenerate;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import org.jspecify.annotations.Nullable;

/**
 * How a comparison treats objects that only the database has.
 *
 * @param complete whether the wanted side states everything, so that what it does not
 * have is not wanted; entities do not
 * @param dropTables whether a table that is not wanted is to be dropped
 * @param dropIndexes whether an index that is not wanted is to be dropped
 * @param dropColumns whether a column that is not wanted is to be dropped even if no
 * entity could have stated it
 * @param allowRefused whether to go on without what the database refuses of the wanted
 * side
 * @param stated the tables, sequences and enum types that the wanted side states with
 * everything they have, even if it is not complete
 * @param checks the names that the wanted side states for check constraints, by their
 * tables
 */
public record ComparisonOptions(boolean complete, boolean dropTables, boolean dropIndexes, boolean dropColumns,
		boolean allowRefused, Set<ObjectName> stated, Map<ObjectName, Set<String>> checks) {

	public ComparisonOptions {
		stated = Set.copyOf(stated);
		checks = Map.copyOf(checks);
	}

	/**
	 * Creates options for one kind of wanted side.
	 * @param complete whether the wanted side states everything
	 * @param dropTables whether a table that is not wanted is to be dropped
	 * @param dropIndexes whether an index that is not wanted is to be dropped
	 */
	public ComparisonOptions(boolean complete, boolean dropTables, boolean dropIndexes) {
		this(complete, dropTables, dropIndexes, false, false, Set.of(), Map.of());
	}

	/**
	 * The options for entities: tables and indexes that they do not have are left alone.
	 * @return the options
	 */
	public static ComparisonOptions forEntities() {
		return new ComparisonOptions(false, false, false);
	}

	/**
	 * Returns these options with another answer to columns that no entity could have
	 * stated.
	 * @param drop whether to drop them, too
	 */
	public ComparisonOptions dropColumns(boolean drop) {
		return new ComparisonOptions(this.complete, this.dropTables, this.dropIndexes, drop, this.allowRefused,
				this.stated, this.checks);
	}

	/**
	 * Returns these options with another answer to what the database refuses.
	 * @param allow whether to go on without it
	 */
	public ComparisonOptions allowRefused(boolean allow) {
		return new ComparisonOptions(this.complete, this.dropTables, this.dropIndexes, this.dropColumns, allow,
				this.stated, this.checks);
	}

	/**
	 * Returns these options for certain sources of the wanted side.
	 * @param allComplete whether all of them state everything
	 * @param objects the objects that are stated with everything they have
	 * @param checks the names that are stated for check constraints, by their tables
	 * @return the options
	 */
	public ComparisonOptions stating(boolean allComplete, Set<ObjectName> objects,
			Map<ObjectName, Set<String>> checks) {
		return new ComparisonOptions(this.complete || allComplete, this.dropTables, this.dropIndexes, this.dropColumns,
				this.allowRefused, objects, checks);
	}

	/**
	 * Returns these options under other names.
	 */
	public ComparisonOptions renamed(Renaming renaming) {
		return new ComparisonOptions(this.complete, this.dropTables, this.dropIndexes, this.dropColumns,
				this.allowRefused, this.stated.stream().map(renaming::object).collect(Collectors.toSet()),
				this.checks.entrySet()
					.stream()
					.collect(Collectors.toMap((table) -> renaming.object(table.getKey()), Map.Entry::getValue)));
	}

	/**
	 * Returns whether the wanted side states a value: entities have no word for "none".
	 */
	public boolean isStated(@Nullable Object value) {
		return value != null || this.complete;
	}

	/**
	 * Returns whether the wanted side states the name of a check constraint, and has not
	 * left it to the database.
	 */
	public boolean statesCheck(ObjectName table, @Nullable String name) {
		return name != null && (this.complete || this.checks.getOrDefault(table, Set.of()).contains(name));
	}

	/**
	 * Returns these options for a single object.
	 */
	public ComparisonOptions of(ObjectName object) {
		return new ComparisonOptions(this.complete || this.stated.contains(object), this.dropTables, this.dropIndexes,
				this.dropColumns, this.allowRefused, Set.of(), this.checks);
	}

}
