package dev.migrate.command;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.failure.CommandException;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The options of commands that can write an SQL script instead of changing the database.
 */
final class SqlOptions {

	@Option(names = "--sql", description = "Print an SQL script and do not change the database.")
	private boolean sql;

	@Option(names = "--dialect", paramLabel = "NAME",
			description = "The database that the script is for, such as postgresql or postgresql:16; by default that"
					+ " of the application's JDBC URL.")
	private @Nullable String dialect;

	boolean sql() {
		return this.sql;
	}

	boolean hasDialect() {
		return this.dialect != null;
	}

	/**
	 * Returns what writes a script for the database itself, which is asked for its
	 * version.
	 * @param migrator the migrator whose plans are written
	 * @return the writer
	 */
	OfflineMigrator offline(Migrator migrator) {
		return (this.dialect != null) ? migrator.offline(this.dialect) : migrator.offline();
	}

	/**
	 * Returns what writes the script.
	 * @return the writer
	 */
	OfflineMigrator offline(CommandContext context) {
		return context.database().offline((this.dialect != null) ? this.dialect : url(context.database()));
	}

	private static String url(CommandDatabase database) {
		String url = database.settings().jdbcUrl();
		if (url != null) {
			return url;
		}
		SimpleDriverDataSource direct = database.direct(database.common().dataSource());
		if (direct == null || direct.getUrl() == null) {
			throw CommandException.dialectRequired();
		}
		return direct.getUrl();
	}

}
