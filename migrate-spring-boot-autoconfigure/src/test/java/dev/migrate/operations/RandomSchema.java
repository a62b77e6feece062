package dev.migrate.operations;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@link dev.migrate.schema} by chance, from their canonical constructors, so
 * that every combination comes up that a record can hold. The same seed gives the same
 * values.
 */
final class RandomSchema {

	private static final List<String> NAMES = List.of("id", "name", "Mixed Case", "a.b", "say \"hi\"", "\\u0041",
			"größe", "select", "${x}", "tab\there", "😀");

	private static final List<String> SQL = List.of("now()", "'it''s'", "a > 0 AND b < 9", "E'\\n'",
			"SELECT 1\nFROM \"t\"\n", "$$ \"\"\" $$\n  $$", "length(name) > 0");

	private static final List<DataType> TYPES = Stream.of(DataType.class.getMethods())
		.filter((method) -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == DataType.class)
		.filter((method) -> Stream.of(method.getParameterTypes()).allMatch(int.class::equals))
		.map(RandomSchema::invoke)
		.toList();

	private final Random random;

	RandomSchema(long seed) {
		this.random = new Random(seed);
	}

	/**
	 * Returns as many values of each kind in turn.
	 */
	List<Object> values(int count) {
		List<Supplier<Object>> kinds = List.of(this::table, this::column, this::type, this::constraint, this::index,
				this::part, this::sequence, this::options, this::identity, this::generated, this::enumType, this::view,
				this::name, () -> new ColumnName(name(), text(NAMES)));
		return IntStream.range(0, count).mapToObj((i) -> kinds.get(i % kinds.size()).get()).toList();
	}

	/**
	 * Returns strings of characters that are hard to write.
	 */
	List<String> strings(int count) {
		List<String> characters = List.of("a", " ", "\n", "\"", "\\", "u", "0", "\t", "\r", "é", "\u2003", "s", "\0");
		return IntStream.range(0, count)
			.mapToObj((i) -> String.join("", list(this.random.nextInt(12), () -> text(characters))))
			.toList();
	}

	private Table table() {
		List<Column> columns = new ArrayList<>();
		List<String> names = names(1);
		names.forEach((name) -> columns.add(column().named(name)));
		List<Constraint> constraints = new ArrayList<>(list(this.random.nextInt(4), this::constraint));
		constraints.removeIf(PrimaryKey.class::isInstance);
		if (this.random.nextBoolean()) {
			constraints.add(primaryKey());
		}
		return new Table(name(), columns, constraints, maybe(() -> text(SQL)), storage(), this.random.nextBoolean(),
				maybe(() -> text(SQL)));
	}

	private Column column() {
		String defaultValue = null;
		Identity identity = null;
		Generated generated = null;
		switch (this.random.nextInt(5)) {
			case 0 -> defaultValue = text(SQL);
			case 1 -> identity = identity();
			case 2 -> generated = generated();
			default -> {
			}
		}
		return new Column(text(NAMES), type(), identity == null && this.random.nextBoolean(), defaultValue, identity,
				generated, maybe(this::name), maybe(() -> text(SQL)));
	}

	private DataType type() {
		int dimensions = Math.max(0, this.random.nextInt(5) - 2);
		DataType type = switch (this.random.nextInt(6)) {
			case 0 -> new DataType(text(List.of("mood", "app.mood", "\"a.b\".\"c\"\"d\"")), List.of(), 0, true);
			case 1 -> new DataType("mood", List.of("3"), 0, true);
			case 2 -> new DataType("geometry", List.of("Point", "4326"), 0, false);
			case 3 -> new DataType(text(List.of("varchar", "vector", "numeric", "character", "int4")),
					list(this.random.nextInt(3), () -> text(List.of("0", "007", "-2", "99999999999", "10"))), 0, false);
			default -> TYPES.get(this.random.nextInt(TYPES.size()));
		};
		return new DataType(type.name(), type.arguments(), dimensions, type.userDefined());
	}

	private Constraint constraint() {
		return switch (this.random.nextInt(5)) {
			case 0 -> primaryKey();
			case 1 -> new UniqueConstraint(maybe(() -> text(NAMES)), names(1), names(0), this.random.nextBoolean(),
					one(Deferrability.values()));
			case 2 -> new CheckConstraint(maybe(() -> text(NAMES)), text(SQL), this.random.nextBoolean(),
					this.random.nextBoolean());
			case 3 -> foreignKey();
			default -> new ExclusionConstraint(maybe(() -> text(NAMES)), text(List.of("gist", "btree", "spgist")),
					list(this.random.nextInt(3),
							() -> new ExclusionConstraint.Element(part(), text(List.of("=", "&&", "-|-")))),
					maybe(() -> text(SQL)), one(Deferrability.values()));
		};
	}

