package dev.migrate.autoconfigure.cli;

import dev.migrate.autoconfigure.MigrationInitializer;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps an application from migrating when its process was told to run a command, but its
 * {@code main} method did not pass the arguments on.
 */
final class LostCommandGuard implements BeanPostProcessor {

	private final ConfigurableEnvironment environment;

	LostCommandGuard(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof MigrationInitializer && !isCommand()
				&& this.environment.getProperty("migrate.cli.enabled", Boolean.class, true)) {
			CommandArguments.findInCommandLine(this.environment.getProperty("sun.java.command", ""))
				.ifPresent((command) -> {
					throw MigrateConfigurationException.lostCommand(command.toString());
				});
		}
		return bean;
	}

	private boolean isCommand() {
		return this.environment.getPropertySources().contains(CommandEnvironmentPostProcessor.PROPERTY_SOURCE);
	}

}
