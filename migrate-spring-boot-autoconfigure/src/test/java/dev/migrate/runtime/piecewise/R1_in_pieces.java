package dev.migrate.runtime.piecewise;

import java.util.function.Consumer;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "j1", labels = "pieces")
public class R1_in_pieces implements Migration {

	private final Consumer<Operations> content;

	public R1_in_pieces(Consumer<Operations> content) {
		this.content = content;
	}

	@Override
	public void upgrade(Operations op) {
		this.content.accept(op);
	}

	@Override
	public void downgrade(Operations op) {
		this.content.accept(op);
	}

}
