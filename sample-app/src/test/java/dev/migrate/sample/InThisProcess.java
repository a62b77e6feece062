package dev.migrate.sample;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The application in the process of the tests, for what takes no process of its own: it
 * starts in a fraction of the time.
 */
final class InThisProcess implements AutoCloseable {

	static {
		// The logging system belongs to the whole virtual machine and so to other tests.
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
	}

	private final ConfigurableApplicationContext context;

	private InThisProcess(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Returns the application with an environment of its own.
	 * @param variables the environment variables that it sees, and no others
	 * @return the application, which has not been started
	 */
	static SpringApplication application(Map<String, String> variables) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		StandardServletEnvironment environment = new StandardServletEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		Map<String, Object> all = new HashMap<>(variables);
		// Spans would be printed among the results of the tests.
		all.putIfAbsent("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0");
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, all));
		application.setEnvironment(environment);
		return application;
	}

	/**
	 * Starts the application on a free port.
	 * @param variables the environment variables that it sees, and no others
	 * @param arguments further arguments of the command line
	 * @return the application, which is ready
	 */
	static InThisProcess start(Map<String, String> variables, String... arguments) {
		SpringApplication application = application(variables);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setDefaultProperties(Map.of("server.port", 0));
		InThisProcess started = new InThisProcess(application.run(arguments));
		started.http().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
		return started;
	}

	RestTestClient http() {
		return RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.server.port"))
			.build();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
