package dev.migrate.dialect.sql;

import java.util.List;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlSplitter}.
 */
class SqlSplitterTests {

	private final SqlSplitter splitter = new SqlSplitter(RefusedStatements::refusal);

	@Test
	void statementsEndAtSemicolonsAndTheLastOneNeedsNone() {
		assertThat(split("SELECT 1;\n\nSELECT 2 ;;\n  SELECT\n3")).containsExactly(new SqlStatement("SELECT 1", 1),
				new SqlStatement("SELECT 2", 3), new SqlStatement("SELECT\n3", 4));
	}

	@Test
	void aScriptOfCommentsHasNoStatements() {
		assertThat(split("-- nothing; here\n/* nor; here */ ;\n")).isEmpty();
	}

	@Test
	void commentsAroundAStatementStayOutOfItAndThoseInsideStayIn() {
		assertThat(split("-- a\n/* b\n*/ SELECT /* c; */ 1 -- d;\n+ 2 -- e\n; -- f"))
			.containsExactly(new SqlStatement("SELECT /* c; */ 1 -- d;\n+ 2", 3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 'a;''b;'", "SELECT 'a\\'", "SELECT E'a\\';b'", "SELECT e'\\\\'",
			"SELECT E'a'\n'b\\';c'", "SELECT U&'d\\0061;' UESCAPE '!'", "SELECT U&\"d;\"", "SELECT B'1;', x'1;', N'a;'",
			"SELECT 1 AS \"a;\"\"b;\"", "SELECT $$a;'b$$", "SELECT $a$ $b$ ; $b$ $$;$$ ; $a$", "SELECT $ä1$;$ä1$",
			"SELECT $_$ $ $a ; $_$", "SELECT a$b$, ';', c$b$", "SELECT $1, ';'$2", "SELECT /* ; /* ; */ ; */ 1",
			"SELECT 'it' -- isn't; a quote\n", "SELECT \"it\" /* isn't; */", "SELECT name' ;'", "SELECT 5 -- '\n - 1",
			"CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b;)",
			"DO $$ BEGIN PERFORM 1; END $$", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2;'",
			"CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
			"create or replace procedure p() begin atomic select case when case 1 when 1 then true end then 1 end; end",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT (SELECT 2 AS \"end\"); SELECT t.end FROM t; END",
			"CREATE FUNCTION f() RETURNS int BEGIN /* ; */ ATOMIC END" })
	void semicolonsInsideAreNoEnd(String statement) {
		List<SqlStatement> statements = split(statement + ";\nSELECT 'next'");
		assertThat(statements).extracting(SqlStatement::text).hasSize(2).last().isEqualTo("SELECT 'next'");
		assertThat(statement).startsWith(statements.get(0).text());
	}

	@Test
	void beginIsAnOrdinaryWordElsewhere() {
		assertThat(split("CREATE TABLE t (begin int, atomic int); SELECT begin FROM t; CREATE INDEX i ON t (begin)"))
			.hasSize(3);
	}

	@Test
	void aStatementKnowsTheLineOfAPositionThatTheServerReports() {
		SqlStatement statement = split("\n\nSELECT 1,\n  '\uD83D\uDE00\uD83D\uDE00',\n  x;").get(0);
		int position = statement.text().codePointCount(0, statement.text().indexOf('x')) + 1;
		assertThat(statement.lineAt(1)).isEqualTo(3);
		assertThat(statement.lineAt(position)).isEqualTo(5);
		assertThat(statement.lineAt(position - 6)).isEqualTo(4);
		assertThat(statement.lineAt(10_000)).isEqualTo(5);
	}

	@Test
	void linesAreThoseOfTheFileThatTheScriptIsPartOf() {
		List<SqlStatement> statements = this.splitter.split("SELECT 1;\nSELECT 2;", "a.sql", (line) -> line + 10);
		assertThat(statements).extracting(SqlStatement::line).containsExactly(11, 12);
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> this.splitter.split("SELECT 1;\nSELECT '2;", "a.sql", (line) -> line + 10))
			.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(12));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			SELECT 'a              | the quote '         | '
			SELECT E'a\\'          | the quote '         | '
			SELECT "a              | the quote "         | "
			SELECT $x$ a $y$ $$    | the dollar quote $x$ | $x$
			SELECT /* a /* */      | the comment /*      | */
			SELECT (a; SELECT (b)  | the parenthesis (   | )
			CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; | the body BEGIN ATOMIC | END
			""")
	void whatIsNeverClosedIsNamedWithTheLineOfItsOpening(String statement, String what, String end) {
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> split("SELECT 1;\n\n" + statement + "\n;\nSELECT 2;\n"))
			.satisfies((ex) -> {
				assertThat(ex.getLine()).isEqualTo(3);
				assertThat(ex.getLocation()).isEqualTo("db/revisions/a.sql");
				assertThat(ex).hasMessage("db/revisions/a.sql, line 3: " + what
						+ " is opened here and never closed. Close it with " + end + ".");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN", "begin work", "BEGIN ISOLATION LEVEL SERIALIZABLE", "START TRANSACTION", "COMMIT",
			"/* */ Commit -- now\n and chain", "ROLLBACK", "ROLLBACK WORK", "END", "ABORT", "COMMIT PREPARED 'x'",
			"PREPARE TRANSACTION 'x'" })
	void transactionControlIsRefused(String statement) {
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> split("SELECT 1;\n" + statement + ";\nSELECT 2;"))
			.withMessageContaining("db/revisions/a.sql, line 2")
			.withMessageContaining("-- transaction: none")
			.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SAVEPOINT s", "RELEASE SAVEPOINT s", "ROLLBACK TO s", "ROLLBACK TO SAVEPOINT s",
			"ROLLBACK WORK TO s", "PREPARE p AS SELECT 1", "SET CONSTRAINTS ALL DEFERRED", "COPY t FROM '/tmp/x'",
			"COPY t TO PROGRAM 'cat'", "CALL begin()" })
	void whatOnlyLooksLikeItIsNot(String statement) {
		assertThat(split(statement)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY t (a, b) FROM stdin;\n1\tit's\n\\.\n", "copy t from /* x */ STDIN WITH (FORMAT csv)",
			"COPY (SELECT 1) TO STDOUT" })
	void copyFromTheClientIsRefused(String statement) {
		assertThatExceptionOfType(RefusedStatementException.class).isThrownBy(() -> split("\n" + statement))
			.withMessageContaining("line 2")
			.withMessageContaining("INSERT")
			.satisfies((ex) -> assertThat(ex.getStatement()).startsWithIgnoringCase("COPY"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\connect other", "\\copy t FROM 'x'", "SELECT 1 \\gset", "\\set x 1", "\\.",
			"\\restricted", "SELECT 1 \\restrict x" })
	void commandsOfPsqlAreRefused(String command) {
		assertThatExceptionOfType(RefusedStatementException.class).isThrownBy(() -> split("SELECT 0;\n\n" + command))
			.withMessageContaining("line 3")
			.withMessageContaining("psql");
	}

	@Test
	void whatPgDumpWritesAroundADumpIsPassedOver() {
		assertThat(split("-- dump\n\\restrict aB'c\nSELECT 1;\n\\unrestrict aB'c\n"))
			.containsExactly(new SqlStatement("SELECT 1", 3));
	}

	@ParameterizedTest
	@ValueSource(chars = { '\t', '\f', '\u000B', '\r', '\u0085', '\u00A0', '\u00AD', '\u1680', '\u180E', '\u2003',
			'\u200B', '\u200C', '\u200D', '\u200E', '\u2028', '\u2029', '\u202E', '\u202F', '\u205F', '\u2060',
			'\u2066', '\u3000', '\uFEFF' })
	void whateverWhiteSpaceAScriptHasIsNoStatementAndNoPartOfOne(char space) {
		String tag = (space < 0x80) ? "g" : "g" + space + "h";
		String literals = "'a%1$sb', \"c%1$sd\", $$e%1$sf$$, $%2$s$ i $%2$s$, E'j%1$sk', /* l%1$sm */ 1"
			.formatted(space, tag);
		List<SqlStatement> statements = split(
				"%1$sSELECT%1$s1%1$s;%1$s;%1$s%1$sSELECT %2$s%1$s".formatted(space, literals));
		char sent = (space == '\t' || space == '\f' || space == '\r') ? space : ' ';
		assertThat(statements).extracting(SqlStatement::text)
			.containsExactly("SELECT" + sent + "1", "SELECT " + literals);
		assertThat(split(String.valueOf(space))).isEmpty();
		assertThat(split("SELECT 1;\n" + space + "\n" + space + "SELECT 2")).hasSize(2);
	}

	@Test
	void aJoinerWithinAWordIsPartOfIt() {
		assertThat(split("SELECT \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 FROM t\u200D;"))
			.extracting(SqlStatement::text)
			.containsExactly("SELECT \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 FROM t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r" })
	void everyLineEndCounts(String end) {
		List<SqlStatement> statements = split(
				String.join(end, "-- one", "SELECT", "1;", "", "/* five", "*/ SELECT E'a'", "'b\\';' -- seven", ";"));
		assertThat(statements).extracting(SqlStatement::line).containsExactly(2, 6);
		assertThat(statements.get(0).lineAt(statements.get(0).text().length())).isEqualTo(3);
	}

	@Test
	void aControlCharacterIsNamedWithItsLine() {
		assertThatExceptionOfType(RefusedStatementException.class).isThrownBy(() -> split("SELECT 1;\n\u001A"))
			.withMessageContaining("line 2: 'U+001A (SUBSTITUTE)' stands outside of quotes and comments");
		assertThat(split("SELECT '\u0001' -- \u001A")).hasSize(1);
	}

	@Test
	void twentyMegabytesAreSplitInOnePass() {
		String statement = "INSERT INTO t VALUES (1, 'a;b', $$c;d$$); -- e\n";
		int count = 20_000_000 / statement.length();
		List<SqlStatement> statements = split(statement.repeat(count));
		assertThat(statements).hasSize(count);
		assertThat(statements.get(count - 1).line()).isEqualTo(count);
		assertThat(split("SELECT '" + "(;".repeat(10_000_000) + "'")).hasSize(1);
		assertThat(split("SELECT 1 " + "/* ; */ $ ".repeat(2_000_000))).hasSize(1);
	}

	private List<SqlStatement> split(String script) {
		return this.splitter.split(script, "db/revisions/a.sql");
	}

}
