package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;

/**
 * Tables with chains of views, functions and the like over them, by chance, and what
 * becomes of them. The same seed gives the same.
 */
final class RandomObjects {

	private static final List<DataType> TYPES = List.of(integer(), bigint(), numeric(10, 2), varchar(20), varchar(40),
			text());

	private static final Set<Kind> RELATIONS = Set.of(Kind.VIEW, Kind.MATERIALIZED);

	private enum Kind {

		VIEW, MATERIALIZED, SCALAR, STRING_BODY, SQL_BODY, PROCEDURAL, SET_OF_ROWS, OF_ROW, TRIGGER, INSTEAD_OF, POLICY,
		RULE, DOMAIN, TYPE

	}

	private static final List<Kind> KINDS = Stream
		.concat(Stream.of(Kind.VIEW, Kind.VIEW, Kind.VIEW, Kind.SCALAR), Stream.of(Kind.values()))
		.toList();

	/**
	 * A column of a view.
	 *
	 * @param name its name
	 * @param column the column that it is made of
	 * @param way how
	 */
	private record Item(String name, String column, int way) {
	}

	/**
	 * An object that is declared, or only there.
	 *
	 * @param kind what it is
	 * @param name its name
	 * @param source the table or view that it is over
	 * @param items its columns
	 * @param function the function that it calls, or an empty text
	 * @param variant what else makes it differ
	 * @param declared whether a file declares it
	 */
	private record Thing(Kind kind, String name, String source, List<Item> items, String function, int variant,
			boolean declared) {

		Thing variant(int other) {
			return new Thing(this.kind, this.name, this.source, this.items, this.function, other, this.declared);
		}

		Thing items(List<Item> other) {
			return new Thing(this.kind, this.name, this.source, List.copyOf(other), this.function, this.variant,
					this.declared);
		}

		Thing source(String other) {
			return new Thing(this.kind, this.name, other, this.items, this.function, this.variant, this.declared);
		}

		Thing undeclared() {
			return new Thing(this.kind, this.name, this.source, this.items, this.function, this.variant, false);
		}

	}

	private final Random random;

	private final List<Table> tables;

	private final List<Thing> things;

	private final List<String> renames = new ArrayList<>();

	/**
	 * What only the database has stays as it was created.
	 */
	private final Map<String, String> created;

	private int number;

	private RandomObjects(Random random, List<Table> tables, List<Thing> things, Map<String, String> created,
			int number) {
		this.random = random;
		this.tables = new ArrayList<>(tables);
		this.things = new ArrayList<>(things);
		this.created = created;
		this.number = number;
	}

