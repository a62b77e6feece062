package dev.migrate.dialect.postgresql;

import java.util.List;

import dev.migrate.dialect.SqlStatement;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the statements of a script on the server.
 */
@ExtendWith(PostgresExtension.class)
class SplitScriptTests {

	private static final String SCRIPT = """
			CREATE TABLE notes (id int GENERATED ALWAYS AS IDENTITY, body text DEFAULT 'a;b''c;', "odd;name" int);
			CREATE TABLE log (what text);

			CREATE FUNCTION add_note(body text) RETURNS int LANGUAGE plpgsql AS $body$
			DECLARE new_id int;
			BEGIN
				EXECUTE $q$INSERT INTO notes (body) VALUES ($1) RETURNING id$q$ INTO new_id USING body;
				RETURN new_id;
			END;
			$body$;

			CREATE OR REPLACE FUNCTION grade(points int) RETURNS text LANGUAGE sql
			BEGIN ATOMIC
				SELECT 'ignored; really' AS end;
				SELECT CASE WHEN points > 9 THEN CASE points WHEN 10 THEN 'ten' ELSE 'more' END ELSE 'few' END;
			END;

			CREATE PROCEDURE log_twice(what text)
			BEGIN ATOMIC
				INSERT INTO log VALUES (what);
				INSERT INTO log VALUES (what || ';');
			END;

			CREATE FUNCTION old_style() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2;';

			CREATE RULE note_added AS ON INSERT TO notes DO ALSO (
				INSERT INTO log VALUES ('one;');
				INSERT INTO log VALUES ('two');
			);

			DO $$ BEGIN IF true THEN PERFORM add_note('it''s; done'); END IF; END $$;

			INSERT INTO notes (body) VALUES (E'back\\\\slash\\'; quote'), (U&'\\0061;'), ($t$a $$;$$ b$t$); -- the end; really
			DO $$ BEGIN
				INSERT INTO notes (body) VALUES (E'one'
					'\\';two');
			END $$;
			/* outer; /* inner; */ still; */ CALL log_twice('x');
			SELECT 'no backslash\\'
			""";

	@Test
	void everyStatementRunsAndDoesWhatItSays(TestDatabase database) {
		List<SqlStatement> statements = PostgresqlDialect.newest().splitter().split(SCRIPT, "a.sql");
		assertThat(statements).hasSize(12);
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		for (SqlStatement statement : statements) {
			jdbc.execute(statement.text());
		}
		assertThat(jdbc.queryForList("SELECT body FROM notes ORDER BY id", String.class)).containsExactly("it's; done",
				"back\\slash'; quote", "a;", "a $$;$$ b", "one';two");
		assertThat(jdbc.queryForList("SELECT DISTINCT what FROM log", String.class)).containsExactlyInAnyOrder("one;",
				"two", "x", "x;");
		assertThat(jdbc.queryForObject("SELECT grade(10) || grade(11) || grade(1) || old_style()", String.class))
			.isEqualTo("tenmorefew2");
	}

}
