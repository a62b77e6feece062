package dev.migrate.autoconfigure.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.migrate.command.output.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs an application as a command without a process of its own. It lives in this package
 * since only tests replace the process of a command.
 */
public final class CommandInThisProcess implements CommandProcess {

	private final Path workingDirectory;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private @Nullable Integer exitCode;

	private CommandInThisProcess(Path workingDirectory) {
		this.workingDirectory = workingDirectory;
	}

	/**
	 * Runs a command.
	 * @param application the application
	 * @param workingDirectory where relative paths start
	 * @param arguments the arguments of the application
	 * @return the command, which has ended
	 */
	public static CommandInThisProcess run(SpringApplication application, Path workingDirectory, String... arguments) {
		CommandInThisProcess process = new CommandInThisProcess(workingDirectory.toAbsolutePath());
		application.addBootstrapRegistryInitializer(
				(registry) -> registry.register(CommandProcess.class, InstanceSupplier.of(process)));
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			throw new AssertionError("The application was started: " + context);
		}
		catch (SpringApplication.AbandonedRunException ex) {
			return process;
		}
	}

	public int exitCode() {
		if (this.exitCode == null) {
			throw new AssertionError("The command did not end the process");
		}
		return this.exitCode;
	}

	public String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	public String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	@Override
	public Terminal takeTerminal() {
		return new Terminal(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new BufferedReader(new StringReader("")),
				false, false);
	}

	@Override
	public Path workingDirectory() {
		return this.workingDirectory;
	}

	@Override
	public void exit(int exitCode) {
		this.exitCode = exitCode;
	}

}