	static RandomObjects of(long seed) {
		RandomObjects objects = new RandomObjects(new Random(31 * seed + 11), List.of(), List.of(), Map.of(), 0);
		for (int i = 0; i < 2; i++) {
			Table table = Table.table("public.t" + i).column("id", bigint(), Column::notNull).primaryKey("id");
			for (String column : List.of("a", "b", "c")) {
				table = table.column(column, objects.any(TYPES));
			}
			objects.tables.add(table);
		}
		objects.add(Kind.SCALAR);
		int count = 4 + objects.random.nextInt(7);
		for (int i = 0; i < count; i++) {
			objects.add(objects.any(KINDS));
		}
		if (seed % 3 != 0) {
			objects.undeclare();
		}
		return objects;
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

	private <T> T any(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	private void add(Kind kind) {
		List<String> sources = sources(kind, this.things.size());
		if (!sources.isEmpty()) {
			this.things.add(thing(kind, any(sources), this.things.size()));
		}
	}

	private Thing thing(Kind kind, String source, int place) {
		List<Item> items = new ArrayList<>();
		List<String> columns = columns(source);
		int count = 1 + this.random.nextInt(3);
		for (int i = 0; i < count; i++) {
			items.add(new Item("x" + this.number++, any(columns), this.random.nextInt(6)));
		}
		List<String> functions = this.things.subList(0, place)
			.stream()
			.filter((thing) -> thing.kind() == Kind.SCALAR && thing.declared())
			.map(Thing::name)
			.toList();
		String function = (functions.isEmpty() || chance(3)) ? "" : any(functions);
		return new Thing(kind, kind.name().substring(0, 2).toLowerCase() + this.number++, source, items, function,
				this.random.nextInt(24), true);
	}

	private List<String> sources(Kind kind, int place) {
		Stream<String> names = this.tables.stream().map((table) -> table.name().name());
		Stream<String> views = this.things.subList(0, place)
			.stream()
			.filter((thing) -> (kind == Kind.INSTEAD_OF || kind == Kind.RULE) ? thing.kind() == Kind.VIEW
					: RELATIONS.contains(thing.kind()))
			.map(Thing::name);
		return switch (kind) {
			case TRIGGER, POLICY -> names.toList();
			case INSTEAD_OF, RULE -> views.toList();
			default -> Stream.concat(names, views).toList();
		};
	}

	private List<String> columns(String source) {
		return this.tables.stream()
			.filter((table) -> table.name().name().equals(source))
			.findFirst()
			.map((table) -> table.columns().stream().map(Column::name).toList())
			.orElseGet(() -> this.things.stream()
				.filter((thing) -> thing.name().equals(source))
				.findFirst()
				.map((thing) -> Stream.concat(Stream.of("id"), thing.items().stream().map(Item::name)).toList())
				.orElse(List.of()));
	}

	/**
	 * Makes some things that nothing declared is over undeclared.
	 */
	private void undeclare() {
		for (int i = this.things.size() - 1; i > 0; i--) {
			Thing thing = this.things.get(i);
			boolean used = this.things.stream()
				.anyMatch((other) -> other.declared()
						&& (other.source().equals(thing.name()) || other.function().equals(thing.name())));
			if (!used && chance(2)) {
				this.things.set(i, thing.undeclared());
			}
		}
	}

	/**
	 * Returns what becomes of it.
	 */
	RandomObjects changed(long seed) {
		RandomObjects after = new RandomObjects(new Random(17 * seed + 3), this.tables, this.things, undeclared(),
				this.number);
		int count = 1 + after.random.nextInt(5);
		for (int i = 0; i < count; i++) {
			after.change();
		}
		return after;
	}

	private void change() {
		switch (this.random.nextInt(9)) {
			case 0, 1 -> column((column) -> column.type(any(TYPES)));
			case 2 -> {
				int at = this.random.nextInt(this.tables.size());
				Table table = this.tables.get(at);
				if (table.columns().size() > 2) {
					this.tables.set(at, table.columns(table.columns().subList(0, table.columns().size() - 1)));
				}
			}
			case 3 -> {
				int at = this.random.nextInt(this.tables.size());
				this.tables.set(at, this.tables.get(at).column("n" + this.number++, any(TYPES)));
			}
			case 4 -> rename();
			case 5 -> change((thing) -> thing.variant(this.random.nextInt(24)));
			case 6 -> change((thing) -> {
				List<Item> items = new ArrayList<>(thing.items());
				if (chance(2) && items.size() > 1) {
					items.remove(this.random.nextInt(items.size()));
				}
				else {
					items.add(this.random.nextInt(items.size() + 1),
							new Item("x" + this.number++, any(columns(thing.source())), this.random.nextInt(6)));
				}
				return thing.items(items);
			});
			case 7 -> {
				List<Thing> declared = this.things.stream().filter(Thing::declared).toList();
				this.things.remove(any(declared));
				if (this.things.stream().noneMatch(Thing::declared)) {
					add(Kind.SCALAR);
				}
			}
			default -> insert();
		}
	}

	private void column(UnaryOperator<Column> change) {
		int at = this.random.nextInt(this.tables.size());
		Table table = this.tables.get(at);
		List<Column> columns = new ArrayList<>(table.columns());
		int which = 1 + this.random.nextInt(columns.size() - 1);
		columns.set(which, change.apply(columns.get(which)));
		this.tables.set(at, table.columns(columns));
	}

	private void rename() {
		if (!this.renames.isEmpty()) {
			return;
		}
		int at = this.random.nextInt(this.tables.size());
		Table table = this.tables.get(at);
		String from = table.columns().get(1).name();
		if (!from.equals("a")) {
			return;
		}
		String to = "r" + this.number++;
		List<Column> columns = new ArrayList<>(table.columns());
		columns.set(1, Column.column(to, columns.get(1).type()));
		this.tables.set(at, table.columns(columns));
		this.renames.add("%s.%s=%s".formatted(table.name().name(), from, to));
		for (int i = 0; i < this.things.size(); i++) {
			Thing thing = this.things.get(i);
			if (thing.source().equals(table.name().name())) {
				this.things.set(i,
						thing.items(thing.items()
							.stream()
							.map((item) -> item.column().equals(from) ? new Item(item.name(), to, item.way()) : item)
							.toList()));
			}
		}
	}

	private void change(UnaryOperator<Thing> change) {
		List<Thing> declared = this.things.stream().filter(Thing::declared).toList();
		Thing thing = any(declared);
		this.things.set(this.things.indexOf(thing), change.apply(thing));
	}

	/**
	 * Puts a view between two others.
	 */
	private void insert() {
		List<Thing> declared = this.things.stream().filter(Thing::declared).toList();
		Thing above = any(declared);
		int place = this.things.indexOf(above);
		List<String> sources = sources(Kind.VIEW, place);
		Thing view = thing(Kind.VIEW, sources.contains(above.source()) ? above.source() : any(sources), place);
		this.things.add(place, view);
		if (sources.contains(above.source()) && RELATIONS.contains(above.kind())) {
			this.things.set(place + 1, above.source(view.name()));
		}
	}

	TargetSchema tables() {
		List<Table> wanted = List.copyOf(this.tables);
		return (target) -> new WantedSchema(wanted, List.of(), List.of(), List.of(), List.of());
	}

	String[] renames() {
		return this.renames.toArray(String[]::new);
	}

	/**
	 * Returns what only the database has, as it is created.
	 */
	Map<String, String> undeclared() {
		if (!this.created.isEmpty()) {
			return this.created;
		}
		return this.things.stream()
			.filter((thing) -> !thing.declared())
			.collect(Collectors.toMap(Thing::name, this::sql, (one, other) -> one, LinkedHashMap::new));
	}

	boolean isComplete() {
		return this.things.stream().allMatch(Thing::declared);
	}

	/**
	 * Returns the files, whose order does not matter.
	 */
	List<SchemaScript> files() {
		List<String> statements = new ArrayList<>(this.things.stream().filter(Thing::declared).map(this::sql).toList());
		Random order = new Random(this.number);
		Collections.shuffle(statements, order);
		int middle = order.nextInt(statements.size() + 1);
		return List.of(new SchemaScript("objects/one.sql", String.join("\n", statements.subList(0, middle))),
				new SchemaScript("objects/two.sql", String.join("\n", statements.subList(middle, statements.size()))));
	}

	private String source(Thing thing) {
		return columns(thing.source()).isEmpty() ? "t0" : thing.source();
	}

	private String expression(Thing thing, Item item) {
		String column = columns(source(thing)).contains(item.column()) ? item.column() : "id";
		return switch (item.way()) {
			case 0 -> column;
			case 1 -> column + "::text || 'x'";
			case 2 -> "length(" + column + "::text)";
			case 3 -> call(thing, column);
			case 4 -> "coalesce(" + column + ", NULL)";
			default -> "count(*) OVER (PARTITION BY " + column + ")";
		};
	}

	private String call(Thing thing, String column) {
		String function = this.things.stream().anyMatch((other) -> other.name().equals(thing.function()))
				? thing.function() : "upper";
		return "%s(%s::text)".formatted(function, column);
	}

	private String sql(Thing thing) {
		String name = thing.name();
		String source = source(thing);
		int variant = thing.variant();
		Item item = thing.items().get(0);
		String column = columns(source).contains(item.column()) ? item.column() : "id";
		String query = "SELECT id, %s FROM %s WHERE id > %d".formatted(thing.items()
			.stream()
			.map((each) -> expression(thing, each) + " AS " + each.name())
			.collect(Collectors.joining(", ")), source, variant % 5);
		return switch (thing.kind()) {
			case VIEW -> """
					CREATE VIEW %1$s AS %2$s;
					COMMENT ON VIEW %1$s IS 'Variant %3$d';
					COMMENT ON COLUMN %1$s.%4$s IS 'It''s first';
					GRANT SELECT%5$s ON %1$s TO pg_monitor;""".formatted(name, query, variant % 3, item.name(),
					(variant % 2 == 0) ? ", UPDATE" : "");
			case MATERIALIZED -> """
					CREATE MATERIALIZED VIEW %1$s AS %2$s;
					CREATE INDEX %1$s_index ON %1$s (id%3$s, %4$s);
					GRANT SELECT ON %1$s TO PUBLIC;""".formatted(name, query, (variant % 2 == 0) ? " DESC" : "",
					item.name());
			case SCALAR -> scalar(name, variant);
			case STRING_BODY ->
				"""
						CREATE FUNCTION %1$s() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(%2$s) + %4$d FROM %3$s $$;
						COMMENT ON FUNCTION %1$s() IS 'Counts %4$d';"""
					.formatted(name, column, source, variant % 3);
			case SQL_BODY -> """
					CREATE FUNCTION %1$s() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC
						SELECT count(%2$s) + %4$d AS number FROM %3$s;
					END;
					GRANT EXECUTE ON FUNCTION %1$s() TO pg_monitor;""".formatted(name, column, source, variant % 3);
			case PROCEDURAL -> """
					CREATE FUNCTION %1$s() RETURNS text LANGUAGE plpgsql AS $$
					DECLARE
						found %3$s.%2$s%%TYPE;
					BEGIN
						SELECT %2$s INTO found FROM %3$s LIMIT %4$d;
						RETURN found::text;
					END
					$$;""".formatted(name, column, source, variant % 3);
			case SET_OF_ROWS ->
				"CREATE FUNCTION %1$s() RETURNS SETOF %2$s LANGUAGE sql STABLE AS $$ SELECT * FROM %2$s LIMIT %3$d $$;"
					.formatted(name, source, variant % 3);
			case OF_ROW ->
				"CREATE FUNCTION %1$s(r %2$s) RETURNS text LANGUAGE sql STABLE AS $$ SELECT r.%3$s::text || %4$d $$;"
					.formatted(name, source, column, variant % 3);
			case TRIGGER -> trigger(name, source, "BEFORE UPDATE" + ((variant % 2 == 0) ? " OF " + column : ""),
					"WHEN (NEW.%s IS NOT NULL) ".formatted(column), column);
			case INSTEAD_OF -> trigger(name, source,
					(source.startsWith("vi") ? "INSTEAD OF " : "BEFORE ") + ((variant % 2 == 0) ? "UPDATE" : "INSERT"),
					"", column);
			case POLICY -> """
					CREATE POLICY %1$s ON %2$s USING (%3$s IS NOT NULL AND id > %4$d);
					COMMENT ON POLICY %1$s ON %2$s IS 'Policy';""".formatted(name, source, call(thing, column),
					variant % 3);
			case RULE -> "CREATE RULE %s AS ON DELETE TO %s WHERE OLD.%s IS NOT NULL DO ALSO SELECT %d AS one;"
				.formatted(name, source, column, variant % 3);
			case DOMAIN -> """
					CREATE DOMAIN %1$s AS text DEFAULT '%2$d' CONSTRAINT %1$s_check CHECK (VALUE <> 'b%3$d');
					COMMENT ON DOMAIN %1$s IS 'Domain';""".formatted(name, variant % 2, variant % 3);
			case TYPE -> "CREATE TYPE %s AS (%s);".formatted(name,
					thing.items()
						.stream()
						.map((each) -> each.name() + ((each.way() % 2 == 0) ? " integer" : " text"))
						.collect(Collectors.joining(", ")));
		};
	}

	private static String scalar(String name, int variant) {
		String result = switch (variant % 3) {
			case 0 -> "text";
			case 1 -> "varchar";
			default -> "bigint";
		};
		String more = (variant % 2 == 0) ? ", more integer DEFAULT 1" : "";
		String value = (variant % 3 == 2) ? "length(%s)".formatted((variant % 4 == 0) ? "x" : "y")
				: "upper(%s)".formatted((variant % 4 == 0) ? "x" : "y");
		String parameter = (variant % 4 == 0) ? "x" : "y";
		String body = (variant % 8 < 4) ? "LANGUAGE sql IMMUTABLE AS $$ SELECT %s::%s $$".formatted(value, result)
				: "LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN %s; END $$".formatted(value);
		return """
				CREATE FUNCTION %1$s(%2$s text%3$s) RETURNS %4$s %5$s;
				COMMENT ON FUNCTION %1$s(text%6$s) IS 'It''s %7$d';
				REVOKE EXECUTE ON FUNCTION %1$s(text%6$s) FROM PUBLIC;""".formatted(name, parameter, more, result, body,
				more.isEmpty() ? "" : ", integer", variant % 2);
	}

	private static String trigger(String name, String source, String event, String when, String column) {
		return """
				CREATE FUNCTION %1$s_run() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
					NEW.%5$s := NEW.%5$s;
					RETURN NEW;
				END
				$$;
				CREATE TRIGGER %1$s %3$s ON %2$s FOR EACH ROW %4$sEXECUTE FUNCTION %1$s_run();
				COMMENT ON TRIGGER %1$s ON %2$s IS 'Fires';""".formatted(name, source, event, when, column);
	}

}
