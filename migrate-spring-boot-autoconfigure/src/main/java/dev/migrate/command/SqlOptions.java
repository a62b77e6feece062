package dev.migrate.command;

import java.util.function.Supplier;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.failure.CommandException;
import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.text.Advice;
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
	 * Writes a script. If that fails, the commands that are proposed are those that write
	 * one, so that none of them changes the database.
	 * @param start where the script begins, or an empty text if the database says that
	 * @param options the options with which a command writes such a script
	 * @throws CommandException if the script cannot be written
	 */
	static <T> T write(String start, String options, Supplier<T> script) {
		try {
			return script.get();
		}
		catch (RevisionResolutionException | RevisionPlanException | MultipleHeadsException ex) {
			throw CommandException.noScript(ex.getProblem(), Advice.forScript(ex.getAction(), start, options), ex);
		}
	}

	/**
	 * Returns where a script begins.
	 * @param range from where to where
	 */
	static String start(String range) {
		int colon = range.indexOf(':');
		return (colon > 0) ? range.substring(0, colon).strip() : RevisionIdentifier.BASE;
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
