package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.sql.SqlLayout;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.RowChanges;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaMethods;
import dev.migrate.operations.rendering.SourceLanguage;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.script.NewScript.ReversibleBody;
import dev.migrate.script.Placeholders;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a generated revision as the lines of its script.
 *
 * @param imports what the lines of a class use, such as
 * {@code static dev.migrate.schema.Column.column}
 * @param upgrade the lines of the way up
 * @param downgrade the lines of the way down
 * @param methods the lines of further methods that both ways of a class use
 * @param reversible what a class is made of if its downgrade can be derived, else
 * {@code null}
 */
public record GeneratedText(List<String> imports, List<String> upgrade, List<String> downgrade, List<String> methods,
		@Nullable ReversibleBody reversible) {

	private static final int WIDTH = 120;

	public GeneratedText {
		imports = List.copyOf(imports);
		upgrade = List.copyOf(upgrade);
		downgrade = List.copyOf(downgrade);
		methods = List.copyOf(methods);
	}

	/**
	 * Writes a revision as the members of a class.
	 * @param revision the revision
	 * @param packageName the package of the class
	 * @param renderer how data types are written that it knows
	 * @return the lines
	 */
	public static GeneratedText java(GeneratedRevision revision, String packageName, DataTypeRenderer renderer) {
		return members(revision, packageName, renderer, SourceLanguage.JAVA);
	}

	/**
	 * Writes a revision as the members of a class of Kotlin.
	 * @param revision the revision
	 * @param packageName the package of the class
	 * @param renderer how data types are written that it knows
	 * @return the lines
	 */
	public static GeneratedText kotlin(GeneratedRevision revision, String packageName, DataTypeRenderer renderer) {
		return members(revision, packageName, renderer, SourceLanguage.KOTLIN);
	}

	private static GeneratedText members(GeneratedRevision revision, String packageName, DataTypeRenderer renderer,
			SourceLanguage language) {
		JavaImports imports = new JavaImports(packageName, language);
		JavaMethods methods = new JavaMethods(imports, renderer);
		List<String> upgrade = body(methods, revision.upgrade(), Operation::withoutReverse);
		List<String> downgrade = body(methods, revision.downgrade(), Operation::withoutReverse);
		List<String> more = unindented(methods.methods(), language.indentation(1));
		return new GeneratedText(imports.names(), upgrade, downgrade, more,
				revision.isReversible() ? reversible(revision, packageName, renderer, language) : null);
	}

	private static ReversibleBody reversible(GeneratedRevision revision, String packageName, DataTypeRenderer renderer,
			SourceLanguage language) {
		JavaImports imports = new JavaImports(packageName, language);
		JavaMethods methods = new JavaMethods(imports, renderer);
		List<String> change = body(methods, revision.upgrade(), UnaryOperator.identity());
		List<String> more = unindented(methods.methods(), language.indentation(1));
		return new ReversibleBody(imports.names(), change, more);
	}

	private static List<String> body(JavaMethods methods, List<Step> steps, UnaryOperator<Operation> form) {
		List<JavaMethods.Statement> statements = new ArrayList<>();
		for (Step step : steps) {
			List<String> remarks = step.remarks();
			for (Operation part : parts(step.operation())) {
				statements.add(new JavaMethods.Statement(form.apply(part), remarks));
				remarks = List.of();
			}
		}
		return unindented(methods.body(statements), methods.indentation());
	}

	/**
	 * Changes of many rows are written one by one, so that methods can be divided between
	 * them.
	 */
	private static List<Operation> parts(Operation operation) {
		return (operation instanceof RowChanges rows) ? rows.parts() : List.of(operation);
	}

	/**
	 * Takes away the indentation that the template writes.
	 */
	private static List<String> unindented(List<String> lines, String indentation) {
		return lines.stream()
			.map((line) -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
			.toList();
	}

	/**
	 * Writes a revision as the sections of an SQL script.
	 * @param revision the revision
	 * @param dialect the database
	 * @return the lines
	 */
	public static GeneratedText sql(GeneratedRevision revision, Dialect dialect) {
		return new GeneratedText(List.of(), sql(revision.upgrade(), dialect), sql(revision.downgrade(), dialect),
				List.of(), null);
	}

	private static List<String> sql(List<Step> steps, Dialect dialect) {
		List<String> lines = new ArrayList<>();
		boolean apart = false;
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			if (goesWithTable(step.operation(), steps.subList(i + 1, steps.size()))) {
				continue;
			}
			List<String> block = new ArrayList<>();
			for (String remark : step.remarks()) {
				JavaMethods.wrapped(Placeholders.escape(remark), WIDTH - 3).forEach((line) -> block.add("-- " + line));
			}
			block.addAll(sql(step.operation(), dialect));
			boolean several = block.size() > 1;
			if (!lines.isEmpty() && (apart || several)) {
				lines.add("");
			}
			lines.addAll(block);
			apart = several;
		}
		return lines;
	}

	/**
	 * Returns whether what an operation drops goes with a table that is dropped after it.
	 */
	private static boolean goesWithTable(Operation operation, List<Step> following) {
		CreateIndex creation = (operation instanceof DropIndex drop && !drop.runsOutsideTransaction()) ? drop.creation()
				: null;
		return creation != null && following.stream()
			.anyMatch((step) -> step.operation() instanceof DropTable table && table.name().equals(creation.table()));
	}

	private static List<String> sql(Operation operation, Dialect dialect) {
		List<String> lines = new ArrayList<>();
		for (SqlCommand command : dialect.write(operation)) {
			String written = dialect.inline(command) + ";";
			boolean hasRows = operation instanceof RowChanges && written.indexOf('\n') >= 0;
			String statement = hasRows ? written : String.join("\n", SqlLayout.lines(written));
			lines.addAll(List.of(Placeholders.escape(statement).split("\n", -1)));
		}
		return lines;
	}

}
