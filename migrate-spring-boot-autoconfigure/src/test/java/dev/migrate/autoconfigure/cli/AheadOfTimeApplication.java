package dev.migrate.autoconfigure.cli;

import dev.migrate.autoconfigure.MigrateAutoConfiguration;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application that is processed ahead of time and run in a process of its own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class })
class AheadOfTimeApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(AheadOfTimeApplication.class, arguments);
	}

	@Bean
	@SuppressWarnings("SystemOut")
	CommandLineRunner runner() {
		return (arguments) -> System.out.println("The application runs");
	}

}
