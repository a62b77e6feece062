package dev.migrate.runtime.run;

/**
 * Whose history of migrations is taken over by an upgrade of a database that has no
 * version rows.
 */
public enum AdoptMode {

	/**
	 * That of each tool whose migrations a revision adopts.
	 */
	AUTO,

	/**
	 * That of Flyway.
	 */
	FLYWAY,

	/**
	 * That of Liquibase.
	 */
	LIQUIBASE,

	/**
	 * Nobody's.
	 */
	NONE

}
