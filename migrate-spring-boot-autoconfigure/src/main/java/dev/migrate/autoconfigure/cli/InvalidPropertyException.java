package dev.migrate.autoconfigure.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.NestedExceptionUtils;

/**
 * Thrown when a property of the application has a value that a command cannot use.
 */
public class InvalidPropertyException extends MigrateException {

	private final String property;

	InvalidPropertyException(BindException failure) {
		super(problem(failure), action(failure.getTarget().getType().resolve()), failure);
		this.property = failure.getName().toString();
	}

	private static String problem(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		String value = (property == null) ? "" : " '" + property.getValue() + "'";
		String place = (property == null || property.getOrigin() == null) ? "" : " (" + property.getOrigin() + ")";
		return "The value%s of %s%s cannot be used: %s.".formatted(value, failure.getName(), place,
				Objects.requireNonNull(NestedExceptionUtils.getMostSpecificCause(failure)).getMessage());
	}

	private static String action(@Nullable Class<?> type) {
		Object[] constants = (type != null) ? type.getEnumConstants() : null;
		return (constants == null) ? "Correct it, or leave it away for the default."
				: Arrays.stream(constants)
					.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
					.collect(Collectors.joining(", ", "Set it to one of: ", "."));
	}

	public String getProperty() {
		return this.property;
	}

}
