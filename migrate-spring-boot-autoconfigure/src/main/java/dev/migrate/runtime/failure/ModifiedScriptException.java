package dev.migrate.runtime.failure;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;

/**
 * Thrown when SQL scripts have changed since they were applied and
 * {@code migrate.on-modified=fail}.
 */
public class ModifiedScriptException extends MigrateException {

	private final List<RevisionScript> scripts;

	public ModifiedScriptException(List<RevisionScript> scripts) {
		super(problem(scripts),
				"Put them back as they were and write a new revision for the change, or accept the change"
						+ " with 'migrate accept --script <revision>' (Migrator.accept) if the schema is as they say.");
		this.scripts = List.copyOf(scripts);
	}

	public static String problem(List<RevisionScript> scripts) {
		boolean sql = scripts.stream().allMatch(SqlRevision.class::isInstance);
		return "%s have been modified since they were applied: %s.".formatted(sql ? "SQL scripts" : "Scripts",
				scripts.stream().map(Object::toString).collect(Collectors.joining(", ")));
	}

	public List<RevisionScript> getScripts() {
		return this.scripts;
	}

}
