package dev.migrate.dialect.postgresql.dump;

import java.util.List;
import java.util.Set;

import dev.migrate.dialect.database.DumpFailedException;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DumpScript}.
 */
class DumpScriptTests {

	private static final String HEADER = """
			--
			-- PostgreSQL database dump
			--

			\\restrict 8yZ0WbUzYVJXlr9IFyD4cYqCzxnTFnMGsCHFJbmFBbVw1GxgTJ2ppAXBNBHhk0m

			-- Dumped from database version 18.1
			-- Dumped by pg_dump version 18.1

			SET statement_timeout = 0;
			SET lock_timeout = 0;
			SET idle_in_transaction_session_timeout = 0;
			SET transaction_timeout = 0;
			SET client_encoding = 'UTF8';
			SET standard_conforming_strings = on;
			SELECT pg_catalog.set_config('search_path', '', false);
			SET check_function_bodies = false;
			SET xmloption = content;
			SET client_min_messages = warning;
			SET row_security = off;
			SET default_tablespace = '';
			SET default_table_access_method = heap;
			""";

	private static final String FOOTER = """

			--
			-- PostgreSQL database dump complete
			--

			\\unrestrict 8yZ0WbUzYVJXlr9IFyD4cYqCzxnTFnMGsCHFJbmFBbVw1GxgTJ2ppAXBNBHhk0m

			""";

	@Test
	void onlyWhatBuildsTheDatabaseIsKept() {
		assertThat(statements("")).isEmpty();
		assertThat(statements("CREATE TABLE app.a (\n    x text DEFAULT '; -- SET x = 1'\n);", "SET x.y = '1';"))
			.containsExactly("CREATE TABLE app.a (\n    x text DEFAULT '; -- SET x = 1'\n)", "SET x.y = '1'");
	}

	@Test
	void schemasThatAreThereAreNotCreated() {
		assertThat(statements("CREATE SCHEMA app;", "CREATE SCHEMA \"My App\";", "CREATE SCHEMA \"App\";",
				"CREATE SCHEMA audit;", "COMMENT ON SCHEMA app IS 'all of it';"))
			.containsExactly("CREATE SCHEMA \"App\"", "CREATE SCHEMA audit", "COMMENT ON SCHEMA app IS 'all of it'");
	}

	@Test
	void extensionsKeepTheirOwnComments() {
		assertThat(statements("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA app;",
				"COMMENT ON EXTENSION pg_trgm IS 'text similarity';", "COMMENT ON TABLE app.a IS 'EXTENSION';"))
			.containsExactly("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA app",
					"COMMENT ON TABLE app.a IS 'EXTENSION'");
	}

	@Test
	void lineEndsOfValuesAreKept() {
		assertThat(statements("INSERT INTO app.a VALUES ('it''s\r\n\\', E'\\\\\r', 'b\nc', $$d\r\ne$$);"))
			.containsExactly("INSERT INTO app.a VALUES (E'it''s\\r\n\\\\', E'\\\\\\r', 'b\nc', $$d\ne$$)");
	}

	@Test
	void functionsMayComeBeforeTheirTables() {
		for (String function : List.of("CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS $$SELECT 1; SELECT 2$$",
				"CREATE OR REPLACE PROCEDURE app.p() LANGUAGE sql\n    BEGIN ATOMIC\n SELECT 1;\nEND")) {
			assertThat(statements(function + ";")).containsExactly("SET check_function_bodies = false", function);
		}
	}

	@Test
	void anotherAccessMethodIsKeptAndWhatEndsIt() {
		assertThat(statements("CREATE TABLE app.a ();", "SET default_table_access_method = columnar;",
				"CREATE TABLE app.b ();", "SET default_table_access_method = heap;"))
			.containsSubsequence("CREATE TABLE app.a ()", "SET default_table_access_method = columnar",
					"CREATE TABLE app.b ()", "SET default_table_access_method = heap")
			.doesNotContain("SET lock_timeout = 0");
	}

	@Test
	void whatCannotBeReadIsNotWritten() {
		assertThatExceptionOfType(DumpFailedException.class).isThrownBy(() -> statements("\\connect other"))
			.withMessageContaining("What pg_dump has written cannot be read")
			.withMessageContaining("\\connect");
	}

	private static List<String> statements(String... statements) {
		DumpScript script = new DumpScript(PostgresqlDialect.newest().splitter(), Set.of("app", "My App"));
		script.add(HEADER + "\n" + String.join("\n\n", statements) + FOOTER);
		script.add((HEADER + FOOTER).replace("\n", "\r\n"));
		return script.statements();
	}

}
