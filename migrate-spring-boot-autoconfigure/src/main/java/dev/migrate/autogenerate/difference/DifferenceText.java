package dev.migrate.autogenerate.difference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Writes differences and their sides. The texts of the sides stand in files that people
 * have committed: whoever changes one takes back what they have accepted. They leave out
 * the names of constraints and indexes, and every order that means nothing.
 */
public final class DifferenceText {

	private static final String NONE = "none";

	private static final int LONGEST_LINE = 60;

	private DifferenceText() {
	}

	/**
	 * Returns a difference in words, such as
	 * {@code type of users.name: varchar(255) wanted, text found}.
	 */
	static String of(Difference difference) {
		// What a declared object is called is a text for people.
		String object = (difference instanceof ObjectDifference) ? difference.object().name()
				: difference.object().written();
		String name = name(difference.kind(), object, difference.part());
		Difference.Sides sides = difference.shownSides();
		if (difference.isMissing()) {
			return name + " is missing" + after(sides.wanted());
		}
		if (difference.isExtra()) {
			return name + " is not wanted" + after(sides.found());
		}
		return name + ": " + sides;
	}

	/**
	 * Returns the first lines that differ, without the space around them and the
	 * semicolons between statements.
	 */
	static Difference.Sides firstLines(String wanted, String found) {
		List<String> one = lines(wanted);
		List<String> other = lines(found);
		int line = 0;
		while (line < one.size() && line < other.size() && one.get(line).equals(other.get(line))) {
			line++;
		}
		return new Difference.Sides(line(one, line), line(other, line));
	}

	private static List<String> lines(String text) {
		return text.lines().map((line) -> line.strip().replaceFirst(";$", "")).toList();
	}

	private static String line(List<String> lines, int number) {
		String line = (number < lines.size()) ? lines.get(number) : "nothing more";
		return (line.length() > LONGEST_LINE) ? line.substring(0, LONGEST_LINE) + "…" : line;
	}

	private static String after(@Nullable String side) {
		return (side == null || side.isEmpty()) ? "" : ": " + side;
	}

	/**
	 * Returns what differs, such as {@code type of users.name}, with names in double
	 * quotes where they contain a dot or a double quote.
	 */
	public static String name(DifferenceKind kind, String object, @Nullable String part) {
		if (kind == DifferenceKind.OBJECT) {
			return object;
		}
		return kind + (kind.isProperty() ? " of " : " ")
				+ ((part != null) ? object + "." + ObjectName.written(part) : object);
	}

	static String table(InspectedTable inspected) {
		Table table = inspected.table();
		Stream<String> columns = table.columns()
			.stream()
			.sorted(Comparator.comparing(Column::name))
			.map((column) -> column.name() + " " + column(column));
		Stream<String> constraints = table.constraints().stream().map(DifferenceText::constraint).sorted();
		Stream<String> indexes = inspected.indexes()
			.stream()
			.map(InspectedIndex::index)
			.map((index) -> "INDEX " + index(index))
			.sorted();
		return Stream.of(columns, constraints, indexes)
			.flatMap((texts) -> texts)
			.collect(Collectors.joining(", ", "(", ")"));
	}

	static String column(Column column) {
		Identity identity = column.identity();
		return words(column.type().toString(), (column.collation() != null) ? "COLLATE " + column.collation() : null,
				column.nullable() ? null : "NOT NULL",
				(column.defaultValue() != null) ? "DEFAULT " + column.defaultValue() : null,
				(identity != null) ? "GENERATED " + identity.mode().sql() + " AS IDENTITY" : null,
				(column.generated() != null) ? "GENERATED ALWAYS AS " + generated(column.generated()) : null);
	}

	static String collation(Column column) {
		return Objects.toString(column.collation(), NONE);
	}

	static String defaultValue(Column column) {
		return Objects.requireNonNullElse(column.defaultValue(), NONE);
	}

	static String identity(Column column) {
		return (column.identity() != null) ? "IDENTITY" : defaultValue(column);
	}

	static String identityWithMode(Column column) {
		return (column.identity() != null) ? "GENERATED " + column.identity().mode().sql() + " AS IDENTITY"
				: defaultValue(column);
	}

	static String generated(@Nullable Generated generated) {
		return (generated != null) ? "(" + generated.expression() + ") " + generated.storage() : NONE;
	}

	static String comment(@Nullable String comment) {
		return (comment != null) ? literal(comment) : NONE;
	}

	static String sequence(Sequence sequence) {
		return "INCREMENT BY " + Objects.requireNonNullElse(sequence.options().incrementBy(), 1L);
	}

