package dev.migrate.autoconfigure.start;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.datasource.DirectDataSource;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.dialect.TableNames;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.inspection.MigratorInspection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Finds migrators that would keep their revisions in the same table. The servers are
 * asked only where data sources and URLs leave it open.
 */
public final class SharedVersionTables {

	private static final Logger logger = LoggerFactory.getLogger(SharedVersionTables.class);

	private final @Nullable StartedDatabases databases;

	private final IdentityHashMap<Migrator, Optional<String>> places = new IdentityHashMap<>();

	private SharedVersionTables(@Nullable StartedDatabases databases) {
		this.databases = databases;
	}

	/**
	 * Refuses two migrators with one version table.
	 * @param migrators the migrators by their names
	 * @param databases what the start does with them, or {@code null} if nobody can tell,
	 * because the application has a strategy of its own
	 * @throws MigrateConfigurationException if there are such, with both names
	 */
	public static void check(Map<String, Migrator> migrators, @Nullable StartedDatabases databases) {
		new SharedVersionTables(databases).check(migrators);
	}

	private void check(Map<String, Migrator> migrators) {
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

	private boolean share(Migrator one, Migrator other) {
		TableNames tables = one.inspection().tables();
		TableNames others = other.inspection().tables();
		return tables.version().equals(others.version())
				&& String.valueOf(tables.schema()).equals(String.valueOf(others.schema()))
				&& !mayDoDifferentThings(one, other)
				&& (isSameDatabase(one.dataSource(), other.dataSource(), tables.schema() != null)
						|| (isMaybeSameDatabase(one.dataSource(), other.dataSource()) && isSamePlace(one, other)));
	}

	/**
	 * Migrators of the same history may be two ways to migrate one database, which the
	 * strategy of an application tells apart.
	 */
	private boolean mayDoDifferentThings(Migrator one, Migrator other) {
		return this.databases == null && one.name() == null && other.name() == null
				&& one.inspection().locations().equals(other.inspection().locations());
	}

	/**
	 * Tells whether two data sources may lead to the same database, because nothing but
	 * the address of the server differs.
	 */
	private static boolean isMaybeSameDatabase(DataSource one, DataSource other) {
		SimpleDriverDataSource direct = DirectDataSource.of(one);
		SimpleDriverDataSource otherDirect = DirectDataSource.of(other);
		return direct == null || otherDirect == null || lastPart(direct).equals(lastPart(otherDirect));
	}

	private static String lastPart(SimpleDriverDataSource dataSource) {
		String address = address(dataSource);
		return address.substring(address.lastIndexOf('/') + 1);
	}

	private boolean isSamePlace(Migrator one, Migrator other) {
		return this.databases != null && this.databases.isMigrated(one) && this.databases.isMigrated(other)
				&& place(one).isPresent() && place(one).equals(place(other));
	}

	private Optional<String> place(Migrator migrator) {
		return this.places.computeIfAbsent(migrator, (asked) -> ask(asked, MigratorInspection::place));
	}

	private static Optional<String> ask(Migrator migrator, Function<MigratorInspection, Optional<String>> question) {
		try {
			return question.apply(migrator.inspection());
		}
		catch (MigrateException ex) {
			logger.debug("Nobody can tell whether two migrators are for the same database", ex);
			return Optional.empty();
		}
	}

	/**
	 * Tells whether two migrators have one database, whatever their schemas are. Its
	 * server is asked where that is open.
	 */
	public static boolean isSameDatabase(Migrator one, Migrator other) {
		if (isSameDatabase(one.dataSource(), other.dataSource(), true)) {
			return true;
		}
		return isMaybeSameDatabase(one.dataSource(), other.dataSource()) && ask(one, MigratorInspection::database)
			.filter((database) -> ask(other, MigratorInspection::database).equals(Optional.of(database)))
			.isPresent();
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
