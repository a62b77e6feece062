package dev.migrate.adopt.liquibase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A history of Liquibase with everything that one can have, on a class path of its own.
 */
public final class LiquibaseHistory {

	private LiquibaseHistory() {
	}

	/**
	 * Writes the changelogs.
	 * @param root the root of the class path
	 */
	public static void write(Path root) {
		file(root, "db/changelog/db.changelog-master.yaml", """
				databaseChangeLog:
				- property: {name: textType, value: 'varchar(40)', dbms: postgresql}
				- include: {file: first.xml, relativeToChangelogFile: true}
				- include: {file: db/changelog/plain.sql}
				- include: {file: data.json, relativeToChangelogFile: true}
				- changeSet:
				    id: roles-view
				    author: ann
				    runOnChange: true
				    changes:
				    - createView: {viewName: named_users, selectQuery: 'SELECT id, name FROM users'}
				- changeSet:
				    id: release
				    author: ann
				    changes:
				    - tagDatabase: {tag: '1.0'}
				- changeSet: {id: nothing, author: ann}
				- changeSet:
				    id: test-rows
				    author: ann
				    contextFilter: test
				    changes:
				    - sql: {sql: 'INSERT INTO users (name) VALUES (''test'')'}
				- changeSet:
				    id: labelled
				    author: ann
				    labels: later
				    changes:
				    - sql: {sql: 'CREATE TABLE later (id int)'}
				- changeSet:
				    id: oracle
				    author: ann
				    dbms: oracle
				    changes:
				    - sql: {sql: 'CREATE TABLE oracle_only (id int)'}
				""");
		file(root, "db/changelog/first.xml",
				"""
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
							xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
							xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
								http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
							<changeSet id="1" author="ann">
								<comment>create users and roles</comment>
								<createTable tableName="users">
									<column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
									<column name="name" type="${textType}"><constraints nullable="false"/></column>
									<column name="note" type="text" defaultValue="${unknown}"/>
								</createTable>
								<createTable tableName="roles">
									<column name="id" type="int"><constraints primaryKey="true"/></column>
									<column name="name" type="${textType}"/>
									<column name="since" type="date"/>
									<column name="picture" type="bytea"/>
								</createTable>
							</changeSet>
							<changeSet id="2" author="ann">
								<preConditions onFail="MARK_RAN"><not><tableExists tableName="users"/></not></preConditions>
								<createTable tableName="users"><column name="id" type="int"/></createTable>
							</changeSet>
							<changeSet id="3" author="bob">
								<preConditions onFail="MARK_RAN"><tableExists tableName="users"/></preConditions>
								<addColumn tableName="users"><column name="role_id" type="int"/></addColumn>
								<addForeignKeyConstraint baseTableName="users" baseColumnNames="role_id" constraintName="users_role"
									referencedTableName="roles" referencedColumnNames="id"/>
							</changeSet>
							<changeSet id="4" author="bob" runInTransaction="false">
								<sql>CREATE INDEX CONCURRENTLY users_name ON users (name)</sql>
								<rollback>DROP INDEX CONCURRENTLY users_name</rollback>
							</changeSet>
							<changeSet id="functions" author="bob">
								<createProcedure>CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$
						BEGIN
							RETURN n * 2; -- ${not.a.parameter}
						END $$</createProcedure>
								<sql splitStatements="true" endDelimiter="\\nGO">SELECT setval('users_id_seq', 100)
						GO
						INSERT INTO users (name, note) VALUES ('a;b', 'c') -- a comment
						GO
						</sql>
								<rollback/>
							</changeSet>
						</databaseChangeLog>
						""");
		file(root, "db/changelog/plain.sql", """
				--liquibase formatted sql

				--changeset eve:index-roles
				--comment: index the names of roles
				CREATE INDEX roles_name ON roles (name);
				--rollback DROP INDEX roles_name;

				--changeset eve:two splitStatements:true endDelimiter:;
				CREATE TABLE one (id int);
				CREATE TABLE two (id int, one_id int);
				""");
		file(root, "db/changelog/data.json",
				"""
						{"databaseChangeLog": [
							{"changeSet": {"id": "20240501-1", "author": "ann", "changes": [
								{"loadData": {"tableName": "roles", "file": "db/changelog/roles.csv", "columns": [
									{"column": {"name": "picture", "type": "BLOB"}}]}}]}},
							{"changeSet": {"id": "20240501-2", "author": "ann", "changes": [
								{"loadUpdateData": {"tableName": "roles", "file": "db/changelog/more.csv", "primaryKey": "id"}}]}},
							{"changeSet": {"id": "custom", "author": "ann", "changes": [
								{"customChange": {"class": "%s"}}]}},
							{"changeSet": {"id": "program", "author": "ann", "changes": [
								{"executeCommand": {"executable": "no-such-program", "os": "none"}}]}}
						]}
						"""
					.formatted(AddedUsers.class.getName()));
		file(root, "db/changelog/roles.csv", "id,name,since,picture\n1,O'Hara,2024-01-02,picture.png\n");
		file(root, "db/changelog/picture.png", "\0\1?");
		file(root, "db/changelog/more.csv", "id,name\n2,Reader\n3,Writer\n");
	}

	private static void file(Path root, String name, String text) {
		try {
			Path file = root.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
