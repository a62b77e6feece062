package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Extension;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@link dev.migrate.schema} as a person writes them: by their factory methods,
 * without what is so anyway.
 */
final class SchemaValues {

	private final JavaImports imports;

	private final DataTypeValues types;

	private final ConstraintValues constraints;

	SchemaValues(JavaImports imports, DataTypeRenderer renderer) {
		this.imports = imports;
		this.types = new DataTypeValues(imports, renderer);
		this.constraints = new ConstraintValues(imports);
	}

	/**
	 * Returns the expression of a value.
	 * @return the expression, or {@code null} if the value has none but its constructor
	 */
	@Nullable JavaExpression expression(Object value) {
		if (value instanceof Table table) {
			return table(table);
		}
		if (value instanceof Column column) {
			return column(column);
		}
		if (value instanceof DataType type) {
			return this.types.expression(type);
		}
		if (value instanceof Constraint constraint) {
			return this.constraints.expression(constraint);
		}
		if (value instanceof Index index) {
			return this.constraints.index(index);
		}
		if (value instanceof Index.Part part) {
			return this.constraints.part(part);
		}
		if (value instanceof Sequence sequence) {
			return sequence(sequence);
		}
		if (value instanceof SequenceOptions options) {
			return options(options);
		}
		if (value instanceof Identity identity) {
			return identity(identity);
		}
		if (value instanceof Generated generated) {
			return generated(generated);
		}
		if (value instanceof EnumType type) {
			return enumType(type);
		}
		if (value instanceof CompositeType type) {
			return compositeType(type);
		}
		if (value instanceof View view) {
			return view(view);
		}
		if (value instanceof Extension extension) {
			return start(Extension.class, "extension", string(extension.name()))
				.callIfPresent("schema", extension.schema())
				.callIfPresent("version", extension.version())
				.end();
		}
		if (value instanceof ObjectName name) {
			return Call.of(this.imports.type(ObjectName.class) + ".of", JavaStrings.expression(name.written()));
		}
		if (value instanceof ReferentialAction || value instanceof Deferrability) {
			return constant((Enum<?>) value);
		}
		return null;
	}

	private JavaExpression constant(Enum<?> constant) {
		return new Text(this.imports.member(constant.getDeclaringClass(), constant.name()));
	}

	private JavaExpression table(Table table) {
		JavaChain chain = start(Table.class, "table", string(table.name()));
		table.columns().forEach((column) -> chain.call("column", arguments(column)));
		table.constraints().forEach((constraint) -> this.constraints.addTo(chain, constraint));
		if (table.partitionBy() != null) {
			chain.call("partitionBy", string(table.partitionBy()));
		}
		table.storage().forEach((parameter, value) -> chain.call("with", string(parameter), string(value)));
		return chain.callIf(table.unlogged(), "asUnlogged").callIfPresent("comment", table.comment()).end();
	}

	private JavaExpression column(Column column) {
		JavaChain chain = start(Column.class, "column", string(column.name()), this.types.expression(column.type()));
		addTo(chain, column);
		return chain.end();
	}

	/**
	 * Returns the arguments of the method that adds a column to a table: its name, its
	 * type, and what else it is.
	 */
	private List<JavaExpression> arguments(Column column) {
		List<JavaExpression> arguments = new ArrayList<>(
				List.of(string(column.name()), this.types.expression(column.type())));
		JavaChain chain = new JavaChain(new Text("(column) -> column"));
		addTo(chain, column);
		String method = (this.imports.language() == SourceLanguage.JAVA) ? chain.onlyMethod() : null;
		if (method != null) {
			arguments.add(new Text(this.imports.type(Column.class) + "::" + method));
		}
		else if (!chain.isEmpty()) {
			arguments.add(chain.end());
		}
		return arguments;
	}

