package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Text;
import org.jspecify.annotations.Nullable;

/**
 * The body of a method of a revision in Java or Kotlin, written by operations with
 * {@link Operation#render(JavaWriter)} and broken over lines as spring-javaformat or the
 * coding conventions of Kotlin do.
 *
 * <pre class="code">
 * JavaImports imports = new JavaImports("db.revisions");
 * JavaSource upgrade = new JavaSource(imports);
 * operations.forEach(upgrade::statement);
 * </pre>
 */
public final class JavaSource implements JavaWriter {

	private static final int INDENT = 2;

	private static final String SEPARATOR = ", ";

	private final JavaImports imports;

	private final JavaValues values;

	private final SourceLayout layout;

	private final List<JavaExpression> line = new ArrayList<>();

	private final int indent;

	/**
	 * Creates an empty body.
	 * @param imports where the imports are collected, for all methods of a class
	 */
	public JavaSource(JavaImports imports) {
		this(imports, DataTypeRenderer.none());
	}

	/**
	 * Creates an empty body.
	 * @param imports where the imports are collected, for all methods of a class
	 * @param renderer how data types are written that it knows
	 */
	public JavaSource(JavaImports imports, DataTypeRenderer renderer) {
		this(imports, renderer, INDENT);
	}

	/**
	 * Creates an empty body.
	 * @param indent how many tabs are before each statement
	 */
	JavaSource(JavaImports imports, DataTypeRenderer renderer, int indent) {
		this.indent = indent;
		this.imports = imports;
		this.layout = isKotlin() ? new KotlinLayout() : new JavaLayout();
		this.values = new JavaValues(imports, renderer);
	}

	/**
	 * Writes the statement of an operation on lines of its own.
	 * @param operation the operation
	 * @return this source
	 * @throws InvalidOperationException if there is no source for it
	 */
	public JavaSource statement(Operation operation) {
		endLine();
		operation.render(this);
		endLine();
		return this;
	}

	@Override
	public JavaSource java(String text) {
		String[] lines = text.split("\n", -1);
		for (int i = 0; i < lines.length; i++) {
			if (i > 0) {
				endLine();
			}
			if (!lines[i].isEmpty()) {
				this.line.add(new Text(lines[i]));
			}
		}
		return this;
	}

	@Override
	public JavaSource type(Class<?> type) {
		return java(this.imports.type(type));
	}

	@Override
	public JavaSource member(Class<?> type, String name) {
		return java(this.imports.member(type, name));
	}

	@Override
	public JavaSource value(@Nullable Object value) {
		this.line.add(this.values.argument(value));
		return this;
	}

	@Override
	public JavaSource call(String method, @Nullable Object... arguments) {
		this.line
			.add(new Call("op." + method + "(", Arrays.stream(arguments).map(this.values::argument).toList(), ")"));
		return java(";");
	}

	/**
	 * Returns what has been written.
	 * @return lines with the indentation of a method's body, the last one without a line
	 * end
	 */
	public String source() {
		endLine();
		return this.layout.toString();
	}

	private void endLine() {
		if (this.line.isEmpty()) {
			return;
		}
		int tabs = this.indent + takeTabs();
		this.layout.line(tabs);
		JavaExpression statement = JavaPieces.statement(this.line);
		if (statement != null) {
			this.layout.write(isKotlin() ? KotlinExpressions.of(statement) : JavaPieces.terminated(statement), tabs, 0);
			this.line.clear();
			return;
		}
		if (isKotlin()) {
			this.line.forEach((part) -> this.layout.write((part instanceof Text text)
					? new Text(KotlinExpressions.part(text.text())) : KotlinExpressions.of(part), tabs, 0));
			this.line.clear();
			return;
		}
		boolean separated = false;
		for (int i = 0; i < this.line.size(); i++) {
			JavaExpression part = this.line.get(i);
			if (part instanceof Text text && i + 1 < this.line.size() && text.text().endsWith(SEPARATOR)) {
				this.layout.write(text.text().substring(0, text.text().length() - SEPARATOR.length()));
				separated = true;
			}
			else if (separated) {
				this.layout.writeNext(SEPARATOR, part, tabs, following(i + 1));
				separated = false;
			}
			else {
				this.layout.write(part, tabs, following(i + 1));
			}
		}
		this.line.clear();
	}

	private boolean isKotlin() {
		return this.imports.language() == SourceLanguage.KOTLIN;
	}

	private int takeTabs() {
		int tabs = 0;
		if (this.line.get(0) instanceof Text first) {
			while (tabs < first.text().length() && first.text().charAt(tabs) == '\t') {
				tabs++;
			}
			this.line.set(0, new Text(first.text().substring(tabs)));
		}
		return tabs;
	}

	/**
	 * Returns how much of the line has to stay on the same line as what is before it.
	 */
	private int following(int index) {
		int columns = 0;
		for (int i = index; i < this.line.size(); i++) {
			String flat = this.line.get(i).flat();
			if (flat == null) {
				return columns;
			}
			int separator = flat.indexOf(SEPARATOR);
			if (separator >= 0) {
				return columns + separator + 1;
			}
			columns += flat.length();
		}
		return columns;
	}

}
