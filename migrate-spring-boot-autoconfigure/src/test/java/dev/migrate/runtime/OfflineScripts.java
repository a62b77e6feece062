package dev.migrate.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Revisions of all kinds, to be written as scripts and to be run.
 */
final class OfflineScripts {

	static final DataSource NOWHERE = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nowhere");

	private final ScriptFolder scripts;

	private final Path folder;

	OfflineScripts(Path folder) {
		this.folder = folder;
		this.scripts = new ScriptFolder(folder);
		this.scripts.revision("a1", "", """
				CREATE TABLE city (id bigint PRIMARY KEY, name text NOT NULL);
				INSERT INTO city VALUES (1, '${place}'), (2, 'B;C'), (3, 'D'); -- three; cities
				CREATE FUNCTION shout(name text) RETURNS text LANGUAGE plpgsql AS $body$
				BEGIN
					-- shout; loud
					RETURN upper(name) || ';';
				END;
				$body$;
				CREATE FUNCTION whisper(name text) RETURNS text LANGUAGE sql
				BEGIN ATOMIC
					SELECT lower(name);
				END;
				CREATE VIEW loud AS SELECT shout(name) AS name FROM city -- no semicolon here""", """
				DROP VIEW loud;
				DROP FUNCTION shout, whisper;
				DROP TABLE city;""")
			.revision("b2", "a1", """
					ALTER TABLE city ADD COLUMN population integer;
					CREATE INDEX CONCURRENTLY city_population ON city (population);
					COMMENT ON INDEX city_population IS 'built';
					UPDATE city SET population = 7;""", """
					DROP INDEX CONCURRENTLY city_population;
					ALTER TABLE city DROP COLUMN population;""")
			.revision("d4", "b2, c3", "", "")
			.revision("f6", "e5", List.of("transaction: none"), """
					SET search_path = '';
					CREATE SCHEMA archive;
					VACUUM public.people;
					CREATE TABLE archive.people (id int);""", """

					SET search_path = '';
					DROP TABLE archive.people;
					DROP SCHEMA archive;""")
			.revision("h8", "g7", "SELECT set_config('search_path', '', false);", "SET search_path = pg_catalog;");
	}

	OfflineScripts revision(String id, String down, String upgrade, String downgrade) {
		this.scripts.revision(id, down, upgrade, downgrade);
		return this;
	}

	MigratorBuilder builder(DataSource dataSource) {
		return this.scripts.builder(dataSource)
			.locations(List.of(this.scripts.location(), "classpath:dev/migrate/runtime/offlinerevisions"))
			.placeholders(Map.of("place", "A; B"));
	}

	OfflineMigrator offline() {
		return builder(NOWHERE).build().offline(Dialects.of("postgresql"));
	}

	Migrator inMode(TransactionMode mode, DataSource dataSource) {
		this.scripts.revision("u1", "a1", "CREATE TABLE u1 (id int);\nINSERT INTO u1 VALUES (1);", "DROP TABLE u1;");
		this.scripts.revision("v2", "u1", "ALTER TABLE u1 ADD COLUMN n int;", "ALTER TABLE u1 DROP COLUMN n;");
		return builder(dataSource).transaction(mode).build();
	}

	/**
	 * Starts anew with an empty schema and does online what a script has done.
	 */
	List<String> online(TestDatabase database, List<String> calls) {
		startAnew(database);
		Migrator migrator = builder(database.dataSource()).build();
		for (String call : calls) {
			String target = call.substring(call.indexOf(' ') + 1);
			switch (call.substring(0, call.indexOf(' '))) {
				case "upgrade" -> migrator.upgrade(target);
				case "downgrade" -> migrator.downgrade(target);
				default -> migrator.stamp(target);
			}
		}
		return Catalog.of(database);
	}

	static void startAnew(TestDatabase database) {
		new JdbcTemplate(database.dataSource()).execute("""
				DROP SCHEMA IF EXISTS archive CASCADE;
				DROP SCHEMA public CASCADE;
				CREATE SCHEMA public AUTHORIZATION pg_database_owner;
				GRANT USAGE ON SCHEMA public TO PUBLIC;
				COMMENT ON SCHEMA public IS 'standard public schema'""");
	}

	static String validity(TestDatabase database, String index) {
		return database.jdbc()
			.sql("SELECT indisvalid::text FROM pg_index WHERE indexrelid = ?::regclass")
			.param(index)
			.query(String.class)
			.single();
	}

	Path write(String script) throws IOException {
		return Files.writeString(Files.createTempFile(this.folder, "script", ".psql"), script);
	}

}
