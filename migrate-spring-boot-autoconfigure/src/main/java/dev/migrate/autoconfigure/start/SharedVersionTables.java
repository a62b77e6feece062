package dev.migrate.autoconfigure.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.DirectDataSource;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.dialect.TableNames;
import dev.migrate.runtime.Migrator;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Finds migrators that would keep their revisions in the same table, as far as that can
 * be told without a connection. Otherwise the second one finds out when it meets
 * revisions that it does not know.
 */
public final class SharedVersionTables {

	private SharedVersionTables() {
	}

	/**
	 * Refuses two migrators with one version table.
	 * @param migrators the migrators by their names
	 * @throws MigrateConfigurationException if there are such, with both names
	 */
	public static void check(Map<String, Migrator> migrators) {
		List<String> names = new ArrayList<>(migrators.keySet());
		for (int i = 0; i < names.size(); i++) {
			for (int j = i + 1; j < names.size(); j++) {
				Migrator one = migrators.get(names.get(i));
				Migrator other = migrators.get(names.get(j));
				if (one != null && other != null && share(one, other)) {
					throw MigrateConfigurationException.sharedVersionTable(names.get(i), names.get(j),
							one.inspection().tables().version());
				}
			}
		}
	}

	private static boolean share(Migrator one, Migrator other) {
		TableNames tables = one.inspection().tables();
		TableNames others = other.inspection().tables();
		return tables.version().equals(others.version())
				&& String.valueOf(tables.schema()).equals(String.valueOf(others.schema())) && !isSameHistory(one, other)
				&& isSameDatabase(one.dataSource(), other.dataSource(), tables.schema() != null);
	}

	/**
	 * Migrators without names that run the same scripts do the same twice.
	 */
	private static boolean isSameHistory(Migrator one, Migrator other) {
		return one.name() == null && other.name() == null
				&& one.inspection().locations().equals(other.inspection().locations());
	}

	/**
	 * Tells whether two data sources certainly lead to the same place, without a
	 * connection.
	 */
	public static boolean isSameDatabase(DataSource one, DataSource other) {
		return isSameDatabase(one, other, false);
	}

	private static boolean isSameDatabase(DataSource one, DataSource other, boolean schemaIsKnown) {
		if (DataSourceUnwrapper.unwrapRoot(one).equals(DataSourceUnwrapper.unwrapRoot(other))) {
			return true;
		}
		SimpleDriverDataSource direct = DirectDataSource.of(one);
		SimpleDriverDataSource otherDirect = DirectDataSource.of(other);
		if (direct == null || otherDirect == null || direct.getUrl() == null || otherDirect.getUrl() == null) {
			return false;
		}
		// Which schema a connection begins with depends on its parameters and its user.
		return schemaIsKnown ? address(direct).equals(address(otherDirect))
				: direct.getUrl().equals(otherDirect.getUrl())
						&& String.valueOf(direct.getUsername()).equals(String.valueOf(otherDirect.getUsername()));
	}

	private static String address(SimpleDriverDataSource dataSource) {
		return String.valueOf(dataSource.getUrl()).split("[?;]", 2)[0];
	}

}
