package dev.migrate.autogenerate.accept;

import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.AcceptedDifference;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.difference.DifferenceKind;
import dev.migrate.script.InvalidScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AcceptedDifferencesFile}.
 */
public class AcceptedDifferencesFileTests {

	private static final AcceptedDifference LENGTH = new AcceptedDifference(DifferenceKind.TYPE, "users", "name",
			"varchar(255)", "varchar(50)");

	private static final AcceptedDifference STRANGE = new AcceptedDifference(DifferenceKind.CONSTRAINT, "app.\"a.b\"",
			"ck\"\\/", null, "CHECK (x = E'\\t\r\n\u0001ü€😀/')");

	private static final AcceptedDifference TABLE = new AcceptedDifference(DifferenceKind.TABLE, "teams", null,
			"(id bigint)", null);

	@Test
	void eachEntryIsALineAndTheyAreSorted() {
		assertThat(AcceptedDifferencesFile.write(new AcceptedDifferences(List.of(LENGTH, TABLE)))).isEqualTo("""
				[
				  {"kind": "table", "object": "teams", "wanted": "(id bigint)"},
				  {"kind": "type", "object": "users", "part": "name", "wanted": "varchar(255)", "found": "varchar(50)"}
				]
				""");
		assertThat(AcceptedDifferencesFile.write(AcceptedDifferences.none())).isEqualTo("[]\n");
	}

	@Test
	void whatIsWrittenIsJsonAndIsReadAgain() {
		AcceptedDifferences accepted = new AcceptedDifferences(List.of(LENGTH, STRANGE, TABLE));
		String text = AcceptedDifferencesFile.write(accepted);
		assertThat(text.lines()).hasSize(5);
		JsonNode json = JsonMapper.shared().readTree(text);
		assertThat(json.get(0).path("part").asString()).isEqualTo(STRANGE.part());
		assertThat(json.get(0).path("found").asString()).isEqualTo(STRANGE.found());
		assertThat(AcceptedDifferencesFile.read("f", text)).isEqualTo(accepted);
	}

	@Test
	void otherProgramsMayHaveWrittenIt() {
		AcceptedDifferences accepted = new AcceptedDifferences(List.of(LENGTH, STRANGE));
		String text = JsonMapper.shared()
			.writerWithDefaultPrettyPrinter()
			.writeValueAsString(List.of(
					Map.of("found", "varchar(50)", "wanted", "varchar(255)", "part", "name", "kind", "type", "object",
							"users"),
					Map.of("kind", "constraint", "object", STRANGE.object(), "part", String.valueOf(STRANGE.part()),
							"found", String.valueOf(STRANGE.found()))));
		assertThat(AcceptedDifferencesFile.read("f", text.replace("\n", "\r\n").replace("ü", "\\u00fC")))
			.isEqualTo(accepted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n\n", "[]", "[\n]\n" })
	void anEmptyFileAcceptsNothing(String text) {
		assertThat(AcceptedDifferencesFile.read("f", text)).isEqualTo(AcceptedDifferences.none());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{}                                     | 2 | an array of entries is expected, and '{}' was found.
					[                                      | 2 | an entry in braces is expected, and the end of the file was found.
					[¶<<<<<<< ours                         | 3 | an entry in braces is expected, and '<<<<<<< ours' was found.
					[{"kind": "type"                       | 2 | ',' or '}' after a value is expected, and the end of the file was found.
					[{"kind" "type"}]                      | 2 | ':' after the key 'kind' is expected, and '"type"}]' was found.
					[{"kind": 7}]                          | 2 | a text in double quotes as the value of 'kind' is expected, and '7}]' was found.
					[{kind: "type"}]                       | 2 | the name of a key in double quotes is expected, and 'kind: "type"}]' was found.
					[{"kind": "ty¶pe"}]                    | 2 | '"' at the end of a text is expected, and the end of the line was found.
					[{"kind": "t\\x"}]                     | 2 | one of " \\ / b f n r t or u with four hexadecimal digits after '\\' is expected, and 'x"}]' was found.
					[{"kind": "type", "kind": "type"}]     | 2 | the entry has the key 'kind' twice.
					[{"kind": "type", "size": "1"}]        | 2 | unknown key 'size'; an entry has kind, object, part, wanted, found.
					[{"object": "a"}]                      | 2 | the entry has no 'kind'.
					[{"kind": "type", "found": "a"}]       | 2 | the entry has no 'object'.
					[{"kind": "type", "object": "a"}]      | 2 | the entry has neither 'wanted' nor 'found'.
					[¶¶{"kind": "tpye", "object": "a"}]    | 4 | unknown kind 'tpye'; it is one of enum-type, composite-type, sequence, table, table-comment, column, type, collation, nullability, default, identity, generated, column-comment, constraint, index.
					[{"kind":"type","object":"a","found":"1"},¶{"kind":"type","object":"a","found":"2"}]   | 3 | the entry is about the same as the one in line 2: type of a.
					[{"kind":"index","object":"a","found":"1"},¶{"kind":"index","object":"a","found":"1"}] | 3 | the entry is about the same as the one in line 2: index a.
					[{"kind":"index","object":"a","found":"1"}] x | 2 | nothing after the closing ']' is expected, and 'x' was found.
					""")
	void mistakesAreToldWithTheirLine(String text, int line, String problem) {
		String content = "\n" + text.strip().replace('¶', '\n');
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> AcceptedDifferencesFile.read("db/accepted-differences.json", content))
			.satisfies((ex) -> {
				assertThat(ex.getProblem()).isEqualTo("db/accepted-differences.json, line %d: %s", line, problem);
				assertThat(ex.getAction()).contains("Restore the line", "migrate accept");
				assertThat(ex.getLine()).isEqualTo(line);
				assertThat(ex.getLocation()).isEqualTo("db/accepted-differences.json");
			});
	}

	@Test
	void aConstraintThatIsWantedAndOneThatIsNotMayHaveOneName() {
		String text = """
				[
				  {"kind": "constraint", "object": "a", "part": "c", "wanted": "UNIQUE (a)"},
				  {"kind": "constraint", "object": "a", "part": "c", "found": "UNIQUE (b)"}
				]
				""";
		assertThat(AcceptedDifferencesFile.read("f", text).entries()).hasSize(2);
	}

}
