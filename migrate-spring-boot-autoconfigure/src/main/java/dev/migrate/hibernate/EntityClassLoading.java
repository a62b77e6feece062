package dev.migrate.hibernate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.boot.registry.classloading.internal.TcclLookupPrecedence;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;

/**
 * Loads classes for Hibernate and remembers which packages have no annotations. Hibernate
 * asks for {@code package-info} at every attribute, and the whole class path is searched
 * for a class that is not there.
 */
final class EntityClassLoading extends ClassLoaderServiceImpl {

	private static final String PACKAGE_INFO = ".package-info";

	private final Map<String, ClassLoadingException> missing = new ConcurrentHashMap<>();

	EntityClassLoading(ClassLoader classLoader) {
		super(List.of(classLoader), TcclLookupPrecedence.AFTER);
	}

	@Override
	public <T> Class<T> classForName(String className) {
		if (!className.endsWith(PACKAGE_INFO)) {
			return super.classForName(className);
		}
		ClassLoadingException failure = this.missing.get(className);
		if (failure != null) {
			throw failure;
		}
		try {
			return super.classForName(className);
		}
		catch (ClassLoadingException ex) {
			this.missing.put(className, ex);
			throw ex;
		}
	}

}
