package dev.migrate.autoconfigure.cli;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Runs a command instead of the application: one that needs no database as soon as the
 * environment is prepared, and any other when the bean factory is, before it creates its
 * singletons. That is not left to an auto-configuration, whose conditions would be
 * decided when the application is built if it is processed ahead of time.
 */
class CommandRunListener implements SpringApplicationRunListener, Ordered {

	private final SpringApplication application;

	private final Optional<CommandArguments> arguments;

	private @Nullable CommandSession session;

	CommandRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = CommandArguments.find(arguments);
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		this.arguments.ifPresent((command) -> {
			CommandSession created = new CommandSession(command,
					Objects.requireNonNull(bootstrapContext.getOrElseSupply(CommandProcess.class, JvmProcess::new)));
			this.session = created;
			bootstrapContext.register(CommandSession.class, (context) -> created);
		});
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		CommandSession command = this.session;
		if (command != null && command.hasBegun() && !command.needsDatabase()) {
			PropertyDatabases databases = new PropertyDatabases(environment, this.application.getClassLoader());
			if (!command.concernsDatabase() || databases.describe(command.database())) {
				throw command.exit(command.run(databases));
			}
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		CommandSession command = this.session;
		if (command != null && command.hasBegun()) {
			context.addBeanFactoryPostProcessor((beanFactory) -> beanFactory.registerSingleton("migrateCommand",
					new CommandInitializer(context, command)));
		}
		else {
			context.addBeanFactoryPostProcessor(
					(beanFactory) -> beanFactory.addBeanPostProcessor(new LostCommandGuard(context.getEnvironment())));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Runs the command when the bean factory is ready and none of its singletons is.
	 */
	private record CommandInitializer(ConfigurableApplicationContext context,
			CommandSession session) implements BeanFactoryInitializer<ConfigurableListableBeanFactory> {

		@Override
		public void initialize(ConfigurableListableBeanFactory beanFactory) {
			ContextDatabases databases = new ContextDatabases(beanFactory, this.context.getEnvironment());
			if (databases.mayComeLater()) {
				databases.removeRunners();
				return;
			}
			boolean own = this.session.needsDatabase() || this.session.database() != null || databases.hasOwn();
			int exitCode = this.session.run(own ? databases
					: new PropertyDatabases(this.context.getEnvironment(), beanFactory.getBeanClassLoader()));
			beanFactory.destroySingletons();
			throw this.session.exit(exitCode);
		}

	}

}
