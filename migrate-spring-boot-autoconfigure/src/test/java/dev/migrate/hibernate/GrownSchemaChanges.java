package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Single changes of the entities that are mapped to {@code grown-schema.sql}, and of the
 * database, after their differences have been accepted.
 */
final class GrownSchemaChanges {

	private GrownSchemaChanges() {
	}

	/**
	 * A change and what is to be said of it.
	 *
	 * @param name what is changed
	 * @param entities the entities after it
	 * @param edit what is changed of what they want
	 * @param sql what is changed in the database, or {@code null}
	 * @param undo what takes that back, or {@code null}
	 * @param expected the difference that is reported, or {@code null} if none is
	 */
	record GrownChange(String name, Model entities, UnaryOperator<WantedSchema> edit, @Nullable String sql,
			@Nullable String undo, @Nullable String expected) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * Changes of the entities.
	 */
	static List<GrownChange> ofEntities() {
		return List.of(
				variant("an accepted length becomes another", GrownEntities.Booking.class,
						GrownEntities.BookingWithLongerGuest.class,
						"type of booking.guest: varchar(80) wanted, varchar(50) found"
								+ " (accepted: varchar(255) wanted, varchar(50) found)"),
				variant("an attribute is added", GrownEntities.Booking.class, GrownEntities.BookingWithNote.class,
						"column booking.note is missing: text"),
				variant("an attribute is removed", GrownEntities.Booking.class, GrownEntities.BookingWithoutGuest.class,
						"column booking.guest is not wanted: varchar(50) not null"),
				variant("an entity whose table is accepted to be missing gets an attribute",
						GrownEntities.Newsletter.class, GrownEntities.NewsletterWithBody.class,
						"table newsletter is missing (accepted: (id bigint NOT NULL, subject varchar(255) NOT NULL,"
								+ " PRIMARY KEY (id)) wanted)"),
				column("an accepted number becomes wider", "customer", "age", (age) -> age.type(DataType.bigint()),
						"type of customer.age: bigint wanted, smallint found"
								+ " (accepted: integer wanted, smallint found)"),
				column("an accepted precision becomes another", "customer", "score",
						(score) -> score.type(DataType.numeric(10, 2)),
						"type of customer.score: numeric(10, 2) wanted, numeric(8, 3) found"
								+ " (accepted: numeric(38, 2) wanted, numeric(8, 3) found)"),
				column("an exact type becomes another", "country", "name", (name) -> name.type(DataType.varchar(60)),
						"type of country.name: varchar(60) wanted, varchar(80) found"),
				column("a required column becomes optional", "country", "name", (name) -> name.nullable(true),
						"nullability of country.name: nullable wanted, not null found"),
				column("a default is stated", "customer", "status", (status) -> status.defaultValue("'active'"),
						"default of customer.status: 'active'::character varying wanted,"
								+ " 'new'::character varying found"),
				column("a comment is stated", "customer", "status", (status) -> status.comment("See the handbook."),
						"comment of customer.status: 'See the handbook.' wanted, none found"),
				column("values are generated", "measurement", "sensor", Column::asIdentity,
						"identity of measurement.sensor: identity by default wanted, none found"),
				table("a table is commented", "country", (country) -> country.comment("ISO 3166"),
						"comment of country: 'ISO 3166' wanted, none found"),
				constraint("a foreign key is removed", "customer", ForeignKey.class, (key) -> null,
						"constraint customer.fk_customer_country is not wanted:"
								+ " foreign key [country_code] to country [code]"),
				constraint("a foreign key gets an action", "customer", ForeignKey.class,
						(key) -> key.onDelete(ReferentialAction.SET_NULL),
						"constraint customer.customer_country_code_fkey:"
								+ " foreign key [country_code] to country [code] on delete SET NULL wanted,"
								+ " foreign key [country_code] to country [code] found"),
				constraint("an accepted foreign key gets another action", "purchase", ForeignKey.class,
						(key) -> key.onDelete(ReferentialAction.RESTRICT),
						"constraint purchase.purchase_customer_id_fkey:"
								+ " foreign key [customer_id] to customer [id] on delete RESTRICT wanted,"
								+ " foreign key [customer_id] to customer [id] on delete CASCADE found"
								+ " (accepted: FOREIGN KEY (customer_id) REFERENCES customer (id) wanted,"
								+ " FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE found)"),
				constraint("an accepted check gets another value", "customer", CheckConstraint.class,
						(check) -> CheckConstraint.check("priority between 0 and 3"),
						"constraint customer.customer_check is missing: check (priority >= 0) AND (priority <= 3)"
								+ " (accepted: CHECK ((priority >= 0) AND (priority <= 2)) wanted)"),
				constraint("a primary key is changed", "country", PrimaryKey.class,
						(key) -> PrimaryKey.primaryKey("code", "name"),
						"constraint country.country_pkey: primary key [code, name] wanted, primary key [code] found"),
				constraint("an accepted primary key is changed", "purchase_line", PrimaryKey.class,
						(key) -> PrimaryKey.primaryKey("line", "purchase_id", "sku"),
						"constraint purchase_line.purchase_line_pkey: primary key [line, purchase_id, sku] wanted,"
								+ " primary key [purchase_id, line] found (accepted: PRIMARY KEY (line, purchase_id)"
								+ " wanted, PRIMARY KEY (purchase_id, line) found)"),
				table("a unique constraint is added", "booking",
						(booking) -> booking.constraint(UniqueConstraint.unique("room_id")),
						"constraint booking.booking_room_id_key is missing: unique [room_id]"),
				table("a check is added", "purchase_line",
						(line) -> line.constraint(CheckConstraint.check("length(sku) > 3")),
						"constraint purchase_line.purchase_line_check is missing: check length((sku)::text) > 3"),
				table("a unique constraint is removed", "customer",
						(customer) -> customer.constraints(customer.constraints()
							.stream()
							.filter((constraint) -> !(constraint instanceof UniqueConstraint))
							.toList()),
						"constraint customer.uq_customer_email is not wanted: unique [email]"),
				edit("an index is added",
						(wanted) -> indexes(wanted,
								new TableIndex(ObjectName.of("public.purchase"), Index.index("placed_at"))),
						"index purchase.purchase_placed_at_idx is missing: over placed_at"),
				edit("an accepted index gets another column",
						(wanted) -> new WantedSchema(wanted.tables(),
								List.of(new TableIndex(ObjectName.of("public.customer"),
										Index.index("age", "name").named("customer_age"))),
								wanted.sequences(), wanted.enumTypes(), wanted.notes()),
						"index customer.customer_age is missing: over age, name (accepted: btree (age) wanted)"),
				edit("an accepted enum gets a value",
						(wanted) -> new WantedSchema(wanted.tables(), wanted.indexes(), wanted.sequences(),
								wanted.enumTypes().stream().map(GrownSchemaChanges::extended).toList(), wanted.notes()),
						"enum type state: [OPEN, PAID, RETURNED, SHIPPED, STOLEN] wanted,"
								+ " [OPEN, PAID, SHIPPED, LOST] found (accepted:"
								+ " ('OPEN', 'PAID', 'RETURNED', 'SHIPPED') wanted,"
								+ " ('LOST', 'OPEN', 'PAID', 'SHIPPED') found)"),
				edit("an accepted sequence gets another increment",
						(wanted) -> new WantedSchema(wanted.tables(), wanted.indexes(),
								wanted.sequences().stream().map((sequence) -> sequence.incrementBy(20)).toList(),
								wanted.enumTypes(), wanted.notes()),
						"sequence invoice_number: increment 20 wanted, increment 1 found"
								+ " (accepted: INCREMENT BY 50 wanted, INCREMENT BY 1 found)"),
				edit("an entity is added",
						(wanted) -> tables(wanted,
								Stream.concat(wanted.tables().stream(),
										Stream.of(Table.table("public.voucher").column("code", DataType.text())))),
						"table voucher is missing"));
	}

