package dev.migrate.benchmarks;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import dev.migrate.benchmarks.DatabaseServer.Database;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/**
 * Entities that are generated and compiled. The table of each has ten columns, a primary
 * and a foreign key, a unique constraint, a check and an index.
 *
 * @param classLoader loads them
 * @param classNames their names
 */
record EntityModel(URLClassLoader classLoader, List<String> classNames) {

	static final String PACKAGE = "benchmarks.entities";

	EntityModel {
		classNames = List.copyOf(classNames);
	}

	/**
	 * Generates entities.
	 * @param size how many
	 * @param folder a folder for their sources and classes
	 */
	static EntityModel create(int size, Path folder) throws IOException {
		List<Path> sources = new ArrayList<>();
		List<String> names = new ArrayList<>();
		for (int number = 0; number < size; number++) {
			String name = name(number);
			names.add(PACKAGE + "." + name);
			sources.add(Files.writeString(folder.resolve(name + ".java"), source(number)));
		}
		compile(sources, folder);
		return new EntityModel(
				new URLClassLoader(new URL[] { folder.toUri().toURL() }, EntityModel.class.getClassLoader()), names);
	}

	private static String name(int number) {
		return "Entity%04d".formatted(number);
	}

	private static String source(int number) {
		return """
				package %s;

				import jakarta.persistence.*;

				@Entity
				@Table(name = "entity_%2$04d", indexes = @Index(name = "entity_%2$04d_title", columnList = "title"))
				public class %3$s {

					@Id
					@GeneratedValue(strategy = GenerationType.IDENTITY)
					Long id;

					@ManyToOne
					@JoinColumn(name = "parent")
					%4$s parent;

					@Column(nullable = false, unique = true, length = 50)
					String name;

					String title;

					@Column(columnDefinition = "text")
					String body;

					@Column(nullable = false, precision = 10, scale = 2)
					java.math.BigDecimal price;

					boolean active;

					@Column(nullable = false)
					java.time.Instant created;

					java.time.Instant changed;

					@Enumerated(EnumType.STRING)
					Status status;

					public enum Status {

						NEW, OPEN, DONE

					}

				}
				""".formatted(PACKAGE, number, name(number), name(0));
	}

	private static void compile(List<Path> sources, Path folder) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT,
				StandardCharsets.UTF_8)) {
			boolean compiled = compiler
				.getTask(null, files, null, List.of("-proc:none", "-d", folder.toString()), null,
						files.getJavaFileObjectsFromPaths(sources))
				.call();
			if (!compiled) {
				throw new IllegalStateException("The entities do not compile");
			}
		}
	}

	/**
	 * Creates the tables of the entities in an empty database, as Hibernate does. The
	 * server then knows how large its catalog is, as it does some time after a change.
	 */
	void createTables(Database database) {
		BootstrapServiceRegistry bootstrap = new BootstrapServiceRegistryBuilder().applyClassLoader(this.classLoader)
			.build();
		StandardServiceRegistry registry = new StandardServiceRegistryBuilder(bootstrap)
			.applySettings(Map.of(JdbcSettings.JAKARTA_JDBC_URL, database.url(), JdbcSettings.JAKARTA_JDBC_USER,
					DatabaseServer.USER))
			.build();
		MetadataSources sources = new MetadataSources(registry);
		this.classNames.forEach(sources::addAnnotatedClassName);
		try (SessionFactory factory = sources.buildMetadata().buildSessionFactory()) {
			factory.getSchemaManager().create(false);
			factory.inTransaction((session) -> session.createNativeMutationQuery("ANALYZE").executeUpdate());
		}
		finally {
			StandardServiceRegistryBuilder.destroy(registry);
		}
	}

}
