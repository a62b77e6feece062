package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A way to bring many schemas of one database to their newest version.
 */
interface TenantContestant {

	String name();

	/**
	 * The scripts of some changes, as this contestant wants them.
	 * @param changes the changes
	 * @return the text of each file by its path below a class path root
	 */
	Map<String, String> scripts(List<Change> changes);

	/**
	 * Prepares the first schema, unless the first run does that.
	 * @param jdbc the database
	 * @param schema the name of the schema, which exists
	 */
	default void prepare(JdbcClient jdbc, String schema) {
	}

	/**
	 * Runs in each schema the scripts that have not run there, each in a transaction of
	 * its own.
	 * @param dataSource the connections to the database
	 * @param classPath has the scripts
	 * @param schemas the schemas, which exist
	 * @param threads how many schemas are migrated at once
	 * @return what an application keeps
	 */
	Object upgrade(DataSource dataSource, URLClassLoader classPath, List<String> schemas, int threads) throws Exception;

}
