package dev.migrate.autoconfigure.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autoconfigure.NamedDatabases;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Makes the application one without a web server that says nothing about itself, if it is
 * to run a command. Comes after the configuration files, which may switch that off, and
 * before the logging system, which it quietens.
 */
class CommandEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String PROPERTY_SOURCE = "migrateCommand";

	private static final String LEVEL = "logging.level.";

	/**
	 * Says "Warning:" as the commands themselves do. Logback has no short form for it.
	 */
	private static final String CONSOLE = ClassUtils.isPresent("ch.qos.logback.classic.Logger",
			CommandEnvironmentPostProcessor.class.getClassLoader())
					? "%replace(%replace(%p){'WARN','Warning'}){'ERROR','Error'}: %m%n"
					: "%p{WARN=Warning, ERROR=Error}: %m%n";

	private static final Bindable<Map<String, String>> LEVELS = Bindable.mapOf(String.class, String.class);

	private final BootstrapContext bootstrapContext;

	CommandEnvironmentPostProcessor(BootstrapContext bootstrapContext) {
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		CommandSession session = this.bootstrapContext.getOrElse(CommandSession.class, null);
		if (session != null && environment.getProperty("migrate.cli.enabled", Boolean.class, true)) {
			session.begin();
			Map<String, Object> properties = logging(environment, session.isQuiet());
			properties.put("spring.main.web-application-type", "none");
			properties.put("spring.main.lazy-initialization", "true");
			properties.put("spring.main.keep-alive", "false");
			properties.put("spring.main.banner-mode", "off");
			properties.put("spring.main.log-startup-info", "false");
			properties.put("spring.datasource.hikari.maximum-pool-size", "2");
			properties.put("migrate.mode", "none");
			names(environment).forEach((name) -> properties.put("migrate.databases." + name + ".mode", "none"));
			environment.getPropertySources().addFirst(new MapPropertySource(PROPERTY_SOURCE, properties));
		}
	}

	private static List<String> names(ConfigurableEnvironment environment) {
		try {
			NamedDatabases databases = NamedDatabases.of(environment);
			// A mode is a property that there is: one that has no other must be seen
			// before.
			databases.unknownProperties(environment);
			return databases.names();
		}
		catch (MigrateConfigurationException ex) {
			// The command tells it.
			return List.of();
		}
	}

	/**
	 * Leaves only warnings, and what the migration says while somebody waits for it. The
	 * command itself reports what the migrator logs.
	 */
	private static Map<String, Object> logging(ConfigurableEnvironment environment, boolean quiet) {
		Map<String, Object> logging = new HashMap<>();
		Binder.get(environment)
			.bind("logging.level", LEVELS)
			.orElseGet(Map::of)
			.keySet()
			.forEach((logger) -> logging.put(LEVEL + logger, "warn"));
		logging.put(LEVEL + "root", "warn");
		if (!quiet) {
			logging.put(LEVEL + "dev.migrate.runtime.lock.LockQueue", "info");
		}
		logging.put("logging.pattern.console", CONSOLE);
		logging.keySet().removeIf((property) -> isOnCommandLine(environment.getPropertySources(), property));
		return logging;
	}

	private static boolean isOnCommandLine(MutablePropertySources sources, String property) {
		for (PropertySource<?> source : sources) {
			if (source instanceof CommandLinePropertySource && source.containsProperty(property)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