	/**
	 * Changes of the database.
	 */
	static List<GrownChange> ofDatabase() {
		return List.of(
				sql("an accepted length becomes another", "ALTER TABLE booking ALTER guest TYPE varchar(40)",
						"ALTER TABLE booking ALTER guest TYPE varchar(50)",
						"type of booking.guest: varchar(255) wanted, varchar(40) found"
								+ " (accepted: varchar(255) wanted, varchar(50) found)"),
				sql("an accepted type becomes another", "ALTER TABLE audit.event ALTER what TYPE varchar(100)",
						"ALTER TABLE audit.event ALTER what TYPE text",
						"type of audit.event.what: varchar(255) wanted, varchar(100) found"
								+ " (accepted: varchar(255) wanted, text found)"),
				sql("a domain becomes a type", "ALTER TABLE customer ALTER postcode TYPE varchar(10)",
						"ALTER TABLE customer ALTER postcode TYPE postcode",
						"type of customer.postcode: varchar(255) wanted, varchar(10) found"
								+ " (accepted: varchar(255) wanted, postcode found)"),
				sql("an exact type becomes another", "ALTER TABLE country ALTER name TYPE text",
						"ALTER TABLE country ALTER name TYPE varchar(80)",
						"type of country.name: varchar(80) wanted, text found"),
				sql("the type of a partitioned table changes", "ALTER TABLE measurement ALTER value TYPE numeric",
						"ALTER TABLE measurement ALTER value TYPE real",
						"type of measurement.value: double precision wanted, numeric found"
								+ " (accepted: double precision wanted, real found)"),
				sql("a required column becomes optional", "ALTER TABLE country ALTER name DROP NOT NULL",
						"ALTER TABLE country ALTER name SET NOT NULL",
						"nullability of country.name: not null wanted, nullable found"),
				sql("an unmapped column becomes another", "ALTER TABLE customer ALTER notes TYPE varchar(500)",
						"ALTER TABLE customer ALTER notes TYPE text",
						"column customer.notes is not wanted: varchar(500) (accepted: text found)"),
				sql("the default of an unmapped column becomes another",
						"ALTER TABLE customer ALTER legacy_code SET DEFAULT 'no' || 'ne'",
						"ALTER TABLE customer ALTER legacy_code SET DEFAULT 'none' || '-' || 'yet'",
						"column customer.legacy_code is not wanted: varchar(12) not null (accepted: varchar(12) NOT NULL"
								+ " DEFAULT ('none'::text || '-'::text) || 'yet'::text found)"),
				sql("a generated column becomes another",
						"ALTER TABLE customer DROP search, ADD search tsvector"
								+ " GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, name)) STORED",
						"ALTER TABLE customer DROP search, ADD search tsvector GENERATED ALWAYS AS"
								+ " (to_tsvector('simple'::regconfig, coalesce(name, '') || ' ' || coalesce(nick, '')))"
								+ " STORED",
						"column customer.search is not wanted: tsvector (accepted: tsvector GENERATED ALWAYS AS"
								+ " (to_tsvector('simple'::regconfig, (((COALESCE(name, ''::character varying))::text"
								+ " || ' '::text) || COALESCE(nick, ''::text)))) STORED found)"),
				sql("a column is added", "ALTER TABLE customer ADD fax varchar(30)", "ALTER TABLE customer DROP fax",
						"column customer.fax is not wanted: varchar(30)"),
				sql("a column is dropped", "ALTER TABLE customer DROP updated_at",
						"ALTER TABLE customer ADD updated_at timestamp",
						"column customer.updated_at is missing: timestamp(6)"),
				sql("a foreign key is dropped", "ALTER TABLE customer DROP CONSTRAINT fk_customer_country",
						"ALTER TABLE customer ADD CONSTRAINT fk_customer_country"
								+ " FOREIGN KEY (country_code) REFERENCES country ON UPDATE CASCADE",
						"constraint customer.customer_country_code_fkey is missing:"
								+ " foreign key [country_code] to country [code]"),
				sql("a foreign key gets an action", """
						ALTER TABLE customer DROP CONSTRAINT fk_customer_country, ADD CONSTRAINT fk_customer_country
						FOREIGN KEY (country_code) REFERENCES country ON UPDATE CASCADE ON DELETE SET NULL""", """
						ALTER TABLE customer DROP CONSTRAINT fk_customer_country, ADD CONSTRAINT fk_customer_country
						FOREIGN KEY (country_code) REFERENCES country ON UPDATE CASCADE""",
						"constraint customer.customer_country_code_fkey:"
								+ " foreign key [country_code] to country [code] wanted,"
								+ " foreign key [country_code] to country [code] on delete SET NULL found"),
				sql("a foreign key is added",
						"ALTER TABLE measurement ADD CONSTRAINT fk_sensor FOREIGN KEY (sensor) REFERENCES room",
						"ALTER TABLE measurement DROP CONSTRAINT fk_sensor",
						"constraint measurement.fk_sensor is not wanted: foreign key [sensor] to room [id]"),
				sql("an accepted foreign key is no longer deferred",
						"ALTER TABLE purchase ALTER CONSTRAINT fk_purchase_referrer NOT DEFERRABLE", """
								ALTER TABLE purchase
								ALTER CONSTRAINT fk_purchase_referrer DEFERRABLE INITIALLY DEFERRED""",
						"constraint purchase.fk_purchase_referrer is not wanted:"
								+ " foreign key [referrer_id] to customer [id] on delete SET NULL (accepted:"
								+ " FOREIGN KEY (referrer_id) REFERENCES customer (id) ON DELETE SET NULL"
								+ " DEFERRABLE INITIALLY DEFERRED found)"),
				sql("an accepted check gets a value", """
						ALTER TABLE customer DROP CONSTRAINT ck_customer_status, ADD CONSTRAINT ck_customer_status
						CHECK (status IN ('new', 'active', 'blocked', 'gone'))""", """
						ALTER TABLE customer DROP CONSTRAINT ck_customer_status, ADD CONSTRAINT ck_customer_status
						CHECK (status IN ('new', 'active', 'blocked'))""",
						"constraint customer.ck_customer_status is not wanted: check (status)::text = ANY"
								+ " (ARRAY[('new'::character varying)::text, ('active'::character varying)::text,"
								+ " ('blocked'::character varying)::text, ('gone'::character varying)::text])"
								+ " (accepted: CHECK ((status)::text = ANY (ARRAY[('new'::character varying)::text,"
								+ " ('active'::character varying)::text, ('blocked'::character varying)::text]))"
								+ " found)"),
				sql("a unique constraint is added",
						"ALTER TABLE purchase_line ADD CONSTRAINT uq_sku UNIQUE (purchase_id, sku)",
						"ALTER TABLE purchase_line DROP CONSTRAINT uq_sku",
						"constraint purchase_line.uq_sku is not wanted: unique [purchase_id, sku]"),
				sql("a unique constraint is dropped", "ALTER TABLE purchase DROP CONSTRAINT uq_purchase_number",
						"ALTER TABLE purchase ADD CONSTRAINT uq_purchase_number UNIQUE (number)",
						"constraint purchase.purchase_number_key is missing: unique [number]"),
				sql("a primary key is dropped", "ALTER TABLE booking DROP CONSTRAINT pk_booking",
						"ALTER TABLE booking ADD CONSTRAINT pk_booking PRIMARY KEY (id)",
						"constraint booking.booking_pkey is missing: primary key [id]"),
				sql("a table is dropped", "DROP TABLE audit.event", """
						CREATE TABLE audit.event (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
							actor varchar(30), what text NOT NULL)""", "table audit.event is missing"),
				sql("a value of an accepted enum is renamed", "ALTER TYPE state RENAME VALUE 'LOST' TO 'STOLEN'",
						"ALTER TYPE state RENAME VALUE 'STOLEN' TO 'LOST'",
						"enum type state: [OPEN, PAID, RETURNED, SHIPPED] wanted,"
								+ " [OPEN, PAID, SHIPPED, STOLEN] found (accepted:"
								+ " ('OPEN', 'PAID', 'RETURNED', 'SHIPPED') wanted,"
								+ " ('LOST', 'OPEN', 'PAID', 'SHIPPED') found)"),
				sql("an accepted sequence gets another increment", "ALTER SEQUENCE invoice_number INCREMENT BY 10",
						"ALTER SEQUENCE invoice_number INCREMENT BY 1",
						"sequence invoice_number: increment 50 wanted, increment 10 found"
								+ " (accepted: INCREMENT BY 50 wanted, INCREMENT BY 1 found)"),
				sql("values are no longer generated", "ALTER TABLE purchase ALTER id DROP IDENTITY",
						"ALTER TABLE purchase ALTER id ADD GENERATED ALWAYS AS IDENTITY",
						"identity of purchase.id: identity by default wanted, none found"));
	}

