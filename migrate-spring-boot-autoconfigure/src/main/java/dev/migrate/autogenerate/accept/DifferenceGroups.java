package dev.migrate.autogenerate.accept;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;

/**
 * Groups differences of the same sort, for people who look at many of them.
 */
public final class DifferenceGroups {

	private static final Set<String> WITH_LENGTH = Set.of("varchar", "char", "bit", "bit varying");

	private DifferenceGroups() {
	}

	/**
	 * Counts differences by their sort.
	 * @param differences the differences
	 * @return how many there are of each sort, such as {@code length},
	 * {@code integer over smallint} or {@code missing foreign key}, the most frequent
	 * first
	 */
	public static Map<String, Long> count(Collection<Difference> differences) {
		Map<String, Long> groups = differences.stream()
			.collect(Collectors.groupingBy(DifferenceGroups::group, Collectors.counting()));
		Comparator<Map.Entry<String, Long>> order = Map.Entry.<String, Long>comparingByValue().reversed();
		return groups.entrySet()
			.stream()
			.sorted(order.thenComparing(Map.Entry.comparingByKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
	}

	private static String group(Difference difference) {
		if (difference instanceof ColumnPropertyDifference property) {
			return property(property);
		}
		if (difference.kind().isProperty()) {
			return difference.kind().toString();
		}
		if (difference.isMissing()) {
			return "missing " + what(difference);
		}
		if (difference.isExtra()) {
			return what(difference) + " only in the database";
		}
		return switch (difference.kind()) {
			case ENUM_TYPE -> "values of an enum type";
			case COMPOSITE_TYPE -> "attributes of a composite type";
			case SEQUENCE -> "increment of a sequence";
			default -> what(difference) + " that differs";
		};
	}

	private static String property(ColumnPropertyDifference difference) {
		return switch (difference.property()) {
			case TYPE -> types(difference.wanted().type(), difference.found().type());
			case NULLABILITY -> difference.wanted().nullable() ? "nullable over not null" : "not null over nullable";
			case COLLATION, DEFAULT, IDENTITY, GENERATED, COMMENT -> difference.kind().toString();
		};
	}

	private static String what(Difference difference) {
		if (!(difference instanceof ConstraintDifference constraint)) {
			return difference.kind().toString();
		}
		return constraint(
				Objects.requireNonNull((constraint.wanted() != null) ? constraint.wanted() : constraint.found()));
	}

	private static String constraint(Constraint constraint) {
		if (constraint instanceof PrimaryKey) {
			return "primary key";
		}
		if (constraint instanceof ForeignKey) {
			return "foreign key";
		}
		if (constraint instanceof CheckConstraint) {
			return "check";
		}
		return (constraint instanceof ExclusionConstraint) ? "exclusion constraint" : "unique constraint";
	}

	private static String types(DataType wanted, DataType found) {
		String name = withoutArguments(wanted);
		if (!name.equals(withoutArguments(found))) {
			return name + " over " + withoutArguments(found);
		}
		return WITH_LENGTH.contains(wanted.name()) ? "length" : "precision";
	}

	private static String withoutArguments(DataType type) {
		return new DataType(type.name(), List.of(), type.dimensions(), type.userDefined()).toString();
	}

}