	private PrimaryKey primaryKey() {
		return new PrimaryKey(maybe(() -> text(NAMES)), names(1), names(0), one(Deferrability.values()));
	}

	private ForeignKey foreignKey() {
		List<String> columns = names(1);
		ReferentialAction onDelete = one(ReferentialAction.values());
		boolean sets = onDelete == ReferentialAction.SET_NULL || onDelete == ReferentialAction.SET_DEFAULT;
		return new ForeignKey(maybe(() -> text(NAMES)), columns, name(),
				this.random.nextBoolean() ? columns : List.of(), one(ForeignKey.Match.values()), onDelete,
				(sets && this.random.nextBoolean()) ? columns.subList(0, 1) : List.of(),
				one(ReferentialAction.values()), one(Deferrability.values()), this.random.nextBoolean());
	}

	private Index index() {
		boolean unique = this.random.nextBoolean();
		return new Index(maybe(() -> text(NAMES)), list(this.random.nextInt(4), this::part), unique,
				maybe(() -> text(List.of("gin", "btree"))), names(0), maybe(() -> text(SQL)),
				unique && this.random.nextBoolean(), storage(), maybe(() -> text(SQL)));
	}

	private Index.Part part() {
		return switch (this.random.nextInt(4)) {
			case 0 -> Index.Part.sql(text(SQL));
			case 1 -> Index.Part.column(text(NAMES));
			case 2 -> Index.Part.expression(text(SQL));
			default -> new Index.Part(text(NAMES),
					this.random.nextBoolean() ? Index.Part.Kind.COLUMN : Index.Part.Kind.EXPRESSION, maybe(this::name),
					maybe(() -> "text_pattern_ops"), one(Index.Order.values()), maybe(() -> one(Index.Nulls.values())));
		};
	}

	private Sequence sequence() {
		return new Sequence(name(), maybe(this::type), options(), maybe(() -> new ColumnName(name(), text(NAMES))),
				maybe(() -> text(SQL)));
	}

	private SequenceOptions options() {
		return new SequenceOptions(maybe(this::number), maybe(() -> 5L), maybe(() -> Long.MIN_VALUE),
				maybe(() -> Long.MAX_VALUE), maybe(() -> 3_000_000_000L), this.random.nextInt(4) == 0);
	}

	private Long number() {
		return this.random.nextBoolean() ? this.random.nextInt() : this.random.nextLong();
	}

	private Identity identity() {
		return new Identity(one(Identity.Mode.values()), this.random.nextBoolean() ? options()
				: new SequenceOptions(maybe(this::number), maybe(() -> -1L), null, null, null, false));
	}

	private Generated generated() {
		return new Generated(text(SQL), one(Generated.Storage.values()));
	}

	private EnumType enumType() {
		return new EnumType(name(), names(0), maybe(() -> text(SQL)));
	}

	private View view() {
		return new View(name(), names(0), text(SQL), this.random.nextBoolean(), maybe(() -> text(SQL)));
	}

	private ObjectName name() {
		return new ObjectName(maybe(() -> text(NAMES)), text(NAMES));
	}

	private Map<String, String> storage() {
		Map<String, String> storage = new LinkedHashMap<>();
		if (this.random.nextInt(3) == 0) {
			storage.put("fillfactor", "70");
			storage.put("autovacuum_enabled", "false");
		}
		return storage;
	}

	private List<String> names(int atLeast) {
		List<String> names = new ArrayList<>(NAMES);
		Collections.shuffle(names, this.random);
		return List.copyOf(names.subList(0, atLeast + this.random.nextInt(3)));
	}

	private String text(List<String> texts) {
		return texts.get(this.random.nextInt(texts.size()));
	}

	private <T> T one(T[] values) {
		return values[this.random.nextInt(values.length)];
	}

	private <T> @Nullable T maybe(Supplier<T> value) {
		return (this.random.nextInt(3) == 0) ? value.get() : null;
	}

	private static <T> List<T> list(int size, Supplier<T> element) {
		return Stream.<T>generate(element).limit(size).toList();
	}

	private static DataType invoke(Method factory) {
		try {
			Object[] arguments = new Object[factory.getParameterCount()];
			Arrays.fill(arguments, 3);
			return (DataType) factory.invoke(null, arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
