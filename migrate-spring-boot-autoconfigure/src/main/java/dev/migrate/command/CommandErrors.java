package dev.migrate.command;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Optional;

import dev.migrate.MigrateException;
import dev.migrate.command.launch.Launcher;
import dev.migrate.command.output.Output;
import dev.migrate.script.index.ScriptLocation;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what went wrong, in a line or two, and what to do.
 */
final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

	private final MigrateCommand root;

	CommandErrors(MigrateCommand root) {
		this.root = root;
	}

	@Override
	public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parseResult) {
		return report(failure);
	}

	/**
	 * Tells what went wrong, which may also be an error, such as that of a class that
	 * cannot be loaded.
	 */
	int report(Throwable failure) {
		return report(failure, this.root.output());
	}

	int report(Throwable failure, Output output) {
		if (failure instanceof InvalidPathException ex) {
			return report(ScriptLocation.unsupported(ex), output);
		}
		if (failure instanceof MigrateException ex) {
			output.error(ex.getProblem(), typed(ex.getAction(), System.getProperty(Launcher.SCRIPT)));
		}
		else {
			output.error("Unexpected error: " + Secrets.withoutUrls(failure.toString()),
					this.root.raise() ? "" : "Run the command again with --raise for the stack trace, and report it.");
		}
		if (this.root.raise()) {
			MaskedException.of(failure, Secrets::withoutUrls).printStackTrace(this.root.context().terminal().err());
		}
		return AbstractCommand.FAILED;
	}

	/**
	 * Returns what to do, with the commands that stand in lines of their own as they are
	 * typed.
	 * @param script the script of the project that has run this command, or {@code null}
	 */
	static @Nullable String typed(@Nullable String action, @Nullable String script) {
		return (action == null || script == null || script.endsWith(".cmd")) ? action
				: action.replaceAll("(?m)^  migrate ", "  ./migrate ");
	}

	@Override
	public int handleParseException(ParameterException failure, String[] arguments) {
		CommandLine commandLine = failure.getCommandLine();
		this.root.output().error(problem(failure), null);
		PrintWriter err = commandLine.getErr();
		suggestion(failure).ifPresent((name) -> err.println("Did you mean '%s'?".formatted(name)));
		if (MigrateCommand.MISSING.equals(failure.getMessage())) {
			err.print(MigrateCommand.list(commandLine.getColorScheme()));
			err.println();
		}
		err.println("See '%s --help'.".formatted(commandLine.getCommandSpec().qualifiedName()));
		err.flush();
		return AbstractCommand.USAGE;
	}

	private static Optional<String> suggestion(ParameterException failure) {
		if (isUnknownCommand(failure)) {
			return MigrateCommand.similarCommand(unmatched(failure)).map((name) -> "migrate " + name);
		}
		if (failure instanceof UnmatchedArgumentException ex && ex.isUnknownOption()) {
			return MigrateCommand.similarOption(unmatched(failure), failure.getCommandLine().getCommandSpec());
		}
		return Optional.empty();
	}

	private static String problem(ParameterException failure) {
		return isUnknownCommand(failure) ? "Unknown command '%s'.".formatted(unmatched(failure))
				: String.valueOf(failure.getMessage());
	}

	private static boolean isUnknownCommand(ParameterException failure) {
		return failure instanceof UnmatchedArgumentException ex && failure.getCommandLine().getParent() == null
				&& !ex.isUnknownOption();
	}

	private static String unmatched(ParameterException failure) {
		return (failure instanceof UnmatchedArgumentException ex) ? ex.getUnmatched().get(0) : "";
	}

}
