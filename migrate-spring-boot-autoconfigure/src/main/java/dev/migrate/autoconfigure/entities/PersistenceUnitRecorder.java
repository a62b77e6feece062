package dev.migrate.autoconfigure.entities;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.ProviderUtil;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an entity manager factory would be built with, and builds none.
 */
final class PersistenceUnitRecorder implements PersistenceProvider {

	private @Nullable PersistenceUnitInfo unit;

	private Map<String, Object> settings = Map.of();

	@Nullable PersistenceUnitInfo unit() {
		return this.unit;
	}

	/**
	 * Returns the settings that come on top of those of the unit.
	 */
	Map<String, Object> settings() {
		return this.settings;
	}

	@Override
	public EntityManagerFactory createContainerEntityManagerFactory(PersistenceUnitInfo info,
			@Nullable Map<?, ?> settings) {
		this.unit = info;
		Map<String, Object> copy = new LinkedHashMap<>();
		if (settings != null) {
			settings.forEach((name, value) -> copy.put(String.valueOf(name), value));
		}
		this.settings = copy;
		return placeholder();
	}

	/**
	 * Returns what takes the place of the factory until it is thrown away.
	 */
	private static EntityManagerFactory placeholder() {
		return (EntityManagerFactory) Proxy.newProxyInstance(PersistenceUnitRecorder.class.getClassLoader(),
				new Class<?>[] { EntityManagerFactory.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "equals" -> proxy == arguments[0];
					case "hashCode" -> System.identityHashCode(proxy);
					case "toString" -> "a placeholder";
					case "isOpen" -> false;
					case "close" -> null;
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	@Override
	public EntityManagerFactory createEntityManagerFactory(String name, @Nullable Map<?, ?> settings) {
		throw new UnsupportedOperationException();
	}

	@Override
	public EntityManagerFactory createEntityManagerFactory(PersistenceConfiguration configuration) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void generateSchema(PersistenceUnitInfo info, @Nullable Map<?, ?> settings) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean generateSchema(String name, @Nullable Map<?, ?> settings) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ProviderUtil getProviderUtil() {
		throw new UnsupportedOperationException();
	}

}
