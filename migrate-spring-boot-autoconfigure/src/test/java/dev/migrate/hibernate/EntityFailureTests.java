package dev.migrate.hibernate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.testsupport.SourceCompiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests what is said of entities that cannot be read. Classes named {@code Gone…} are
 * missing when they are.
 */
class EntityFailureTests {

	private static final String SOURCE = """
			package shop;

			import jakarta.persistence.*;
			import java.lang.annotation.*;
			import java.util.*;
			import org.hibernate.usertype.UserType;

			class Gone {}
			class GoneListener {}
			class GoneConverter extends Plain {}
			enum GoneEnum { A }
			@Retention(RetentionPolicy.RUNTIME) @interface Marked { GoneEnum value(); }
			class Plain implements AttributeConverter<String, String> {
				public String convertToDatabaseColumn(String s) { return s; }
				public String convertToEntityAttribute(String s) { return s; }
			}
			class Refusing extends Plain { Refusing() { throw new IllegalStateException("no"); } }
			class Unparsed extends Plain { static final int LIMIT = Integer.parseInt("x"); }
			class Size implements UserType<String> {
				public int getSqlType() { throw new NullPointerException("no size"); }
				public Class<String> returnedClass() { return String.class; }
				public String deepCopy(String s) { return s; }
				public boolean isMutable() { return false; }
			}

			@MappedSuperclass class WithId { @Id Long id; }
			@Entity class Initializer extends WithId { static final int LIMIT = Integer.parseInt("x"); }
			@Entity class InitializerOfEnum extends WithId {
				@Enumerated State state;
				enum State { OPEN; static { if (true) throw new IllegalStateException("closed"); } }
			}
			@Entity class InitializerOfConverter extends WithId { @Convert(converter = Unparsed.class) String name; }
			@Entity class MissingField extends WithId { Gone gone; }
			@Entity class MissingSuperclass extends Gone { @Id Long id; }
			@Entity class MissingConverter extends WithId { @Convert(converter = GoneConverter.class) String name; }
			@Entity @EntityListeners(GoneListener.class) class MissingListener extends WithId { }
			@Entity class MissingInAnnotation extends WithId { @Marked(GoneEnum.A) String name; }
			@Entity class MissingElement extends WithId { @ElementCollection List<Gone> all; }
			@Entity class MissingInMethod extends WithId { Gone gone() { return null; } }
			@Embeddable class Part { String name; @Embedded Part part; }
			@Entity class Circular extends WithId { @Embedded Part part; }
			@Entity class CircularId { @Id @OneToOne OtherCircularId other; }
			@Entity class OtherCircularId { @Id @OneToOne CircularId other; }
			@Entity class Twice extends WithId { @Column(name = "x") String a; @Column(name = "x") String b; }
			@Entity class WithoutTarget extends WithId { @ManyToOne Thread thread; }
			@Entity class FailingConverter extends WithId { @Convert(converter = Refusing.class) String name; }
			class Other extends Plain { static final int LIMIT = Integer.parseInt("y"); }
			@Entity class InitializerOfOther extends WithId { @Convert(converter = Other.class) String name; }
			@Retention(RetentionPolicy.RUNTIME) @interface GoneMark { }
			@Retention(RetentionPolicy.RUNTIME) @Target(ElementType.TYPE_USE) @interface GoneUse { }
			@Retention(RetentionPolicy.CLASS) @interface GoneHint { }
			@Entity @GoneMark class Marking extends WithId { @GoneMark String name; @GoneHint String hinted;
				@ElementCollection List<@GoneUse String> used; }
			@Entity class FailingType extends WithId { @org.hibernate.annotations.Type(Size.class) String name; }
			""";

	private static URLClassLoader classLoader;

	@BeforeAll
	static void compile(@TempDir Path folder) throws IOException {
		Path source = folder.resolve("Shop.java");
		Files.writeString(source, SOURCE);
		SourceCompiler.compile(folder, List.of(source));
		try (DirectoryStream<Path> gone = Files.newDirectoryStream(folder.resolve("shop"), "Gone*.class")) {
			for (Path file : gone) {
				Files.delete(file);
			}
		}
		classLoader = new URLClassLoader(new URL[] { folder.toUri().toURL() });
	}

	@AfterAll
	static void close() throws IOException {
		classLoader.close();
	}

