package dev.migrate.benchmarks.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts, says what the start took, and ends.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(Application.class, args);
		System.exit(SpringApplication.exit(context));
	}

}
