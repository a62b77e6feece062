package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Migrator} with rows below {@code COPY … FROM stdin}.
 */
@ExtendWith(PostgresExtension.class)
class CopiedRowsTests {

	private static final String ROWS = """
			CREATE TABLE note (id int PRIMARY KEY, body text);
			COPY note (id, body) FROM stdin;
			1	it's; $$ "-- \\t ünï\\\\
			2	\\N
			\\.
			COPY note FROM STDIN WITH (FORMAT csv, HEADER);
			id,body
			3,"two
			lines"
			\\.
			UPDATE note SET body = body || '!' WHERE id = 3;""";

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void areReadInATransactionAndOutsideOfOne(TestDatabase database) {
		this.scripts.revision("a1", "", ROWS, "DROP TABLE note;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertRows(database);
		migrator.downgrade("base");
		this.scripts.revision("a1", "", List.of("transaction: none"), ROWS, "\nDROP TABLE note;");
		this.scripts.migrator(database.dataSource()).upgrade();
		assertRows(database);
	}

	@Test
	void areContinuedBehindWhereTheRevisionWasInterrupted(TestDatabase database) {
		String text = ROWS.replace("id = 3;", "id = 3;\nSELECT 1 / 0;");
		this.scripts.revision("a1", "", List.of("transaction: none"), text, "\n");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade);
		this.scripts.revision("a1", "", List.of("transaction: none"), text.replace("1 / 0", "1"), "\n");
		this.scripts.migrator(database.dataSource()).upgrade();
		assertRows(database);
	}

	@Test
	void knowTheirLines(TestDatabase database) {
		Migrator migrator = this.scripts.revision("a1", "", ROWS.replace("2\t", "two\t"), "")
			.migrator(database.dataSource());
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class, migrator::upgrade);
		assertThat(failure.getLine()).isEqualTo(8);
		assertThat(failure.getStatement()).isEqualTo("COPY note (id, body) FROM stdin");
		assertThat(failure).hasMessageContaining("R_a1.sql, line 8")
			.hasMessageContaining("COPY note, line 2, column id: \"two\"");
		this.scripts.revision("a1", "", ROWS.replace("3,", "1,"), "");
		failure = catchThrowableOfType(RevisionFailedException.class,
				this.scripts.migrator(database.dataSource())::upgrade);
		assertThat(failure.getLine()).isBetween(12, 13);
		assertThat(failure).hasMessageContaining("Key (id)=(1) already exists.");
	}

	@Test
	void areWrittenAsPsqlReadsThem(TestDatabase database, @TempDir Path folder) throws Exception {
		this.scripts.revision("a1", "", ROWS, "").table("b2", "a1");
		OfflineMigrator offline = this.scripts.migrator(database.dataSource()).offline(Dialects.of("postgresql"));
		String script = offline.upgrade("base:head");
		assertThat(script).contains("COPY note (id, body) FROM stdin;\n1\tit's; $$ \"-- \\t ünï\\\\\n2\t\\N\n\\.\n\n");
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline.idempotentUpgrade("base:head"))
			.withMessageContaining("R_a1.sql")
			.withMessageContaining("INSERT");
		assumeThat(Psql.isPresent()).isTrue();
		Path file = Files.writeString(folder.resolve("upgrade.sql"), script);
		assertThat(Psql.run(database, file)).endsWith("exit code 0");
		assertRows(database);
		assertThat(database.tables()).contains("b2");
	}

	@Test
	void aDumpWithItsRowsIsAScript(TestDatabase database) {
		this.scripts
			.revision("a1", "",
					"""
							--
							-- PostgreSQL database dump
							--

							\\restrict 5VnX0cW

							-- Dumped from database version 17.6

							SET statement_timeout = 0;
							SET lock_timeout = 0;
							SET client_encoding = 'UTF8';
							SET standard_conforming_strings = on;
							SELECT pg_catalog.set_config('search_path', '', false);
							SET check_function_bodies = false;
							SET xmloption = content;
							SET client_min_messages = warning;
							SET row_security = off;

							CREATE TABLE public.note (
							    id integer NOT NULL,
							    body text
							);

							CREATE SEQUENCE public.note_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
							ALTER SEQUENCE public.note_id_seq OWNED BY public.note.id;

							--
							-- Data for Name: note; Type: TABLE DATA; Schema: public; Owner: -
							--

							COPY public.note (id, body) FROM stdin;
							1	it's; $$ "-- \\t ünï\\\\
							2	\\N
							3	two\\nlines!
							\\.


							SELECT pg_catalog.setval('public.note_id_seq', 3, true);
							ALTER TABLE ONLY public.note ADD CONSTRAINT note_pkey PRIMARY KEY (id);

							--
							-- PostgreSQL database dump complete
							--

							\\unrestrict 5VnX0cW
							""",
					"DROP TABLE public.note;")
			.table("b2", "a1");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertRows(database);
		assertThat(database.tables()).contains("b2");
		migrator.downgrade("base");
	}

	@Test
	void areReadFromTheTextOfAJavaRevision(TestDatabase database) {
		JavaContent.of(database, (op) -> op.execute(ROWS)).build().upgrade("j1");
		assertRows(database);
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(
					() -> JavaContent.of(database, (op) -> op.execute("COPY note FROM stdin")).build().upgrade("j2"))
			.withMessageContaining(
					"'COPY note FROM stdin' reads rows from a client, and no line \\. below it ends them")
			.withCauseInstanceOf(RefusedStatementException.class);
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> JavaContent.of(database, (op) -> op.execute("COPY note FROM stdin", Map.of("a", 1)))
				.build()
				.upgrade("j2"))
			.withMessageContaining("reads rows from a client and cannot have parameters");
	}

	private static void assertRows(TestDatabase database) {
		assertThat(
				database.jdbc().sql("SELECT concat_ws('=', id, body) FROM note ORDER BY id").query(String.class).list())
			.containsExactly("1=it's; $$ \"-- \t ünï\\", "2", "3=two\nlines!");
	}

}
