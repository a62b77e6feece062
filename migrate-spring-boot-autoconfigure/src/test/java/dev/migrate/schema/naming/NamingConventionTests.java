package dev.migrate.schema.naming;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NamingConvention}.
 */
public class NamingConventionTests {

	private final NamingConvention naming = new NamingConvention();

	@Test
	void namesConstraintsAsPostgresqlWould() {
		Table table = this.naming.name(table("app.users").primaryKey("id")
			.unique("email")
			.check("id > 0")
			.check("id < 9")
			.constraint(foreignKey("team_id").references("teams", "id")));
		assertThat(table.constraints()).extracting(Constraint::name)
			.containsExactly("users_pkey", "users_email_key", "users_check", "users_check1", "users_team_id_fkey");
	}

	@Test
	void keepsTheNamesThatAreGiven() {
		Table table = this.naming
			.name(table("users").constraint(CheckConstraint.check("true").named("users_check")).check("false"));
		assertThat(table.constraints()).extracting(Constraint::name).containsExactly("users_check", "users_check1");
		assertThat(this.naming.name(table.name(), index("id").named("mine")).name()).isEqualTo("mine");
	}

	@Test
	void namesAnIndexAfterItsColumns() {
		assertThat(nameOf(index("name", "Größe"))).isEqualTo("users_name_Größe_idx");
	}

	@Test
	void namesAnIndexAfterTheWordsInItsExpressions() {
		assertThat(nameOf(index("name").on("lower(email)"))).matches("users_name_lower_email_[0-9a-f]{8}_idx");
		assertThat(nameOf(index().on("a + b"))).isNotEqualTo(nameOf(index().on("a - b")));
		assertThat(nameOf(index().on("(1)"))).matches("users_expr_[0-9a-f]{8}_idx");
		assertThat(nameOf(index().on(Index.Part.expression("lower(email)"))))
			.isEqualTo(nameOf(index().on("lower(email)")));
	}

	@Test
	void namesByThePatternsOfSqlalchemy() {
		NamingConvention convention = new NamingConvention(Map.of(Kind.PRIMARY_KEY, "pk_%(table_name)s",
				Kind.FOREIGN_KEY, "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", Kind.UNIQUE,
				"uq_%(table_name)s_%(column_0_N_name)s", Kind.INDEX, "ix_%(column_0_label)s", Kind.CHECK,
				"100%%_%(table_name)s"));
		Table table = convention.name(table("app.users").primaryKey("id")
			.unique("email", "tenant")
			.check("id > 0")
			.constraint(foreignKey("team_id", "tenant").references("app.teams", "id", "tenant")));
		assertThat(table.constraints()).extracting(Constraint::name)
			.containsExactly("pk_users", "uq_users_email_tenant", "100%_users", "fk_users_team_id_teams");
		assertThat(convention.name(table.name(), index("email", "tenant")).name()).isEqualTo("ix_app_users_email");
	}

	@ParameterizedTest
	@CsvSource({ "{column_0_name},a", "{column_1_name},b", "{column_2_name}x,x", "{column_0N_name},ab",
			"{column_0_N_key},a_b", "{column_0_N_label},users_a_users_b", "{referred_column_0_name},c",
			"{referred_column_0N_name},cd", "{referred_column_0_N_name},c_d", "{referred_table_name},teams" })
	void readsTheTokens(String pattern, String expected) {
		Constraint foreignKey = foreignKey("a", "b").references("app.teams", "c", "d");
		assertThat(
				new NamingConvention(Map.of(Kind.FOREIGN_KEY, pattern)).name(ObjectName.of("users"), foreignKey).name())
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "fk_{tabel_name},the unknown token 'tabel_name'",
			"{column_1_N_name},the unknown token 'column_1_N_name'", "{referred_column_0_label},the unknown token",
			"fk_{table_name,'{'", "50%_{table_name},'%'", "' ',is empty" })
	void refusesAPatternThatItCannotRead(String pattern, String problem) {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> new NamingConvention(Map.of(Kind.FOREIGN_KEY, pattern)))
			.withMessageContaining("migrate.naming.fk")
			.withMessageContaining(problem);
	}

	@Test
	void refusesTokensOfForeignKeysForOtherKinds() {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> new NamingConvention(Map.of(Kind.UNIQUE, "{referred_table_name}")))
			.withMessageContaining("Use it for foreign keys only");
	}

	@Test
	void refusesToNameWhatTheMigrationIsToName() {
		NamingConvention convention = new NamingConvention(Map.of(Kind.CHECK, "ck_{table_name}_{constraint_name}"));
		CheckConstraint given = CheckConstraint.check("true").named("positive");
		assertThat(convention.name(ObjectName.of("users"), given)).isEqualTo(given);
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> convention.name(table("users").check("true")))
			.withMessageContaining("a check constraint of table 'users' has no name");
	}

	@Test
	void refusesToNameAfterColumnsThatAreNotGiven() {
		NamingConvention convention = new NamingConvention(Map.of(Kind.FOREIGN_KEY, "fk_{referred_column_0_name}"));
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> convention.name(ObjectName.of("a"), foreignKey("b").references("c")))
			.withMessageContaining("which names none");
	}

	@Test
	void namesThatAPatternMakesEqualAreNumbered() {
		String name = "x".repeat(80);
		Table table = new NamingConvention(Map.of(Kind.UNIQUE, name, Kind.CHECK, name))
			.name(table("t").unique("a").unique("b").check("true"));
		assertThat(table.constraints()).extracting(Constraint::name)
			.doesNotHaveDuplicates()
			.allSatisfy((shortened) -> assertThat(shortened).hasSize(63));
	}

	@Test
	void tenThousandLongNamesStayDifferent() {
		assertThat(IntStream.range(0, 10_000).mapToObj((i) -> nameOf(index("x".repeat(70) + i))))
			.doesNotHaveDuplicates()
			.allSatisfy((name) -> assertThat(name).hasSize(63).startsWith("users_xxx"));
	}

	@Test
	void shortensLongNamesAndKeepsThemDifferent() {
		String column = "ä".repeat(40);
		String one = this.naming.name(ObjectName.of("users"), index(column + "1")).name();
		String other = this.naming.name(ObjectName.of("users"), index(column + "2")).name();
		assertThat(one).isNotEqualTo(other).startsWith("users_ää");
		assertThat(String.valueOf(one).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
		assertThat(String.valueOf(one)).doesNotContain("\uFFFD");
	}

	private String nameOf(Index index) {
		return String.valueOf(this.naming.name(ObjectName.of("users"), index).name());
	}

}
