package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.View;

/**
 * Drops a view and creates another one of the same name, whose columns may be different.
 * Privileges on the view are lost, and so are the indexes of a materialized one. It fails
 * if another view depends on it.
 *
 * @param from the view as it is
 * @param to the view as it is to be, of the same name
 */
public record ReplaceView(View from, View to) implements Operation {

	public ReplaceView {
		if (!from.name().equals(to.name())) {
			throw new InvalidOperationException(
					"View '%s' is replaced by one of another name, '%s'.".formatted(from.name(), to.name()),
					"Rename it with renameView(…), or drop the one and create the other.");
		}
		if (from.equals(to)) {
			throw new InvalidOperationException("View '%s' is replaced by what it is.".formatted(from.name()),
					"Give it as it is and then as it is to be, or leave the operation out.");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		DropObject.of(new CreateView(this.from, Set.of())).write(sql);
		new CreateView(this.to, Set.of()).write(sql);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new ReplaceView(this.to, this.from));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("replaceView", this.from, this.to);
	}

	@Override
	public String describe() {
		return "replace " + CreateView.kind(this.to).describe() + " " + this.to.name();
	}

}