	static String wholeSequence(Sequence sequence) {
		SequenceOptions options = sequence.options();
		return words((sequence.type() != null) ? "AS " + sequence.type() : null, sequence(sequence),
				option("MINVALUE", options.minValue()), option("MAXVALUE", options.maxValue()),
				option("START WITH", options.startWith()), option("CACHE", options.cache()),
				options.cycle() ? "CYCLE" : null,
				(sequence.comment() != null) ? "COMMENT " + literal(sequence.comment()) : null);
	}

	private static @Nullable String option(String name, @Nullable Long value) {
		return (value != null) ? name + " " + value : null;
	}

	static String values(EnumType type) {
		return values(type.values().stream());
	}

	static String sortedValues(EnumType type) {
		return values(type.values().stream().sorted());
	}

	static String attributes(CompositeType type) {
		return list(type.attributes()
			.stream()
			.map((attribute) -> words(attribute.name(), column(attribute),
					(attribute.comment() != null) ? "COMMENT " + literal(attribute.comment()) : null))
			.toList());
	}

	private static String values(Stream<String> values) {
		return values.map(DifferenceText::literal).collect(Collectors.joining(", ", "(", ")"));
	}

	static String constraint(Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			return "PRIMARY KEY " + list(key.columns());
		}
		if (constraint instanceof UniqueConstraint unique) {
			return words("UNIQUE", unique.nullsNotDistinct() ? "NULLS NOT DISTINCT" : null,
					list(unique.columns().stream().sorted().toList()), deferrability(unique.deferrability()));
		}
		if (constraint instanceof CheckConstraint check) {
			return words("CHECK (" + check.condition() + ")", check.noInherit() ? "NO INHERIT" : null);
		}
		if (constraint instanceof ExclusionConstraint exclusion) {
			String elements = exclusion.elements()
				.stream()
				.map((element) -> part(element.part()) + " WITH " + element.operator())
				.collect(Collectors.joining(", ", "(", ")"));
			return words("EXCLUDE USING " + exclusion.method(), elements, where(exclusion.where()),
					deferrability(exclusion.deferrability()));
		}
		return foreignKey((ForeignKey) constraint);
	}

	private static String foreignKey(ForeignKey key) {
		List<Integer> order = Stream.iterate(0, (i) -> i + 1)
			.limit(key.columns().size())
			.sorted(Comparator.comparing(key.columns()::get))
			.toList();
		return words("FOREIGN KEY", list(order.stream().map(key.columns()::get).toList()),
				"REFERENCES " + key.referencedTable(),
				key.referencedColumns().isEmpty() ? null
						: list(order.stream().map(key.referencedColumns()::get).toList()),
				(key.match() != ForeignKey.Match.SIMPLE) ? "MATCH " + key.match() : null,
				action("ON DELETE", key.onDelete()),
				key.onDeleteColumns().isEmpty() ? null : list(key.onDeleteColumns()),
				action("ON UPDATE", key.onUpdate()), deferrability(key.deferrability()));
	}

	private static @Nullable String action(String event, ReferentialAction action) {
		return (action != ReferentialAction.NO_ACTION) ? event + " " + action.sql() : null;
	}

	private static @Nullable String deferrability(Deferrability deferrability) {
		return (deferrability != Deferrability.NOT_DEFERRABLE) ? deferrability.sql() : null;
	}

	static String index(Index index) {
		List<String> parts = index.parts().stream().map(DifferenceText::part).toList();
		return words(index.unique() ? "UNIQUE" : null, Objects.requireNonNullElse(index.method(), "btree"), list(parts),
				index.include().isEmpty() ? null : "INCLUDE " + list(index.include()),
				index.nullsNotDistinct() ? "NULLS NOT DISTINCT" : null, where(index.where()));
	}

	private static String part(Index.Part part) {
		return words(part.text(), (part.collation() != null) ? "COLLATE " + part.collation() : null,
				part.operatorClass(), (part.order() == Index.Order.DESC) ? "DESC" : null,
				(part.nulls() != null) ? "NULLS " + part.nulls() : null);
	}

	private static @Nullable String where(@Nullable String condition) {
		return (condition != null) ? "WHERE (" + condition + ")" : null;
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	private static String list(List<String> names) {
		return "(" + String.join(", ", names) + ")";
	}

	private static String words(@Nullable String... words) {
		List<String> present = new ArrayList<>();
		for (String word : words) {
			if (word != null) {
				present.add(word);
			}
		}
		return String.join(" ", present);
	}

}
