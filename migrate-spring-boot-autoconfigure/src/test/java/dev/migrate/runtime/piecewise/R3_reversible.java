package dev.migrate.runtime.piecewise;

import java.util.function.Consumer;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

@Revision(id = "j3", labels = "reversible")
public class R3_reversible implements ReversibleMigration {

	private final Consumer<Operations> content;

	public R3_reversible(Consumer<Operations> content) {
		this.content = content;
	}

	@Override
	public void change(Operations op) {
		this.content.accept(op);
	}

}
