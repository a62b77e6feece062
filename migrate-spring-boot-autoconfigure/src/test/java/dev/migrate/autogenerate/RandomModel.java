package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A schema by chance that a database accepts. Its names and values come from few, so that
 * two of them have much in common. The same seed gives the same schema.
 */
final class RandomModel {

	private static final List<String> TABLES = List.of("orders", "Order Lines", "users", "select", "größe", "a.b");

	private static final List<String> COLUMNS = List.of("name", "Mixed Case", "user", "say \"hi\"", "größe", "value");

	private static final List<String> MOODS = List.of("sad", "ok", "it's", "great", "größer");

	private static final List<DataType> TYPES = List.of(DataType.text(), DataType.varchar(30), DataType.varchar(60),
			DataType.integer(), DataType.bigint(), DataType.numeric(10, 2), DataType.bool(), DataType.timestamp(),
			DataType.timestamptz(3), DataType.date(), DataType.uuid(), DataType.jsonb(), DataType.text().array(),
			DataType.userDefined("public.mood"), DataType.userDefined("public.mood").array());

	private final Random random;

	private final List<String> moods;

	private final List<WantedSchema.TableIndex> indexes = new ArrayList<>();

	private RandomModel(long seed) {
		this.random = new Random(seed);
		this.moods = some(MOODS, 1);
	}

	static WantedSchema of(long seed) {
		return new RandomModel(seed).schema();
	}

	/**
	 * Returns a schema with fewer changes from one to another: the columns that both have
	 * stay of one kind.
	 */
	static WantedSchema between(WantedSchema before, WantedSchema after) {
		List<Table> tables = new ArrayList<>();
		Set<ColumnName> kept = new HashSet<>();
		for (Table table : after.tables()) {
			Table other = before.tables()
				.stream()
				.filter((each) -> each.name().equals(table.name()))
				.findFirst()
				.orElse(table);
			List<Column> columns = new ArrayList<>();
			for (Column column : table.columns()) {
				Column same = other.findColumn(column.name()).orElse(column);
				boolean changed = !same.type().name().equals(column.type().name())
						|| same.type().dimensions() != column.type().dimensions();
				columns.add(!changed ? column : isOfEnum(same) ? same.defaultValue(null) : same);
				if (changed) {
					kept.add(new ColumnName(table.name(), column.name()));
				}
			}
			tables.add(table.columns(columns)
				.constraints(table.constraints()
					.stream()
					.filter((constraint) -> constraint instanceof PrimaryKey || constraint instanceof ForeignKey
							|| columns.stream()
								.noneMatch((column) -> kept.contains(new ColumnName(table.name(), column.name()))
										&& FilteredSchemas.isOver(constraint, column.name())))
					.toList()));
		}
		List<WantedSchema.TableIndex> indexes = after.indexes()
			.stream()
			.filter((index) -> kept.stream()
				.noneMatch((column) -> column.table().equals(index.table())
						&& FilteredSchemas.isOver(index.index(), column.column())))
			.toList();
		return new WantedSchema(tables, indexes, after.sequences(), after.enumTypes(), List.of());
	}

	/**
	 * The value of a default may be gone.
	 */
	private static boolean isOfEnum(Column column) {
		return column.type().userDefined();
	}

	private WantedSchema schema() {
		List<String> names = some(TABLES, 1);
		List<Table> tables = names.stream().map(this::table).toList();
		List<Table> referring = tables.stream().map((each) -> referring(each, tables)).toList();
		List<Sequence> sequences = some(List.of("numbers", "More Numbers"), 0).stream()
			.map((name) -> new Sequence(new ObjectName("public", name), null,
					SequenceOptions.options().incrementBy(one(List.of(1L, 10L, 50L))), null, null))
			.toList();
		return new WantedSchema(referring, this.indexes, sequences,
				List.of(new EnumType(new ObjectName("public", "mood"), this.moods, null)), List.of());
	}

	private Table table(String name) {
		Table table = Table.table(new ObjectName("public", name)).comment(maybe("a comment"));
		table = table.column(id());
		for (String column : some(COLUMNS, 1)) {
			table = table.column(column(column));
		}
		if (chance(3)) {
			table = table.column(
					Column.column("derived", DataType.text()).generated(one(List.of("id::text", "upper(id::text)"))));
		}
		table = table.primaryKey("id");
		for (Constraint constraint : constraints(table)) {
			table = table.constraint(constraint);
		}
		addIndexes(table);
		return table;
	}

	private Column id() {
		Column id = Column.column("id", one(List.of(DataType.integer(), DataType.bigint())));
		return chance(2) ? id.asIdentity(one(List.of(Identity.always(), Identity.byDefault()))) : id.notNull();
	}

