package dev.migrate.operations;

import dev.migrate.operations.definition.CreateDefinition;
import dev.migrate.operations.definition.DefinitionKind;
import dev.migrate.operations.definition.DropDefinition;
import dev.migrate.operations.definition.ObjectDefinition;
import dev.migrate.operations.definition.ReplaceDefinition;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with functions, triggers, policies and whatever else is written
 * as SQL: views, procedures, aggregates, event triggers, rules and domains. A definition
 * is the text of one {@code CREATE} statement, which runs as it is written. It stands in
 * the migration and not in a file, because a migration must do the same whenever it runs.
 *
 * @see Operations
 */
public interface DefinitionOperations extends OperationApplier {

	/**
	 * Creates a view, function, procedure, aggregate, trigger or rule, or gives the one
	 * of that name another definition, with {@code CREATE OR REPLACE}. Privileges, the
	 * comment and what depends on the object stay. This has no reverse.
	 * @param definition the {@code CREATE} statement, with or without {@code OR REPLACE}
	 * @throws InvalidOperationException if it is something else
	 * @see #createOrReplace(ReplaceDefinition)
	 */
	default void createOrReplace(String definition) {
		apply(ReplaceDefinition.definition(definition));
	}

	/**
	 * Creates or replaces an object so that it can be reversed, as in
	 * {@code op.createOrReplace(definition("CREATE FUNCTION …").was("CREATE FUNCTION …"))}.
	 * The reverse needs {@code CREATE OR REPLACE}, too: PostgreSQL refuses it where a
	 * view would lose a column, or a function a default. Drop such an object with
	 * {@link #dropObject(String)} and create it anew.
	 * @param definition the definition with what was there, or with
	 * {@link ReplaceDefinition#wasNothing()} of an object that is new
	 */
	default void createOrReplace(ReplaceDefinition definition) {
		apply(definition);
	}

	/**
	 * Gives a function or procedure another definition, or creates it. This has no
	 * reverse.
	 * @param definition the {@code CREATE} statement, with or without {@code OR REPLACE}
	 * @throws InvalidOperationException if it is something else
	 */
	default void replaceFunction(String definition) {
		replaceFunction(ReplaceDefinition.definition(definition));
	}

	/**
	 * Gives a function or procedure another definition so that it can be reversed, as in
	 * {@code op.replaceFunction(definition("CREATE FUNCTION …").was("CREATE FUNCTION …"))}.
	 * @param definition the definition with what was there
	 * @throws InvalidOperationException if it is that of something else
	 */
	default void replaceFunction(ReplaceDefinition definition) {
		definition.definition().require("replaceFunction", DefinitionKind.FUNCTION, DefinitionKind.PROCEDURE);
		apply(definition);
	}

	/**
	 * Creates a view, function, procedure, aggregate, trigger, event trigger, policy,
	 * rule or domain. The reverse drops it.
	 * @param definition the {@code CREATE} statement, without {@code OR REPLACE}
	 * @throws InvalidOperationException if it is something else
	 */
	default void createObject(String definition) {
		apply(new CreateDefinition(new ObjectDefinition(definition)));
	}

	/**
	 * Creates a function. The reverse drops it.
	 * @param definition the {@code CREATE FUNCTION} statement
	 * @throws InvalidOperationException if it is something else
	 */
	default void createFunction(String definition) {
		apply(new CreateDefinition(
				new ObjectDefinition(definition).require("createFunction", DefinitionKind.FUNCTION)));
	}

	/**
	 * Creates a trigger. The reverse drops it. On PostgreSQL, nobody writes the table
	 * until the transaction ends.
	 * @param definition the {@code CREATE TRIGGER} or {@code CREATE CONSTRAINT TRIGGER}
	 * statement
	 * @throws InvalidOperationException if it is something else
	 */
	default void createTrigger(String definition) {
		apply(new CreateDefinition(new ObjectDefinition(definition).require("createTrigger", DefinitionKind.TRIGGER,
				DefinitionKind.CONSTRAINT_TRIGGER)));
	}

