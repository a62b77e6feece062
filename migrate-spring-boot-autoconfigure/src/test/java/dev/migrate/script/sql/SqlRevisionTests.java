package dev.migrate.script.sql;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.Placeholders;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.FileCopyUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlRevision}.
 */
public class SqlRevisionTests {

	private static final String LOCATION = "db/revisions/a.sql";

	private static final String SECTIONS = "-- migrate:upgrade\nSELECT 1;\n-- migrate:downgrade\nSELECT 2;\n";

	@Test
	void theHeaderBecomesTheNodeAndItsDescription() {
		SqlRevision revision = revision("""
				-- revision: 7c1f0a9be2d4
				-- revises: 1b6d2f0c9a3e, 2c7e3a1d0b4f
				-- created: 2026-11-21T10:15:00Z
				-- message: add avatar: to "users"
				-- labels: users,avatars
				-- depends-on: lib, 99aa
				-- transaction: none

				""" + SECTIONS);
		assertThat(revision.id()).isEqualTo("7c1f0a9be2d4");
		assertThat(revision.node().downRevisions()).containsExactly("1b6d2f0c9a3e", "2c7e3a1d0b4f");
		assertThat(revision.node().dependsOn()).containsExactly("lib", "99aa");
		assertThat(revision.node().labels()).containsExactlyInAnyOrder("users", "avatars");
		assertThat(revision.created()).isEqualTo(Instant.parse("2026-11-21T10:15:00Z"));
		assertThat(revision.message()).isEqualTo("add avatar: to \"users\"");
		assertThat(revision.transactional()).isFalse();
		assertThat(revision.location()).isEqualTo(LOCATION);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2026-11-21T10:15:00Z, 2026-11-21T10:15:00Z
			2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z
			2026-11-21T24:00:00Z, 2026-11-22T00:00:00Z
			2026-12-31T23:59:60Z, 2026-12-31T23:59:59Z
			2026-11-21T10:15:00.25Z, 2026-11-21T10:15:00.250Z
			2026-11-21T10:15:00+02:00, 2026-11-21T08:15:00Z
			""")
	void theTimeIsReadAsJavaReadsIt(String created, Instant expected) {
		assertThat(revision("-- revision: a\n-- created: " + created + "\n" + SECTIONS).created()).isEqualTo(expected)
			.isEqualTo(Instant.parse(created));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "2026-02-29T10:15:00Z", "2026-13-01T10:15:00Z", "2026-11-21T25:00:00Z", "2026-11-21T10:61:00Z",
					"2026-11-21T24:00:01Z", "0000-00-00T00:00:00Z", "2026-11-21 10:15:00Z", "２026-11-21T10:15:00Z" })
	void aTimeThatDoesNotExistIsReported(String created) {
		assertInvalid(() -> revision("-- revision: a\n-- created: " + created + "\n" + SECTIONS), 2,
				"'" + created + "' is not a point in time (created)");
	}

	@Test
	void theFileIsClosedOnceItIsRead() {
		AtomicInteger open = new AtomicInteger();
		byte[] content = ("-- revision: a\n" + SECTIONS).getBytes(StandardCharsets.UTF_8);
		SqlRevision revision = SqlScriptReader.revision(new ByteArrayResource(content) {

			@Override
			public InputStream getInputStream() throws IOException {
				open.incrementAndGet();
				return new FilterInputStream(super.getInputStream()) {

					@Override
					public void close() {
						open.decrementAndGet();
					}

				};
			}

			@Override
			public byte[] getContentAsByteArray() throws IOException {
				return FileCopyUtils.copyToByteArray(getInputStream());
			}

		}, LOCATION, LOCATION);
		revision.read(Placeholders.untouched());
		assertThat(open).hasValue(0);
	}

	@Test
	void theIdAloneIsABaseInATransaction() {
		SqlRevision revision = revision("-- revision: a\n-- revises:\n-- migrate:upgrade");
		assertThat(revision.node().downRevisions()).isEmpty();
		assertThat(revision.message()).isEmpty();
		assertThat(revision.created()).isNull();
		assertThat(revision.transactional()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- Creates the first tables.", "--", "--- *** ---", "/* (c) us\n * revision: x\n */",
			"/* a */ /* b\n*/ -- c", "-- see https://example.org/a", "-- https://example.org/a",
			"-- Written by the team of users: all of them", "-- message to the reader",
			"-- SPDX-License-Identifier: Apache-2.0", "-- sqlfluff:off", "-- Author: x", "-- author: x",
			"-- Version: 2", "-- Name: users; Type: TABLE", "-- TODO: revise", "-- Creator: x",
			"-- Description: what it does", "-- Down Migration", "--changeset bob:1", "-- $Id: a.sql 1 $",
			"/* a /* b */ c: d\n-- migrate:upgrade\n*/", "\u00A0--\u00A0text:\u2003x", "\u200B", "\f", "-- a\u2028b",
			"\uFEFF/* a */\uFEFF" })
	void theHeaderMayHoldComments(String comment) {
		assertThat(revision(comment + "\n-- revision: a\n" + comment + "\n" + SECTIONS).id()).isEqualTo("a");
	}

	@Test
	void aByteOrderMarkAndWindowsLineEndingsAreAccepted() {
		String text = "\uFEFF-- revision: a\r\n-- message: ä\r\n" + SECTIONS.replace("\n", "\r\n");
		SqlRevision revision = revision(text);
		assertThat(revision.id()).isEqualTo("a");
		assertThat(revision.message()).isEqualTo("ä");
		assertThat(revision.read(Placeholders.of(Map.of())).upgrade().text()).isEqualTo("SELECT 1;\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r", "\r\n", "\n\uFEFF", "\u00A0\n\u00A0", "\n\f\n" })
	void whateverIsBetweenTheLinesAScriptIsRead(String between) {
		String text = String.join(between, "\uFEFF-- revision: a", "--\u00A0revises:\u2003b,\u200Bc\uFEFF",
				"-- migrate:upgrade", "SELECT 'x\ry';", "\u00A0--\u00A0migrate:downgrade\u200B", "SELECT 2;");
		SqlRevision revision = revision(text);
		assertThat(revision.node().downRevisions()).containsExactly("b", "c");
		SqlRevisionBody body = revision.read(Placeholders.of(Map.of()));
		assertThat(body.upgrade().text()).contains("SELECT 'x\ry';").doesNotContain("migrate");
		assertThat(body.downgrade()).extracting(SqlSection::text).asString().contains("SELECT 2;");
		int step = between.equals("\n\f\n") ? 2 : 1;
		assertThat(body.upgrade().firstLine()).isEqualTo(2 * step + 2);
		assertThat(body.downgrade()).extracting(SqlSection::firstLine).isEqualTo(4 * step + 3);
	}

	@Test
	void aCharacterThatEndsNoLineIsNamedWhereAKeyWouldBeLost() {
		assertInvalid(() -> revision("-- revision: a\n-- message: x\u2028-- revises: b\n" + SECTIONS), 2,
				"the line contains U+2028 (LINE SEPARATOR), which ends no line");
		assertInvalid(() -> revision("-- revision: a\u0085-- migrate:upgrade\u0085SELECT 1;"), 1,
				"U+0085 (NEXT LINE (NEL)), which ends no line");
	}

	@Test
	void theSectionsKnowTheirLines() {
		SqlRevisionBody body = revision("-- revision: a\n\n" + SECTIONS).read(Placeholders.of(Map.of()));
		assertThat(body.upgrade().text()).isEqualTo("SELECT 1;\n");
		assertThat(body.upgrade().firstLine()).isEqualTo(4);
		assertThat(body.upgrade().lineInFile(1)).isEqualTo(4);
		assertThat(body.irreversible()).isFalse();
		assertThat(body.downgrade()).extracting(SqlSection::text).isEqualTo("SELECT 2;\n");
		assertThat(body.downgrade()).extracting(SqlSection::firstLine).isEqualTo(6);
	}

	@Test
	void theDowngradeMayComeFirstAndBothMayBeEmpty() {
		SqlRevisionBody body = revision("-- revision: a\n-- migrate:downgrade\n--migrate:upgrade")
			.read(Placeholders.of(Map.of()));
		assertThat(body.upgrade().text()).isEmpty();
		assertThat(body.downgrade()).extracting(SqlSection::text).isEqualTo("");
	}

	@Test
	void aRevisionCanHaveNoWayBack() {
		SqlRevisionBody body = revision(
				"-- revision: a\n-- migrate:upgrade\nSELECT 1;\n-- migrate:downgrade none\n-- The data\n/* is\n gone. */\n")
			.read(Placeholders.of(Map.of()));
		assertThat(body.irreversible()).isTrue();
		assertThat(body.downgrade()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			-- revison: x               | Did you mean 'revision'?
			-- Revises: x               | Did you mean 'revises'?
			-- down_revision: x         | Did you mean 'revises'?
			-- depends on: x            | Did you mean 'depends-on'?
			-- branch labels: x         | Did you mean 'labels'?
			-- placeholder: none        | Did you mean 'placeholders'?
			-- Revison: x               | unknown header key 'Revison'. Did you mean 'revision'? The keys are revision
			-- lables: x                | Did you mean 'labels'?
			-- transction: none         | Did you mean 'transaction'?
			-- depends_on: x            | Did you mean 'depends-on'?
			-- depends_on               | Did you mean 'depends-on'?
			-- down-revision            | Did you mean 'revises'?
			-- down_revision = '1b6d'   | Did you mean 'revises'?
			-- revison 1b6d2f0c9a3e     | Did you mean 'revision'?
			-- description: x           | Did you mean 'message'?
			-- Down: x                  | Did you mean 'revises'?
			-- revi​sion: x        | Did you mean 'revision'?
			-- revises 1b6d             | there is no colon after 'revises'. Write '-- revises: 1b6d'.
			-- depends-on a, b          | there is no colon after 'depends-on'
			-- transaction = none       | Write '-- transaction: none'.
			-- created: yesterday       | 'yesterday' is not a point in time (created). Write it as 2026
			-- created: 2026-11-21 10:15 | is not a point in time
			-- created:                 | '' is not a point in time
			-- revises: a-b             | 'a-b' is not a revision id (revises): the character '-' at position 2
			-- revises: head            | 'head' is not a revision id (revises): the word has a meaning of its own
			-- revises: a b             | 'a b' is not a revision id (revises)
			-- revises: a,,b            | '' is not a revision id (revises): it is empty
			-- revises: c, c            | 'c' is listed twice (revises)
			-- labels: a b              | 'a b' is not a name (labels). Separate several names by commas
			-- depends-on: ,            | '' is not a name (depends-on)
			-- replaces:                | '' is not a revision id (replaces)
			-- replaces: b c b          | 'b' is listed twice (replaces)
			-- replaces: b,, c          | '' is not a revision id (replaces)
			-- replaces: b-c            | 'b-c' is not a revision id (replaces)
			-- replace: b               | Did you mean 'replaces'?
			-- replaces b c             | there is no colon after 'replaces'. Write '-- replaces: b c'.
			-- transaction: off         | 'off' is not a value of 'transaction'. Write '-- transaction: none'
			-- placeholders: yes        | 'yes' is not a value of 'placeholders'
			-- revision: b              | the header key 'revision' was given in line 1 already
			ALTER TABLE users ADD a int; | there is text outside a section: ALTER TABLE users ADD a int;
			/* a */ SELECT 1;           | there is text outside a section: SELECT 1;
			-- migrate:up               | '-- migrate:up' is not a section marker. Write '-- migrate:upgrade'.
			-- Migrate:Upgrade          | is not a section marker. Write '-- migrate:upgrade'.
			-- migrate: downgrade       | is not a section marker. Write '-- migrate:downgrade', or
			-- migrate:downgrade never  | is not a section marker. Write '-- migrate:downgrade', or
			-- migrate:revert           | is not a section marker. Write '-- migrate:upgrade' or '-- migrate:downgrade'
			-- migrate:upgrade none     | an upgrade cannot be 'none'
			""")
	void aMistakeInTheHeaderIsReportedWithItsLine(String line, String message) {
		assertInvalid(() -> revision("-- revision: a\n\n" + line + "\n" + SECTIONS), 3, message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					-- adopts: flyway            | 'flyway' is not a migration of another tool (adopts). Write 'flyway 2.1', 'flyway R <description>' or 'liquibase <id>::<author>::<path>'.
					-- adopts:                   | '' is not a migration of another tool
					-- adopts: Flyway 1          | 'Flyway 1' is not a migration of another tool
					-- adopts: flyway 1, 2       | 'flyway 1, 2' is not a migration of another tool
					-- adopts: flyway 1..2       | is not a migration of another tool
					-- adopts: flyway R          | is not a migration of another tool
					-- adopts: flyway Rviews     | is not a migration of another tool
					-- adopts: flyway R x checksum=9999999999 | is not a migration of another tool
					-- adopts: liquibase 1::me   | is not a migration of another tool
					-- adopts: liquibase ::me::a.xml | is not a migration of another tool
					-- adopts: liquibase 1::::a.xml | is not a migration of another tool
					-- adopts: liquibase 1::me:: | is not a migration of another tool
					-- adopts: alembic 12ab      | is not a migration of another tool
					-- adopts: flyway 7.0        | 'flyway 7.0' is listed twice (adopts). List it once.
					-- adopts: flyway R the  views checksum=12 | is listed twice (adopts)
					-- adopts: liquibase 1::me::classpath:/db/a.xml | is listed twice (adopts)
					-- adopt: flyway 1           | Did you mean 'adopts'?
					-- adopts flyway 1           | there is no colon after 'adopts'. Write '-- adopts: flyway 1'.
					-- Adopt liquibase 1::b::c   | there is no colon after 'Adopt'. Write '-- adopts: liquibase 1::b::c'.
					""")
	void whatIsAdoptedIsReportedWithItsLineWhereNoToolKnowsIt(String line, String message) {
		assertInvalid(() -> revision("-- revision: a\n-- adopts: flyway 7\n-- adopts: flyway R the  views\n"
				+ "-- adopts: liquibase 1::me::db/a.xml\n" + line + "\n" + SECTIONS), 5, message);
	}

	@Test
	void theHeaderSaysWhatItReplaces() {
		assertThat(revision("-- revision: a\n-- replaces: b c,\td , e\n" + SECTIONS).node().replaces())
			.containsExactly("b", "c", "d", "e");
	}

	@Test
	void theHeaderSaysWhichMigrationsOfOtherToolsItAdopts() {
		SqlRevision revision = revision("""
				-- revision: a
				-- adopts: flyway 2_01.0
				-- adopts: flyway R views, of users checksum=-12
				-- adopts: liquibase a::b::me, too::classpath:db/x y.xml
				-- Adopts much of what was there.
				""" + SECTIONS);
		assertThat(revision.adopts()).extracting(AdoptedMigration::toString)
			.containsExactly("flyway 2.01.0", "flyway R views, of users checksum=-12",
					"liquibase a::b::me, too::classpath:db/x y.xml");
		assertThat(revision.adopts()).extracting(AdoptedMigration::identity)
			.containsExactly(AdoptedMigration.flywayVersion("2.1").identity(),
					AdoptedMigration.flywayRepeatable("views, of users", null).identity(),
					AdoptedMigration.liquibaseChangeSet("a::b", "me, too", "db/x y.xml").identity());
		assertThat(revision("-- revision: a\n" + SECTIONS).adopts()).isSameAs(List.of());
		assertThat(AdoptedMigration.flywayVersion("20260101120000.00").identity())
			.isEqualTo(AdoptedMigration.flywayVersion("020260101120000").identity())
			.isNotEqualTo(AdoptedMigration.flywayVersion("2026010112.0000").identity());
		assertThat(AdoptedMigration.flywayVersion("0").identity())
			.isEqualTo(AdoptedMigration.flywayVersion("0.0").identity())
			.isNotEqualTo(AdoptedMigration.flywayVersion("0.10").identity());
	}

	@Test
	void aHeaderWithoutIdIsReported() {
		assertInvalid(() -> revision("-- message: x\n" + SECTIONS), 0, "the header has no revision id");
		assertInvalid(() -> revision("-- revision:\n" + SECTIONS), 1, "'' is not a revision id (revision)");
		assertInvalid(() -> revision(""), 0, "the header has no revision id");
	}

	@Test
	void aFileThatNeverBeginsASectionIsReported() {
		assertInvalid(() -> revision("-- revision: a\n"), 0, "the section '-- migrate:upgrade' is missing");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true,
			textBlock = """
					0 | -- migrate:upgrade;SELECT 1                        | the section '-- migrate:downgrade' is missing
					0 | -- migrate:downgrade;SELECT 1                      | the section '-- migrate:upgrade' is missing
					4 | -- migrate:upgrade;SELECT 1;-- migrate:upgrade     | the section '-- migrate:upgrade' began in line 2 already
					4 | -- migrate:upgrade;-- migrate:downgrade none;-- migrate:downgrade | began in line 3 already
					5 | -- migrate:upgrade;-- migrate:downgrade none;-- x;SELECT 1 | there is text below '-- migrate:downgrade none'
					4 | -- migrate:upgrade;SELECT 1; -- migrate:rollback   | is not a section marker
					""")
	void aMistakeInTheSectionsIsReportedWhenTheyAreRead(int line, String lines, String message) {
		SqlRevision revision = revision("-- revision: a\n" + lines.replace(';', '\n'));
		assertInvalid(() -> revision.read(Placeholders.of(Map.of())), line, message);
	}

	@Test
	void theHeaderIsReadWithoutTheStatements() {
		byte[] head = ("-- revision: a\n-- migrate:upgrade\n" + " ".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
		byte[] bytes = new byte[head.length + 1];
		System.arraycopy(head, 0, bytes, 0, head.length);
		bytes[head.length] = (byte) 0xFF;
		SqlRevision revision = SqlScriptReader.revision(new ByteArrayResource(bytes), LOCATION, LOCATION);
		assertThat(revision.id()).isEqualTo("a");
		assertInvalid(() -> revision.read(Placeholders.of(Map.of())), 3, "not encoded in UTF-8");
	}

	@Test
	void nothingBelowTheFirstSectionMarkerIsLookedAt() {
		byte[] bytes = "-- revision: a\n-- migrate:upgrade\nSELECT 'ä';".getBytes(StandardCharsets.ISO_8859_1);
		SqlRevision revision = SqlScriptReader.revision(new ByteArrayResource(bytes), LOCATION, LOCATION);
		assertInvalid(() -> revision.read(Placeholders.of(Map.of())), 3, "not encoded in UTF-8");
	}

	@Test
	void aLineWithABackslashBeforeItsDashesBeginsNoSection() {
		String body = "SELECT '\n  -- migrate:upgrade\n\\-- Migrate : x\n\\\\\\--migrate:\n\\ -- migrate\n\\--\n';\n\u00A0-- migrate:";
		String escaped = MarkerEscapes.escape(body);
		assertThat(escaped).isEqualTo(
				"SELECT '\n  \\-- migrate:upgrade\n\\\\-- Migrate : x\n\\\\\\\\--migrate:\n\\ -- migrate\n\\--\n';\n\u00A0\\-- migrate:");
		SqlRevisionBody read = revision(
				"-- revision: a\n-- migrate:upgrade\n" + escaped + "\n-- migrate:downgrade\n\\-- migrate:a\n")
			.read(Placeholders.of(Map.of()));
		assertThat(read.upgrade().text()).isEqualTo(body + "\n");
		assertThat(read.downgrade()).extracting(SqlSection::text).isEqualTo("-- migrate:a\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r" })
	void aHeaderMayBeOfAnyLength(String lineEnd) {
		for (int length = 940; length < 1040; length++) {
			String message = "ä".repeat(length % 7) + "x".repeat(length);
			String mark = (length % 2 == 0) ? "\uFEFF" : "";
			String text = String.join(lineEnd, mark + "-- message: " + message, "", "-- labels: 漢, b", "-- revision: a",
					"-- migrate:upgrade", "-- migrate:downgrade none");
			SqlRevision revision = revision(text);
			assertThat(revision.message()).isEqualTo(message);
			assertThat(revision.node().labels()).containsExactly("漢", "b");
			assertInvalid(() -> revision(text.replace("labels", "label-s").replace("-- migrate", "--")), 3,
					"'label-s'");
		}
	}

	@Test
	void malformedUtf8InTheHeaderIsReportedWithItsLine() {
		byte[] latin1 = ("-- revision: a\n-- message: für alle\n" + SECTIONS).getBytes(StandardCharsets.ISO_8859_1);
		assertInvalid(() -> SqlScriptReader.revision(new ByteArrayResource(latin1), LOCATION, LOCATION), 2,
				"the file is not encoded in UTF-8. Save it as UTF-8.");
	}

	@Test
	void anUnknownPlaceholderIsReportedWithItsLine() {
		SqlRevision revision = revision(
				"-- revision: a\n-- migrate:upgrade\n\nSELECT ${schema.name};\n-- migrate:downgrade");
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> revision.read(Placeholders.of(Map.of())))
			.withMessageContaining("db/revisions/a.sql, line 4")
			.withMessageContaining("migrate.placeholders.schema.name")
			.withMessageContaining("the placeholder ${schema.name} has no value")
			.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(4));
	}

	@Test
	void theHeaderCanSwitchPlaceholdersOff() {
		SqlRevision revision = revision("-- revision: a\n-- placeholders: none\n"
				+ "-- migrate:upgrade\nSELECT '${x}\\${y}';\n-- migrate:downgrade none");
		assertThat(revision.read(Placeholders.of(Map.of("x", "1"))).upgrade().text())
			.isEqualTo("SELECT '${x}\\${y}';\n");
	}

	private static SqlRevision revision(String text) {
		return SqlScriptReader.revision(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)), LOCATION,
				LOCATION);
	}

	private static void assertInvalid(ThrowingCallable callable, int line, String message) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(callable)
			.withMessageStartingWith((line > 0) ? LOCATION + ", line " + line + ": " : LOCATION + ": ")
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(line))
			.satisfies((ex) -> assertThat(ex.getLocation()).isEqualTo(LOCATION));
	}

}