	private Column column(String name) {
		DataType type = one(TYPES);
		Column column = Column.column(name, type).nullable(this.random.nextBoolean()).comment(maybe("what it's for"));
		if (chance(3)) {
			column = column.defaultValue(defaultValue(type));
		}
		return (type.name().equals("text") && type.dimensions() == 0 && chance(4)) ? column.collation("C") : column;
	}

	private String defaultValue(DataType type) {
		if (type.dimensions() > 0) {
			return "'{}'";
		}
		return switch (type.name()) {
			case "text", "varchar" -> one(List.of("'x'", "'it''s'", "upper('y')"));
			case "integer", "bigint", "numeric" -> one(List.of("0", "7", "-1"));
			case "boolean" -> one(List.of("true", "false"));
			case "uuid" -> "gen_random_uuid()";
			case "jsonb" -> "'{}'";
			case "public.mood" -> "'" + one(this.moods).replace("'", "''") + "'";
			default -> "now()";
		};
	}

	private List<Constraint> constraints(Table table) {
		List<Constraint> constraints = new ArrayList<>();
		List<Column> columns = plain(table);
		if (!columns.isEmpty() && chance(2)) {
			constraints.add(new UniqueConstraint(null, List.of(one(columns).name()), List.of(), false,
					one(List.of(Deferrability.values()))));
		}
		if (!columns.isEmpty() && chance(2)) {
			constraints.add(check(one(columns)));
		}
		return constraints;
	}

	private CheckConstraint check(Column column) {
		String name = quote(column.name());
		String condition = switch (column.type().name()) {
			case "text", "varchar" -> one(List.of("length(%s) > 2", "%s <> ''", "%s IN ('a', 'b')"));
			case "integer", "bigint", "numeric" -> one(List.of("%s > 0", "%s BETWEEN 1 AND 5"));
			case "public.mood" -> "%s <> '" + this.moods.get(0).replace("'", "''") + "'";
			default -> "%s IS NOT NULL OR id > 0";
		};
		CheckConstraint check = CheckConstraint.check(condition.formatted(name));
		return chance(2) ? check.named("rule") : check;
	}

	private void addIndexes(Table table) {
		List<Column> columns = plain(table);
		for (int i = 0; i < this.random.nextInt(3) && !columns.isEmpty(); i++) {
			Column column = one(columns);
			Index.Part part = Index.Part.column(column.name());
			if (chance(3)) {
				part = part.descending();
			}
			boolean unique = chance(3);
			Index index = (unique ? Index.uniqueIndex() : Index.index()).on(part);
			// Without a condition it would be a spelling of a unique constraint.
			if (unique || chance(4)) {
				index = index.where(column.type().name().equals("public.mood")
						? quote(column.name()) + " = '" + this.moods.get(0).replace("'", "''") + "'" : "id > 3");
			}
			if (chance(4)) {
				index = index.include("id");
			}
			this.indexes
				.add(new WantedSchema.TableIndex(table.name(), index.named("ix_" + i + "_" + table.name().name())));
		}
	}

	/**
	 * The columns that can be compared and ordered.
	 */
	private static List<Column> plain(Table table) {
		return table.columns()
			.stream()
			.filter((column) -> column.type().dimensions() == 0 && !column.name().equals("id")
					&& !column.type().name().equals("jsonb"))
			.toList();
	}

	/**
	 * Adds columns that refer to the ids of tables, of which there may be circles.
	 */
	private Table referring(Table table, List<Table> tables) {
		Table referring = table;
		Set<String> targets = new LinkedHashSet<>();
		IntStream.range(0, this.random.nextInt(3)).forEach((i) -> targets.add(one(tables).name().name()));
		for (String target : targets) {
			Table other = tables.stream().filter((each) -> each.name().name().equals(target)).findFirst().orElseThrow();
			String name = "ref " + target;
			ForeignKey key = new ForeignKey(null, List.of(name), other.name(), List.of("id"), ForeignKey.Match.SIMPLE,
					one(List.of(ReferentialAction.NO_ACTION, ReferentialAction.CASCADE, ReferentialAction.SET_NULL)),
					List.of(), one(List.of(ReferentialAction.NO_ACTION, ReferentialAction.CASCADE)),
					one(List.of(Deferrability.values())), false);
			referring = referring.column(Column.column(name, other.columns().get(0).type())).constraint(key);
		}
		return referring;
	}

	private static String quote(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

	private @Nullable String maybe(String text) {
		return chance(3) ? text : null;
	}

	private <T> T one(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private <T> List<T> some(List<T> values, int atLeast) {
		List<T> chosen = new ArrayList<>();
		for (T value : values) {
			if (this.random.nextInt(5) < 3) {
				chosen.add(value);
			}
		}
		return (chosen.size() < atLeast) ? values.subList(0, atLeast) : chosen;
	}

}
