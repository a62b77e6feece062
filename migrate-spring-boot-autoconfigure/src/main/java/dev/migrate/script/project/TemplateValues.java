package dev.migrate.script.project;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.script.NewScript;
import dev.migrate.script.NewScript.ReversibleBody;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.sql.MarkerEscapes;
import dev.migrate.text.KotlinLiterals;

/**
 * The values that templates of revision scripts are filled with.
 */
final class TemplateValues {

	private TemplateValues() {
	}

	/**
	 * Returns the imports of what a class is made of.
	 * @param derived whether its downgrade is derived
	 */
	static List<String> imports(NewScript script, boolean derived) {
		ReversibleBody body = derived ? script.reversible() : null;
		return (body != null) ? body.imports() : script.imports();
	}

	/**
	 * Returns the further members of a class.
	 * @param derived whether its downgrade is derived
	 */
	static List<String> methods(NewScript script, boolean derived) {
		ReversibleBody body = derived ? script.reversible() : null;
		return (body != null) ? body.methods() : script.methods();
	}

	static Map<String, Object> values(NewScript script, boolean derived, String packageName, String className,
			ScriptFormat format) {
		ReversibleBody reversible = derived ? script.reversible() : null;
		Map<String, Object> values = new HashMap<>();
		List<String> downgrade = script.downgrade();
		values.put("id", script.id());
		values.put("down", script.place().downRevisions());
		values.put("dependsOn", script.place().dependsOn());
		values.put("labels", List.copyOf(script.place().labels()));
		values.put("message", script.message());
		values.put("created", created(script));
		values.put("transactional", script.transactional());
		boolean kotlin = format == ScriptFormat.KOTLIN;
		values.put("package", kotlin ? KotlinLiterals.name(packageName) : packageName);
		values.put("className", kotlin ? KotlinLiterals.name(className) : className);
		values.put("annotation", JavaAnnotation.annotation(script, format));
		values.put("header", header(script));
		values.put("summary", script.summary());
		values.put("reversible", derived);
		values.put("change", (reversible != null) ? reversible.change() : List.of());
		values.put("methods", methods(script, derived));
		values.put("upgrade", lines(script.upgrade(), format));
		values.put("downgrade", (downgrade != null) ? lines(downgrade, format) : List.of());
		values.put("irreversible", downgrade == null);
		return values;
	}

	private static List<String> lines(List<String> lines, ScriptFormat format) {
		return (format == ScriptFormat.SQL) ? lines.stream().map(MarkerEscapes::escape).toList() : lines;
	}

	static String created(NewScript script) {
		return script.created().truncatedTo(ChronoUnit.SECONDS).toString();
	}

	private static String header(NewScript script) {
		List<String> lines = new ArrayList<>();
		lines.add("-- revision: " + script.id());
		add(lines, "revises", script.place().downRevisions());
		add(lines, "depends-on", script.place().dependsOn());
		add(lines, "labels", script.place().labels());
		add(lines, "replaces", script.place().replaces());
		lines.add("-- created: " + created(script));
		if (!script.message().isEmpty()) {
			lines.add("-- message: " + script.message());
		}
		if (!script.transactional()) {
			lines.add("-- transaction: none");
		}
		if (!script.placeholders()) {
			lines.add("-- placeholders: none");
		}
		script.adopts().forEach((migration) -> lines.add("-- adopts: " + migration));
		return String.join("\n", lines);
	}

	private static void add(List<String> lines, String key, Collection<String> values) {
		if (!values.isEmpty()) {
			lines.add("-- " + key + ": " + String.join(", ", values));
		}
	}

}
