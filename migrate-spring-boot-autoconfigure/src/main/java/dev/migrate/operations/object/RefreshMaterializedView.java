package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Fills a materialized view anew. It has no reverse: the rows that it had are not known.
 *
 * @param name the name
 * @param options {@link OperationOption#CONCURRENTLY},
 * {@link OperationOption#WITH_NO_DATA} or none
 */
public record RefreshMaterializedView(ObjectName name, Set<OperationOption> options) implements Operation {

	public RefreshMaterializedView {
		options = OperationOption.require("refresh materialized view " + name, options, OperationOption.CONCURRENTLY,
				OperationOption.WITH_NO_DATA);
		if (options.size() > 1) {
			throw new InvalidOperationException(
					"The materialized view '%s' cannot be emptied concurrently.".formatted(name),
					"Leave away concurrently() or withNoData().");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.MATERIALIZED_VIEW).sql("REFRESH MATERIALIZED VIEW ");
		OperationOption.CONCURRENTLY.write(sql, this.options);
		sql.name(this.name);
		OperationOption.WITH_NO_DATA.writeLast(sql, this.options);
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.refreshMaterializedView(").value(this.name);
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "refresh materialized view " + this.name;
	}

}
