package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Extension;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Installs an extension. With {@link OperationOption#IF_NOT_EXISTS} or
 * {@link OperationOption#CASCADE}, which installs what the extension needs, it has no
 * reverse, because nobody knows then what was there before.
 *
 * @param extension the extension
 * @param options any of {@link OperationOption#IF_NOT_EXISTS} and
 * {@link OperationOption#CASCADE}
 */
public record CreateExtension(Extension extension, Set<OperationOption> options) implements CreateObject {

	public CreateExtension {
		options = OperationOption.require("create extension " + extension.name(), options,
				OperationOption.IF_NOT_EXISTS, OperationOption.CASCADE);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.EXTENSION;
	}

	@Override
	public ObjectName name() {
		return new ObjectName(null, this.extension.name());
	}

	@Override
	public Object definition() {
		return this.extension;
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.EXTENSION).sql("CREATE EXTENSION ");
		OperationOption.IF_NOT_EXISTS.write(sql, this.options);
		sql.identifier(this.extension.name());
		clause(sql, " SCHEMA ", this.extension.schema());
		clause(sql, " VERSION ", this.extension.version());
		OperationOption.CASCADE.writeLast(sql, this.options);
		sql.end();
	}

	private static void clause(SqlWriter sql, String word, @Nullable String identifier) {
		if (identifier != null) {
			sql.sql(word).identifier(identifier);
		}
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.isEmpty() ? Optional.of(DropObject.of(this)) : Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createExtension(");
		boolean plain = this.extension.schema() == null && this.extension.version() == null;
		java.value(plain ? this.extension.name() : this.extension);
		OperationOption.render(java, this.options);
		java.java(");");
	}

}
