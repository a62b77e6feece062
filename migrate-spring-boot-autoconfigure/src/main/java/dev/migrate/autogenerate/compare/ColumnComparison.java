package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.dialect.Conversions;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Compares the columns of two tables.
 */
public final class ColumnComparison {

	private static final Set<String> TIMES = Set.of("time", "time with time zone", "timestamp",
			"timestamp with time zone", "interval");

	private final Column wanted;

	private final Column found;

	private final ComparisonOptions options;

	private final Conversions conversions;

	private ColumnComparison(Column wanted, Column found, TablePair tables) {
		this.wanted = wanted;
		this.found = found;
		this.options = tables.options();
		this.conversions = tables.conversions();
	}

	static List<Difference> of(TablePair tables) {
		List<Difference> differences = new ArrayList<>();
		Table wanted = tables.wanted().table();
		Table found = tables.found().table();
		for (Column column : wanted.columns()) {
			Column other = found.findColumn(column.name()).orElse(null);
			if (other == null) {
				differences.add(new ColumnDifference(tables.name(), column.name(), column, null));
			}
			else {
				new ColumnComparison(column, other, tables).properties()
					.forEach((property) -> differences
						.add(new ColumnPropertyDifference(tables.name(), property, column, other)));
			}
		}
		found.columns()
			.stream()
			.filter((column) -> wanted.findColumn(column.name()).isEmpty())
			.forEach((column) -> differences.add(new ColumnDifference(tables.name(), column.name(), null, column)));
		return differences;
	}

	/**
	 * Returns the properties that differ, in the order in which they are changed.
	 */
	private List<ColumnProperty> properties() {
		List<ColumnProperty> properties = new ArrayList<>();
		addIf(!spelledOut(this.wanted.type()).equals(spelledOut(this.found.type())), ColumnProperty.TYPE, properties);
		addIf(isStatedAndOther(this.wanted.collation(), this.found.collation()), ColumnProperty.COLLATION, properties);
		addIf(this.wanted.nullable() != this.found.nullable(), ColumnProperty.NULLABILITY, properties);
		boolean generated = this.wanted.generated() != null || this.found.generated() != null;
		addIf(hasOtherExpression(), ColumnProperty.GENERATED, properties);
		addIf(isStatedAndOther(this.wanted.comment(), this.found.comment()), ColumnProperty.COMMENT, properties);
		if (!generated) {
			addIf(hasOtherIdentity(), ColumnProperty.IDENTITY, properties);
			addIf(hasOtherDefault(), ColumnProperty.DEFAULT, properties);
		}
		return properties;
	}

	/**
	 * Entities do not say whether the values are stored, and Hibernate decides it by the
	 * version of the server.
	 */
	private boolean hasOtherExpression() {
		Generated one = this.wanted.generated();
		Generated other = this.found.generated();
		if (this.options.complete() || one == null || other == null) {
			return !Objects.equals(one, other);
		}
		return !one.expression().equals(other.expression());
	}

	private static void addIf(boolean different, ColumnProperty property, List<ColumnProperty> properties) {
		if (different) {
			properties.add(property);
		}
	}

	private boolean isStatedAndOther(@Nullable Object wanted, @Nullable Object found) {
		return this.options.isStated(wanted) && !Objects.equals(wanted, found);
	}

	private boolean hasOtherIdentity() {
		boolean counts = isCounting(this.wanted);
		return ((counts != isCounting(this.found))
				&& (counts || this.options.complete() || this.found.identity() != null)) || isOfOtherMode();
	}

	private boolean hasOtherDefault() {
		return !isCounting(this.wanted) && !isCounting(this.found)
				&& isStatedAndOther(this.wanted.defaultValue(), this.found.defaultValue());
	}

	/**
	 * A time without a precision has the greatest there is.
	 */
	static DataType spelledOut(DataType type) {
		boolean implied = type.arguments().isEmpty() && !type.userDefined() && TIMES.contains(type.name());
		return implied ? new DataType(type.name(), List.of("6"), type.dimensions(), false) : type;
	}

	/**
	 * An identity, a serial and a default from a sequence are spellings of one thing.
	 */
	private boolean isCounting(Column column) {
		String defaultValue = column.defaultValue();
		return column.identity() != null || (defaultValue != null && this.conversions.isNextValue(defaultValue));
	}

	/**
	 * Hibernate makes an identity BY DEFAULT, unless a definition says ALWAYS.
	 */
	private boolean isOfOtherMode() {
		Identity one = this.wanted.identity();
		Identity other = this.found.identity();
		return one != null && other != null && one.mode() != other.mode()
				&& (this.options.complete() || one.mode() == Identity.Mode.ALWAYS);
	}

}
