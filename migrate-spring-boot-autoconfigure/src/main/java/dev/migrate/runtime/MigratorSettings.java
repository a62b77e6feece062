package dev.migrate.runtime;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.TableNames;
import dev.migrate.schema.NamingConvention;

/**
 * What a {@link Migrator} is built from.
 */
record MigratorSettings(DataSource dataSource, List<String> locations, String target, TableNames tables,
		Map<String, String> placeholders, LockSettings lock, MismatchPolicy onAhead, MismatchPolicy onModified,
		ClassLoader classLoader, MigrationFactory migrationFactory, SessionSettings session, RetryPolicy retry,
		TransactionMode transaction, NamingConvention naming, List<MigrationListener> listeners,
		Supplier<List<MigrationCallback>> callbacks) {

	static final List<String> DEFAULT_LOCATIONS = List.of("classpath:db/revisions");

}
