package dev.migrate.operations.object;

import java.util.Optional;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Sets the next value of a sequence. It has no reverse: the value that the sequence had
 * reached is not known.
 *
 * @param name the name
 * @param value the next value, or {@code null} for the one that the sequence starts with
 */
public record RestartSequence(ObjectName name, @Nullable Long value) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER SEQUENCE ").name(this.name).sql(" RESTART");
		if (this.value != null) {
			sql.sql(" WITH " + this.value);
		}
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		if (this.value != null) {
			java.call("restartSequence", this.name, this.value);
		}
		else {
			java.call("restartSequence", this.name);
		}
	}

	@Override
	public String describe() {
		return "restart sequence " + this.name + ((this.value != null) ? " with " + this.value : "");
	}

}
