package dev.migrate.autogenerate.scratch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Lets the database say whether foreign keys that nobody wants changed accept columns of
 * other types, on either side: creates them over copies of both tables.
 */
final class ForeignKeyTrial {

	private final Map<ObjectName, Map<String, Column>> changed;

	private final BiPredicate<InspectedTable, Constraint> stays;

	private final Map<SchemaObject, ForeignKey> keys = new LinkedHashMap<>();

	/**
	 * Creates a trial.
	 * @param live what there is; every name has its schema
	 * @param changed the tables with their columns that get other types
	 * @param stays whether nothing happens to a constraint of a table
	 */
	ForeignKeyTrial(SchemaSnapshot live, Map<ObjectName, Map<String, Column>> changed,
			BiPredicate<InspectedTable, Constraint> stays) {
		this.changed = changed;
		this.stays = stays;
		live.tables()
			.values()
			.forEach((table) -> table.table()
				.constraints()
				.stream()
				.filter(ForeignKey.class::isInstance)
				.map(ForeignKey.class::cast)
				.filter((key) -> columns(table.name(), key).findAny().isPresent() && stays.test(table, key)
						&& isKey(live.tables().get(key.referencedTable()), key.referencedColumns()))
				.forEach((key) -> this.keys
					.put(new SchemaObject(Kind.CONSTRAINT, table.name(), key.name(), Side.DATABASE), key)));
	}

	private boolean isKey(@Nullable InspectedTable table, List<String> columns) {
		Set<String> wanted = Set.copyOf(columns);
		return table != null && table.table()
			.constraints()
			.stream()
			.anyMatch((constraint) -> ((constraint instanceof PrimaryKey key
					&& Set.copyOf(key.columns()).equals(wanted))
					|| (constraint instanceof UniqueConstraint unique && Set.copyOf(unique.columns()).equals(wanted)))
					&& this.stays.test(table, constraint));
	}

	/**
	 * Returns the columns of a foreign key, and those that it refers to, that get other
	 * types.
	 */
	private Stream<String> columns(ObjectName table, ForeignKey key) {
		return Stream.concat(columns(table, key.columns()), columns(key.referencedTable(), key.referencedColumns()));
	}

	private Stream<String> columns(ObjectName table, List<String> columns) {
		return columns.stream()
			.filter(this.changed.getOrDefault(table, Map.of())::containsKey)
			.map((column) -> table + "." + column);
	}

	/**
	 * Returns the tables to create.
	 */
	Set<ObjectName> tables() {
		Set<ObjectName> tables = new LinkedHashSet<>();
		this.keys.forEach((object, key) -> tables.addAll(List.of(object.name(), key.referencedTable())));
		return tables;
	}

	/**
	 * Returns what creates the foreign keys after the tables.
	 */
	List<Creation> creations(Renaming renaming) {
		return this.keys.entrySet()
			.stream()
			.map((entry) -> new Creation(entry.getKey(),
					new CreateConstraint(renaming.object(entry.getKey().name()),
							entry.getValue().map(entry.getKey().name(), renaming)),
					Stream.of(entry.getKey().name(), entry.getValue().referencedTable())
						.map(ForeignKeyTrial::table)
						.collect(Collectors.toSet())))
			.toList();
	}

	private static SchemaObject table(ObjectName name) {
		return new SchemaObject(Kind.TABLE, name, null, Side.MODEL);
	}

	/**
	 * Says which foreign keys cannot be.
	 * @param refused what the database refuses to create over the new types
	 * @param before what it refuses to create over those that there are
	 * @param defaultSchema the schema that is not named
	 */
	List<String> refusals(List<RefusedPart> refused, List<RefusedPart> before, String defaultSchema) {
		return refused.stream()
			.filter((part) -> this.keys.containsKey(part.object())
					&& before.stream().noneMatch((other) -> other.object().equals(part.object())))
			.map((part) -> "The type of column %s cannot be changed, because constraint %s of table %s does not accept it: %s."
				.formatted(String.join(", ",
						columns(part.object().name(), Objects.requireNonNull(this.keys.get(part.object()))).distinct()
							.toList()),
						part.object().part(), part.object().name(), part.message())
				.replace(defaultSchema + ".", ""))
			.toList();
	}

}
