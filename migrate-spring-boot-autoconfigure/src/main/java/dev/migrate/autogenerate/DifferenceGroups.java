package dev.migrate.autogenerate;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;
import org.jspecify.annotations.Nullable;

/**
 * Puts differences of the same sort together, for people who look at many of them.
 */
public final class DifferenceGroups {

	private static final Set<String> WITH_LENGTH = Set.of("varchar", "char", "bit", "bit varying");

	private DifferenceGroups() {
	}

	/**
	 * Counts differences by what sort they are of.
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
		return switch (difference.kind()) {
			case TABLE, COLUMN, INDEX -> sided(difference, difference.kind().toString());
			case CONSTRAINT -> sided(difference, constraint((Constraint) side(difference)));
			case ENUM_TYPE -> difference.isMissing() || difference.isExtra() ? sided(difference, "enum type")
					: "values of an enum type";
			case SEQUENCE -> difference.isMissing() || difference.isExtra() ? sided(difference, "sequence")
					: "increment of a sequence";
			case TYPE -> types(column(difference.wanted()).type(), column(difference.found()).type());
			case NULLABILITY ->
				column(difference.wanted()).nullable() ? "nullable over not null" : "not null over nullable";
			case TABLE_COMMENT, COLUMN_COMMENT, COLLATION, DEFAULT, IDENTITY, GENERATED, TABLE_NAME, COLUMN_NAME,
					SEQUENCE_NAME ->
				difference.kind().toString();
		};
	}

	private static String sided(Difference difference, String what) {
		if (difference.isMissing()) {
			return "missing " + what;
		}
		return difference.isExtra() ? what + " only in the database" : what + " that differs";
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
		Function<DataType, String> name = (
				type) -> new DataType(type.name(), List.of(), type.dimensions(), type.userDefined()).toString();
		if (!name.apply(wanted).equals(name.apply(found))) {
			return name.apply(wanted) + " over " + name.apply(found);
		}
		return WITH_LENGTH.contains(wanted.name()) ? "length" : "precision";
	}

	private static Object side(Difference difference) {
		return Objects.requireNonNull((difference.wanted() != null) ? difference.wanted() : difference.found());
	}

	private static Column column(@Nullable Object side) {
		return Objects.requireNonNull((Column) side);
	}

}
