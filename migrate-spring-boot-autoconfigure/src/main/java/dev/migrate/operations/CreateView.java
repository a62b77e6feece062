package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.View;

/**
 * Creates a view. With {@link Option#IF_NOT_EXISTS} it has no reverse, because the view
 * may have been there before.
 *
 * @param view the view
 * @param options for a materialized view any of {@link Option#IF_NOT_EXISTS} and
 * {@link Option#WITH_NO_DATA}, for any other none
 */
public record CreateView(View view, Set<Option> options) implements CreateObject {

	public CreateView {
		options = view.materialized() ? Option.require("create materialized view " + view.name(), options,
				Option.IF_NOT_EXISTS, Option.WITH_NO_DATA) : Option.require("create view " + view.name(), options);
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

	static void write(SqlWriter sql, String verb, View view, Set<Option> options) {
		ObjectKind kind = kind(view);
		kind.require(sql).sql(verb).sql(kind.sql()).sql(" ");
		Option.IF_NOT_EXISTS.write(sql, options);
		sql.name(view.name());
		if (!view.columns().isEmpty()) {
			sql.sql(" ").identifiers(view.columns());
		}
		sql.sql(" AS ").sql(view.query());
		if (options.contains(Option.WITH_NO_DATA)) {
			// A line of its own, because the query may end in a comment.
			sql.sql("\nWITH NO DATA");
		}
		sql.end();
		CommentTarget.of(kind, view.name()).writeIfPresent(sql, view.comment());
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(Option.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(DropObject.of(new CreateView(this.view, Set.of())));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createView(").value(this.view);
		TableOperation.render(java, this.options);
		java.java(");");
	}

}
