package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.View;

/**
 * Creates a view. With {@link OperationOption#IF_NOT_EXISTS} it has no reverse, because
 * the view may have been there before.
 *
 * @param view the view
 * @param options for a materialized view any of {@link OperationOption#IF_NOT_EXISTS} and
 * {@link OperationOption#WITH_NO_DATA}, for any other none
 */
public record CreateView(View view, Set<OperationOption> options) implements CreateObject {

	public CreateView {
		options = view.materialized()
				? OperationOption.require("create materialized view " + view.name(), options,
						OperationOption.IF_NOT_EXISTS, OperationOption.WITH_NO_DATA)
				: OperationOption.require("create view " + view.name(), options);
	}

	static ObjectKind kind(View view) {
		return view.materialized() ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW;
	}

	@Override
	public ObjectKind kind() {
		return kind(this.view);
	}

	@Override
	public ObjectName name() {
		return this.view.name();
	}

	@Override
	public Object definition() {
		return this.view;
	}

	@Override
	public void write(SqlWriter sql) {
		write(sql, "CREATE ", this.view, this.options);
	}

	static void write(SqlWriter sql, String verb, View view, Set<OperationOption> options) {
		ObjectKind kind = kind(view);
		kind.require(sql).sql(verb).sql(kind.sql()).sql(" ");
		OperationOption.IF_NOT_EXISTS.write(sql, options);
		sql.name(view.name());
		if (!view.columns().isEmpty()) {
			sql.sql(" ").identifiers(view.columns());
		}
		sql.sql(" AS ").sql(view.query());
		if (options.contains(OperationOption.WITH_NO_DATA)) {
			// A line of its own, because the query may end in a comment.
			sql.sql("\nWITH NO DATA");
		}
		sql.end();
		CommentTarget.of(kind, view.name()).writeIfPresent(sql, view.comment());
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(OperationOption.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(DropObject.of(new CreateView(this.view, Set.of())));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createView(").value(this.view);
		OperationOption.render(java, this.options);
		java.java(");");
	}

}
