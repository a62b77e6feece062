package dev.migrate.adopt.flyway;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.flyway.FlywayFile.Kind;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.FlywayVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DescriptiveResource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The migrations in Java: classes in the locations of Flyway, and beans.
 */
final class JavaMigrations {

	/**
	 * What all of them implement.
	 */
	static final String TYPE = "org.flywaydb.core.api.migration.JavaMigration";

	private final ClassLoader classLoader;

	private final FlywayBeans beans;

	private final boolean keepJava;

	private final AdoptionReport report;

	private final Map<String, JavaMigrationClass> classes = new LinkedHashMap<>();

	JavaMigrations(ClassLoader classLoader, FlywayBeans beans, boolean keepJava, AdoptionReport report) {
		this.classLoader = classLoader;
		this.beans = beans;
		this.keepJava = keepJava;
		this.report = report;
	}

	/**
	 * Finds what Flyway finds. What cannot be understood is reported.
	 * @param files the files of the locations, classes among them
	 */
	List<FlywayFile> find(FlywayFiles files, FlywayProperties properties) {
		Map<String, FlywayFile> found = new LinkedHashMap<>();
		for (FlywayFile file : files.of(Kind.JAVA)) {
			JavaMigrationClass type = load(file.source());
			if (type == null) {
				// Without Flyway, the name is all there is to go by.
				if (file.isUnderstood()) {
					found.put(file.source(), file);
				}
			}
			else if (type.isMigration()) {
				add(type, file, found);
			}
		}
		this.beans.migrations().forEach((name, type) -> {
			JavaMigrationClass migration = JavaMigrationClass.ofBean(ClassUtils.getUserClass(type));
			if (!migration.isMigration()) {
				this.report.leftOut("bean " + name,
						"a Java migration whose class is not known before the bean is created. Write a revision that does the"
								+ " same and says which version it adopts.");
			}
			else {
				FlywayFile file = FlywayFile.ofClass(new DescriptiveResource(name), migration.type(), properties);
				found.remove(file.source());
				add(migration, file, found);
			}
		});
		return List.copyOf(found.values());
	}

