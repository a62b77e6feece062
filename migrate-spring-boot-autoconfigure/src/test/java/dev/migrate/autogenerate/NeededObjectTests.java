package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.DifferenceKind;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares where tables that stay need what is not wanted.
 */
class NeededObjectTests {

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	private static int[] versions() {
		return GeneratedDatabase.versions().toArray();
	}

	@ParameterizedTest
	@MethodSource("versions")
	void theUniqueConstraintThatAnUnmappedTableRefersToStays(int version) {
		GeneratedDatabase database = base(version, """
				ALTER TABLE users ADD UNIQUE (email), ADD UNIQUE (nick);
				CREATE TABLE audit (email varchar(100) REFERENCES users (email))""");
		Autogeneration generated = generate(database, ComparisonOptions.forEntities());
		assertThat(generated.notes()).contains(
				"Constraint users.users_email_key is not dropped: foreign key audit_email_fkey of table audit refers to it.");
		assertThat(generated.differences()).map(Difference::part).containsExactly("users_nick_key");
		assertLeadsThereAndBack(database, generated);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void theUniqueIndexThatAnUnmappedTableRefersToStays(int version) {
		GeneratedDatabase database = base(version, """
				CREATE UNIQUE INDEX one_email ON users (email);
				CREATE UNIQUE INDEX one_nick ON users (nick);
				CREATE TABLE audit (email varchar(100) REFERENCES users (email))""");
		Autogeneration generated = generate(database, new ComparisonOptions(false, false, true));
		assertThat(generated.notes())
			.contains("Index one_email is not dropped: foreign key audit_email_fkey of table audit refers to it.");
		assertThat(generated.differences()).map(Difference::part).containsExactly("one_nick");
		assertLeadsThereAndBack(database, generated);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void whatIsDroppedWithItsTableNeedsNothing(int version) {
		GeneratedDatabase database = base(version, """
				ALTER TABLE users ADD UNIQUE (email);
				CREATE TABLE audit (email varchar(100) REFERENCES users (email))""");
		Autogeneration generated = generate(database, new ComparisonOptions(false, true, false));
		assertThat(generated.differences()).map(Difference::kind)
			.containsExactlyInAnyOrder(DifferenceKind.TABLE, DifferenceKind.CONSTRAINT);
		assertLeadsThereAndBack(database, generated);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void aForeignKeyMayUseAnotherKeyOfTheSameColumns(int version) {
		GeneratedDatabase database = base(version, """
				ALTER TABLE teams ADD UNIQUE (id);
				CREATE TABLE audit (team_id bigint REFERENCES teams (id))""");
		Autogeneration generated = generate(database, ComparisonOptions.forEntities());
		assertThat(generated.differences()).map(Difference::part).containsExactly("teams_id_key");
		assertLeadsThereAndBack(database, generated);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void theSequenceOfADefaultOfAnUnmappedTableStays(int version) {
		GeneratedDatabase database = base(version, """
				CREATE SEQUENCE "More Numbers"; CREATE SEQUENCE others;
				CREATE TABLE audit (n bigint DEFAULT nextval('"More Numbers"'))""");
		Autogeneration generated = generate(database, new ComparisonOptions(true, false, false));
		assertThat(generated.notes())
			.contains("Sequence More Numbers is not dropped: the default of audit.n takes its values.");
		assertThat(generated.differences()).map((difference) -> difference.object().name()).containsExactly("others");
		assertLeadsThereAndBack(database, generated);
	}

	private static GeneratedDatabase base(int version, String sql) {
		GeneratedDatabase database = databases.empty(version);
		database.run(generate(database, ComparisonOptions.forEntities()).upgrade());
		database.jdbc().execute(sql);
		return database;
	}

	private static void assertLeadsThereAndBack(GeneratedDatabase database, Autogeneration generated) {
		List<String> was = database.catalog();
		database.run(generated.upgrade());
		assertThat(generate(database, ComparisonOptions.forEntities()).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog()).isEqualTo(was);
	}

	private static Autogeneration generate(GeneratedDatabase database, ComparisonOptions options) {
		return database.generate((target) -> SchemaChanges.BASE, options);
	}

}
