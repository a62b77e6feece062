package dev.migrate.autoconfigure.tenant;

import java.beans.PropertyDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Finds properties of tenants that there are not. Whoever has misspelled where the
 * tenants are would see another schema migrated.
 */
public final class TenantPropertyNames {

	private static final Logger logger = LoggerFactory.getLogger(TenantPropertyNames.class);

	private static final ConfigurationPropertyName TENANTS = ConfigurationPropertyName.of("migrate.tenants");

	private static final String SCHEMAS = "schemas";

	private TenantPropertyNames() {
	}

	/**
	 * Warns of properties that do nothing.
	 * @param tenants whether the application says where its tenants are
	 * @throws MigrateConfigurationException if it does not, so that such a property, or
	 * an empty one, may have been meant to
	 */
	public static void check(Environment environment, boolean tenants) {
		List<ConfigurationPropertyName> unknown = StreamSupport
			.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.flatMap((source) -> ((IterableConfigurationPropertySource) source).stream())
			.filter((property) -> TENANTS.isAncestorOf(property) && !isKnown(property))
			.distinct()
			.toList();
		if (!tenants && !unknown.isEmpty()) {
			throw MigrateConfigurationException.unknownTenantProperty(unknown.get(0).toString());
		}
		ConfigurationPropertyName schemas = TENANTS.append(SCHEMAS);
		if (!tenants && Binder.get(environment).bind(schemas, Bindable.listOf(String.class)).isBound()) {
			throw MigrateConfigurationException.noTenantSchemas(schemas.toString());
		}
		unknown
			.forEach((property) -> logger.warn("The property {} has no effect: there is no such property", property));
	}

	/**
	 * An environment variable does not tell where the elements of the name begin.
	 */
	private static boolean isKnown(ConfigurationPropertyName property) {
		StringBuilder name = new StringBuilder();
		for (int i = TENANTS.getNumberOfElements(); i < property.getNumberOfElements(); i++) {
			name.append(property.getElement(i, Form.UNIFORM));
		}
		String uniform = name.toString().toLowerCase(Locale.ROOT);
		for (PropertyDescriptor known : BeanUtils.getPropertyDescriptors(TenantProperties.class)) {
			String other = known.getName().toLowerCase(Locale.ROOT);
			if (uniform.equals(other) || (other.equals(SCHEMAS) && uniform.matches(SCHEMAS + "[0-9]*"))) {
				return true;
			}
		}
		return false;
	}

}
