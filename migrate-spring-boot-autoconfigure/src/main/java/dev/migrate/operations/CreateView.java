package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.View;

/**
 * Creates a view. With {@link Option#IF_NOT_EXISTS} it has no reverse, because nobody
 * knows then whether the view was there before.
 *
 * @param view the view
 * @param options for a materialized view any of {@link Option#IF_NOT_EXISTS} and
 * {@link Option#WITH_NO_DATA}, for any other none
 */
public record CreateView(View view, Set<Option> options) implements Operation {

	public CreateView {
		options = view.materialized() ? Option.require("create materialized view " + view.name(), options,
				Option.IF_NOT_EXISTS, Option.WITH_NO_DATA) : Option.require("create view " + view.name(), options);
	}

	@Override
	public void write(SqlWriter sql) {
		Views.writeCreation(sql, "CREATE ", this.view, this.options);
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(Option.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(new DropView(this.view.name(), this.view.materialized(), this.view, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createView(").value(this.view);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "create " + Views.describe(this.view.materialized()) + " " + this.view.name();
	}

}
