package dev.migrate.hibernate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Finds the member of a class that mentions another class, in its type or an annotation,
 * from the bytecode: a class that mentions a missing one cannot be asked by reflection.
 */
final class ClassMentions {

	private ClassMentions() {
	}

	/**
	 * Finds who mentions a class.
	 * @param type the name of the class
	 * @param users the names of the classes to look at
	 * @param classLoader what finds their files
	 * @return the first class or member of a class that mentions it, such as
	 * {@code com.example.Member.address}
	 */
	static Optional<String> find(String type, List<String> users, ClassLoader classLoader) {
		for (String user : users) {
			try (InputStream file = classLoader.getResourceAsStream(user.replace('.', '/') + ".class")) {
				if (file != null && !user.equals(type)) {
					Visitor visitor = new Visitor(type.replace('.', '/'), user);
					new ClassReader(file).accept(visitor,
							ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
					if (!visitor.members.isEmpty()) {
						return Optional.of(visitor.members.get(0));
					}
				}
			}
			catch (IOException ex) {
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

	private static final class Visitor extends ClassVisitor {

		private final String type;

		private final String user;

		private final List<String> members = new ArrayList<>();

		private Visitor(String type, String user) {
			super(SpringAsmInfo.ASM_VERSION);
			this.type = type;
			this.user = user;
		}

		@Override
		public void visit(int version, int access, String name, @Nullable String signature, String superName,
				String[] interfaces) {
			if (this.type.equals(superName) || List.of(interfaces).contains(this.type)) {
				this.members.add(this.user);
			}
			look(signature, this.user);
		}

		@Override
		public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
			return annotation(descriptor, this.user);
		}

		@Override
		public FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
				@Nullable Object value) {
			String member = this.user + "." + name;
			look(descriptor, member);
			look(signature, member);
			return new FieldVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
					return annotation(descriptor, member);
				}

			};
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			String member = this.user + "." + name + "()";
			look(descriptor, member);
			look(signature, member);
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
					return annotation(descriptor, member);
				}

			};
		}

		private AnnotationVisitor annotation(String descriptor, String member) {
			look(descriptor, member);
			return new AnnotationVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visit(@Nullable String name, Object value) {
					if (value instanceof Type mentioned) {
						look(mentioned.getDescriptor(), member);
					}
				}

				@Override
				public void visitEnum(@Nullable String name, String descriptor, String value) {
					look(descriptor, member);
				}

				@Override
				public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
					return annotation(descriptor, member);
				}

				@Override
				public AnnotationVisitor visitArray(@Nullable String name) {
					return this;
				}

			};
		}

		private void look(@Nullable String descriptor, String member) {
			if (descriptor != null
					&& (descriptor.contains("L" + this.type + ";") || descriptor.contains("L" + this.type + "<"))) {
				this.members.add(member);
			}
		}

	}

}
