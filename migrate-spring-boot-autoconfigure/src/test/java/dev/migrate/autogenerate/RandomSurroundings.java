package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.migrate.schema.Column;
import dev.migrate.schema.Table;

/**
 * What a database has around the tables of a {@link RandomModel} that no entity states,
 * by chance. The same seed gives the same statements.
 */
final class RandomSurroundings {

	private static final Set<String> TEXTS = Set.of("text", "varchar");

	private static final Set<String> NUMBERS = Set.of("integer", "bigint");

	private final WantedSchema after;

	private final Random random;

	private final boolean onTop;

	private final List<String> statements = new ArrayList<>();

	private int number;

	private RandomSurroundings(WantedSchema after, long seed, boolean onTop) {
		this.after = after;
		this.random = new Random(31 * seed + 7);
		this.onTop = onTop;
	}

	/**
	 * Returns the statements that create them.
	 * @param before the tables
	 * @param after what becomes of the tables
	 * @param seed the seed
	 * @param onTop whether there is something that keeps columns from being dropped, such
	 * as a view
	 */
	static List<String> of(WantedSchema before, WantedSchema after, long seed, boolean onTop) {
		RandomSurroundings surroundings = new RandomSurroundings(after, seed, onTop);
		surroundings.add("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$");
		surroundings.add("CREATE SEQUENCE shared INCREMENT 3");
		surroundings.add("DROP PUBLICATION IF EXISTS everything");
		surroundings.add("CREATE PUBLICATION everything");
		before.tables().forEach(surroundings::table);
		return surroundings.statements;
	}

	private void add(String sql, Object... names) {
		this.statements.add(sql.formatted(names));
	}

	private void maybe(String sql, Object... names) {
		if (chance(3)) {
			add(sql, names);
		}
	}

	private void table(Table table) {
		String name = quote(table.name().name());
		maybe("ALTER TABLE %s SET (fillfactor = 70, autovacuum_vacuum_threshold = 99)", name);
		maybe("ALTER TABLE %s SET (toast.autovacuum_enabled = false)", name);
		maybe("ALTER TABLE %s REPLICA IDENTITY FULL", name);
		maybe("ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY", name);
		maybe("CREATE POLICY %s ON %s AS RESTRICTIVE FOR SELECT TO pg_monitor USING (current_user <> 'x')", next("p"),
				name);
		maybe("GRANT SELECT, UPDATE ON %s TO pg_monitor WITH GRANT OPTION", name);
		maybe("REVOKE TRUNCATE ON %s FROM CURRENT_USER", name);
		maybe("ALTER PUBLICATION everything ADD TABLE %s", name);
		trigger(name);
		if (chance(4)) {
			String rule = next("rule");
			add("CREATE RULE %s AS ON DELETE TO %s DO INSTEAD NOTHING", rule, name);
			maybe("ALTER TABLE %s DISABLE RULE %s", name, rule);
			maybe("COMMENT ON RULE %s ON %s IS 'it''s off'", rule, name);
		}
		table.columns().forEach((column) -> column(table, name, column));
		List<String> comparable = table.columns()
			.stream()
			.filter((column) -> column.generated() == null && isComparable(column)
					&& isComparable(later(table, column)))
			.map((column) -> quote(column.name()))
			.toList();
		if (comparable.size() > 1 && chance(2)) {
			add("CREATE STATISTICS %s ON %s, %s FROM %s", next("statistics"), comparable.get(0), comparable.get(1),
					name);
		}
		if (chance(4)) {
			String child = next("child");
			add("CREATE TABLE %s (rank integer DEFAULT nextval('shared')) INHERITS (%s)", child, name);
			maybe("GRANT SELECT ON %s TO pg_monitor", child);
			maybe("CREATE INDEX ON %s (rank, %s)", child, quote(table.columns().get(0).name()));
		}
		if (chance(3)) {
			add("CREATE TABLE %s (id serial PRIMARY KEY, other bigint REFERENCES %s, mood mood, n int DEFAULT nextval('shared'))",
					next("side"), name);
		}
		if (this.onTop) {
			onTop(table, name);
		}
		maybe("ALTER TABLE %s OWNER TO pg_monitor", name);
	}

	private void trigger(String table) {
		if (chance(3)) {
			String trigger = next("trigger");
			add("CREATE TRIGGER %s AFTER INSERT OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION touch('it''s')",
					trigger, table);
			maybe("ALTER TABLE %s DISABLE TRIGGER %s", table, trigger);
			maybe("COMMENT ON TRIGGER %s ON %s IS 'a trigger'", trigger, table);
		}
		maybe("CREATE CONSTRAINT TRIGGER %s AFTER UPDATE ON %s DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch()",
				next("trigger"), table);
	}

