package dev.migrate.operations.rendering;

import java.util.List;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Constraints and indexes by their factory methods.
 */
final class ConstraintValues {

	private final JavaImports imports;

	ConstraintValues(JavaImports imports) {
		this.imports = imports;
	}

	/**
	 * Adds a constraint to the chain of a table, which has short forms for some.
	 */
	void addTo(JavaChain table, Constraint constraint) {
		if (constraint instanceof PrimaryKey key && key.equals(PrimaryKey.primaryKey(array(key.columns())))) {
			table.callIfAny("primaryKey", key.columns());
		}
		else if (constraint instanceof UniqueConstraint unique
				&& unique.equals(UniqueConstraint.unique(array(unique.columns())))) {
			table.callIfAny("unique", unique.columns());
		}
		else if (constraint instanceof CheckConstraint check
				&& check.equals(CheckConstraint.check(check.condition()))) {
			table.call("check", JavaChain.string(check.condition()));
		}
		else {
			table.call("constraint", expression(constraint));
		}
	}

	JavaExpression expression(Constraint constraint) {
		JavaChain chain;
		if (constraint instanceof PrimaryKey key) {
			chain = start(PrimaryKey.class, "primaryKey", key.columns()).callIfAny("include", key.include());
			deferrable(chain, key.deferrability());
		}
		else if (constraint instanceof UniqueConstraint unique) {
			chain = start(UniqueConstraint.class, "unique", unique.columns()).callIfAny("include", unique.include())
				.callIf(unique.nullsNotDistinct(), "withNullsNotDistinct");
			deferrable(chain, unique.deferrability());
		}
		else if (constraint instanceof CheckConstraint check) {
			chain = start(CheckConstraint.class, "check", List.of(check.condition()))
				.callIf(check.noInherit(), "withNoInherit")
				.callIf(check.notValid(), "withNotValid");
		}
		else if (constraint instanceof ForeignKey foreignKey) {
			chain = foreignKey(foreignKey);
		}
		else {
			chain = exclusion((ExclusionConstraint) constraint);
		}
		return chain.callIfPresent("named", constraint.name()).end();
	}

	private JavaChain foreignKey(ForeignKey foreignKey) {
		JavaChain chain = start(ForeignKey.class, "foreignKey", foreignKey.columns());
		chain.callIfAny("references",
				JavaChain.with(foreignKey.referencedTable().written(), foreignKey.referencedColumns()));
		if (foreignKey.match() == ForeignKey.Match.FULL) {
			chain.call("match", new Text(this.imports.type(ForeignKey.Match.class) + ".FULL"));
		}
		action(chain, "onDelete", foreignKey.onDelete(), foreignKey.onDeleteColumns());
		action(chain, "onUpdate", foreignKey.onUpdate(), List.of());
		deferrable(chain, foreignKey.deferrability());
		return chain.callIf(foreignKey.notValid(), "withNotValid");
	}

	private void action(JavaChain chain, String event, ReferentialAction action, List<String> columns) {
		if (action != ReferentialAction.NO_ACTION) {
			JavaExpression constant = new Text(this.imports.member(ReferentialAction.class, action.name()));
			chain.call(event, JavaChain.with(constant, JavaChain.strings(columns)).toArray(JavaExpression[]::new));
		}
	}

	private void deferrable(JavaChain chain, Deferrability deferrability) {
		if (deferrability != Deferrability.NOT_DEFERRABLE) {
			chain.call("deferrable", new Text(this.imports.member(Deferrability.class, deferrability.name())));
		}
	}

	private JavaChain exclusion(ExclusionConstraint exclusion) {
		JavaChain chain = start(ExclusionConstraint.class, "exclude", List.of());
		if (!exclusion.method().equals(ExclusionConstraint.exclude().method())) {
			chain.call("using", JavaChain.string(exclusion.method()));
		}
		for (ExclusionConstraint.Element element : exclusion.elements()) {
			JavaExpression operator = JavaChain.string(element.operator());
			if (isPlainColumn(element.part())) {
				chain.call("with", JavaChain.string(element.part().text()), operator);
			}
			else {
				chain.call("with", Call.of("new " + this.imports.type(ExclusionConstraint.Element.class),
						part(element.part()), operator));
			}
		}
		chain.callIfPresent("where", exclusion.where());
		deferrable(chain, exclusion.deferrability());
		return chain;
	}

	JavaExpression index(Index index) {
		List<String> columns = index.parts()
			.stream()
			.takeWhile(ConstraintValues::isPlainColumn)
			.map(Index.Part::text)
			.toList();
		JavaChain chain = start(Index.class, index.unique() ? "uniqueIndex" : "index", columns);
		for (Index.Part part : index.parts().subList(columns.size(), index.parts().size())) {
			chain.call("on", (part.kind() == Index.Part.Kind.SQL) ? JavaChain.string(part.text()) : part(part));
		}
		chain.callIfPresent("using", index.method())
			.callIfAny("include", index.include())
			.callIfPresent("where", index.where())
			.callIf(index.nullsNotDistinct(), "withNullsNotDistinct");
		index.storage()
			.forEach((parameter, value) -> chain.call("with", JavaChain.string(parameter), JavaChain.string(value)));
		return chain.callIfPresent("comment", index.comment()).callIfPresent("named", index.name()).end();
	}

	JavaExpression part(Index.Part part) {
		String factory = switch (part.kind()) {
			case COLUMN -> "column";
			case EXPRESSION -> "expression";
			case SQL -> "sql";
		};
		JavaChain chain = new JavaChain(
				Call.of(this.imports.type(Index.Part.class) + "." + factory, JavaChain.string(part.text())));
		if (part.collation() != null) {
			chain.call("collation", JavaChain.string(part.collation().written()));
		}
		chain.callIfPresent("operatorClass", part.operatorClass())
			.callIf(part.order() == Index.Order.DESC, "descending");
		return nulls(chain, part.nulls()).end();
	}

	private JavaChain nulls(JavaChain chain, Index.@Nullable Nulls nulls) {
		return (nulls != null)
				? chain.call("nulls", new Text(this.imports.type(Index.Nulls.class) + "." + nulls.name())) : chain;
	}

	private static boolean isPlainColumn(Index.Part part) {
		return part.kind() == Index.Part.Kind.COLUMN && part.equals(Index.Part.column(part.text()));
	}

	private JavaChain start(Class<?> type, String factory, List<String> arguments) {
		return new JavaChain(Call.of(this.imports.member(type, factory), JavaChain.strings(arguments)));
	}

	private static String[] array(List<String> list) {
		return list.toArray(String[]::new);
	}

}
