package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * Drops a view, a materialized one with its indexes, which the reverse does not bring
 * back.
 *
 * @param name the name
 * @param materialized whether its rows are stored
 * @param view the view as it was, for the reverse, or {@code null} if not known
 * @param options {@link Option#IF_EXISTS} and {@link Option#CASCADE} if the view is not
 * known
 */
public record DropView(ObjectName name, boolean materialized, @Nullable View view,
		Set<Option> options) implements Operation {

	public DropView {
		options = Option.requireDrop("drop " + Views.describe(materialized) + " " + name, options, view != null,
				Option.IF_EXISTS, Option.CASCADE);
	}

	@Override
	public void write(SqlWriter sql) {
		Drops.write(Views.require(sql, this.materialized), Views.kind(this.materialized).sql(), this.name,
				this.options);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.view).map((known) -> new CreateView(known, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		boolean byName = this.view == null && this.materialized;
		java.java(byName ? "op.dropMaterializedView(" : "op.dropView(")
			.value((this.view != null) ? this.view : this.name);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop " + Views.describe(this.materialized) + " " + this.name;
	}

}