	/**
	 * Changes of the database that no entity could have stated, or that mean nothing.
	 */
	static List<GrownChange> unseen() {
		return List.of(unseen("CREATE INDEX ix_part ON purchase (total) WHERE state = 'OPEN'", "DROP INDEX ix_part"),
				unseen("CREATE INDEX ix_upper ON customer (upper(name))", "DROP INDEX ix_upper"),
				unseen("CREATE INDEX ix_brin ON purchase USING brin (placed_at)", "DROP INDEX ix_brin"),
				unseen("DROP INDEX ix_customer_country", """
						CREATE INDEX ix_customer_country ON customer (country_code) INCLUDE (name)"""),
				unseen("ALTER TABLE purchase ADD CONSTRAINT ck_total CHECK (total > 0 OR state = 'LOST')",
						"ALTER TABLE purchase DROP CONSTRAINT ck_total"),
				unseen("ALTER TABLE booking DROP CONSTRAINT ex_booking", """
						ALTER TABLE booking ADD CONSTRAINT ex_booking
						EXCLUDE USING gist (room_id WITH =, during WITH &&)"""),
				unseen("ALTER TABLE customer ALTER score SET DEFAULT 10",
						"ALTER TABLE customer ALTER score SET DEFAULT 0"),
				unseen("COMMENT ON TABLE customer IS 'Who buys.'", "COMMENT ON TABLE customer IS NULL"),
				unseen("CREATE POLICY purchase_visible ON purchase USING (total > 0)",
						"DROP POLICY purchase_visible ON purchase"),
				unseen("ALTER TABLE customer DISABLE TRIGGER customer_updated",
						"ALTER TABLE customer ENABLE TRIGGER customer_updated"),
				unseen("CREATE VIEW big_purchase AS SELECT * FROM purchase WHERE total > 1000",
						"DROP VIEW big_purchase"),
				unseen("CREATE TABLE measurement_2027 PARTITION OF measurement"
						+ " FOR VALUES FROM ('2027-01-01Z') TO ('2028-01-01Z')", "DROP TABLE measurement_2027"),
				unseen("CREATE SEQUENCE other_number; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (m mood)",
						"DROP TABLE t; DROP TYPE mood; DROP SEQUENCE other_number"),
				unseen("ALTER FOREIGN TABLE stock ALTER amount TYPE bigint",
						"ALTER FOREIGN TABLE stock ALTER amount TYPE integer"),
				unseen("ALTER TABLE purchase RENAME CONSTRAINT fk_purchase_referrer TO purchase_referrer_fk",
						"ALTER TABLE purchase RENAME CONSTRAINT purchase_referrer_fk TO fk_purchase_referrer"),
				unseen("ALTER TABLE customer RENAME CONSTRAINT ck_customer_status TO customer_status",
						"ALTER TABLE customer RENAME CONSTRAINT customer_status TO ck_customer_status"),
				unseen("ALTER TYPE state ADD VALUE IF NOT EXISTS 'OPEN'; ALTER TABLE customer ALTER created_at TYPE timestamptz(6)",
						"ALTER TABLE customer ALTER created_at TYPE timestamptz"),
				unseen("ALTER TABLE customer SET (fillfactor = 70)", "ALTER TABLE customer RESET (fillfactor)"));
	}