	private void column(Table mapped, String table, Column column) {
		String name = quote(column.name());
		boolean stored = column.generated() == null;
		Column later = later(mapped, column);
		boolean text = isText(column);
		maybe("ALTER TABLE %s ALTER %s SET STATISTICS 77", table, name);
		maybe("ALTER TABLE %s ALTER %s SET (n_distinct = 9)", table, name);
		maybe("GRANT SELECT (%s), UPDATE (%s) ON %s TO pg_monitor", name, stored ? name : "id", table);
		if (text && chance(3)) {
			add("ALTER TABLE %s ALTER %s SET STORAGE EXTERNAL", table, name);
			maybe("ALTER TABLE %s ALTER %s SET COMPRESSION pglz", table, name);
		}
		if (chance(3)) {
			String index = next("ix");
			add("CREATE INDEX %s ON %s (id DESC) INCLUDE (%s) WHERE %s IS NOT NULL", index, table, name, name);
			maybe("COMMENT ON INDEX %s IS 'an index'", index);
		}
		if (text && isText(later) && chance(3)) {
			String index = next("ix");
			add("CREATE INDEX %s ON %s (lower(%s), (%s || 'x')) WITH (fillfactor = 60)", index, table, name, name);
			maybe("ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS 50", index);
			maybe("ALTER TABLE %s CLUSTER ON %s", table, index);
			maybe("CREATE STATISTICS %s ON (%s || 'x'), id FROM %s", next("statistics"), name, table);
		}
		if (isComparable(column) && isComparable(later)) {
			maybe("CREATE INDEX %s ON %s USING hash (%s)", next("ix"), table, name);
			maybe("ALTER TABLE %s ADD CONSTRAINT %s EXCLUDE USING btree (%s WITH =) WHERE (id > 9) DEFERRABLE", table,
					next("exclusion"), name);
		}
		if (chance(3)) {
			String check = next("by_hand");
			add("ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL OR id < 0) NO INHERIT%s", table, check, name,
					chance(2) ? " NOT VALID" : "");
			maybe("COMMENT ON CONSTRAINT %s ON %s IS 'a check'", check, table);
		}
		if (stored && chance(4)) {
			String sequence = next("numbers");
			add("CREATE SEQUENCE %s INCREMENT 5 CACHE 2 OWNED BY %s.%s", sequence, table, name);
			maybe("GRANT USAGE ON SEQUENCE %s TO pg_monitor", sequence);
			maybe("COMMENT ON SEQUENCE %s IS 'numbers'", sequence);
			if (NUMBERS.contains(column.type().name()) && column.identity() == null && column.defaultValue() == null
					&& chance(2)) {
				add("ALTER TABLE %s ALTER %s SET DEFAULT nextval('%s')", table, name, chance(2) ? sequence : "shared");
			}
		}
	}

	private void onTop(Table table, String name) {
		String column = quote(table.columns().get(this.random.nextInt(table.columns().size())).name());
		if (chance(2)) {
			String view = next("view");
			add("CREATE VIEW %s AS SELECT id, %s AS value FROM %s WHERE id > 3", view, column, name);
			maybe("ALTER VIEW %s SET (security_barrier = true)", view);
			maybe("COMMENT ON COLUMN %s.value IS 'a value'", view);
			maybe("GRANT SELECT ON %s TO pg_monitor", view);
			if (chance(2)) {
				String stored = next("stored");
				add("CREATE MATERIALIZED VIEW %s AS SELECT count(*) FROM %s GROUP BY id", stored, view);
				maybe("CREATE INDEX ON %s (count)", stored);
			}
		}
		maybe("CREATE TRIGGER %s BEFORE UPDATE OF %s ON %s FOR EACH ROW EXECUTE FUNCTION touch()", next("trigger"),
				column, name);
		maybe("CREATE POLICY %s ON %s USING (%s IS NOT NULL) WITH CHECK (id > 0)", next("p"), name, column);
		maybe("CREATE RULE %s AS ON UPDATE TO %s WHERE NEW.%s IS NULL DO INSTEAD NOTHING", next("rule"), name, column);
		maybe("CREATE FUNCTION %s() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(%s) FROM %s; END",
				next("counting"), column, name);
	}

	/**
	 * Returns what becomes of a column, or itself if it goes.
	 */
	private Column later(Table table, Column column) {
		return this.after.tables()
			.stream()
			.filter((other) -> other.name().equals(table.name()))
			.flatMap((other) -> other.findColumn(column.name()).stream())
			.findFirst()
			.orElse(column);
	}

	private static boolean isText(Column column) {
		return TEXTS.contains(column.type().name()) && column.type().dimensions() == 0;
	}

	private static boolean isComparable(Column column) {
		return column.type().dimensions() == 0 && !column.type().name().equals("jsonb");
	}

	private String next(String prefix) {
		return prefix + "_" + this.number++;
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

	private static String quote(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

}
