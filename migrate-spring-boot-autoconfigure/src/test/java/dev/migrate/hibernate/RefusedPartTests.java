package dev.migrate.hibernate;

import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares entities of which the database refuses a part: how that part should be is
 * unknown.
 */
@ExtendWith(PostgresExtension.class)
class RefusedPartTests {

	private static final String LIVE = """
			CREATE TABLE member (id bigint PRIMARY KEY, active boolean);
			CREATE TABLE post (id bigint PRIMARY KEY, member_id bigint REFERENCES member)""";

	@Test
	void aRefusedColumnFailsWithItsAttributeAndWhatTheDatabaseSays(TestDatabase database) {
		execute(database, LIVE);
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(database, OtherType.class, false))
			.withMessageStartingWith("The database refuses a part of the model: column member.active (Member.active):"
					+ " type \"tinyint\" does not exist")
			.withMessageContaining("migrate.autogenerate.exclude")
			.withMessageContaining("--allow-refused");
	}

	@Test
	void aDefinitionWithoutItsEndIsRefusedAsWell(TestDatabase database) {
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(database, Unended.class, false))
			.withMessageStartingWith("The database refuses a part of the model: column note.text (Note.text): ")
			.withMessageContaining("Unterminated");
		assertThat(compare(database, Unended.class, true).upgrade()).isEmpty();
	}

	@Test
	void typesOfOtherDatabasesAreRefusedWithTheirAttributes(TestDatabase database) {
		assertThat(compare(database, OtherDatabases.class, true).refused())
			.anyMatch((refused) -> refused.contains("column note.kind (Note.kind): "))
			.anyMatch((refused) -> refused.contains("column note.text (Note.text): "));
	}

	@Test
	void aRefusedColumnStaysAsItIs(TestDatabase database) {
		execute(database, LIVE);
		Autogeneration generation = compare(database, OtherType.class, true);
		assertThat(differences(generation)).containsExactly("column member.nick is missing: varchar(255)");
		assertThat(generation.refused()).containsExactly("Left as it is, because the database refuses it: column"
				+ " member.active (Member.active): type \"tinyint\" does not exist.");
	}

	@Test
	void aRefusedKeyStaysWithWhatRefersToIt(TestDatabase database) {
		execute(database, LIVE);
		assertThat(differences(compare(database, OtherKey.class, true))).isEmpty();
	}

	@Test
	void aNewTableIsNotCreatedWithoutARefusedColumnNorReferredTo(TestDatabase database) {
		Autogeneration generation = compare(database, OtherKey.class, true);
		assertThat(generation.upgrade()).isEmpty();
		Autogeneration typed = compare(database, OtherType.class, true);
		assertThat(typed.upgrade()).extracting((step) -> step.operation().describe())
			.containsExactly("create table post");
		assertThat(typed.refused()).contains("Table member is not created without this part.");
		assertThat(typed.notes()).contains("The foreign key of post (member_id) is left out, because the database"
				+ " refuses what it refers to in member.");
	}

	@Test
	void aDomainThatIsMissingIsRefused(TestDatabase database) {
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(database, OfDomain.class, false))
			.withMessageContaining("column account.email (Account.email): type \"email_address\" does not exist");
		execute(database, "CREATE TABLE account (id bigint PRIMARY KEY, email varchar(50))");
		assertThat(differences(compare(database, OfDomain.class, true))).isEmpty();
	}

	@Test
	void aDomainThatExistsIsNotRefused(TestDatabase database) {
		execute(database, "CREATE DOMAIN email_address AS varchar(50) CHECK (VALUE LIKE '%@%');"
				+ " CREATE TABLE account (id bigint PRIMARY KEY, email email_address UNIQUE)");
		assertThat(differences(compare(database, OfDomain.class, false))).isEmpty();
	}

	@Test
	void aColumnThatMayBeTheRefusedOneUnderAnotherNameIsNotDropped(TestDatabase database) {
		execute(database, "CREATE TABLE account (id bigint PRIMARY KEY, mail varchar(50) UNIQUE)");
		assertThat(differences(compare(database, OfDomain.class, true))).isEmpty();
	}

	@Test
	void noConstraintIsDroppedWhereOneIsRefused(TestDatabase database) {
		execute(database, "CREATE TABLE note (id bigint PRIMARY KEY, text json, title varchar(255) UNIQUE)");
		Autogeneration generation = compare(database, UniqueJson.class, true);
		assertThat(differences(generation)).isEmpty();
		assertThat(generation.refused()).hasSize(1);
	}

	@Test
	void whatIsRefusedOfAViewDoesNotMatter(TestDatabase database) {
		execute(database, "CREATE VIEW account AS SELECT 1::bigint AS id, 'a@b' AS email");
		Autogeneration generation = compare(database, OfDomain.class, false);
		assertThat(generation.differences()).isEmpty();
		assertThat(generation.notes()).anyMatch((note) -> note.startsWith("account is a view in the database"));
	}

	private static void execute(TestDatabase database, String sql) {
		new JdbcTemplate(database.session()).execute(sql);
	}

	private static List<String> differences(Autogeneration generation) {
		return generation.differences().stream().map(Object::toString).toList();
	}

	private static Autogeneration compare(TestDatabase database, Class<?> holder, boolean allowRefused) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of(Model.nested(holder.getSimpleName(), holder).target())),
				ComparisonOptions.forEntities().allowRefused(allowRefused))
			.compare();
	}

	static final class OtherType {

		@Entity(name = "Member")
		static class Member {

			@Id
			Long id;

			@Column(columnDefinition = "TINYINT(1) DEFAULT 0")
			Boolean active;

			String nick;

		}

		@Entity(name = "Post")
		static class Post {

			@Id
			Long id;

			@ManyToOne
			Member member;

		}

	}

	static final class Unended {

		@Entity(name = "Note")
		static class Note {

			@Id
			Long id;

			@Column(columnDefinition = "text default 'x")
			String text;

		}

	}

	static final class OtherDatabases {

		@Entity(name = "Note")
		static class Note {

			@Id
			Long id;

			@Column(columnDefinition = "enum('A', 'B') default 'A'")
			String kind;

			@Column(columnDefinition = "varchar2(255 char)")
			String text;

		}

	}

	static final class OtherKey {

		@Entity(name = "Member")
		@Table(name = "member")
		static class MemberOfOtherKey {

			@Id
			@Column(columnDefinition = "identifier")
			Long id;

			Boolean active;

		}

		@Entity(name = "Post")
		static class Post {

			@Id
			Long id;

			@ManyToOne
			MemberOfOtherKey member;

		}

	}

	static final class OfDomain {

		@Entity(name = "Account")
		static class Account {

			@Id
			Long id;

			@Column(columnDefinition = "email_address", unique = true)
			String email;

		}

	}

	static final class UniqueJson {

		@Entity(name = "Note")
		@Table(name = "note", uniqueConstraints = @UniqueConstraint(columnNames = "text"))
		static class Note {

			@Id
			Long id;

			@Column(columnDefinition = "json")
			String text;

			String title;

		}

	}

}