	private static GrownChange edit(String name, UnaryOperator<WantedSchema> edit, @Nullable String expected) {
		return new GrownChange(name, GrownEntities.model(), edit, null, null, expected);
	}

	private static GrownChange sql(String name, String sql, String undo, @Nullable String expected) {
		return new GrownChange(name, GrownEntities.model(), UnaryOperator.identity(), sql, undo, expected);
	}

	private static GrownChange unseen(String sql, String undo) {
		return sql(sql, sql, undo, null);
	}

	private static GrownChange variant(String name, Class<?> entity, Class<?> variant, String expected) {
		Class<?>[] classes = GrownEntities.model()
			.classes()
			.stream()
			.map((type) -> type.equals(entity) ? variant : type)
			.toArray(Class<?>[]::new);
		return new GrownChange(name, Model.of(name, classes), UnaryOperator.identity(), null, null, expected);
	}

	private static GrownChange table(String name, String table, UnaryOperator<Table> edit, @Nullable String expected) {
		ObjectName qualified = ObjectName.of(table.contains(".") ? table : "public." + table);
		return edit(name, (wanted) -> tables(wanted,
				wanted.tables().stream().map((each) -> each.name().equals(qualified) ? edit.apply(each) : each)),
				expected);
	}

	private static GrownChange column(String name, String table, String column, UnaryOperator<Column> edit,
			@Nullable String expected) {
		return table(name, table, (edited) -> edited.columns(
				edited.columns().stream().map((each) -> each.name().equals(column) ? edit.apply(each) : each).toList()),
				expected);
	}

