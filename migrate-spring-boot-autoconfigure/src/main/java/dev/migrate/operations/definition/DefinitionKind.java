package dev.migrate.operations.definition;

import java.util.Locale;

/**
 * What a text can define.
 */
public enum DefinitionKind {

	VIEW("View", true), MATERIALIZED_VIEW("MaterializedView", false), FUNCTION("Function", true),
	PROCEDURE("Procedure", true), AGGREGATE("Aggregate", true), TRIGGER("Trigger", true),

	/**
	 * A trigger that can be deferred, which is dropped like any other.
	 */
	CONSTRAINT_TRIGGER("Trigger", false),

	EVENT_TRIGGER("EventTrigger", false), POLICY("Policy", false), RULE("Rule", true), DOMAIN("Domain", false);

	private final String methodName;

	private final boolean replaceable;

	DefinitionKind(String methodName, boolean replaceable) {
		this.methodName = methodName;
		this.replaceable = replaceable;
	}

	/**
	 * Returns the words that SQL drops it by.
	 */
	String sql() {
		return (this == CONSTRAINT_TRIGGER) ? TRIGGER.sql() : name().replace('_', ' ');
	}

	/**
	 * Returns what it is called in a sentence.
	 * @return a noun phrase, such as {@code event trigger}
	 */
	public String describe() {
		return name().replace('_', ' ').toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the part of a method name of {@link dev.migrate.operations.Operations} that
	 * stands for the kind.
	 */
	String methodName() {
		return this.methodName;
	}

	/**
	 * Returns whether there is {@code CREATE OR REPLACE} for it.
	 */
	boolean isReplaceable() {
		return this.replaceable;
	}

	boolean isRoutine() {
		return this == FUNCTION || this == PROCEDURE || this == AGGREGATE;
	}

	boolean isOfTable() {
		return this == TRIGGER || this == CONSTRAINT_TRIGGER || this == POLICY || this == RULE;
	}

}
