package dev.migrate.dialect;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptChecksum}.
 */
class ScriptChecksumTests {

	private static final String SCRIPT = "CREATE TABLE t (a int, b text DEFAULT 'x  y');\nDO $$ BEGIN\n  NULL; END $$;\n";

	private final StatementSplitter splitter = Dialects.of("postgresql").splitter();

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (a int, b text DEFAULT 'x  y');\r\nDO $$ BEGIN\n  NULL; END $$;\r\n",
			"  CREATE TABLE t (\n\ta int,  -- the a\n\tb text DEFAULT 'x  y'\n) ;  \n\n\nDO $$ BEGIN\n  NULL; END $$",
			"/* why */ CREATE /* /* */ */ TABLE t(a int,b text DEFAULT 'x  y');;DO\n$$ BEGIN\n  NULL; END $$; -- done",
			"\\restrict x\nCREATE TABLE t (a int, b text DEFAULT 'x  y'); DO $$ BEGIN\n  NULL; END $$\n\\unrestrict x" })
	void commentsAndWhiteSpaceDoNotCount(String same) {
		assertThat(checksum(same)).isEqualTo(checksum(SCRIPT)).hasSize(64);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (a int, b text DEFAULT 'x y');\nDO $$ BEGIN\n  NULL; END $$;\n",
			"CREATE TABLE t (a int, b text DEFAULT 'x  y');\nDO $$ BEGIN\n NULL; END $$;\n",
			"CREATE TABLE t (a int, b text DEFAULT 'x  y') DO $$ BEGIN\n  NULL; END $$;\n",
			"CREATE TABLE T (a int, b text DEFAULT 'x  y');\nDO $$ BEGIN\n  NULL; END $$;\n" })
	void blanksInsideOfQuotesAndEverythingElseCount(String different) {
		assertThat(checksum(different)).isNotEqualTo(checksum(SCRIPT));
	}

	@Test
	void movingAStatementToAnotherSectionCounts() {
		assertThat(ScriptChecksum.of(this.splitter, List.of("SELECT 1; SELECT 2", "")))
			.isNotEqualTo(ScriptChecksum.of(this.splitter, List.of("SELECT 1", "SELECT 2")));
	}

	@Test
	void aScriptThatCannotBeSplitHasAChecksum() {
		assertThat(checksum("SELECT 'a; COMMIT")).isNotEqualTo(checksum("SELECT 'a;  COMMIT"));
		assertThat(checksum("CREATE SCHEMA ${name}; COMMIT")).isNotEqualTo(checksum("CREATE SCHEMA ${other}; COMMIT"));
	}

	private String checksum(String script) {
		return ScriptChecksum.of(this.splitter, List.of(script));
	}

}
