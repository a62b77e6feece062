package dev.migrate.autoconfigure.cli;

import dev.migrate.MigrateException;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Thrown when the process was told to run a command, but the application is starting
 * instead, because its {@code main} method did not pass the arguments on.
 */
public class LostCommandException extends MigrateException {

	LostCommandException(CommandArguments command) {
		super("The command '%s' was given, but the application does not know of it and is about to start."
			.formatted(command),
				"Pass the arguments on in main, as in SpringApplication.run(Application.class, args), or set"
						+ " migrate.cli.enabled=false if 'migrate' is an argument of your own.");
	}

	/**
	 * Refuses to start an application that was told to run a command.
	 * @param environment the environment of the application
	 */
	public static void check(ConfigurableEnvironment environment) {
		boolean running = environment.getPropertySources().contains(CommandEnvironmentPostProcessor.PROPERTY_SOURCE);
		if (!running && environment.getProperty("migrate.cli.enabled", Boolean.class, true)) {
			CommandArguments.findInCommandLine(environment.getProperty("sun.java.command", "")).ifPresent((command) -> {
				throw new LostCommandException(command);
			});
		}
	}

}
