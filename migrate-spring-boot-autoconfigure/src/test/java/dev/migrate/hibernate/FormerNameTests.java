package dev.migrate.hibernate;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.migrate.FormerName;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link FormerName @FormerName} on entities.
 */
@SuppressWarnings({ "NullAway", "SameNameButDifferent", "UnusedVariable", "UnusedMethod", "ClassCanBeStatic" })
@ExtendWith(PostgresExtension.class)
class FormerNameTests {

	@Test
	void namesTablesAndColumnsWhereverTheyAre() {
		assertThat(read(Model.nested("after", After.class)).formerNames()).extracting(FormerNameTests::text)
			.containsExactlyInAnyOrder("public.person <- users", "public.person.full_name <- name",
					"public.person.zip_code <- postcode", "public.person.team <- team_id",
					"public.person.written <- created", "public.person_nicknames <- users_nicks",
					"public.team.written <- created");
	}

	@Test
	void whatHadAnotherNameIsRenamed(TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		run(jdbc, compare(Model.nested("before", Before.class), database));
		jdbc.execute("INSERT INTO users (id, name, postcode) VALUES (nextval('users_seq'), 'Ann', '0150')");
		Autogeneration generated = compare(Model.nested("after", After.class), database);
		assertThat(generated.differences()).extracting(Difference::toString)
			.containsExactlyInAnyOrder("name of person: person wanted, users found",
					"name of person_nicknames: person_nicknames wanted, users_nicks found",
					"name of person_seq: person_seq wanted, users_seq found",
					"name of person.full_name: full_name wanted, name found",
					"name of person.zip_code: zip_code wanted, postcode found",
					"name of person.team: team wanted, team_id found",
					"name of person.written: written wanted, created found",
					"name of team.written: written wanted, created found");
		run(jdbc, generated);
		assertThat(compare(Model.nested("after", After.class), database).differences()).isEmpty();
		assertThat(jdbc.queryForMap("SELECT full_name, zip_code FROM person")).containsEntry("full_name", "Ann")
			.containsEntry("zip_code", "0150");
	}

	@Test
	void aTableOfEachClassHasTheColumn() {
		assertThat(read(Model.nested("tables", TablePerClass.class)).formerNames()).extracting(FormerNameTests::text)
			.containsExactlyInAnyOrder("public.vehicle.label <- name", "public.car.label <- name");
	}

	@Test
	void aSubclassThatSharesATableHasNone() {
		refuses(SharedTable.class, "Car", "shares the table of another entity");
	}

	@ParameterizedTest
	@ValueSource(classes = { TwoColumns.class, WholeKey.class })
	void anAttributeOfSeveralColumnsHasNone(Class<?> holder) {
		refuses(holder, "Place", "has 2 columns");
	}

	@Test
	void theOtherSideOfAnAssociationHasNone() {
		refuses(OtherSide.class, "Parent.children", "is mapped by the other side");
	}

	private static void refuses(Class<?> holder, String place, String problem) {
		assertThatExceptionOfType(InvalidEntitiesException.class)
			.isThrownBy(() -> read(Model.nested(holder.getSimpleName(), holder)))
			.withMessageContaining(place)
			.withMessageContaining(problem);
	}

	private static String text(WantedSchema.FormerName former) {
		return former.table() + ((former.column() != null) ? "." + former.column() : "") + " <- " + former.name();
	}

	private static WantedSchema read(Model model) {
		return model.target().read(new TargetDatabase("PostgreSQL", 17, "public"));
	}

	private static Autogeneration compare(Model model, TestDatabase database) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of(model.target())), ComparisonOptions.forEntities())
			.compare();
	}

	private static void run(JdbcTemplate jdbc, Autogeneration generated) {
		generated.upgrade()
			.stream()
			.flatMap((step) -> Dialects.of("postgresql").write(step.operation()).stream())
			.map(SqlCommand::sql)
			.forEach(jdbc::execute);
	}

	static class Before {

		@MappedSuperclass
		static class Row {

			Instant created;

		}

		@Entity
		static class Team extends Row {

			@Id
			long id;

		}

		@Entity
		static class Users extends Row {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE)
			Long id;

			String name;

			String postcode;

			@ManyToOne
			Team team;

			@ElementCollection
			List<String> nicks;

		}

	}

	static class After {

		@MappedSuperclass
		static class Row {

			@FormerName("created")
			Instant written;

		}

		@Entity
		static class Team extends Row {

			@Id
			long id;

		}

		@Embeddable
		static class Address {

			@FormerName("POSTCODE")
			String zipCode;

		}

		@Entity
		@FormerName("users")
		static class Person extends Row {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE)
			Long id;

			String fullName;

			@Embedded
			Address address;

			@ManyToOne
			@JoinColumn(name = "team")
			@FormerName("team_id")
			Team team;

			@ElementCollection
			@CollectionTable(joinColumns = @JoinColumn(name = "users_id"))
			@Column(name = "nicks")
			@FormerName("users_nicks")
			List<String> nicknames;

			@FormerName("name")
			String getFullName() {
				return this.fullName;
			}

		}

	}

	static class TablePerClass {

		@Entity
		@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
		static class Vehicle {

			@Id
			long id;

			@FormerName("name")
			String label;

		}

		@Entity
		static class Car extends Vehicle {

			int doors;

		}

	}

	static class SharedTable {

		@Entity
		static class Vehicle {

			@Id
			long id;

		}

		@Entity
		@FormerName("automobile")
		static class Car extends Vehicle {

		}

	}

	static class TwoColumns {

		@Embeddable
		static class Point {

			int x;

			int y;

		}

		@Entity
		static class Place {

			@Id
			long id;

			@Embedded
			@FormerName("at")
			@AttributeOverride(name = "x", column = @Column(name = "left_x"))
			Point point;

		}

	}

	static class WholeKey {

		@Embeddable
		record Key(int x, int y) {
		}

		@Entity
		static class Place {

			@EmbeddedId
			@FormerName("id")
			Key key;

		}

	}

	static class OtherSide {

		@Entity
		static class Parent {

			@Id
			long id;

			@OneToMany(mappedBy = "parent")
			@FormerName("kids")
			List<Child> children;

		}

		@Entity
		static class Child {

			@Id
			long id;

			@ManyToOne
			Parent parent;

		}

	}

}
