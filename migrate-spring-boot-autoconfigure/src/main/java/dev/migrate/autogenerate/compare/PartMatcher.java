package dev.migrate.autogenerate.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Matches parts of tables that say the same. Among several, one of the same name is the
 * same one.
 *
 * @param <T> the type of the parts
 * @param name what tells their names
 * @param same whether two say the same
 */
record PartMatcher<T>(Function<T, @Nullable String> name, BiPredicate<T, T> same) {

	/**
	 * Returns wanted parts in the order in which they are to be matched.
	 */
	List<T> inOrder(List<T> wanted, List<T> found) {
		Predicate<T> hasSameName = (part) -> found.stream()
			.anyMatch((other) -> this.same.test(part, other) && isSameName(part, other));
		return wanted.stream().sorted(Comparator.comparing((part) -> !hasSameName.test(part))).toList();
	}

	/**
	 * Returns the part that says the same as a wanted one.
	 */
	Optional<T> match(T wanted, List<T> found) {
		return found.stream()
			.filter((other) -> this.same.test(wanted, other))
			.min(Comparator.comparing((other) -> !isSameName(wanted, other)));
	}

	private boolean isSameName(T one, T other) {
		return Objects.equals(this.name.apply(one), this.name.apply(other));
	}

}