	private @Nullable JavaMigrationClass load(String className) {
		try {
			return JavaMigrationClass.of(ClassUtils.forName(className, this.classLoader));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private void add(JavaMigrationClass type, FlywayFile file, Map<String, FlywayFile> found) {
		this.classes.put(file.source(), type);
		FlywayFile understood = type.isCreatable() ? new Created(type).understand(file) : file;
		if (understood.isUnderstood()) {
			found.put(file.source(), understood);
		}
		else {
			this.report.leftOut(file.source(),
					"a Java migration without a version in its name. Write a revision that does the same and says which version it adopts.");
		}
	}

	/**
	 * Returns whether a migration needs beans, and Flyway cannot run it in a scratch
	 * database.
	 */
	boolean needBeans() {
		return this.classes.values().stream().anyMatch((type) -> type.bean() && !type.isCreatable());
	}

	/**
	 * Returns the beans for a Flyway that has no bean factory.
	 */
	List<Object> instances() {
		List<Object> instances = new ArrayList<>();
		this.classes.values()
			.stream()
			.filter((type) -> type.bean() && type.isCreatable())
			.forEach((type) -> instances.add(type.create()));
		return instances;
	}

	/**
	 * Makes a revision of a migration.
	 * @param className its class
	 * @param version its version, or {@code null} if it is a repeatable one
	 */
	ConvertedMigration convert(String className, @Nullable FlywayVersion version, String description) {
		AdoptedMigration adopted = (version != null) ? AdoptedMigration.flywayVersion(version.text())
				: AdoptedMigration.flywayRepeatable(description, null);
		String message = (version != null && description.isBlank()) ? "version " + version : description;
		JavaMigrationClass type = this.classes.getOrDefault(className, load(className));
		String obstacle = (type != null) ? type.obstacle() : "its class is gone";
		if (this.keepJava && type != null && obstacle == null) {
			return JavaMigrationCall.of(type.type().getCanonicalName(), adopted, message,
					new Created(type).isTransactional());
		}
		this.report.leftOut(className, this.keepJava
				? "a Java migration that no revision can call, because %s. Its revision does nothing yet: write there what the class does, or a Java revision with the same id that does it."
					.formatted(obstacle)
				: "a Java migration. Its revision does nothing yet: write there what the class does, or let --keep-java write a revision that calls it.");
		return ConvertedMigration.sql(className, List.of(adopted), message,
				List.of("-- The Java migration %s of Flyway did this.".formatted(className),
						"-- Write here what it did, or put a Java revision with the same id in place of this script."),
				null);
	}

	/**
	 * A class that may be a migration.
	 *
	 * @param type the class
	 * @param bean whether the application has a bean of it
	 */
	private record JavaMigrationClass(Class<?> type, boolean bean) {

		static JavaMigrationClass of(Class<?> type) {
			return new JavaMigrationClass(type, false);
		}

		static JavaMigrationClass ofBean(Class<?> type) {
			return new JavaMigrationClass(type, true);
		}

		/**
		 * Returns whether Flyway can have an object of it.
		 */
		boolean isMigration() {
			return !Modifier.isAbstract(this.type.getModifiers()) && !this.type.isEnum()
					&& !this.type.isAnonymousClass()
					&& ClassUtils.getAllInterfacesForClassAsSet(this.type)
						.stream()
						.anyMatch((each) -> each.getName().equals(TYPE));
		}

		/**
		 * Returns whether an object of it needs nothing of the application.
		 */
		boolean isCreatable() {
			return constructor() != null && !(this.bean && isInjected());
		}

		private @Nullable Constructor<?> constructor() {
			return Arrays.stream(this.type.getDeclaredConstructors())
				.filter((constructor) -> constructor.getParameterCount() == 0)
				.findFirst()
				.orElse(null);
		}

		private boolean isInjected() {
			List<Object> members = new ArrayList<>();
			ReflectionUtils.doWithFields(this.type, (field) -> members.addAll(List.of(field.getAnnotations())));
			ReflectionUtils.doWithMethods(this.type, (method) -> members.addAll(List.of(method.getAnnotations())));
			return members.stream()
				.map((annotation) -> ((java.lang.annotation.Annotation) annotation).annotationType().getSimpleName())
				.anyMatch((name) -> Stream.of("Autowired", "Inject", "Resource", "Value", "PersistenceContext")
					.anyMatch(name::equals))
					|| ClassUtils.getAllInterfacesForClassAsSet(this.type)
						.stream()
						.anyMatch((each) -> each.getName().endsWith("Aware"));
		}

		/**
		 * Says why a revision in another package cannot call it.
		 */
		@Nullable String obstacle() {
			if (!isCreatable()) {
				return this.bean ? "it is a bean that needs others" : "it has no constructor without parameters";
			}
			for (Class<?> each = this.type; each != null; each = each.getEnclosingClass()) {
				if (!Modifier.isPublic(each.getModifiers())) {
					return "its class is not public";
				}
			}
			Constructor<?> constructor = constructor();
			return (constructor != null && Modifier.isPublic(constructor.getModifiers())) ? null
					: "its constructor is not public";
		}

		Object create() {
			Constructor<?> constructor = constructor();
			if (constructor == null) {
				throw new IllegalStateException(this.type + " has no such constructor");
			}
			return org.springframework.beans.BeanUtils.instantiateClass(constructor);
		}

	}

	/**
	 * An object of a migration, which knows what its class may not tell. The types of
	 * Flyway are named here only.
	 */
	private static final class Created {

		private final @Nullable JavaMigration migration;

		Created(JavaMigrationClass type) {
			this.migration = create(type);
		}

		private static @Nullable JavaMigration create(JavaMigrationClass type) {
			try {
				return (type.create() instanceof JavaMigration migration) ? migration : null;
			}
			catch (RuntimeException ex) {
				// BaseJavaMigration refuses names without a version.
				return null;
			}
		}

		FlywayFile understand(FlywayFile file) {
			if (this.migration == null) {
				return file;
			}
			String version = (this.migration.getVersion() != null) ? this.migration.getVersion().getVersion() : null;
			return new FlywayFile(Kind.JAVA, (version != null) ? FlywayVersion.parse(version) : null,
					String.valueOf(this.migration.getDescription()), file.name(), file.source(), file.resource());
		}

		boolean isTransactional() {
			return this.migration == null || this.migration.canExecuteInTransaction();
		}

	}

}