	static Stream<Arguments> failures() {
		String refused = "Hibernate does not accept the entities of persistence unit 'shop': ";
		return Stream.of(
				Arguments.of("Initializer",
						"The static initializer of shop.Initializer, an entity or another class of persistence unit"
								+ " 'shop', fails: java.lang.NumberFormatException: For input string: \"x\","
								+ " at shop.Initializer.<clinit>(Shop.java:27)."),
				Arguments.of("InitializerOfEnum",
						"The static initializer of shop.InitializerOfEnum$State, which shop.InitializerOfEnum.state uses,"
								+ " fails: java.lang.IllegalStateException: closed,"
								+ " at shop.InitializerOfEnum$State.<clinit>(Shop.java:30)."),
				Arguments.of("InitializerOfConverter",
						"The static initializer of shop.Unparsed, which shop.InitializerOfConverter.name uses, fails:"
								+ " java.lang.NumberFormatException: For input string: \"x\","
								+ " at shop.Unparsed.<clinit>(Shop.java:18)."),
				Arguments.of("MissingField", missing("Gone", "MissingField.gone")),
				Arguments.of("MissingSuperclass", missing("Gone", "MissingSuperclass")),
				Arguments.of("MissingConverter", missing("GoneConverter", "MissingConverter.name")),
				Arguments.of("MissingListener", missing("GoneListener", "MissingListener")),
				Arguments.of("MissingInAnnotation", missing("GoneEnum", "MissingInAnnotation.name")),
				Arguments.of("MissingElement", missing("Gone", "MissingElement.all")),
				Arguments.of("MissingInMethod", missing("Gone", "MissingInMethod.gone()")),
				Arguments.of("Absent",
						"The class shop.Absent, an entity or another class of persistence unit 'shop', is not on the"
								+ " class path."),
				Arguments.of("Circular", refused
						+ "Recursive embeddable mapping detected for property 'shop.Circular.part.part' of class"
						+ " 'shop.Part'."),
				Arguments.of("CircularId,OtherCircularId",
						"The identifier of shop.CircularId refers to itself in a circle, so that the primary key of table"
								+ " CircularId has no column."),
				Arguments.of("Twice", refused + "Column 'x' is duplicated in mapping for entity 'shop.Twice' (use"
						+ " '@Column(insertable=false, updatable=false)' when mapping multiple properties to the"
						+ " same column)."),
				Arguments.of("WithoutTarget",
						refused + "Association 'shop.WithoutTarget.thread' targets the type 'java.lang.Thread' which is"
								+ " not an '@Entity' type."),
				Arguments.of("FailingConverter",
						refused + "Could not instantiate managed bean directly 'shop.Refusing' due to: null."
								+ " java.lang.IllegalStateException: no, at shop.Refusing.<init>(Shop.java:17)."),
				Arguments.of("FailingType",
						"Hibernate fails while it reads the entities of persistence unit 'shop', column name of table"
								+ " FailingType: java.lang.NullPointerException: no size,"
								+ " at shop.Size.getSqlType(Shop.java:20)."));
	}

	private static String missing(String type, String user) {
		return "The class shop.%s, which shop.%s uses, is not on the class path.".formatted(type, user);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void isReportedAsWhatItIs(String entities, String problem) {
		assertThat(failure(entities).getProblem()).isEqualTo(problem);
	}

	@Test
	void anInitializerThatHasFailedBeforeIsReportedAgain() {
		failure("InitializerOfOther");
		assertThat(failure("InitializerOfOther").getProblem())
			.isEqualTo("The static initializer of shop.Other, which shop.InitializerOfOther.name uses, fails:"
					+ " java.lang.NumberFormatException: For input string: \"y\", at shop.Other.<clinit>(Shop.java:47).");
	}

	/**
	 * The JVM leaves such an annotation out, so that nothing fails.
	 */
	@Test
	void anAnnotationThatIsMissingIsNamed() {
		assertThat(read("Marking").notes()).containsExactly(
				"The annotation shop.GoneMark of shop.Marking is not on the class path, so Hibernate does not know what"
						+ " it says. Add the dependency that has it if it is about the schema.",
				"The annotation shop.GoneUse of shop.Marking.used is not on the class path, so Hibernate does not know"
						+ " what it says. Add the dependency that has it if it is about the schema.");
	}

	private static InvalidEntitiesException failure(String entities) {
		return catchThrowableOfType(InvalidEntitiesException.class, () -> read(entities));
	}

	private static WantedSchema read(String entities) {
		return new HibernateTargetSchema(new PersistenceUnit("shop",
				Stream.concat(Stream.of(entities.split(",")), Stream.of("WithId"))
					.map((name) -> "shop." + name)
					.toList(),
				List.of(), List.of(), Map.of(), classLoader))
			.read(new TargetDatabase("PostgreSQL", 17, "public"));
	}

}
