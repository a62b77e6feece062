package dev.migrate.script.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.text.JavaLiterals;

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
		Map<String, Object> values = TemplateValues.values(script, packageName, className);
		values.put("imports", imports(script, false, template));
		values.put("staticImports", imports(script, true, template));
		try {
			String text = Mustache.compiler()
				.withEscaper((this.format == ScriptFormat.JAVA) ? JavaLiterals::escaped : (raw) -> raw)
				.compile(template)
				.execute(values);
			return (this.format == ScriptFormat.JAVA) ? withoutTrailingBlanks(text) : text;
		}
		catch (MustacheException ex) {
			throw invalid(String.valueOf(ex.getMessage()).strip().replaceFirst("\\.$", ""), ex);
		}
	}

	InvalidScriptException invalid(String problem) {
		return InvalidScriptException.template(this.location, problem, null);
	}

	private InvalidScriptException invalid(String problem, Exception cause) {
		return InvalidScriptException.template(this.location, problem, cause);
	}

	private static List<String> imports(NewScript script, boolean statics, String template) {
		List<String> imports = new ArrayList<>();
		for (String each : script.imports().stream().distinct().sorted().toList()) {
			String name = each.startsWith("static ") ? each.substring("static ".length()).strip() : each;
			boolean wanted = each.startsWith("static ") == statics;
			if (wanted && !template.contains("import " + each + ";")) {
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
