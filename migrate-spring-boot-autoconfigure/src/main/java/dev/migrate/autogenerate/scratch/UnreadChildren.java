package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Reads the partitions, and the tables that inherit, in schemas of which nothing is
 * wanted: the types of their columns change with those of their parents.
 *
 * @param all what there is, with what those schemas have
 * @param notes what could not be read, a sentence each
 */
public record UnreadChildren(SchemaSnapshot all, List<String> notes) {

	/**
	 * Reads the other schemas if a type changes and tables of them have it, too.
	 * @param live what there is; every name has its schema
	 * @param renames what is renamed in it
	 * @param differences what differs
	 * @param session the database
	 * @param scratch where types are tried
	 * @param schema the default schema
	 */
	public static UnreadChildren read(SchemaSnapshot live, Renames renames, Collection<Difference> differences,
			DatabaseSession session, ScratchDatabase scratch, String schema) {
		if (differences.stream().noneMatch(UnreadChildren::changesTypes)) {
			return new UnreadChildren(live, List.of());
		}
		Set<String> known = live.tables()
			.keySet()
			.stream()
			.map((name) -> String.valueOf(name.schema()))
			.collect(Collectors.toSet());
		Set<String> others = new TreeSet<>(
				session.dialect().dependencies(session.jdbc(), schema).schemasOfChildren(known));
		if (others.isEmpty()) {
			return new UnreadChildren(live, List.of());
		}
		if (!scratch.mayCreateSchemas()) {
			return new UnreadChildren(live, List
				.of(("Whether the tables in schema %s that inherit columns accept the change could not be tried: the user may"
						+ " not create schemas. If they do not, the revision fails.")
					.formatted(String.join(", ", others))));
		}
		SchemaSnapshot children = renames.applyTo(session.inspector().read(others), session.dialect());
		return new UnreadChildren(
				live.tables(both(live.tables().values(), children.tables().values()))
					.enumTypes(both(live.enumTypes().values(), children.enumTypes().values()))
					.compositeTypes(both(live.compositeTypes().values(), children.compositeTypes().values())),
				List.of());
	}

	private static <T> List<T> both(Collection<T> some, Collection<T> others) {
		List<T> all = new ArrayList<>(some);
		all.addAll(others);
		return all;
	}

	private static boolean changesTypes(Difference difference) {
		return difference instanceof EnumTypeDifference || difference instanceof CompositeTypeDifference
				|| (difference instanceof ColumnPropertyDifference property
						&& (property.property() == ColumnProperty.TYPE
								|| property.property() == ColumnProperty.COLLATION));
	}

}
