package dev.migrate.autogenerate.change;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;

/**
 * Something that a revision creates again over what gets another type.
 *
 * @param description what it is, for people
 * @param refusal what cannot be done if it cannot be created, for people
 * @param definition the statements that create it, at least one
 * @param uses the tables and views that it names
 */
public record RecreatedObject(String description, String refusal, List<String> definition, Set<ObjectName> uses) {

	/**
	 * Returns whether the server locks nothing but some tables when it creates this over
	 * them.
	 */
	public boolean isOver(Set<ObjectName> tables) {
		return isOf("CREATE VIEW ", "CREATE MATERIALIZED VIEW ")
				|| (tables.containsAll(this.uses) && isOf("CREATE POLICY ", "CREATE RULE ", "CREATE TRIGGER "));
	}

	private boolean isOf(String... statements) {
		return Stream.of(statements).anyMatch(this.definition.get(0)::startsWith);
	}

	/**
	 * Returns what creates it, without rows.
	 */
	public Operation creation() {
		return CompositeOperation.of(this.definition.stream()
			.map((statement) -> isOf("CREATE MATERIALIZED VIEW ") && !statement.endsWith("WITH NO DATA")
					? statement + "\n  WITH NO DATA" : statement)
			.<Operation>map(Execute::sql)
			.toList());
	}

}
