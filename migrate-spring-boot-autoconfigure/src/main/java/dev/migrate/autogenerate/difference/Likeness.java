package dev.migrate.autogenerate.difference;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * How much a wanted constraint or index is like one that only the database has, so that
 * one of them has probably become the other: 0 if nothing says so.
 */
public final class Likeness {

	private static final int SAME_NAME = 8;

	private static final int SAME_PARTS = 4;

	private static final int SAME_FIRST_PART = 3;

	private static final int COMMON_PARTS = 2;

	private static final int SAME_TARGET = 1;

	/**
	 * What an expression of SQL has besides the names of columns: literals, types and the
	 * words of the language.
	 */
	private static final Pattern NO_NAME = Pattern
		.compile("'(?:[^']|'')*'|::[\\w ]+(?:\\(\\d+(?:,\\s*\\d+)?\\))?(?:\\[])*|\\b(?i:and|any|all|array|between|case"
				+ "|else|end|false|in|is|like|not|null|or|similar|then|to|true|when)\\b|\\b\\w+(?=\\s*\\()");

	private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

	private Likeness() {
	}

	/**
	 * Compares two constraints of a table.
	 * @param wanted the wanted one
	 * @param found the one of the database
	 * @param others the columns that only one side has
	 */
	static int of(Constraint wanted, Constraint found, Set<String> others) {
		if (wanted.getClass() != found.getClass()) {
			return 0;
		}
		if (isSame(wanted.name(), found.name())) {
			return SAME_NAME;
		}
		if (wanted instanceof ForeignKey key) {
			return ofForeignKeys(key, (ForeignKey) found, others);
		}
		if (wanted instanceof UniqueConstraint unique) {
			return ofParts(unique.columns(), ((UniqueConstraint) found).columns());
		}
		if (wanted instanceof ExclusionConstraint exclusion) {
			return ofParts(parts(exclusion), parts((ExclusionConstraint) found));
		}
		return (wanted instanceof CheckConstraint check && isOverSameColumns(check, (CheckConstraint) found))
				? SAME_PARTS : 0;
	}

	/**
	 * Compares two indexes of a table.
	 */
	static int of(Index wanted, Index found) {
		return isSame(wanted.name(), found.name()) ? SAME_NAME : ofParts(parts(wanted), parts(found));
	}

	private static boolean isSame(@Nullable String name, @Nullable String other) {
		return name != null && name.equals(other);
	}

	/**
	 * A foreign key may also have moved to another column, if both columns stay.
	 */
	private static int ofForeignKeys(ForeignKey key, ForeignKey other, Set<String> others) {
		if (Set.copyOf(key.columns()).equals(Set.copyOf(other.columns()))) {
			return SAME_PARTS;
		}
		if (!key.referencedTable().equals(other.referencedTable())) {
			return 0;
		}
		if (!Collections.disjoint(key.columns(), other.columns())) {
			return COMMON_PARTS;
		}
		return Stream.concat(key.columns().stream(), other.columns().stream()).noneMatch(others::contains) ? SAME_TARGET
				: 0;
	}

	private static int ofParts(List<String> wanted, List<String> found) {
		if (Set.copyOf(wanted).equals(Set.copyOf(found))) {
			return SAME_PARTS;
		}
		if (wanted.get(0).equals(found.get(0))) {
			return SAME_FIRST_PART;
		}
		return Collections.disjoint(wanted, found) ? 0 : COMMON_PARTS;
	}

	private static List<String> parts(ExclusionConstraint exclusion) {
		return exclusion.elements().stream().map((element) -> element.part().text()).toList();
	}

	private static List<String> parts(Index index) {
		return index.parts().stream().map(Index.Part::text).toList();
	}

	private static boolean isOverSameColumns(CheckConstraint check, CheckConstraint other) {
		Set<String> names = names(check.condition());
		return !names.isEmpty() && names.equals(names(other.condition()));
	}

	private static Set<String> names(String condition) {
		return NAME.matcher(NO_NAME.matcher(condition).replaceAll(" "))
			.results()
			.map((name) -> name.group().replace("\"", "").toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(HashSet::new));
	}

}