	private static <T extends Constraint> GrownChange constraint(String name, String table, Class<T> type,
			Function<T, @Nullable Constraint> edit, String expected) {
		return table(name, table, (edited) -> {
			List<Constraint> constraints = new ArrayList<>();
			for (Constraint constraint : edited.constraints()) {
				Constraint changed = type.isInstance(constraint) ? edit.apply(type.cast(constraint)) : constraint;
				if (changed != null) {
					constraints.add(changed);
				}
			}
			return edited.constraints(constraints);
		}, expected);
	}

	private static WantedSchema tables(WantedSchema wanted, Stream<Table> tables) {
		return new WantedSchema(tables.toList(), wanted.indexes(), wanted.sequences(), wanted.enumTypes(),
				wanted.notes());
	}

	private static WantedSchema indexes(WantedSchema wanted, TableIndex... added) {
		List<TableIndex> indexes = new ArrayList<>(wanted.indexes());
		indexes.addAll(Arrays.asList(added));
		return new WantedSchema(wanted.tables(), indexes, wanted.sequences(), wanted.enumTypes(), wanted.notes());
	}

	private static EnumType extended(EnumType type) {
		List<String> values = new ArrayList<>(type.values());
		values.add("STOLEN");
		return new EnumType(type.name(), values, type.comment());
	}

}
