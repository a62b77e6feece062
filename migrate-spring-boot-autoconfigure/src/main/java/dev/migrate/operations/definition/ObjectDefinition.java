package dev.migrate.operations.definition;

import java.util.List;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.text.sql.CreateHead;

/**
 * The statement that creates a view, function, procedure, aggregate, trigger, event
 * trigger, policy, rule or domain, as a person has written it.
 *
 * @param sql one {@code CREATE} or {@code CREATE OR REPLACE} statement; what stands
 * before and after it, such as a semicolon, is left away
 */
public record ObjectDefinition(String sql) {

	/**
	 * Creates a definition.
	 * @throws InvalidOperationException if the text is something else
	 */
	public ObjectDefinition {
		sql = DefinitionReader.statement(sql);
		DefinitionReader.read(sql);
	}

	/**
	 * Returns what is defined.
	 * @return the object, by the names that the text has, in lower case where they are
	 * not quoted
	 */
	public DefinedObject object() {
		return DefinitionReader.read(this.sql).object();
	}

	/**
	 * Returns what refuses a file in place of a definition.
	 * @param location the file
	 */
	public static InvalidOperationException file(String location) {
		return DefinitionReader.file(location);
	}

	/**
	 * Makes sure that this defines an object of a certain kind.
	 * @param method the method that needs one
	 * @param kinds the kinds
	 * @return this definition
	 * @throws InvalidOperationException if it defines another one
	 */
	public ObjectDefinition require(String method, DefinitionKind... kinds) {
		DefinedObject object = object();
		if (!List.of(kinds).contains(object.kind())) {
			throw new InvalidOperationException(
					"%s(…) is called with the definition of another object, the %s.".formatted(method,
							object.describe()),
					"Use createObject(…) to create it, or createOrReplace(…) to replace it.");
		}
		return this;
	}

	/**
	 * Returns whether the text says {@code OR REPLACE}.
	 */
	boolean replaces() {
		return DefinitionReader.read(this.sql).replaces();
	}

	/**
	 * Returns whether the text says {@code IF NOT EXISTS}.
	 */
	boolean isConditional() {
		return DefinitionReader.read(this.sql).conditional();
	}

	/**
	 * Returns the statement with {@code OR REPLACE}.
	 */
	String replacement() {
		return CreateHead.replacing(this.sql);
	}

}
