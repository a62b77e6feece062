package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;

import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.object.StoredObject;

/**
 * Lets the database create declared event triggers under other names, and undoes that at
 * once: no statement is run meanwhile that they could fire for.
 */
final class EventTriggerTrial {

	private final ObjectTrial trial;

	private final List<DeclaredStatement> statements;

	private final String prefix;

	private static final String KIND = ObjectType.EVENT_TRIGGER + " ";

	/**
	 * What each event trigger is called meanwhile.
	 */
	private final Map<String, String> names = new LinkedHashMap<>();

	/**
	 * Creates a trial.
	 * @param trial where the functions are
	 * @param statements the statements about event triggers
	 * @param prefix what no name in the database starts with
	 */
	EventTriggerTrial(ObjectTrial trial, List<DeclaredStatement> statements, String prefix) {
		this.trial = trial;
		this.statements = statements;
		this.prefix = prefix;
	}

	/**
	 * Creates the event triggers, reads them and undoes it.
	 */
	List<DeclaredObject> create() {
		if (this.statements.isEmpty()) {
			return List.of();
		}
		for (DeclaredStatement definition : definitions()) {
			this.names.put(subject(definition), "%s_%d_".formatted(this.prefix, this.names.size() + 1));
		}
		return this.trial.undo(() -> {
			definitions().forEach(this::run);
			this.statements.stream().filter((statement) -> !isDefinition(statement)).forEach(this::run);
			return read();
		});
	}

	/**
	 * Returns what the database says of an event trigger with the name that it is
	 * declared with.
	 */
	static String named(DeclaredStatement statement, String message) {
		return statement.isAboutEventTrigger() ? message.replaceAll("migrate_event_trigger_\\w+_",
				Matcher.quoteReplacement(subject(statement).substring(KIND.length()))) : message;
	}

	private List<DeclaredStatement> definitions() {
		return this.statements.stream().filter(EventTriggerTrial::isDefinition).toList();
	}

	private static boolean isDefinition(DeclaredStatement statement) {
		return statement.role() == DeclaredStatement.Role.DEFINITION;
	}

	private static String subject(DeclaredStatement statement) {
		return statement.subjects().iterator().next();
	}

	private String name(DeclaredStatement statement) {
		return Objects.requireNonNull(this.names.get(subject(statement)));
	}

	private void run(DeclaredStatement statement) {
		this.trial.require(statement, statement.aboutEventTrigger(name(statement)));
	}

	private List<DeclaredObject> read() {
		Map<String, StoredObject> qualified = byName("");
		Map<String, StoredObject> unqualified = byName(this.trial.scratchSchema());
		List<DeclaredObject> objects = new ArrayList<>();
		for (DeclaredStatement definition : definitions()) {
			List<DeclaredStatement> others = this.statements.stream()
				.filter((statement) -> !isDefinition(statement) && subject(statement).equals(subject(definition)))
				.toList();
			objects.add(new DeclaredObject(definition, others, Set.of(),
					Objects.requireNonNull(qualified.get(name(definition))),
					Objects.requireNonNull(unqualified.get(name(definition)))));
		}
		return objects;
	}

	private Map<String, StoredObject> byName(String searched) {
		Map<String, StoredObject> objects = new LinkedHashMap<>();
		List<StoredObject> all = this.trial.readEverywhere(searched);
		this.names.forEach((subject, name) -> all.stream()
			.filter((object) -> object.type() == ObjectType.EVENT_TRIGGER && object.identity().endsWith(" " + name))
			.forEach((object) -> objects.put(name,
					object.map((text) -> text.replace(name, this.trial.quoted(subject.substring(KIND.length())))))));
		return objects;
	}

}
