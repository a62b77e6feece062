package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.View;

/**
 * Creates a view, or gives the one of that name another query. It has no reverse: whether
 * there was a view is not known, and PostgreSQL cannot take back by it what it adds, a
 * column at the end. {@link ReplaceView} has a reverse.
 *
 * @param view the view, not materialized
 */
public record CreateOrReplaceView(View view) implements Operation {

	public CreateOrReplaceView {
		if (view.materialized()) {
			throw new InvalidOperationException(
					"The materialized view '%s' is to be created or replaced, which SQL has for other views only."
						.formatted(view.name()),
					"Use replaceView(…), which drops it and creates it anew.");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		CreateView.write(sql, "CREATE OR REPLACE ", this.view, Set.of());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		java.call("createOrReplaceView", this.view);
	}

	@Override
	public String describe() {
		return "create or replace view " + this.view.name();
	}

}
