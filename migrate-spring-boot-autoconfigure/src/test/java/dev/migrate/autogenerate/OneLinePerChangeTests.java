package dev.migrate.autogenerate;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.DifferenceKind;
import dev.migrate.autogenerate.difference.DifferencePairs;
import dev.migrate.schema.Column;
import dev.migrate.schema.Index;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A constraint or index that has become another one is one difference, under the name
 * that it has in the database.
 */
@ExtendWith(PostgresExtension.class)
class OneLinePerChangeTests {

	private static final ComparisonOptions ENTITIES = ComparisonOptions.forEntities();

	private static final ComparisonOptions DROPPING = new ComparisonOptions(false, false, true);

	private static final ComparisonOptions COMPLETE = new ComparisonOptions(true, false, true);

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	/**
	 * A change of the orders.
	 *
	 * @param name what changes
	 * @param found the SQL of the former state
	 * @param wanted the wanted tables
	 * @param index an index that is wanted, or none
	 * @param options what the wanted side states
	 * @param lines what is reported
	 */
	private record Case(String name, String found, Table wanted, List<Index> index, ComparisonOptions options,
			List<String> lines) {

		static Case of(String name, String found, UnaryOperator<Table> wanted, String... lines) {
			return new Case(name, found, wanted.apply(orders()), List.of(), ENTITIES, List.of(lines));
		}

		static Case index(String found, Index wanted, String... lines) {
			return new Case("index " + found, found, orders(), List.of(wanted), DROPPING, List.of(lines));
		}

		Case complete() {
			return new Case(this.name + ", everything stated", this.found, this.wanted, this.index, COMPLETE,
					this.lines);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	private static Table orders() {
		return table("public.orders").column("id", bigint(), Column::notNull)
			.column("client", bigint())
			.column("payer", bigint())
			.column("state", varchar(20))
			.column("code", text())
			.primaryKey("id");
	}

	private static Table parties(String name) {
		return table("public." + name).column("id", bigint(), Column::notNull).primaryKey("id");
	}

	static Stream<Case> cases() {
		String constraint = "ALTER TABLE orders ADD CONSTRAINT old_name ";
		String old = "constraint orders.old_name: ";
		return Stream.of(
				Case.of("the target of a foreign key", constraint + "FOREIGN KEY (client) REFERENCES persons",
						(orders) -> orders
							.constraint(foreignKey("client").references("public.companies", "id").named("new_name")),
						old + "FOREIGN KEY (client) REFERENCES companies (id) wanted,"
								+ " FOREIGN KEY (client) REFERENCES persons (id) found"),
				Case.of("the delete rule of a foreign key", constraint + "FOREIGN KEY (client) REFERENCES persons",
						(orders) -> orders.constraint(foreignKey("client").references("public.persons", "id")
							.onDelete(ReferentialAction.CASCADE)),
						old + "FOREIGN KEY (client) REFERENCES persons (id) ON DELETE CASCADE wanted,"
								+ " FOREIGN KEY (client) REFERENCES persons (id) found"),
				Case.of("the column of a foreign key", constraint + "FOREIGN KEY (client) REFERENCES persons",
						(orders) -> orders.constraint(foreignKey("payer").references("public.persons", "id")),
						old + "FOREIGN KEY (payer) REFERENCES persons (id) wanted,"
								+ " FOREIGN KEY (client) REFERENCES persons (id) found"),
				Case.of("another foreign key to another table", constraint + "FOREIGN KEY (client) REFERENCES persons",
						(orders) -> orders.constraint(foreignKey("payer").references("public.companies", "id")),
						"constraint orders.orders_payer_fkey is missing: FOREIGN KEY (payer) REFERENCES companies (id)",
						"constraint orders.old_name is not wanted: FOREIGN KEY (client) REFERENCES persons (id)"),
				Case.of("the columns of a unique constraint", constraint + "UNIQUE (client, state)",
						(orders) -> orders.constraint(unique("client", "code").named("new_name")),
						old + "UNIQUE (client, code) wanted, UNIQUE (client, state) found"),
				Case.of("the columns of two unique constraints",
						constraint + "UNIQUE (client, state); ALTER TABLE orders ADD CONSTRAINT other UNIQUE (state)",
						(orders) -> orders.unique("state", "code").unique("client", "state", "code"),
						"constraint orders.other: UNIQUE (code, state) wanted, UNIQUE (state) found",
						old + "UNIQUE (client, code, state) wanted, UNIQUE (client, state) found"),
				Case.of("other columns that are unique", constraint + "UNIQUE (client)",
						(orders) -> orders.unique("code"),
						"constraint orders.orders_code_key is missing: UNIQUE (code)",
						"constraint orders.old_name is not wanted: UNIQUE (client)"),
				Case.of("the values of a check under another name", constraint + "CHECK (code IN ('a', 'b'))",
						(orders) -> orders.check("code in ('a', 'b', 'c')"),
						old + "CHECK (code = ANY (ARRAY['a'::text, 'b'::text, 'c'::text])) wanted,"
								+ " CHECK (code = ANY (ARRAY['a'::text, 'b'::text])) found")
					.complete(),
				Case.of("the columns of the primary key",
						"ALTER TABLE orders DROP CONSTRAINT orders_pkey; " + constraint + "PRIMARY KEY (code)",
						(orders) -> orders.columns(orders.columns()
							.stream()
							.map((column) -> column.name().equals("code") ? column.notNull() : column)
							.toList()),
						old + "PRIMARY KEY (id) wanted, PRIMARY KEY (code) found"),
				Case.index("CREATE INDEX old_name ON orders (client)", index("client", "code").named("new_name"),
						"index orders.old_name: btree (client, code) wanted, btree (client) found"),
				Case.index("CREATE INDEX old_name ON orders (client)", uniqueIndex("client"),
						"index orders.old_name: UNIQUE btree (client) wanted, btree (client) found"),
				Case.index("CREATE INDEX old_name ON orders (client)", index("code"),
						"index orders.orders_code_idx is missing: btree (code)",
						"index orders.old_name is not wanted: btree (client)"));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void aChangeIsOneLine(Case change) {
		GeneratedDatabase database = create(change.found());
		Autogeneration comparison = generate(database, change);
		assertThat(comparison.differences()).extracting(Object::toString)
			.containsExactlyInAnyOrderElementsOf(change.lines());
		List<String> before = database.catalog();
		database.run(comparison.upgrade());
		assertThat(generate(database, change).differences()).isEmpty();
		database.run(comparison.downgrade());
		assertThat(database.catalog()).isEqualTo(before);
	}

	@Test
	void aNameStaysWhenAnotherConstraintComesOrGoes() {
		GeneratedDatabase database = create("SELECT 1");
		Case one = Case.of("one", "", (orders) -> orders.check("state in ('a')").check("client < payer"));
		database.run(generate(database, one).upgrade());
		Case more = Case.of("more", "",
				(orders) -> orders.check("code in ('a', 'b')")
					.check("client > 0 or payer > 0")
					.check("state in ('a')")
					.check("client < payer"));
		Autogeneration added = generate(database, more);
		assertThat(added.differences()).extracting(Difference::part)
			.containsExactlyInAnyOrder("orders_code_check", "orders_check1");
		database.run(added.upgrade());
		Case less = Case.of("less", "", (orders) -> orders.check("state in ('a')").check("client > 0 or payer > 0"))
			.complete();
		assertThat(generate(database, less).differences()).extracting(Object::toString)
			.containsExactlyInAnyOrder(
					"constraint orders.orders_code_check is not wanted:"
							+ " CHECK (code = ANY (ARRAY['a'::text, 'b'::text]))",
					"constraint orders.orders_check is not wanted: CHECK (client < payer)");
	}

	@Test
	void bothFormsOfWhatWasAcceptedCount() {
		Case change = cases().findFirst().orElseThrow();
		Difference difference = generate(create(change.found()), change).differences().get(0);
		AcceptedDifference whole = AcceptedDifference.of(difference);
		AcceptedDifference wanted = new AcceptedDifference(whole.kind(), "orders", "new_name", whole.wanted(), null);
		AcceptedDifference found = new AcceptedDifference(whole.kind(), "orders", "old_name", null, whole.found());
		List<Difference> halves = DifferencePairs.halves(difference);
		assertThat(halves).hasSize(2);
		for (List<AcceptedDifference> accepted : List.of(List.of(whole), List.of(wanted, found))) {
			Acceptance acceptance = new AcceptedDifferences(accepted).apply(halves, (entry) -> false);
			assertThat(acceptance.reported()).isEmpty();
			assertThat(acceptance.obsolete()).isEmpty();
			assertThat(acceptance.silent()).isNotEmpty();
		}
		Acceptance missing = new AcceptedDifferences(List.of(wanted)).apply(halves, (entry) -> false);
		assertThat(missing.reported()).singleElement().isEqualTo(halves.get(1));
		assertThat(missing.silent()).containsOnlyKeys(halves.get(0));
	}

	@Test
	void aChangeOfWhatWasAcceptedIsReportedWithIt() {
		Case change = cases().findFirst().orElseThrow();
		Difference difference = generate(create(change.found()), change).differences().get(0);
		AcceptedDifference before = new AcceptedDifference(DifferenceKind.CONSTRAINT, "orders", "new_name",
				AcceptedDifference.of(difference).wanted(), "FOREIGN KEY (client) REFERENCES others (id)");
		Acceptance acceptance = new AcceptedDifferences(List.of(before)).apply(DifferencePairs.halves(difference),
				(entry) -> false);
		assertThat(acceptance.reported()).singleElement().asString().isEqualTo(difference.toString());
		assertThat(acceptance.describe(difference)).endsWith("REFERENCES others (id) found)");
		assertThat(acceptance.obsolete()).isEmpty();
	}

	@Test
	void aNameIsWrittenAsItIsRead() {
		GeneratedDatabase database = create("""
				CREATE TABLE "Order.Items" ("Id" bigint CONSTRAINT "PK of items" PRIMARY KEY, "Say \""hi\""\" text);
				INSERT INTO "Order.Items" VALUES (1, 'hi')""");
		Table items = table("public.\"Order.Items\"").column("Id", bigint(), Column::notNull)
			.column("Net Price", bigint(), Column::notNull)
			.primaryKey("Id")
			.unique("Net Price");
		Autogeneration comparison = database.generate(
				(target) -> new WantedSchema(List.of(items), List.of(), List.of(), List.of(), List.of()), ENTITIES);
		assertThat(comparison.differences()).extracting(Object::toString)
			.containsExactlyInAnyOrder("column \"Order.Items\".Net Price is missing: bigint NOT NULL",
					"column \"Order.Items\".\"Say \"\"hi\"\"\" is not wanted: text",
					"constraint \"Order.Items\".\"Order.Items_Net Price_key\" is missing: UNIQUE (Net Price)");
		assertThat(comparison.remarks()).contains(
				"UPDATE \"Order.Items\" SET \"Net Price\" = … WHERE \"Net Price\" IS NULL;",
				"Drops column Say \"hi\" of table \"Order.Items\", which has 1 value. They are lost.");
		assertThat(comparison.differences()).map(AcceptedDifference::of)
			.anyMatch((entry) -> entry.concerns("\"Order.Items\".\"Say \"\"hi\"\"\""))
			.anyMatch((entry) -> entry.concerns("\"Order.Items\".Net Price"));
	}

	private static GeneratedDatabase create(String found) {
		GeneratedDatabase database = databases.empty(18);
		database.jdbc().execute("CREATE TABLE persons (id bigint PRIMARY KEY)");
		database.jdbc().execute("CREATE TABLE companies (id bigint PRIMARY KEY)");
		database.jdbc()
			.execute(
					"""
							CREATE TABLE orders (id bigint PRIMARY KEY, client bigint, payer bigint, state varchar(20), code text)""");
		database.jdbc().execute(found);
		return database;
	}

	private static Autogeneration generate(GeneratedDatabase database, Case change) {
		return database
			.generate((target) -> new WantedSchema(List.of(parties("persons"), parties("companies"), change.wanted()),
					change.index().stream().map((index) -> new TableIndex(change.wanted().name(), index)).toList(),
					List.of(), List.of(), List.of()), change.options());
	}

}
