package dev.migrate.sample.monitoring;

import io.opentelemetry.exporter.logging.LoggingSpanExporter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Writes the spans of the application, those of its migrations among them, into its log.
 * A real application sends them to a collector.
 */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

	@Bean
	LoggingSpanExporter loggingSpanExporter() {
		return LoggingSpanExporter.create();
	}

}
