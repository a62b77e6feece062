package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.AcceptedDifferenceFiles;
import dev.migrate.command.project.DeclaredObjectFiles;
import dev.migrate.runtime.DefaultSchemaDataSource;
import dev.migrate.runtime.MigrationStatus;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.failure.ModifiedScriptException;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.text.Counts;

/**
 * What compares the application's wishes with its database.
 */
final class DatabaseComparison {

	private DatabaseComparison() {
	}

	/**
	 * Makes sure that the database is where the scripts lead.
	 * @return the state of the database
	 * @throws dev.migrate.script.ScriptAccessException if a script has no source any more
	 * @throws CommandException if it is elsewhere, or if revisions count as applied that
	 * never ran
	 */
	static MigrationStatus requireHead(Migrator migrator) {
		migrator.scripts().requireSources();
		MigrationStatus status = migrator.status();
		if (!status.pending().isEmpty() || !status.unknown().isEmpty() || status.adoption() != null) {
			throw CommandException.notAtHeads(status.current(), status.heads(), status.adoption());
		}
		if (!status.implied().isEmpty()) {
			throw CommandException.neverRun(status.implied());
		}
		return status;
	}

	/**
	 * Warns of scripts that have changed since they were applied.
	 * @throws ModifiedScriptException if that is forbidden; a class may have been
	 * rewritten and do what it did
	 */
	static void checkModified(Migrator migrator, MigrationStatus status, Output output) {
		MismatchPolicy policy = migrator.inspection().onModified();
		List<RevisionScript> modified = status.modified().stream().map(migrator.scripts()::get).toList();
		List<RevisionScript> forbidden = modified.stream()
			.filter((script) -> policy == MismatchPolicy.FAIL && script instanceof SqlRevision)
			.toList();
		if (!forbidden.isEmpty()) {
			throw new ModifiedScriptException(forbidden);
		}
		if (!modified.isEmpty() && policy != MismatchPolicy.IGNORE) {
			output.warn(ModifiedScriptException.problem(modified)
					+ " Put them back, or accept them with 'migrate accept --script <revision>'.");
		}
	}

	/**
	 * Returns whether there is anything to compare the database with.
	 * @param settings what the application has set
	 * @return {@code false} if nothing is wanted of it
	 */
	static boolean hasTargets(CommandContext context, AutogenerateSettings settings) {
		return settings.formerObjects(DeclaredObjectFiles.of(context.project()).all()).hasTargets();
	}

	/**
	 * Returns what compares.
	 * @param settings what the application has set
	 * @param options how to treat what only the database has, and what it refuses
	 * @throws CommandException if the application has no wishes
	 */
	static Autogenerator of(CommandContext context, AutogenerateSettings settings, Migrator migrator,
			ComparisonOptions options) {
		AutogenerateSettings wanted = settings.formerObjects(DeclaredObjectFiles.of(context.project()).all());
		if (!wanted.hasTargets()) {
			throw CommandException.noTargetSchema();
		}
		return new Autogenerator(DefaultSchemaDataSource.of(migrator), migrator.inspection().naming(),
				migrator.inspection().ownTables(), wanted, options)
			.accepting(AcceptedDifferenceFiles.of(context.project()).all());
	}

	/**
	 * Says what differs.
	 * @param comparison what was found
	 * @return a line for each difference
	 */
	static List<String> lines(Autogeneration comparison) {
		return comparison.described();
	}

	/**
	 * Says that nothing is to be done.
	 * @param comparison what was found
	 * @return the sentence
	 */
	static String nothingDiffers(Autogeneration comparison) {
		int accepted = comparison.acceptance().silent().size();
		List<String> exceptions = new ArrayList<>();
		if (accepted > 0) {
			exceptions.add(Counts.of(accepted, "accepted difference"));
		}
		if (!comparison.refused().isEmpty()) {
			exceptions.add("what it refuses");
		}
		return "The database matches the entities" + (comparison.objects().isEmpty() ? "" : " and the declared objects")
				+ (exceptions.isEmpty() ? "." : ", except for " + String.join(" and ", exceptions) + ".");
	}

}
