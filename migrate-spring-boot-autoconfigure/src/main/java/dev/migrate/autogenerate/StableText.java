package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
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
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Writes one side of a difference so that it reads the same as long as it is the same.
 * These texts stand in files that people have committed: to write one otherwise is to
 * take back what they have accepted. Names of constraints and indexes are left out, and
 * so is an order that says nothing.
 */
final class StableText {

	private static final String NONE = "none";

	private StableText() {
	}

	/**
	 * Writes a side.
	 * @param kind what differs
	 * @param side the side, or {@code null} if it is not there
	 * @return the text, or {@code null} if the side is not there
	 */
	static @Nullable String of(Difference.Kind kind, @Nullable Object side) {
		if (side == null) {
			return null;
		}
		return switch (kind) {
			case TABLE -> table((InspectedTable) side);
			case TABLE_NAME -> ((InspectedTable) side).name().toString();
			case SEQUENCE_NAME -> ((Sequence) side).name().toString();
			case COLUMN_NAME -> ((Column) side).name();
			case TABLE_COMMENT -> literal(((Table) side).comment());
			case ENUM_TYPE -> ((EnumType) side).values()
				.stream()
				.sorted()
				.map(StableText::literal)
				.collect(Collectors.joining(", ", "(", ")"));
			case SEQUENCE ->
				"INCREMENT BY " + Objects.requireNonNullElse(((Sequence) side).options().incrementBy(), 1L);
			case CONSTRAINT -> constraint((Constraint) side);
			case INDEX -> index((Index) side);
			case COLUMN -> column((Column) side);
			case TYPE -> ((Column) side).type().toString();
			case COLLATION -> Objects.toString(((Column) side).collation(), NONE);
			case NULLABILITY -> ((Column) side).nullable() ? "NULL" : "NOT NULL";
			case DEFAULT -> Objects.requireNonNullElse(((Column) side).defaultValue(), NONE);
			case IDENTITY -> (((Column) side).identity() != null) ? "IDENTITY"
					: Objects.requireNonNullElse(((Column) side).defaultValue(), NONE);
			case GENERATED -> generated(((Column) side).generated());
			case COLUMN_COMMENT -> literal(((Column) side).comment());
		};
	}

	private static String table(InspectedTable inspected) {
		Table table = inspected.table();
		Stream<String> columns = table.columns()
			.stream()
			.sorted(Comparator.comparing(Column::name))
			.map((column) -> column.name() + " " + column(column));
		Stream<String> constraints = table.constraints().stream().map(StableText::constraint).sorted();
		Stream<String> indexes = inspected.indexes()
			.stream()
			.map(InspectedIndex::index)
			.map((index) -> "INDEX " + index(index))
			.sorted();
		return Stream.of(columns, constraints, indexes)
			.flatMap((texts) -> texts)
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private static String column(Column column) {
		Identity identity = column.identity();
		return words(column.type().toString(), (column.collation() != null) ? "COLLATE " + column.collation() : null,
				column.nullable() ? null : "NOT NULL",
				(column.defaultValue() != null) ? "DEFAULT " + column.defaultValue() : null,
				(identity != null) ? "GENERATED " + identity.mode().sql() + " AS IDENTITY" : null,
				(column.generated() != null) ? "GENERATED ALWAYS AS " + generated(column.generated()) : null);
	}

	private static String generated(@Nullable Generated generated) {
		return (generated != null) ? "(" + generated.expression() + ") " + generated.storage() : NONE;
	}

	private static String constraint(Constraint constraint) {
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

	private static String index(Index index) {
		List<String> parts = index.parts().stream().map(StableText::part).toList();
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

	private static String literal(@Nullable String text) {
		return (text != null) ? "'" + text.replace("'", "''") + "'" : NONE;
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
