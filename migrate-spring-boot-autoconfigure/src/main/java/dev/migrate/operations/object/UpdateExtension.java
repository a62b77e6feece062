package dev.migrate.operations.object;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Brings an extension to another version. It has no reverse: hardly any extension has the
 * scripts to go back.
 *
 * @param name the name
 * @param version the version, or {@code null} for the one that the server installs by
 * itself
 */
public record UpdateExtension(String name, @Nullable String version) implements Operation {

	public UpdateExtension {
		name = new ObjectName(null, name).name();
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.EXTENSION).sql("ALTER EXTENSION ").identifier(this.name).sql(" UPDATE");
		if (this.version != null) {
			sql.sql(" TO ").identifier(this.version);
		}
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		if (this.version != null) {
			java.call("updateExtension", this.name, this.version);
		}
		else {
			java.call("updateExtension", this.name);
		}
	}

	@Override
	public String describe() {
		return "update extension " + this.name + ((this.version != null) ? " to " + this.version : "");
	}

}
