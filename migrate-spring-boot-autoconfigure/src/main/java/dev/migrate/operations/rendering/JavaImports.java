package dev.migrate.operations.rendering;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.NullableMaps;
import dev.migrate.text.KotlinLiterals;

/**
 * The imports of a source file, collected while its text is written. A name that means
 * something else in the file already is not imported; the type is then written with its
 * package.
 */
public final class JavaImports {

	/**
	 * What means something else in a migration than an import would.
	 */
	private static final Set<String> MEMBERS_OF_A_MIGRATION = Set.of("op", "upgrade", "downgrade", "change", "clone",
			"equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

	/**
	 * What Kotlin has words of its own for.
	 */
	private static final Set<Class<?>> KNOWN_TO_KOTLIN = Set.of(List.class, Set.class, Map.class, Arrays.class,
			Collections.class, HashSet.class, NullableMaps.class);

	private static final Map<Class<?>, String> KOTLIN_TYPES = Map.of(Integer.class, "Int", Character.class, "Char",
			Object.class, "Any");

	private final String packageName;

	private final SourceLanguage language;

	private final Map<String, Class<?>> types = new HashMap<>();

	private final Map<String, Class<?>> members = new TreeMap<>();

	/**
	 * Creates an empty collection.
	 * @param packageName the package of the source file, whose types need no import;
	 * empty for the unnamed package
	 */
	public JavaImports(String packageName) {
		this(packageName, SourceLanguage.JAVA);
	}

	/**
	 * Creates an empty collection.
	 * @param packageName the package of the source file, whose types need no import;
	 * empty for the unnamed package
	 * @param language what the file is written in
	 */
	public JavaImports(String packageName, SourceLanguage language) {
		this.packageName = packageName;
		this.language = language;
	}

	SourceLanguage language() {
		return this.language;
	}

	/**
	 * Returns how a type is written in the file, and imports it if need be. A nested type
	 * is written behind the type that it is in, which is imported.
	 * @param type the type
	 * @return its name, such as {@code Index.Part}
	 * @throws InvalidOperationException if no source can name the type, such as a private
	 * or a local class
	 */
	public String type(Class<?> type) {
		if (type.isPrimitive()) {
			return type.getName();
		}
		if (type.isArray()) {
			return (this.language == SourceLanguage.KOTLIN) ? kotlinArray(type.getComponentType())
					: type(type.getComponentType()) + "[]";
		}
		Class<?> outer = JavaAccess.requireNameable(type, this.packageName);
		String nested = Objects.requireNonNull(type.getCanonicalName()).substring(outer.getName().length());
		return (this.language == SourceLanguage.KOTLIN) ? KotlinLiterals.name(outerType(outer) + nested)
				: outerType(outer) + nested;
	}

	private String kotlinArray(Class<?> component) {
		if (component.isPrimitive()) {
			return Character.toUpperCase(component.getName().charAt(0)) + component.getName().substring(1) + "Array";
		}
		String name = KOTLIN_TYPES.get(component);
		return "Array<" + ((name != null) ? name : type(component)) + ">";
	}

	private String outerType(Class<?> type) {
		String name = type.getSimpleName();
		Class<?> known = this.types.get(name);
		if (known == null && (isVisible(type) || !isInJavaLang(name))) {
			this.types.put(name, type);
			known = type;
		}
		return (known == type) ? name : type.getName();
	}

	/**
	 * Returns how a static method or constant is written in the file, and imports it
	 * statically if need be.
	 * @param type the type that declares it
	 * @param name its name
	 * @return its name, behind that of the type if it alone means something else
	 * @throws InvalidOperationException if no source can name the type
	 */
	public String member(Class<?> type, String name) {
		Class<?> outer = JavaAccess.requireNameable(type, this.packageName);
		if (KNOWN_TO_KOTLIN.contains(type) && this.language == SourceLanguage.KOTLIN) {
			return name;
		}
		boolean importable = !MEMBERS_OF_A_MIGRATION.contains(name) && !outer.getPackageName().isEmpty();
		Class<?> known = importable ? this.members.computeIfAbsent(name, (absent) -> type) : null;
		String written = (this.language == SourceLanguage.KOTLIN) ? KotlinLiterals.name(name) : name;
		return (known == type) ? written : type(type) + "." + written;
	}

	/**
	 * Returns what is imported.
	 * @return the names as they stand behind the word {@code import}, sorted
	 */
	public List<String> names() {
		return source().lines()
			.filter((line) -> !line.isEmpty())
			.map((line) -> line.substring("import ".length()).replaceFirst(";$", ""))
			.toList();
	}

	/**
	 * Returns the import declarations, grouped and sorted as spring-javaformat wants
	 * them, or sorted as Kotlin does.
	 * @return the lines, each with its line end; empty if there is nothing to import
	 */
	public String source() {
		return (this.language == SourceLanguage.KOTLIN) ? kotlin() : java();
	}

	private String kotlin() {
		Set<String> names = new TreeSet<>();
		this.types.values()
			.stream()
			.filter((type) -> !isVisible(type))
			.forEach((type) -> names.add(KotlinLiterals.name(type.getName())));
		this.members.forEach((name, type) -> names.add(KotlinLiterals.name(type.getCanonicalName() + "." + name)));
		return names.stream().map((name) -> "import " + name + "\n").collect(Collectors.joining());
	}

	private String java() {
		Map<Integer, Set<String>> groups = new TreeMap<>();
		for (Class<?> type : this.types.values()) {
			if (!isVisible(type)) {
				groups.computeIfAbsent(group(type.getName()), (group) -> new TreeSet<>())
					.add("import " + type.getName() + ";\n");
			}
		}
		this.members.forEach((name, type) -> groups.computeIfAbsent(4, (group) -> new TreeSet<>())
			.add("import static " + type.getCanonicalName() + "." + name + ";\n"));
		return String.join("\n", groups.values().stream().map((lines) -> String.join("", lines)).toList());
	}

	private static int group(String name) {
		if (name.startsWith("java.")) {
			return 0;
		}
		if (name.startsWith("javax.")) {
			return 1;
		}
		return name.startsWith("org.springframework.") ? 3 : 2;
	}

	private boolean isVisible(Class<?> type) {
		return (this.language == SourceLanguage.KOTLIN && KNOWN_TO_KOTLIN.contains(type))
				|| type.getPackageName().equals("java.lang") || type.getPackageName().equals(this.packageName);
	}

	private static boolean isInJavaLang(String name) {
		try {
			Class.forName("java.lang." + name, false, null);
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
