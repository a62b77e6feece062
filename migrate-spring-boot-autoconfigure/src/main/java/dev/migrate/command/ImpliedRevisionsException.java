package dev.migrate.command;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when revisions count as applied that have never run on the database.
 */
public class ImpliedRevisionsException extends MigrateException {

	ImpliedRevisionsException(List<String> revisions) {
		super("These revisions count as applied, because later ones are, but have never run here: %s."
			.formatted(String.join(", ", revisions)),
				"If the schema has what they do, accept them with 'migrate accept --script'; if not, write a new"
						+ " revision for it.");
	}

}
