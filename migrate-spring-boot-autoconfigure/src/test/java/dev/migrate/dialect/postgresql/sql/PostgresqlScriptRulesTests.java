package dev.migrate.dialect.postgresql.sql;

import java.util.List;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.sql.SqlSplitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresqlScriptRules}, with the splitter that uses them.
 */
class PostgresqlScriptRulesTests {

	private final SqlSplitter splitter = new SqlSplitter(new PostgresqlScriptRules());

	@Test
	void rowsBelowACopyAreItsData() {
		assertThat(split("""
				SELECT 1;
				COPY public.users (id, name) FROM stdin; -- rows
				1	it's; $$ -- "x"
				2	\\N

				\\.
				SELECT 2;
				copy t from STDIN with (format csv);
				\\.

				SELECT 3""")).containsExactly(new SqlStatement("SELECT 1", 1),
				new SqlStatement("COPY public.users (id, name) FROM stdin", 2,
						new CopyData("1\tit's; $$ -- \"x\"\n2\t\\N\n\n", 3)),
				new SqlStatement("SELECT 2", 7),
				new SqlStatement("copy t from STDIN with (format csv)", 8, new CopyData("", 9)),
				new SqlStatement("SELECT 3", 11));
	}

	@Test
	void rowsMayHaveAnyLineEnd() {
		assertThat(split("COPY t FROM stdin;\r1\r2\r\\.\rSELECT 1;")).containsExactly(
				new SqlStatement("COPY t FROM stdin", 1, new CopyData("1\r2\r", 2)), new SqlStatement("SELECT 1", 5));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			COPY t FROM stdin                            | reads rows from a client, and no line \\. below it ends them
			COPY t FROM stdin;                           | reads rows from a client, and no line \\. below it ends them
			COPY t FROM stdin;@1@SELECT 1;               | after them a line \\. by itself
			COPY t FROM stdin; SELECT 1;@1@\\.           | has more than its semicolon in the line above its rows
			COPY BINARY t FROM stdin;@\\.                | reads binary rows
			COPY t FROM stdin WITH BINARY;@\\.           | reads binary rows
			COPY t FROM stdin (FREEZE, FORMAT 'binary');@\\. | reads binary rows
			COPY t FROM stdin (ENCODING 'latin1');@\\.   | a script is encoded in UTF-8
			COPY t TO STDOUT                             | sends rows to a client
			COPY (SELECT ')') TO stdout                  | sends rows to a client
			""")
	void aCopyThatCannotRunSaysWhy(String script, String message) {
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> split("\n" + script.replace('@', '\n')))
			.withMessageContaining("a.sql, line 2: 'COPY ")
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY t FROM '/tmp/x'", "COPY t FROM PROGRAM 'cat x'", "COPY t TO '/tmp/x'",
			"COPY t TO PROGRAM 'cat'", "COPY (SELECT * FROM stdin) TO '/tmp/x'",
			"COPY \"from\" (stdin) FROM '/tmp/stdin' (FORMAT csv)" })
	void filesOfTheServerAreForTheServer(String statement) {
		assertThat(split(statement)).containsExactly(new SqlStatement(statement, 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET standard_conforming_strings = off;",
			"set local standard_conforming_strings to 'OFF';", "SET SESSION Standard_Conforming_Strings TO false;",
			"SET standard_conforming_strings = 0;", "SELECT set_config('standard_conforming_strings', 'off', false);",
			"SELECT pg_catalog.set_config('search_path', '', false), set_config('standard_conforming_strings','no',true);",
			"", "SELECT 'a';" })
	void backslashesEscapeWhereTheScriptOrTheDatabaseSaysSo(String before) {
		String insert = "INSERT INTO t VALUES ('it\\'s; here', 'C:\\\\', '\\dir\\\\')";
		assertThat(split(before + "\n" + insert + ";\nSELECT 1;")).extracting(SqlStatement::text)
			.endsWith(insert, "SELECT 1");
	}

	@Test
	void backslashesMeanThemselvesAgainOnceTheScriptSaysSo() {
		assertThat(split("""
				SET standard_conforming_strings = off;
				INSERT INTO t VALUES ('it\\'s;');
				SET standard_conforming_strings = on;
				INSERT INTO t VALUES ('C:\\'); SELECT ';\\';""")).extracting(SqlStatement::text)
			.endsWith("INSERT INTO t VALUES ('C:\\')", "SELECT ';\\'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					SELECT 'C:\\';@\\connect other   | 3 | '\\connect other' is a command of psql and no SQL. Remove it: a revision runs
					\\i other.sql                    | 2 | Write the content of that file here
					\\set x 1                        | 2 | migrate.placeholders
					\\copy t FROM 'x'                | 2 | Write COPY … FROM stdin with the rows below it
					\\.                              | 2 | It ends the rows below COPY … FROM stdin
					\\echo done                      | 2 | Remove it
					SELECT 1 \\gexec                 | 2 | DO block
					SELECT 'a' \\d 'b\\'             | 2 | If it is part of a string
					SELECT 'it\\'s', '\\\\'          | 2 | U+005C (REVERSE SOLIDUS)
					""")
	void whatIsForPsqlAloneIsNamedWithWhatToWrite(String script, int line, String message) {
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> split("SET standard_conforming_strings = on;\n" + script.replace('@', '\n')))
			.withMessageContaining("a.sql, line " + line + ": ")
			.withMessageContaining(message);
	}

	@Test
	void theNormalFormHasTheRows() {
		assertThat(normal("COPY t FROM stdin;\n1\tit's\n\\.\nSELECT  2"))
			.isEqualTo(normal("-- rows\nCOPY t  FROM stdin ;\n1\tit's\n\\.\n\nSELECT 2;"))
			.isNotEqualTo(normal("COPY t FROM stdin;\n1\tit's \n\\.\nSELECT 2"));
		assertThat(normal("INSERT INTO t VALUES ('it\\'s', '\\dir 1\\\\')"))
			.isNotEqualTo(normal("INSERT INTO t VALUES ('it\\'s', '\\dir 2\\\\')"));
		assertThat(normal("\\restrict a\nSELECT 1;\n\\unrestrict a")).isEqualTo("SELECT 1");
	}

	private String normal(String script) {
		return this.splitter.normalize(script);
	}

	private List<SqlStatement> split(String script) {
		return this.splitter.split(script, "a.sql");
	}

}
