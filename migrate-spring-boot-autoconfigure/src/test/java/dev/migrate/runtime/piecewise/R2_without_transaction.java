package dev.migrate.runtime.piecewise;

import java.util.function.Consumer;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "j2", labels = "statements", transaction = Revision.Transaction.NONE)
public class R2_without_transaction implements Migration {

	private final Consumer<Operations> content;

	public R2_without_transaction(Consumer<Operations> content) {
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
