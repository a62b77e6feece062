package dev.migrate.dialect.h2;

import java.util.Locale;

import dev.migrate.testsupport.H2Database;
import org.h2.util.ParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link H2Identifiers}.
 */
class H2IdentifiersTests {

	@Test
	void knowsTheKeywordsOfH2() {
		assertThat(H2Identifiers.keywords()).allMatch((word) -> ParserUtil.isKeyword(word, true));
		assertThat(ParserUtil.class.getDeclaredFields()).extracting((field) -> field.getName().toLowerCase(Locale.ROOT))
			.filteredOn((word) -> ParserUtil.isKeyword(word, true))
			.isSubsetOf(H2Identifiers.keywords());
	}

	@Test
	void quotesWhatIsNoLowerCaseWord() {
		assertThat(H2Identifiers.quote("city")).isEqualTo("city");
		assertThat(H2Identifiers.quote("City")).isEqualTo("\"City\"");
		assertThat(H2Identifiers.quote("order")).isEqualTo("\"order\"");
		assertThat(H2Identifiers.quote("a\"b")).isEqualTo("\"a\"\"b\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_TO_UPPER=TRUE", "DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE" })
	void findsWhatWasCreatedUnderAName(String setting) {
		try (H2Database database = new H2Database(setting)) {
			JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
			H2Identifiers identifiers = H2Identifiers.of(jdbc);
			for (String name : new String[] { "city", "City", "CITIES", "order", "a b", "größe" }) {
				jdbc.execute("CREATE TABLE " + H2Identifiers.quote(name) + " (x int)");
				assertThat(jdbc.queryForList("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = ?",
						String.class, identifiers.stored(name)))
					.hasSize(1);
				assertThat(identifiers.given(identifiers.stored(name)))
					.isEqualTo((identifiers == H2Identifiers.UPPER && name.equals("CITIES")) ? "cities" : name);
			}
		}
	}

}