	/**
	 * Creates a policy. The reverse drops it. It has no effect before the table has row
	 * level security, which {@code op.execute("ALTER TABLE … ENABLE ROW LEVEL SECURITY")}
	 * turns on. On PostgreSQL, nobody reads or writes the table until the transaction
	 * ends.
	 * @param definition the {@code CREATE POLICY} statement
	 * @throws InvalidOperationException if it is something else
	 */
	default void createPolicy(String definition) {
		apply(new CreateDefinition(new ObjectDefinition(definition).require("createPolicy", DefinitionKind.POLICY)));
	}

	/**
	 * Drops an object that can be created again when this is reversed, without its
	 * comment and privileges.
	 * @param definition the {@code CREATE} statement of the object as it is
	 * @throws InvalidOperationException if it is something else
	 */
	default void dropObject(String definition) {
		apply(DropDefinition.of(new ObjectDefinition(definition)));
	}

	/**
	 * Drops a function. What it was is not known then, so that this has no reverse.
	 * @param function its name with the types of its arguments in SQL, as in
	 * {@code app.half(integer)}; the types are not needed if it is the only one of its
	 * name
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 * @see #dropObject(String)
	 */
	default void dropFunction(String function, OperationOption... options) {
		apply(DropDefinition.ofRoutine(DefinitionKind.FUNCTION, function, options));
	}

	/**
	 * Drops a procedure, without a reverse.
	 * @param procedure its name as in {@link #dropFunction}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropProcedure(String procedure, OperationOption... options) {
		apply(DropDefinition.ofRoutine(DefinitionKind.PROCEDURE, procedure, options));
	}

	/**
	 * Drops an aggregate, without a reverse.
	 * @param aggregate its name with the types of its arguments in SQL, {@code *} for
	 * none
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropAggregate(String aggregate, OperationOption... options) {
		apply(DropDefinition.ofRoutine(DefinitionKind.AGGREGATE, aggregate, options));
	}

	/**
	 * Drops a trigger, without a reverse.
	 * @param trigger its name
	 * @param table {@code name} or {@code schema.name} of its table or view
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropTrigger(String trigger, String table, OperationOption... options) {
		apply(DropDefinition.ofTable(DefinitionKind.TRIGGER, trigger, table, options));
	}

	/**
	 * Drops an event trigger, without a reverse.
	 * @param trigger its name
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropEventTrigger(String trigger, OperationOption... options) {
		apply(DropDefinition.of(DefinitionKind.EVENT_TRIGGER, new ObjectName(null, trigger), options));
	}

	/**
	 * Drops a policy, without a reverse.
	 * @param policy its name
	 * @param table {@code name} or {@code schema.name} of its table
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropPolicy(String policy, String table, OperationOption... options) {
		apply(DropDefinition.ofTable(DefinitionKind.POLICY, policy, table, options));
	}

	/**
	 * Drops a rule, without a reverse.
	 * @param rule its name
	 * @param table {@code name} or {@code schema.name} of its table or view
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropRule(String rule, String table, OperationOption... options) {
		apply(DropDefinition.ofTable(DefinitionKind.RULE, rule, table, options));
	}

	/**
	 * Drops a domain, without a reverse.
	 * @param domain {@code name} or {@code schema.name}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropDomain(String domain, OperationOption... options) {
		apply(DropDefinition.of(DefinitionKind.DOMAIN, ObjectName.of(domain), options));
	}

	/**
	 * Refuses to create an object from a file. A migration has to do tomorrow what it did
	 * today, and so must not change with a file: its text belongs into the migration,
	 * where {@code revision --autogenerate} puts it for declared objects.
	 * @param location the file, such as {@code classpath:db/objects/adults.sql}
	 * @throws InvalidOperationException always, saying what to do instead
	 */
	default void object(String location) {
		throw ObjectDefinition.file(location);
	}

}
