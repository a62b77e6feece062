package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.Column;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.type;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares tables with columns that no entity could have stated.
 */
@ExtendWith(PostgresExtension.class)
class UnstatedColumnTests {

	private static final Table USERS = table("public.users").column("id", bigint(), Column::notNull).primaryKey("id");

	@Test
	void areNamedAndLeftAloneWithWhatIsOverThem(TestDatabase database) {
		database.jdbc().sql("""
				CREATE TABLE users (id bigint PRIMARY KEY, email text, search tsvector,
					lower_email text GENERATED ALWAYS AS (lower(email)) STORED UNIQUE)""").update();
		Autogeneration generation = compare(database, USERS, ComparisonOptions.forEntities());
		assertThat(generation.differences()).isEmpty();
		assertThat(generation.notes()).containsExactlyInAnyOrder(
				"Column users.search is not in the entities and is left alone, because it has a type that no attribute"
						+ " has (tsvector).",
				"Column users.lower_email is not in the entities and is left alone, because it is generated.",
				"Column users.email is not in the entities and is left alone, because lower_email is generated from it.");
	}

	@Test
	void areDroppedWhenThatIsAskedFor(TestDatabase database) {
		database.jdbc().sql("""
				CREATE TABLE users (id bigint PRIMARY KEY, search tsvector,
					double bigint GENERATED ALWAYS AS (id * 2) STORED)""").update();
		Autogeneration generation = compare(database, USERS, ComparisonOptions.forEntities().dropColumns(true));
		assertThat(described(generation)).containsExactlyInAnyOrder("drop column users.search",
				"drop column users.double");
	}

	@Test
	void aColumnWhoseAttributeIsGoneIsDropped(TestDatabase database) {
		database.jdbc().sql("CREATE TYPE mood AS ENUM ('ok')").update();
		database.jdbc()
			.sql("CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50), moods mood[], times timestamptz(3),"
					+ " search tsvector, old_search tsvector)")
			.update();
		Autogeneration generation = compare(database, USERS.column("search", type("tsvector")),
				ComparisonOptions.forEntities());
		assertThat(described(generation)).containsExactlyInAnyOrder("drop column users.name", "drop column users.moods",
				"drop column users.times", "drop column users.old_search");
	}

	@Test
	void aPrimaryKeyThatNoEntityHasStaysAndIsNamed(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE tags (owner bigint, tag integer, PRIMARY KEY (owner, tag))").update();
		Table tags = table("public.tags").column("owner", bigint(), Column::notNull);
		Autogeneration generation = compare(database, tags.column("tag", integer(), Column::notNull),
				ComparisonOptions.forEntities());
		assertThat(generation.differences()).isEmpty();
		assertThat(generation.notes())
			.containsExactly("Primary key tags_pkey of table tags is not in the entities, but stays.");
		assertThat(compare(database, tags, ComparisonOptions.forEntities()).notes()).isEmpty();
	}

	private static List<String> described(Autogeneration generation) {
		return generation.upgrade().stream().map((step) -> step.operation().describe()).toList();
	}

	private static Autogeneration compare(TestDatabase database, Table wanted, ComparisonOptions options) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List
					.of((target) -> new WantedSchema(List.of(wanted), List.of(), List.of(), List.of(), List.of()))),
				options)
			.compare();
	}

}
