package dev.migrate.autoconfigure.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

import dev.migrate.command.output.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapRegistry;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process that ends without taking the tests with it.
 */
final class TestProcess implements CommandProcess {

	static {
		// The logging system belongs to the whole virtual machine and so to other tests.
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
	}

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private boolean interactive;

	private String input = "";

	private Path workingDirectory = Path.of("").toAbsolutePath();

	private @Nullable Integer exitCode;

	/**
	 * Puts a person before it.
	 * @param input what the person types
	 * @return this process
	 */
	TestProcess interactive(String input) {
		this.interactive = true;
		this.input = input;
		return this;
	}

	TestProcess in(Path workingDirectory) {
		this.workingDirectory = workingDirectory;
		return this;
	}

	/**
	 * Runs an application in this process.
	 * @param application the application
	 * @param arguments its arguments
	 * @return this process, which has ended
	 */
	TestProcess run(SpringApplication application, String... arguments) {
		application.addBootstrapRegistryInitializer(this::register);
		return run(() -> application.run(arguments));
	}

	/**
	 * Runs an application with a parent in this process.
	 * @param parent what builds the parent
	 * @param child what builds the application
	 * @param arguments its arguments
	 * @return this process, which has ended
	 */
	TestProcess run(SpringApplicationBuilder parent, SpringApplicationBuilder child, String... arguments) {
		child.addBootstrapRegistryInitializer(this::register);
		parent.addBootstrapRegistryInitializer(this::register);
		return run(() -> child.run(arguments));
	}

	private void register(BootstrapRegistry registry) {
		registry.register(CommandProcess.class, InstanceSupplier.of(this));
	}

	private TestProcess run(Supplier<ConfigurableApplicationContext> application) {
		try {
			application.get().close();
		}
		catch (SpringApplication.AbandonedRunException ex) {
			if (this.exitCode == null) {
				throw new AssertionError("The run was abandoned before the process ended", ex);
			}
		}
		return this;
	}

	/**
	 * Returns how the process ended.
	 * @return the exit code, or {@code null} if the application was started
	 */
	@Nullable Integer exitCode() {
		return this.exitCode;
	}

	String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	@Override
	public Terminal takeTerminal() {
		return new Terminal(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8),
				new BufferedReader(new StringReader(this.input)), this.interactive, this.interactive);
	}

	@Override
	public Path workingDirectory() {
		return this.workingDirectory;
	}

	@Override
	public void exit(int exitCode) {
		this.exitCode = exitCode;
	}

	@Override
	public String toString() {
		return "exit code " + this.exitCode + "\n" + out() + "\n" + err();
	}

}
