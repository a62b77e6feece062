package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.Difference;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.SchemaScript;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.varchar;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeclaredObjects}.
 */
class DeclaredObjectsTests {

	private static final String ALL = """
			CREATE VIEW adult_names AS SELECT name, shout(name) AS loud FROM adults;
			-- A view over a table.
			CREATE OR REPLACE VIEW adults AS
				SELECT id, name, age FROM users WHERE age >= 18 AND name IN ('a', 'b');
			COMMENT ON VIEW adults IS 'Who may vote';
			CREATE FUNCTION shout(text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper(text) || '!' $$;
			GRANT EXECUTE ON FUNCTION shout(text) TO PUBLIC;
			CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $body$
			BEGIN
				-- It's ${here}.
				NEW.name := shout(NEW.name);
				RETURN NEW;
			END
			$body$;
			CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW WHEN (NEW.age > 1) EXECUTE FUNCTION stamp();
			CREATE MATERIALIZED VIEW counts AS SELECT age, count(*) AS number FROM users GROUP BY age;
			CREATE UNIQUE INDEX counts_age ON counts (age);
			CREATE POLICY own ON users FOR SELECT USING (name = current_user);
			ALTER TABLE users ENABLE ROW LEVEL SECURITY;
			CREATE RULE quiet AS ON DELETE TO users DO INSTEAD NOTHING;
			CREATE DOMAIN email AS varchar(320) DEFAULT 'x@y' CONSTRAINT email_at CHECK (VALUE LIKE '%@%');
			CREATE TYPE pair AS (a integer, b email);
			CREATE PROCEDURE clean(integer) LANGUAGE sql AS $$ DELETE FROM users WHERE age > $1 $$;
			CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
			CREATE FUNCTION to_age(email) RETURNS integer LANGUAGE sql AS 'SELECT length($1)';
			CREATE CAST (pair AS text) WITH INOUT;
			""";

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatFilesDeclareIsCreatedAndDropped(int version) {
		GeneratedDatabase database = databases.empty(version);
		List<String> before = database.catalog();
		Autogeneration generation = generate(database, users(), ALL);
		assertThat(generation.differences()).filteredOn(Difference.OfObject.class::isInstance).hasSize(16);
		database.run(generation.upgrade());
		Autogeneration again = generate(database, users(), ALL);
		assertThat(again.differences()).isEmpty();
		assertThat(again.upgrade()).isEmpty();
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
	}

	static TargetSchema users() {
		return users(integer());
	}

	static TargetSchema users(DataType age) {
		return (target) -> new WantedSchema(List.of(Table.table("public.users")
			.column("id", bigint(), Column::notNull)
			.column("name", varchar(255))
			.column("age", age)
			.primaryKey("id")), List.of(), List.of(), List.of(), List.of());
	}

	static Autogeneration generate(GeneratedDatabase database, TargetSchema tables, String... files) {
		List<SchemaScript> scripts = new ArrayList<>();
		for (String file : files) {
			scripts.add(new SchemaScript("objects/%d.sql".formatted(scripts.size() + 1), file));
		}
		return database.generate(List.of(tables), scripts, Set.of());
	}

}
