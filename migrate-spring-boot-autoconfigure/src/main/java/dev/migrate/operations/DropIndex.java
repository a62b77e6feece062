package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops an index.
 *
 * @param name the name of the index
 * @param creation the operation that created it, for the reverse, or {@code null} if not
 * known
 */
public record DropIndex(ObjectName name, @Nullable CreateIndex creation) implements Operation {

	/**
	 * The operation that drops what another one creates.
	 * @param creation the other operation
	 * @return the operation
	 */
	public static DropIndex of(CreateIndex creation) {
		return new DropIndex(creation.name(), creation);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("DROP INDEX ").name(this.name).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.creation);
	}

	@Override
	public String describe() {
		return "drop index " + this.name;
	}

}
