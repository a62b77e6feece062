package dev.migrate.command;

import java.util.Objects;
import java.util.concurrent.Callable;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What all commands have in common.
 */
abstract class AbstractCommand implements Callable<Integer> {

	/** The exit code of a command that did what it was told. */
	static final int DONE = 0;

	/** The exit code of a command that failed, or found a difference. */
	static final int FAILED = 1;

	/** The exit code of a command line that makes no sense. */
	static final int USAGE = 2;

	@ParentCommand
	private @Nullable Root parent;

	@Spec
	private @Nullable CommandSpec spec;

	/**
	 * Returns whether the command, with the options it was given, needs the application's
	 * context. One that does not is run without it.
	 * @return {@code true} if it needs the database or the application's beans
	 */
	abstract boolean needsDatabase();

	/**
	 * Runs the command.
	 * @param context what it works with
	 * @param output what it prints to
	 * @return the exit code
	 */
	abstract int run(CommandContext context, Output output);

	/**
	 * Returns which of several databases the command, with the options it was given, is
	 * about. One that changes something must be told.
	 */
	Scope scope() {
		return Scope.ONE;
	}

	@Override
	public final Integer call() {
		return Objects.requireNonNull(this.parent).run(this);
	}

	/**
	 * Returns the migrator for a command that only shows something. What would be refused
	 * otherwise, because it is no revision of the sources, is warned of.
	 * @param output what it prints to
	 */
	static Migrator migratorForReading(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		try {
			migrator.scripts().requireSources();
		}
		catch (ScriptAccessException ex) {
			output.warn(ex.getProblem() + " " + ex.getAction());
		}
		warnOfNoScripts(migrator.scripts(), output);
		return migrator;
	}

	/**
	 * Makes sure that there is a revision before each tenant is asked for it. One that is
	 * counted from where a tenant is depends on the tenant.
	 * @throws dev.migrate.MigrateException if there is none
	 */
	static void requireRevision(String identifier, Migrator migrator) {
		if (!RevisionIdentifier.parse(identifier).isRelative()) {
			migrator.revisions().resolve(identifier);
		}
	}

	static void warnOfNoScripts(RevisionScripts scripts, Output output) {
		if (scripts.all().isEmpty()) {
			output.warn("There are no revision scripts. Write a first one with 'migrate revision',"
					+ " or set migrate.locations.");
		}
	}

	/**
	 * Returns the exception for a combination of options and parameters that makes no
	 * sense.
	 * @param message what is wrong with it and what to write instead
	 * @return the exception, to be thrown
	 */
	final ParameterException usage(String message) {
		return new ParameterException(Objects.requireNonNull(this.spec).commandLine(), message);
	}

	/**
	 * The command above all others, as they see it.
	 */
	interface Root {

		/**
		 * Runs a command for the databases that it is about.
		 * @return the exit code
		 */
		int run(AbstractCommand command);

	}

	/**
	 * How many databases a command is about.
	 */
	enum Scope {

		/** It makes no difference which one. */
		ANY,

		/** The one that the command line names if there are several. */
		ONE,

		/** The one that the command line names, or all of them. */
		ALL

	}

}
