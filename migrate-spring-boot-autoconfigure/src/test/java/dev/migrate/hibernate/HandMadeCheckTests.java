package dev.migrate.hibernate;

import java.util.List;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.TargetSchema;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.validation.constraints.Min;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares entities with tables whose checks somebody has written.
 */
class HandMadeCheckTests {

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	private static final TargetSchema BOOKINGS = new SchemaReadOnce(Model.of("bookings", Booking.class).target());

	private static final String TABLE = """
			CREATE TABLE booking (id bigint PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, name varchar(255),
				percent integer NOT NULL, active integer NOT NULL, ratio integer CHECK (ratio >= 1) NOT NULL,
				state varchar(255), plan varchar(255), CHECK (a < b), CHECK (name IN ('a', 'b')), CHECK (name <> ''),
				CHECK (percent >= 0 AND percent <= 100), CHECK (active IN (0, 1)), CHECK (active = 1),
				CHECK (ratio >= 1 AND ratio <= 5), CHECK (plan IN ('free', 'paid') OR a > 7),
				CONSTRAINT plan_check CHECK (plan IN ('FREE', 'PAID')),
				CONSTRAINT only_open CHECK (state = 'OPEN'), CONSTRAINT lower_state CHECK (lower(state) = 'open'),
				CONSTRAINT booking_state_check CHECK (state IN ('OPEN', 'PAID')))""";

	private static final String PERSONS = """
			CREATE TABLE person (id bigint PRIMARY KEY, age integer NOT NULL, code varchar(255), level integer NOT NULL,
				size integer, CONSTRAINT person_size_check CHECK (size > 0),
				CONSTRAINT person_age_check CHECK (age >= 0 AND age < 200),
				CONSTRAINT person_code_check CHECK (code <> ''), CONSTRAINT person_check CHECK (age < id),
				CONSTRAINT person_level_check1 CHECK (level > 2), CONSTRAINT person_level_check CHECK (level <> 1))""";

	@Test
	void stayWhateverTheyLookLike() {
		GeneratedDatabase database = created("");
		Autogeneration generation = compare(database);
		assertThat(differences(generation)).isEmpty();
		assertThat(generation.notes())
			.containsExactly("Checks booking_active_check, booking_name_check of table booking limit the values of"
					+ " attributes that are no enums, and are left alone. Drop such a check in a revision if its attribute was"
					+ " an enum before.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state IN ('OPEN')", "state IN ('OPEN', 'GONE') OR state IS NULL",
			"state IN ('OPEN', 'PAID', 'GONE')" })
	void anEnumReplacesTheCheckOfItsFormerValues(String condition) {
		assertThat(differences(compare(withOtherCheckOfState(condition)))).singleElement()
			.asString()
			.startsWith("constraint booking.booking_state_check: CHECK ((state)::text = ANY (ARRAY[('OPEN'::")
			.contains(" wanted, CHECK (")
			.endsWith(" found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state >= 'OPEN' AND state <= 'PAID'", "length(state) > 1", "state <> 'GONE'",
			"state IN ('OPEN') AND a < b", "state IN ('OPEN') OR a < b", "state NOT IN ('GONE')",
			"upper(state) = 'OPEN'", "state = ANY ('{OPEN}')" })
	void anEnumReplacesNoOtherCheck(String condition) {
		GeneratedDatabase database = withOtherCheckOfState(condition);
		Autogeneration generation = compare(database);
		assertThat(differences(generation)).singleElement()
			.asString()
			.startsWith(
					"constraint booking.booking_state_check1 is missing: CHECK ((state)::text = ANY (ARRAY[('OPEN'::");
		database.run(generation.upgrade());
		assertThat(differences(compare(database))).isEmpty();
	}

	private static GeneratedDatabase withOtherCheckOfState(String condition) {
		return created("ALTER TABLE booking DROP CONSTRAINT only_open, DROP CONSTRAINT booking_state_check,"
				+ " ADD CONSTRAINT booking_state_check CHECK (" + condition + ")");
	}

