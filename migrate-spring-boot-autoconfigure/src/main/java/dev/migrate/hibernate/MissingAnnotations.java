package dev.migrate.hibernate;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.asm.TypePath;

/**
 * Finds the annotations of entities whose types are not on the class path. The JVM leaves
 * them out without a word, and so does Hibernate.
 */
final class MissingAnnotations {

	/**
	 * Annotations that say nothing about a schema.
	 */
	private static final List<String> OF_OTHERS = List.of("com.fasterxml.", "edu.umd.", "io.swagger.",
			"jakarta.annotation.", "jakarta.json.", "jakarta.xml.", "javax.annotation.", "javax.xml.", "kotlin.",
			"lombok.", "org.jetbrains.", "org.jspecify.", "tools.jackson.");

	private final ClassLoader classLoader;

	/**
	 * The first user of each annotation.
	 */
	private final Map<String, String> users = new LinkedHashMap<>();

	private MissingAnnotations(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Returns a sentence for each annotation that is missing.
	 */
	static List<String> notes(PersistenceUnit unit) {
		MissingAnnotations annotations = new MissingAnnotations(unit.classLoader());
		Stream
			.concat(unit.managedClasses().stream(),
					unit.managedPackages().stream().map((name) -> name + ".package-info"))
			.forEach(annotations::read);
		return annotations.users.entrySet()
			.stream()
			.filter((annotation) -> annotations.isMissing(annotation.getKey()))
			.map((annotation) -> ("The annotation %s of %s is not on the class path, so Hibernate does not know what it"
					+ " says. Add the dependency that has it if it is about the schema.")
				.formatted(annotation.getKey(), annotation.getValue()))
			.toList();
	}

	private static String file(String type) {
		return type.replace('.', '/') + ".class";
	}

	private void read(String type) {
		try (InputStream file = this.classLoader.getResourceAsStream(file(type))) {
			if (file != null) {
				new ClassReader(file).accept(new Visitor(type.replace(".package-info", "")),
						ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The file of class " + type + " cannot be read", ex);
		}
	}

	private boolean isMissing(String annotation) {
		return OF_OTHERS.stream().noneMatch(annotation::startsWith)
				&& this.classLoader.getResource(file(annotation)) == null;
	}

	private @Nullable AnnotationVisitor add(String descriptor, boolean visible, String user) {
		if (visible) {
			this.users.putIfAbsent(Type.getType(descriptor).getClassName(), user);
		}
		return null;
	}

	private final class Visitor extends ClassVisitor {

		private final String user;

		private Visitor(String user) {
			super(SpringAsmInfo.ASM_VERSION);
			this.user = user;
		}

		@Override
		public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
			return add(descriptor, visible, this.user);
		}

		@Override
		public FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
				@Nullable Object value) {
			String member = this.user + "." + name;
			return new FieldVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
					return add(descriptor, visible, member);
				}

				@Override
				public @Nullable AnnotationVisitor visitTypeAnnotation(int type, @Nullable TypePath path,
						String descriptor, boolean visible) {
					return add(descriptor, visible, member);
				}

			};
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			String member = this.user + "." + name + "()";
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
					return add(descriptor, visible, member);
				}

				@Override
				public @Nullable AnnotationVisitor visitTypeAnnotation(int type, @Nullable TypePath path,
						String descriptor, boolean visible) {
					return add(descriptor, visible, member);
				}

			};
		}

	}

}
