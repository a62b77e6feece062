package dev.migrate.schema;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NamingConvention}.
 */
class NamingConventionTests {

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
		assertThat(this.naming.name(ObjectName.of("users"), index("name").on("lower(email)")).name())
			.isEqualTo("users_name_expr_idx");
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

}
