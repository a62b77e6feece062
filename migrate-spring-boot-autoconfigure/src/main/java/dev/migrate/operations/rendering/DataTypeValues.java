package dev.migrate.operations.rendering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.schema.DataType;

/**
 * Data types by their factory methods.
 */
final class DataTypeValues {

	private static final Pattern INT = Pattern.compile("0|-?[1-9]\\d{0,8}");

	/**
	 * The methods by the name of the type and the number of arguments.
	 */
	private static final Map<String, String> FACTORIES = new HashMap<>();

	static {
		List.of("smallint", "integer", "bigint", "real", "money", "text", "bytea", "date", "uuid", "json", "jsonb",
				"xml", "inet", "cidr", "macaddr", "tsvector", "tsquery", "int4range", "int8range", "numrange",
				"tsrange", "tstzrange", "daterange")
			.forEach((name) -> factory(name, name, 0));
		List.of("varchar", "time", "timestamp", "interval").forEach((name) -> factory(name, name, 0, 1));
		factory("numeric", "numeric", 0, 1, 2);
		factory("boolean", "bool", 0);
		factory("double precision", "doublePrecision", 0);
		factory("char", "character", 1);
		factory("bit", "bit", 1);
		factory("bit varying", "bitVarying", 0, 1);
		factory("time with time zone", "timetz", 0, 1);
		factory("timestamp with time zone", "timestamptz", 0, 1);
	}

	private final JavaImports imports;

	private final DataTypeRenderer renderer;

	DataTypeValues(JavaImports imports, DataTypeRenderer renderer) {
		this.imports = imports;
		this.renderer = renderer;
	}

	private static void factory(String name, String method, int... arguments) {
		for (int count : arguments) {
			FACTORIES.put(name + "/" + count, method);
		}
	}

	JavaExpression expression(DataType type) {
		String rendered = this.renderer.render(new DataType(type.name(), type.arguments(), 0, type.userDefined()),
				this.imports);
		if (rendered != null) {
			return array(new Text(rendered), type.dimensions());
		}
		if (type.userDefined() && !type.arguments().isEmpty()) {
			return Call.of("new " + this.imports.type(DataType.class), JavaChain.string(type.name()),
					Call.of(this.imports.type(List.class) + ".of", JavaChain.strings(type.arguments())),
					new Text(String.valueOf(type.dimensions())), new Text("true"));
		}
		return array(element(type), type.dimensions());
	}

	private static JavaExpression array(JavaExpression element, int dimensions) {
		JavaChain chain = new JavaChain(element);
		for (int i = 0; i < dimensions; i++) {
			chain.call("array");
		}
		return chain.end();
	}

	private Call element(DataType type) {
		JavaExpression name = JavaChain.string(type.name());
		if (type.userDefined()) {
			return Call.of(method("userDefined"), name);
		}
		List<String> arguments = type.arguments();
		if (!arguments.stream().allMatch((argument) -> INT.matcher(argument).matches())) {
			return Call.of(method("type"), name,
					Call.of(this.imports.type(List.class) + ".of", JavaChain.strings(arguments)));
		}
		List<Text> numbers = arguments.stream().map(Text::new).toList();
		String factory = FACTORIES.get(type.name() + "/" + arguments.size());
		if (factory != null) {
			return Call.of(method(factory), numbers);
		}
		return Call.of(method("type"), JavaChain.with(name, numbers));
	}

	private String method(String name) {
		return this.imports.member(DataType.class, name);
	}

}
