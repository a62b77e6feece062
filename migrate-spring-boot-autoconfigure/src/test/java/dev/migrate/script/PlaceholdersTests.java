package dev.migrate.script;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Placeholders}.
 */
class PlaceholdersTests {

	private final Placeholders placeholders = Placeholders
		.of(Map.of("a", "A", "b.c-d_1", "${a}$1\\", "lines", "1\n2\n3"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			SELECT ${a}, '${a}', \"x_${a}_y\"  | SELECT A, 'A', \"x_A_y\"
			${a}${a}                           | AA
			${b.c-d_1}                         | ${a}$1\\
			\\${a} ${a} \\${                   | ${a} A ${
			$$${a}$$                           | $$A$$
			$x$${a}$x$                         | $x$A$x$
			$$ ${a} $$                         | $$ A $$
			'US$${a}'                          | 'US$A'
			$1${a}                             | $1A
			""")
	void aPlaceholderIsReplacedByItsValue(String text, String expected) {
		assertThat(replace(text).text()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "$${\"a\":1}$$", "$${a}$$", "$json${a}$json$", "$${a,b}$$", "$ {a}", "$a", "{a}", "\\$a",
			"#{a}", "$", "SELECT\u00A0$${b}$$" })
	void anythingElseComesThroughUntouched(String text) {
		assertThat(replace(text).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					SELECT '${flyway:defaultSchema}' | 'flyway:defaultSchema' in ${flyway:defaultSchema} is not the name | ${flyway.defaultSchema}
					${my key}      | 'my key' in ${my key} is not the name of a placeholder | a name such as ${my.key}, write \\${ for
					$$ ${ a } $$   | ' a ' in ${ a } is not the name of a placeholder | a name such as ${a},
					-- ${}         | '' in ${} is not the name of a placeholder | Write one, write \\${ for the text itself
					${1a}          | '1a' in ${1a} is not the name of a placeholder | ${a}
					${a:x}         | 'a:x' in ${a:x} is not the name of a placeholder | ${a.x}
					${a${a}}       | 'a${a' in ${a${a} is not the name of a placeholder | '-- placeholders: none'
					${ä}           | 'ä' in ${ä} is not the name of a placeholder | Write one
					'${a           | the placeholder '${a' has no } in its line | Close it with }
					""")
	void whateverLooksLikeAPlaceholderIsNamedWithItsLine(String text, String problem, String action) {
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> replace("${lines}\r\r\n" + text + "\n}"))
			.withMessageContaining("a.sql, line 12: " + problem)
			.withMessageContaining(action);
	}

	@Test
	void theSpellingOfANameMakesNoDifference() {
		Placeholders relaxed = Placeholders.of(Map.of("tablespace", "fast", "a.b", "1", "c", "2", "C", "2"));
		assertThat(relaxed.replace("${tableSpace} ${table-space} ${TABLE_SPACE} ${A_B} ${c}", 1, "a.sql").text())
			.isEqualTo("fast fast fast 1 2");
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> Placeholders.of(Map.of("tableSpace", "a", "tablespace", "b"))
				.replace("\n${tableSpace}", 1, "a.sql"))
			.withMessageContaining("a.sql, line 2: the placeholder ${tableSpace} has several values, those of"
					+ " migrate.placeholders.tableSpace, migrate.placeholders.tablespace");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> replace("${table_space.my-name}"))
			.withMessageContaining("migrate.placeholders.table_space.my-name or the environment variable"
					+ " MIGRATE_PLACEHOLDERS_TABLESPACE_MYNAME");
	}

	@Test
	void valuesAreNotSearchedForPlaceholders() {
		assertThat(Placeholders.of(Map.of("a", "${b}")).replace("${a}", 1, "a.sql").text()).isEqualTo("${b}");
	}

	@Test
	void anEscapedTextMeansItself() {
		for (String text : List.of("${a} $${b} x$${c}", "\\${d} \\\\${e}", "$json${\"a\": 1}$json$ $ {f} ${",
				"plain")) {
			assertThat(Placeholders.of(Map.of()).replace(Placeholders.escape(text), 1, "a.sql").text()).isEqualTo(text);
		}
		assertThat(Placeholders.escape("a $${b} ${c}")).isEqualTo("a $${b} \\${c}");
	}

	@Test
	void untouchedPlaceholdersStayAsTheyAre() {
		assertThat(Placeholders.untouched().replace("${a} \\${b}", 1, "a.sql").text()).isEqualTo("${a} \\${b}");
	}

	@Test
	void valuesOfSeveralLinesDoNotMoveTheLinesThatFollow() {
		SqlSection section = replace("one\ntwo ${lines} ${lines} two\nthree\nfour ${lines}\nfive");
		assertThat(section.text().lines().toList())
			.isEqualTo(List.of("one", "two 1", "2", "3 1", "2", "3 two", "three", "four 1", "2", "3", "five"));
		assertThat(IntStream.rangeClosed(1, 11).map(section::lineInFile).boxed()).containsExactly(10, 11, 11, 11, 11,
				11, 12, 13, 13, 13, 14);
	}

	@Test
	void anUnknownPlaceholderBehindAValueOfSeveralLinesKeepsItsLine() {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> replace("${lines}\n${lines}\n${nope}"))
			.withMessageContaining("the placeholder ${nope} has no value")
			.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(12));
	}

	@Test
	void aLargeScriptIsReadInOnePass() {
		String text = "${a} ${lines} \n".repeat(300_000) + "${a} ".repeat(1_000_000) + "$x".repeat(1_000_000);
		SqlSection section = replace(text);
		assertThat(section.lineInFile(900_001)).isEqualTo(300_010);
	}

	private SqlSection replace(String text) {
		return this.placeholders.replace(text, 10, "a.sql");
	}

}