	private void addTo(JavaChain chain, Column column) {
		Identity identity = column.identity();
		if (identity != null && identity.equals(Identity.byDefault())) {
			chain.call("asIdentity");
		}
		else if (identity != null) {
			chain.call("asIdentity", identity(identity));
		}
		else {
			chain.callIf(!column.nullable(), "notNull");
		}
		chain.callIfPresent("defaultValue", column.defaultValue());
		Generated generated = column.generated();
		if (generated != null) {
			chain.call("generated", (generated.storage() == Generated.Storage.STORED) ? string(generated.expression())
					: generated(generated));
		}
		if (column.collation() != null) {
			chain.call("collation", string(column.collation()));
		}
		chain.callIfPresent("comment", column.comment());
	}

	private JavaExpression identity(Identity identity) {
		String mode = (identity.mode() == Identity.Mode.ALWAYS) ? "always" : "byDefault";
		JavaChain chain = new JavaChain(Call.of(this.imports.type(Identity.class) + "." + mode));
		SequenceOptions options = identity.options();
		SequenceOptions others = new SequenceOptions(null, null, options.minValue(), options.maxValue(),
				options.cache(), options.cycle());
		if (others.isDefault()) {
			number(chain, "startWith", options.startWith());
			number(chain, "incrementBy", options.incrementBy());
		}
		else {
			chain.call("options", options(options));
		}
		return chain.end();
	}

	private JavaExpression generated(Generated generated) {
		String storage = (generated.storage() == Generated.Storage.STORED) ? "stored" : "virtual";
		return Call.of(this.imports.type(Generated.class) + "." + storage, string(generated.expression()));
	}

	private JavaExpression options(SequenceOptions options) {
		JavaChain chain = start(SequenceOptions.class, "options");
		addTo(chain, options);
		return chain.end();
	}

	private JavaExpression sequence(Sequence sequence) {
		JavaChain chain = start(Sequence.class, "sequence", string(sequence.name()));
		if (sequence.type() != null) {
			chain.call("type", this.types.expression(sequence.type()));
		}
		addTo(chain, sequence.options());
		if (sequence.ownedBy() != null) {
			chain.call("ownedBy", string(sequence.ownedBy().table()), string(sequence.ownedBy().column()));
		}
		return chain.callIfPresent("comment", sequence.comment()).end();
	}

	private static void addTo(JavaChain chain, SequenceOptions options) {
		number(chain, "startWith", options.startWith());
		number(chain, "incrementBy", options.incrementBy());
		number(chain, "minValue", options.minValue());
		number(chain, "maxValue", options.maxValue());
		number(chain, "cache", options.cache());
		chain.callIf(options.cycle(), "withCycle");
	}

	private static void number(JavaChain chain, String method, @Nullable Long value) {
		if (value != null) {
			boolean isInt = value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
			chain.call(method, new Text(isInt ? value.toString() : value + "L"));
		}
	}

	private JavaExpression enumType(EnumType type) {
		List<String> arguments = JavaChain.with(type.name().written(), type.values());
		return new JavaChain(Call.of(this.imports.member(EnumType.class, "enumType"), JavaChain.strings(arguments)))
			.callIfPresent("comment", type.comment())
			.end();
	}

	private JavaExpression compositeType(CompositeType type) {
		JavaChain chain = start(CompositeType.class, "compositeType", string(type.name()));
		for (Column attribute : type.attributes()) {
			if (attribute.equals(Column.column(attribute.name(), attribute.type()))) {
				chain.call("attribute", string(attribute.name()), this.types.expression(attribute.type()));
			}
			else {
				chain.call("attribute", column(attribute));
			}
		}
		return chain.callIfPresent("comment", type.comment()).end();
	}

	private JavaExpression view(View view) {
		return start(View.class, view.materialized() ? "materializedView" : "view", string(view.name()),
				string(view.query()))
			.callIfAny("columns", view.columns())
			.callIfPresent("comment", view.comment())
			.end();
	}

	private JavaChain start(Class<?> type, String factory, JavaExpression... arguments) {
		return new JavaChain(Call.of(this.imports.member(type, factory), arguments));
	}

	private static JavaExpression string(String value) {
		return JavaChain.string(value);
	}

	private static JavaExpression string(ObjectName name) {
		return JavaChain.string(name.written());
	}

}
