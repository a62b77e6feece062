package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;

import dev.migrate.MigrateException;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.DatabaseSections;
import dev.migrate.command.output.Output;
import dev.migrate.command.tenant.TenantSelection;
import dev.migrate.revision.RevisionResolutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/**
 * Runs a command for the database that the command line names, or for each of them.
 */
final class DatabaseSelection {

	private final MigrateCommand root;

	private final AbstractCommand command;

	private final ToIntBiFunction<RuntimeException, Output> errors;

	/**
	 * Creates a selection.
	 * @param root what the command line says to all commands
	 * @param command the command to be run
	 * @param errors what tells an error and returns the exit code
	 */
	DatabaseSelection(MigrateCommand root, AbstractCommand command, ToIntBiFunction<RuntimeException, Output> errors) {
		this.root = root;
		this.command = command;
		this.errors = errors;
	}

	/**
	 * Runs the command.
	 * @return the highest of the exit codes
	 * @throws CommandException if there is no such database, or if there are several and
	 * the command must be told
	 */
	int run() {
		List<CommandDatabase> all = this.root.context().databases().all();
		String name = this.root.database();
		CommandDatabase only = (name != null) ? find(name, all)
				: (all.size() == 1 || this.command.scope() == AbstractCommand.Scope.ANY) ? all.get(0)
						: findWithTenants(all);
		if (only != null) {
			return (all.size() == 1) ? run(only, this.root.output()) : runOne(only);
		}
		if (this.command.scope() == AbstractCommand.Scope.ONE) {
			throw CommandException.databaseRequired(all.stream().map(CommandDatabase::name).toList());
		}
		return runAll(all);
	}

	private static CommandDatabase find(String name, List<CommandDatabase> all) {
		for (CommandDatabase database : all) {
			if (database.name().equals(name) || database.migratorName().equals(name)) {
				return database;
			}
		}
		List<String> names = all.stream().map(CommandDatabase::name).toList();
		throw CommandException.unknownDatabase(name, names, MigrateCommand.similar(name, names.stream()).orElse(null));
	}

	/**
	 * Returns the database that a tenant is of which the command line names.
	 */
	private @Nullable CommandDatabase findWithTenants(List<CommandDatabase> all) {
		return (this.root.tenant() != null && this.command.needsDatabase())
				? all.stream().filter((database) -> database.tenants() != null).findFirst().orElse(null) : null;
	}

	private int run(CommandDatabase database, Output output) {
		CommandDatabase selected = this.command.needsDatabase() ? TenantSelection.of(database, this.root.tenant())
				: database;
		return this.command.run(this.root.context().of(selected), output);
	}

	private int runOne(CommandDatabase database) {
		Output output = about(database);
		try {
			return run(database, output);
		}
		catch (ParameterException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return this.errors.applyAsInt(ex, output);
		}
	}

	private Output about(CommandDatabase database) {
		return this.root.output().about(database.name(), database.propertyPrefix());
	}

	private int runAll(List<CommandDatabase> all) {
		DatabaseSections sections = new DatabaseSections();
		Map<CommandDatabase, MigrateException> unresolved = new LinkedHashMap<>();
		int exitCode = AbstractCommand.DONE;
		for (CommandDatabase database : all) {
			try {
				exitCode = Math.max(exitCode, run(database, about(database).in(sections)));
			}
			catch (RevisionResolutionException ex) {
				unresolved.put(database, ex);
			}
			catch (ParameterException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				exitCode = Math.max(exitCode, report(ex, database, sections));
			}
		}
		// A revision that one of them has was meant to be that.
		if (unresolved.size() == all.size()) {
			unresolved.forEach((database, failure) -> report(failure, database, sections));
			exitCode = AbstractCommand.FAILED;
		}
		print(sections, all);
		return exitCode;
	}

	private int report(RuntimeException failure, CommandDatabase database, DatabaseSections sections) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("problem", (failure instanceof MigrateException ex) ? about(database).addressed(ex.getProblem())
				: failure.toString());
		json.put("action", (failure instanceof MigrateException ex) ? about(database).addressed(ex.getAction()) : null);
		sections.failed(database.name(), Map.of("error", json));
		return this.errors.applyAsInt(failure, about(database).in(sections));
	}

	private void print(DatabaseSections sections, List<CommandDatabase> all) {
		List<String> names = new ArrayList<>(all.stream().map(CommandDatabase::name).toList());
		Map<String, Object> json = sections.json(names);
		if (!json.isEmpty()) {
			this.root.output().json(json);
		}
	}

}
