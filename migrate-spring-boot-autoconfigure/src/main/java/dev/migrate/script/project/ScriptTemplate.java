package dev.migrate.script.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.text.JavaLiterals;
import dev.migrate.text.KotlinLiterals;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * A <a href="https://mustache.github.io">Mustache</a> template of revision scripts.
 */
public final class ScriptTemplate {

	private static final String FOLDER = "migrate/templates/";

	private final ScriptFormat format;

	private final Resource resource;

	private final String location;

	private final boolean builtIn;

	private ScriptTemplate(ScriptFormat format, Resource resource, String location, boolean builtIn) {
		this.format = format;
		this.resource = resource;
		this.location = location;
		this.builtIn = builtIn;
	}

	/**
	 * Finds the template of a format: in the sources of a module, so that a change counts
	 * before the next build; else on the class path, where a library can bring it; else
	 * the built-in one.
	 */
	static ScriptTemplate find(ScriptFormat format, List<Path> modules, ClassLoader classLoader) {
		for (Path module : modules) {
			Path file = override(format, module);
			Resource resource = new FileSystemResource(file);
			if (resource.exists()) {
				return new ScriptTemplate(format, resource, file.toString(), false);
			}
		}
		Resource resource = new ClassPathResource(FOLDER + fileName(format), classLoader);
		return resource.exists() ? new ScriptTemplate(format, resource, "classpath:" + FOLDER + fileName(format), false)
				: builtIn(format);
	}

	static ScriptTemplate builtIn(ScriptFormat format) {
		return new ScriptTemplate(format, new ClassPathResource(fileName(format), ScriptFormat.class),
				"classpath:dev/migrate/script/" + fileName(format), true);
	}

	/**
	 * Returns where a module overrides the template of a format.
	 */
	static Path override(ScriptFormat format, Path module) {
		return module.resolve(ScriptFormat.SQL.sourceRoot()).resolve(FOLDER + fileName(format));
	}

	private static String fileName(ScriptFormat format) {
		return "revision." + format.extension() + ".mustache";
	}

	/**
	 * Returns what the template makes.
	 */
	public ScriptFormat format() {
		return this.format;
	}

	/**
	 * Returns where the template is.
	 * @return a file, or a path in the class path
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Returns whether the template comes with Migrate.
	 * @return {@code false} if the project overrides it
	 */
	public boolean isBuiltIn() {
		return this.builtIn;
	}

	/**
	 * Returns the text of the template.
	 * @throws InvalidScriptException if it cannot be read
	 */
	String text() {
		try {
			return this.resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw invalid(ex.toString(), ex);
		}
	}

	/**
	 * Makes the text of a script.
	 * @throws InvalidScriptException if the template is not well-formed
	 */
	String render(NewScript script, String packageName, String className) {
		String template = text();
		boolean derived = script.reversible() != null && mentions("(reversible|change)", template);
		Map<String, Object> values = TemplateValues.values(script, derived, packageName, className, this.format);
		List<String> names = TemplateValues.imports(script, derived);
		if (this.format == ScriptFormat.KOTLIN) {
			names = kotlin(names, derived);
		}
		values.put("imports", imports(names, false, template));
		values.put("staticImports", imports(names, true, template));
		try {
			String text = Mustache.compiler().withEscaper(escaper()).compile(template).execute(values);
			if (!this.format.isClass()) {
				return text;
			}
			return withoutTrailingBlanks(
					mentions("methods", template) ? text : withMethods(text, TemplateValues.methods(script, derived)));
		}
		catch (MustacheException ex) {
			throw invalid(String.valueOf(ex.getMessage()).strip().replaceFirst("\\.$", ""), ex);
		}
	}

	private Mustache.Escaper escaper() {
		return switch (this.format) {
			case JAVA -> JavaLiterals::escaped;
			case KOTLIN -> KotlinLiterals::escaped;
			case SQL -> (raw) -> raw;
		};
	}

	/**
	 * Returns the imports of Kotlin, which knows no static ones and sorts all together.
	 */
	private static List<String> kotlin(List<String> names, boolean derived) {
		Stream<String> always = Stream.of("dev.migrate.Revision", "dev.migrate.operations.Operations",
				"dev.migrate.operations." + (derived ? "ReversibleMigration" : "Migration"));
		return Stream.concat(always, names.stream().map((name) -> name.replaceFirst("^static\\s+", ""))).toList();
	}

	InvalidScriptException invalid(String problem) {
		return InvalidScriptException.template(this.location, problem, null);
	}

	private InvalidScriptException invalid(String problem, Exception cause) {
		return InvalidScriptException.template(this.location, problem, cause);
	}

	/**
	 * Returns whether a template makes use of a variable.
	 */
	private static boolean mentions(String variable, String template) {
		return Pattern.compile("\\{\\{[#^{&]?\\s*" + variable + "\\b").matcher(template).find();
	}

	/**
	 * A template that does not know of methods gets them at the end of the class.
	 */
	private String withMethods(String text, List<String> methods) {
		int end = text.lastIndexOf('}');
		if (methods.isEmpty() || end < 0) {
			return text;
		}
		String indentation = (this.format == ScriptFormat.KOTLIN) ? "    " : "\t";
		String members = methods.stream().map((line) -> indentation + line + "\n").collect(Collectors.joining());
		return text.substring(0, end).stripTrailing() + "\n" + members + "\n" + text.substring(end);
	}

	private static List<String> imports(List<String> names, boolean statics, String template) {
		List<String> imports = new ArrayList<>();
		for (String each : names.stream().distinct().sorted().toList()) {
			String name = each.startsWith("static ") ? each.substring("static ".length()).strip() : each;
			boolean wanted = each.startsWith("static ") == statics;
			if (wanted && !Pattern.compile("import " + Pattern.quote(each) + "(?:;|\\s)").matcher(template).find()) {
				imports.add(name);
			}
		}
		return imports;
	}

	// Empty lines of a body are indented by the template.
	private static String withoutTrailingBlanks(String text) {
		return text.replaceAll("[ \\t]+(?=\\n)", "");
	}

}
