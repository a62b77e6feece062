package dev.migrate.operations.object;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.ObjectName;

/**
 * Creates a composite type.
 *
 * @param type the type
 */
public record CreateCompositeType(CompositeType type) implements CreateObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.COMPOSITE_TYPE;
	}

	@Override
	public ObjectName name() {
		return this.type.name();
	}

	@Override
	public Object definition() {
		return this.type;
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.COMPOSITE_TYPE).sql("CREATE TYPE ").name(name()).sql(" AS (");
		String separator = "";
		for (Column attribute : this.type.attributes()) {
			sql.sql(separator).column(attribute);
			separator = ", ";
		}
		sql.sql(")").end();
		writeComments(sql, this.type);
	}

	static void writeComments(SqlWriter sql, CompositeType type) {
		CommentTarget.of(ObjectKind.COMPOSITE_TYPE, type.name()).writeIfPresent(sql, type.comment());
		type.attributes()
			.forEach((attribute) -> new CommentTarget(ObjectKind.COLUMN, type.name(), attribute.name())
				.writeIfPresent(sql, attribute.comment()));
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(DropObject.of(this));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("createCompositeType", this.type);
	}

}