	@Test
	void validationReplacesNoOtherBounds() {
		GeneratedDatabase database = created("ALTER TABLE booking DROP CONSTRAINT booking_ratio_check,"
				+ " ADD CONSTRAINT booking_ratio_check CHECK (ratio >= 0 AND ratio <= 4)");
		assertThat(differences(compare(database))).singleElement()
			.asString()
			.endsWith("is missing: CHECK (ratio >= 1)");
	}

	@Test
	void anEnumWithATypeOfItsOwnNeedsNoCheck() {
		GeneratedDatabase database = databases.empty(14);
		database.jdbc()
			.execute("CREATE TABLE ticket (id bigint PRIMARY KEY, plan varchar(255) CHECK (plan IN ('FREE')),"
					+ " CONSTRAINT hand_made CHECK (length(plan) > 1))");
		Autogeneration generation = database.generate(Model.of("tickets", Ticket.class).target(),
				ComparisonOptions.forEntities());
		assertThat(differences(generation)).hasSize(3)
			.contains("constraint ticket.ticket_plan_check is not wanted: CHECK ((plan)::text = 'FREE'::text)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "person", "people" })
	void aStatedNameMeansTheCheckThatHasIt(String name) {
		GeneratedDatabase database = databases.empty(name.equals("person") ? 14 : 18);
		database.jdbc().execute(PERSONS.replace("TABLE person", "TABLE " + name));
		List<String> was = database.catalog();
		TargetSchema persons = new SchemaReadOnce(Model.of("persons", Person.class).target());
		Autogeneration generation = database.generate(AutogenerateSettings.of(List.of(persons)),
				ComparisonOptions.forEntities(),
				name.equals("person") ? new String[0] : new String[] { "people=person" });
		assertThat(differences(generation)).filteredOn((difference) -> difference.startsWith("constraint"))
			.containsExactlyInAnyOrder(
					"constraint person.person_age_check: CHECK (age >= 18) wanted, CHECK ((age >= 0) AND (age < 200)) found",
					"constraint person.person_code_check: CHECK (length((code)::text) = 3) wanted, CHECK ((code)::text <> ''::text) found",
					"constraint person.person_level_check1: CHECK (level >= 1) wanted, CHECK (level > 2) found",
					"constraint person.person_level_check2 is missing: CHECK (level >= 0)",
					"constraint person.person_size_check: CHECK (size > 1) wanted, CHECK (size > 0) found");
		database.run(generation.upgrade());
		assertThat(database.catalog()).anyMatch((line) -> line.contains("age < id"))
			.anyMatch((line) -> line.contains("level <> 1"))
			.noneMatch((line) -> line.contains("age < 200"));
		assertThat(database.generate(persons, ComparisonOptions.forEntities()).differences()).isEmpty();
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	private static GeneratedDatabase created(String change) {
		GeneratedDatabase database = databases.empty(GeneratedDatabase.versions().max().getAsInt());
		database.jdbc().execute(TABLE);
		database.jdbc().execute(change);
		return database;
	}

	private static List<String> differences(Autogeneration generation) {
		return generation.differences().stream().map(Object::toString).toList();
	}

	private static Autogeneration compare(GeneratedDatabase database) {
		return database.generate(BOOKINGS, ComparisonOptions.forEntities());
	}

	@Entity
	static class Booking {

		enum State {

			OPEN, PAID

		}

		enum Plan {

			FREE, PAID

		}

		@Id
		Long id;

		int a;

		int b;

		String name;

		int percent;

		int active;

		@Min(1)
		int ratio;

		@Enumerated(EnumType.STRING)
		State state;

		@Enumerated(EnumType.STRING)
		Plan plan;

	}

	@Entity
	static class Ticket {

		enum Plan {

			FREE, PAID

		}

		@Id
		Long id;

		@Enumerated(EnumType.STRING)
		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		Plan plan;

	}

	@Entity
	@SuppressWarnings("deprecation")
	@Check(name = "person_age_check", constraints = "age >= 18")
	static class Person {

		@Id
		Long id;

		int age;

		@Check(name = "person_code_check", constraints = "length(code) = 3")
		String code;

		@Min(0)
		@Column(nullable = false, columnDefinition = "integer constraint person_level_check1 check (level >= 1)")
		int level;

		@Column(check = @CheckConstraint(name = "person_size_check", constraint = "size > 1"))
		Integer size;

	}

}
