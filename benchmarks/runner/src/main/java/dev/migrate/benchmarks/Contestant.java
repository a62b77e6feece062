package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * A way to bring a database to its newest version.
 */
interface Contestant {

	String name();

	/**
	 * The scripts of some changes, as this contestant wants them.
	 * @param changes the changes
	 * @return the text of each file by its path below a class path root
	 */
	Map<String, String> scripts(List<Change> changes);

	/**
	 * Runs the scripts, each in a transaction of its own.
	 * @param dataSource the connections to an empty database
	 * @param classPath has the scripts
	 */
	void apply(DataSource dataSource, URLClassLoader classPath) throws Exception;

}
