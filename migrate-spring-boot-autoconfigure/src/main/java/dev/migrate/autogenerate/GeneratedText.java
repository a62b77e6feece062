package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;

/**
 * The operations of a generated revision as the lines of its script.
 *
 * @param imports what the lines of a Java script use, such as
 * {@code static dev.migrate.schema.Column.column}
 * @param upgrade the lines of the way up
 * @param downgrade the lines of the way down
 */
public record GeneratedText(List<String> imports, List<String> upgrade, List<String> downgrade) {

	// The body of a method of a class that stands in a file by itself.
	private static final String INDENTATION = "\t\t";

	// What a script would take for a placeholder.
	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?=[A-Za-z][\\w.-]*})");

	public GeneratedText {
		imports = List.copyOf(imports);
		upgrade = List.copyOf(upgrade);
		downgrade = List.copyOf(downgrade);
	}

	/**
	 * Writes a revision as the bodies of the methods of a class.
	 * @param revision the revision
	 * @param packageName the package of the class
	 * @param renderer how data types are written that it knows
	 * @return the lines
	 */
	public static GeneratedText java(GeneratedRevision revision, String packageName, DataTypeRenderer renderer) {
		JavaImports imports = new JavaImports(packageName);
		List<String> upgrade = java(revision.upgrade(), imports, renderer);
		List<String> downgrade = java(revision.downgrade(), imports, renderer);
		List<String> names = imports.source()
			.lines()
			.filter((line) -> line.startsWith("import "))
			.map((line) -> line.substring("import ".length(), line.length() - 1))
			.toList();
		return new GeneratedText(names, upgrade, downgrade);
	}

	private static List<String> java(List<Step> steps, JavaImports imports, DataTypeRenderer renderer) {
		List<String> lines = new ArrayList<>();
		for (Step step : steps) {
			step.remarks().forEach((remark) -> lines.add("// " + remark));
			new JavaSource(imports, renderer).statement(step.operation())
				.source()
				.lines()
				.map((line) -> line.startsWith(INDENTATION) ? line.substring(INDENTATION.length()) : line)
				.forEach(lines::add);
		}
		return lines;
	}

	/**
	 * Writes a revision as the sections of an SQL script.
	 * @param revision the revision
	 * @param dialect the database
	 * @return the lines
	 */
	public static GeneratedText sql(GeneratedRevision revision, Dialect dialect) {
		return new GeneratedText(List.of(), sql(revision.upgrade(), dialect), sql(revision.downgrade(), dialect));
	}

	private static List<String> sql(List<Step> steps, Dialect dialect) {
		List<String> lines = new ArrayList<>();
		for (Step step : steps) {
			step.remarks().forEach((remark) -> lines.add("-- " + remark));
			lines.addAll(sql(step.operation(), dialect));
		}
		return lines;
	}

	private static List<String> sql(Operation operation, Dialect dialect) {
		List<String> lines = new ArrayList<>();
		for (SqlCommand command : dialect.write(operation)) {
			String statement = PLACEHOLDER.matcher(dialect.inline(command)).replaceAll("\\\\$0");
			(statement + ";").lines().forEach(lines::add);
		}
		return lines;
	}

}
