package dev.migrate.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.revision.RevisionNode;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.index.RevisionScriptLoader;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Creates an exception in every way there is, with values that tell what stands where in
 * its text.
 */
final class FailureSamples {

	private static final Map<Class<?>, Object> VALUES = new HashMap<>();

	private static final Map<String, String> TEXTS = Map.of("revision", "1a2b3c4d5e6f", "location",
			"db/revisions/R1_create_city.sql", "statement", "ALTER TABLE city ADD country text", "sqlState", "42P01");

	static {
		VALUES.put(RevisionNode.class, RevisionNode.of("2b3c4d5e6f7a", List.of("1a2b3c4d5e6f"), "db/revisions/R2.sql"));
		VALUES.put(RevisionScript.class, new RevisionScriptLoader(FailureSamples.class.getClassLoader(),
				List.of("classpath:dev/migrate/autoconfigure/revisions"))
			.load()
			.all()
			.get(0));
		VALUES.put(SQLException.class, new SQLException("relation \"city\" does not exist", "42P01"));
		VALUES.put(BindException.class, bindException());
		VALUES.put(Class.class, SampleRevision.class);
		VALUES.put(BeansException.class, new NoSuchBeanDefinitionException("cityService"));
		VALUES.put(IOException.class, new IOException("no such file"));
		VALUES.put(InterruptedException.class, new InterruptedException());
		VALUES.put(RuntimeException.class, new IllegalStateException("the cause"));
		VALUES.put(Throwable.class, new IllegalStateException("the cause"));
		VALUES.put(Backfill.class, Backfill.update("city").set("country", "'DE'").where("country IS NULL"));
		VALUES.put(ObjectName.class, ObjectName.of("city"));
		VALUES.put(AdoptedMigration.class, AdoptedMigration.flywayVersion("2.1"));
		VALUES.put(DataType.class, DataType.varchar(255));
		VALUES.put(Duration.class, Duration.ofSeconds(90));
		VALUES.put(Instant.class, Instant.parse("2026-11-21T10:15:00Z"));
		VALUES.put(Path.class, Path.of("R1.sql"));
		VALUES.put(Parameter.class, SampleRevision.class.getDeclaredConstructors()[0].getParameters()[0]);
		VALUES.put(int.class, 3);
		VALUES.put(long.class, 3L);
		VALUES.put(boolean.class, true);
	}

	private FailureSamples() {
	}

	/**
	 * Creates one exception by each constructor and static factory of a type that other
	 * code can call.
	 * @param type the type
	 * @return at least one exception
	 */
	static List<MigrateException> of(Class<? extends MigrateException> type) {
		Stream<Executable> factories = Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
			.map(Executable.class::cast);
		List<MigrateException> samples = Stream.concat(Arrays.stream(type.getDeclaredConstructors()), factories)
			.filter((factory) -> !Modifier.isPrivate(factory.getModifiers()) && !factory.isSynthetic())
			.sorted(Comparator.comparing(Executable::getParameterCount).thenComparing(Executable::toGenericString))
			.map((factory) -> (MigrateException) create(factory))
			.toList();
		if (samples.isEmpty()) {
			throw new AssertionError("Nobody can create a " + type.getName());
		}
		return samples;
	}

	private static Object create(Executable factory) {
		List<Object> arguments = new ArrayList<>();
		for (Parameter parameter : factory.getParameters()) {
			arguments.add(value(parameter.getParameterizedType(), parameter.getName()));
		}
		try {
			factory.setAccessible(true);
			return (factory instanceof Constructor<?> constructor) ? constructor.newInstance(arguments.toArray())
					: Optional.ofNullable(((Method) factory).invoke(null, arguments.toArray())).orElseThrow();
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError("Cannot call " + factory + " with " + arguments, ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError("Cannot call " + factory, ex);
		}
	}

	private static Object value(Type type, String name) {
		if (type == String.class) {
			return TEXTS.getOrDefault(name, "<" + name + ">");
		}
		if (type instanceof ParameterizedType list && Collection.class.isAssignableFrom((Class<?>) list.getRawType())) {
			return List.of(value(list.getActualTypeArguments()[0], name));
		}
		Class<?> wanted = (Class<?>) ((type instanceof ParameterizedType generic) ? generic.getRawType() : type);
		Object known = VALUES.get(wanted);
		if (known != null) {
			return known;
		}
		if (wanted.isEnum()) {
			return wanted.getEnumConstants()[0];
		}
		return create(wanted.isRecord() ? canonical(wanted) : shortest(wanted));
	}

	private static Constructor<?> canonical(Class<?> type) {
		Class<?>[] components = Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		try {
			return type.getDeclaredConstructor(components);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Constructor<?> shortest(Class<?> type) {
		return Arrays.stream(type.getDeclaredConstructors())
			.min(Comparator.comparing(Constructor::getParameterCount))
			.orElseThrow(() -> new AssertionError("No sample value of " + type.getName()));
	}

	private static BindException bindException() {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("migrate.mode", "sideways")));
		return catchThrowableOfType(BindException.class, () -> binder.bind("migrate", MigrateProperties.class));
	}

	private record SampleRevision(JdbcClient jdbc) {
	}

}
