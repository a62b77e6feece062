package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.WantedSchema.Attribute.Values;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.dialect.CheckForm;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.InspectedTable;
import org.jspecify.annotations.Nullable;

/**
 * Compares the check constraints of two tables by their conditions. One that only the
 * database has is left alone, unless Hibernate would have made it for the attribute of
 * its column when that had other values: it changes with the attribute.
 */
public final class CheckComparison {

	private static final Set<String> TEXTS = Set.of("varchar", "char", "text");

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric", "real",
			"double precision");

	private final TablePair tables;

	private final List<CheckConstraint> wanted;

	private final List<CheckConstraint> unmatched;

	private CheckComparison(TablePair tables) {
		this.tables = tables;
		this.wanted = checks(tables.wanted());
		this.unmatched = new ArrayList<>(checks(tables.found()));
	}

	static Comparison of(TablePair tables) {
		return new CheckComparison(tables).compare();
	}

	private static List<CheckConstraint> checks(InspectedTable table) {
		return table.table()
			.constraints()
			.stream()
			.filter(CheckConstraint.class::isInstance)
			.map(CheckConstraint.class::cast)
			.toList();
	}

	private Comparison compare() {
		List<CheckConstraint> missing = new ArrayList<>();
		for (CheckConstraint check : this.wanted) {
			take((other) -> isSame(check, other)).ifPresentOrElse((same) -> {
			}, () -> missing.add(check));
		}
		List<Difference> differences = new ArrayList<>();
		// What is called by its name comes before what is recognised.
		missing.sort(Comparator.comparing((check) -> !statesName(check)));
		for (CheckConstraint check : missing) {
			differences.add(ConstraintDifference.of(this.tables.name(), check, takeFormer(check).orElse(null)));
		}
		boolean complete = this.tables.options().complete();
		List<CheckConstraint> unwanted = this.unmatched.stream()
			.filter((check) -> complete || isUnwanted(check))
			.toList();
		unwanted.forEach((check) -> differences.add(ConstraintDifference.of(this.tables.name(), null, check)));
		this.unmatched.removeAll(unwanted);
		return new Comparison(differences, notes());
	}

	private boolean isSame(CheckConstraint check, CheckConstraint other) {
		return check.condition().equals(other.condition()) && (!this.tables.options().complete()
				|| (check.noInherit() == other.noInherit() && check.notValid() == other.notValid()));
	}

	private Optional<CheckConstraint> take(Predicate<CheckConstraint> filter) {
		Optional<CheckConstraint> taken = this.unmatched.stream().filter(filter).findFirst();
		taken.ifPresent(this.unmatched::remove);
		return taken;
	}

	/**
	 * Takes the check that the database has instead of a wanted one.
	 */
	private Optional<CheckConstraint> takeFormer(CheckConstraint check) {
		boolean statesName = statesName(check);
		Optional<CheckConstraint> named = take((other) -> isNamed(other, check.name())
				&& (statesName || (isOverSameColumns(check, other) && isOfSameForm(check, other))));
		return named
			.or(() -> take(
					(other) -> isNamed(other, usualName(other)) && !statesName && isOfSameAttribute(check, other)))
			.or(() -> take((other) -> !statesName && isOfSameAttribute(check, other)));
	}

	private static boolean isNamed(CheckConstraint check, @Nullable String name) {
		return name != null && name.equals(check.name());
	}

	private boolean statesName(CheckConstraint check) {
		return this.tables.options().statesCheck(this.tables.name(), check.name());
	}

	/**
	 * Returns the name that PostgreSQL gives to the check of a column.
	 */
	private @Nullable String usualName(CheckConstraint check) {
		Set<String> columns = columns(check);
		return (columns.size() == 1) ? this.tables.name().name() + "_" + columns.iterator().next() + "_check" : null;
	}

	private Optional<CheckForm> form(CheckConstraint check) {
		return this.tables.conversions().checkForm(check.condition());
	}

	/**
	 * Returns the columns of a table, wanted or found, that a check is over.
	 */
	private Set<String> columns(CheckConstraint check) {
		return Stream.of(this.tables.wanted(), this.tables.found())
			.flatMap((table) -> table.table().columns().stream())
			.map(Column::name)
			.filter((column) -> FilteredSchemas.mentions(check.condition(), column))
			.collect(Collectors.toSet());
	}

	private boolean isOverSameColumns(CheckConstraint one, CheckConstraint other) {
		return columns(one).equals(columns(other));
	}

	/**
	 * Bounds that nobody wants are not those of another number.
	 */
	private boolean isOfSameForm(CheckConstraint wanted, CheckConstraint found) {
		CheckForm one = form(wanted).orElse(null);
		CheckForm other = form(found).orElse(null);
		if (one == null || other == null) {
			return one == null && other == null;
		}
		return one.kind() == other.kind() && (one.kind() != CheckForm.Kind.BOUNDS || one.isOfOrdinals()
				|| one.operators().containsAll(other.operators()));
	}

	/**
	 * Returns whether Hibernate makes one check for an attribute and would have made the
	 * other.
	 */
	private boolean isOfSameAttribute(CheckConstraint wanted, CheckConstraint found) {
		CheckForm one = form(wanted).orElse(null);
		CheckForm other = form(found).orElse(null);
		if (one == null || other == null || !one.column().equals(other.column())) {
			return false;
		}
		if (one.kind() == CheckForm.Kind.REQUIRES_OTHERS) {
			return one.kind() == other.kind() && one.operands().equals(other.operands())
					&& this.tables.values(one.column()) == Values.DISCRIMINATOR;
		}
		return isOfAttribute(one) && isOfAttribute(other);
	}

	/**
	 * Returns whether Hibernate would make a check of the values of its attribute.
	 */
	private boolean isOfAttribute(CheckForm form) {
		return switch (this.tables.values(form.column())) {
			case ENUM -> form.kind() == CheckForm.Kind.VALUES || form.isOfOrdinals();
			case BOOLEAN -> form.kind() == CheckForm.Kind.VALUES && form.operands().size() <= 3;
			case DISCRIMINATOR -> form.kind() == CheckForm.Kind.VALUES;
			case COMPONENT -> form.kind() == CheckForm.Kind.PARTS;
			case OTHER -> false;
		};
	}

	private boolean isUnwanted(CheckConstraint check) {
		CheckForm form = form(check).orElse(null);
		if (form == null) {
			return false;
		}
		if (form.kind() == CheckForm.Kind.REQUIRES_OTHERS) {
			return this.tables.values(form.column()) == Values.DISCRIMINATOR
					&& this.wanted.stream().noneMatch((other) -> isOfSameAttribute(other, check));
		}
		return isWithoutColumn(form) || isOfOtherType(form) || (isOfAttribute(form) && !isOfBoundedParts(form)
				&& this.wanted.stream().noneMatch((other) -> isOfSameAttribute(other, check)));
	}

	/**
	 * Bounds of a part are those of an ordinal or of a number.
	 */
	private static boolean isOfBoundedParts(CheckForm form) {
		return form.kind() == CheckForm.Kind.PARTS && !form.operands().isEmpty();
	}

	/**
	 * A column that goes takes its check with it.
	 */
	private boolean isWithoutColumn(CheckForm form) {
		return this.tables.wanted().table().findColumn(form.column()).isEmpty();
	}

	/**
	 * Returns whether the column gets a type whose values the check cannot compare.
	 */
	private boolean isOfOtherType(CheckForm form) {
		DataType wanted = this.tables.wanted().table().findColumn(form.column()).map(Column::type).orElse(null);
		DataType found = this.tables.found().table().findColumn(form.column()).map(Column::type).orElse(null);
		return wanted != null && found != null
				&& (wanted.dimensions() != found.dimensions() || !family(wanted).equals(family(found)));
	}

	private static Set<String> family(DataType type) {
		return Stream.of(TEXTS, NUMBERS)
			.filter((family) -> family.contains(type.name()))
			.findFirst()
			.orElse(Set.of(type.name()));
	}

	/**
	 * An enum that has become a text looks like a text with a check that somebody wrote.
	 */
	private List<String> notes() {
		String checks = this.unmatched.stream()
			.filter((check) -> isNamed(check, usualName(check)))
			.filter((check) -> form(check).filter(
					(form) -> form.kind() == CheckForm.Kind.VALUES && this.tables.values(form.column()) == Values.OTHER)
				.isPresent())
			.map(CheckConstraint::name)
			.collect(Collectors.joining(", "));
		return checks.isEmpty() ? List.of()
				: List.of(("Checks %s of table %s limit the values of attributes that are no enums, and are left alone."
						+ " Drop such a check in a revision if its attribute was an enum before.")
					.formatted(checks, this.tables.name().written()));
	}

}
