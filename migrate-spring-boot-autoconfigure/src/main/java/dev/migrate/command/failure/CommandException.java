package dev.migrate.command.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionTexts;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a command cannot do what it was told.
 */
public final class CommandException extends MigrateException {

	private CommandException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	public static CommandException anotherPlan(List<String> agreed, List<String> planned) {
		return new CommandException(
				"Another process has migrated the database in the meantime: the downgrade would be that of %s, not of %s. Nothing was changed."
					.formatted(String.join(", ", planned), String.join(", ", agreed)),
				"Run the command again, which looks at the rows that it would delete now.", null);
	}

	public static CommandException dataLoss() {
		return new CommandException("The downgrade would delete the rows listed above.",
				"Back them up if they may be needed, and repeat the command with --yes.", null);
	}

	public static CommandException databaseRequired(List<String> names) {
		return new CommandException(
				"The application has %d databases: %s.".formatted(names.size(), String.join(", ", names)),
				"Name the one that is meant, as in --database %s.".formatted(names.get(0)), null);
	}

	public static CommandException unknownDatabase(String name, List<String> names, @Nullable String similar) {
		return new CommandException("The application has no database '%s'.".formatted(name),
				((similar != null) ? "Did you mean '%s'? ".formatted(similar) : "")
						+ ((names.size() == 1) ? "Its only database is " : "Its databases are ")
						+ String.join(", ", names) + ".",
				null);
	}

	public static CommandException dialectRequired() {
		return new CommandException("No property says which database the SQL is for.",
				"Name the database with --dialect, as in --dialect=postgresql.", null);
	}

	public static CommandException editorFailed(String editor, int exitCode) {
		return new CommandException("The editor '%s' ended with exit code %d.".formatted(editor, exitCode),
				"Check the environment variables VISUAL and EDITOR, and the file.", null);
	}

	public static CommandException editorInterrupted(InterruptedException cause) {
		return new CommandException("Waiting for the editor was interrupted.", "Run the command again.", cause);
	}

	public static CommandException editorNotSet() {
		return new CommandException("No environment variable says which editor to use.",
				"Set VISUAL or EDITOR, as in EDITOR=vi.", null);
	}

	public static CommandException editorNotStarted(String editor, IOException cause) {
		return new CommandException("The editor '%s' cannot be started: %s.".formatted(editor, cause.getMessage()),
				"Set the environment variable VISUAL or EDITOR to an editor that is installed.", cause);
	}

	public static CommandException neverRun(List<String> revisions) {
		return new CommandException(
				"These revisions count as applied because later ones are, but they have never run"
						+ " here: %s.".formatted(String.join(", ", revisions)),
				"If the schema already has what they do, accept them with 'migrate accept --script'. Otherwise write a"
						+ " new revision that does it.",
				null);
	}

	public static CommandException noDifference(List<String> names, List<String> refused) {
		return new CommandException(
				"No difference was found in %s.%s".formatted(String.join(", ", names), refused.isEmpty() ? ""
						: " What the database refuses cannot be accepted, because nobody knows how it differs.\n  "
								+ String.join("\n  ", refused)),
				"Name tables or parts of them as 'migrate check' prints them, such as users or users.name. Name nothing"
						+ " to accept everything.",
				null);
	}

	/**
	 * Returns the exception for a script that cannot be written.
	 * @param action what to do about it, for somebody who wants a script
	 */
	public static CommandException noScript(String problem, String action, Throwable cause) {
		return new CommandException(problem, action, cause);
	}

	public static CommandException outputLost() {
		return new CommandException("The output of the command could not be written completely.",
				"Do not use what was written. Look for a full disk, or for a program behind a pipe that has ended"
						+ " before the command.",
				null);
	}

	public static CommandException otherRows(List<String> differences) {
		return new CommandException(
				"The database does not have the rows that files declare:\n  " + String.join("\n  ", differences),
				"Correct the files, or the rows, so that the revisions build what the database has.", null);
	}

	public static CommandException noTargetSchema() {
		return new CommandException(
				"The application has no JPA entities, no schema script, no declared objects and no TargetSchema bean to"
						+ " compare the database with.",
				"Add spring-boot-starter-data-jpa and entities, set migrate.autogenerate.schema-script, or define a bean"
						+ " of that type.",
				null);
	}

	public static CommandException noObjectLocation() {
		return new CommandException("There is no location to write declared objects to.",
				"Set migrate.objects.locations.", null);
	}

	public static CommandException objectsDiffer(List<String> objects) {
		return new CommandException(
				"No file was written, because the database would make something else of what it has: %s."
					.formatted(String.join(", ", objects)),
				"Declare these by hand, in files below migrate.objects.locations.", null);
	}

	public static CommandException noSql(String revision, String reason) {
		return new CommandException("Revision %s cannot be shown as SQL: %s".formatted(revision, reason),
				"Show a range without it, or leave out --plain.", null);
	}

	public static CommandException notAtHeads(List<String> current, List<String> heads, @Nullable String adoption) {
		return new CommandException(
				"The database is at %s, but the %s %s.%s".formatted(RevisionTexts.rows(current),
						(heads.size() == 1) ? "head is" : "heads are", RevisionTexts.rows(heads),
						(adoption != null) ? " " + adoption : ""),
				"Run 'migrate upgrade heads'. 'migrate history -i' shows what is missing.", null);
	}

	public static CommandException sourceNotInProject(String id, String location) {
		return new CommandException("The source of revision %s (%s) is not in this project.".formatted(id, location),
				"Run the command in the project that the script belongs to. A script inside a jar cannot be edited.",
				null);
	}

	public static CommandException noTenants(String tenant) {
		return new CommandException("There is no tenant '%s', because there are no tenants.".formatted(tenant),
				"Leave --tenant out, or set migrate.tenants.schemas.", null);
	}

	public static CommandException unknownTenant(String tenant, List<String> tenants) {
		return new CommandException("There is no tenant '%s'.".formatted(tenant),
				tenants.isEmpty() ? "There are none at all: check migrate.tenants.schemas."
						: "Name one that there is, such as %s."
							.formatted(String.join(", ", tenants.subList(0, Math.min(tenants.size(), 5)))),
				null);
	}

	public static CommandException tenantRequired() {
		return new CommandException("This can be done for one tenant at a time.",
				"Name it, as in --tenant acme; 'migrate status' shows some of them.", null);
	}

	public static CommandException tenantsDowngraded(int number) {
		return new CommandException(
				"A downgrade of %d tenants may drop tables and columns with their rows.".formatted(number),
				"Add --yes to do that.", null);
	}

	public static CommandException noSquashToProve() {
		return new CommandException("There is no squashed revision whose replaced revisions have scripts.",
				"Name a range, as in 'migrate squash base:7c1f', to write one.", null);
	}

	public static CommandException replacedNotInProject(List<String> scripts) {
		return new CommandException(
				"These scripts cannot be deleted, because they are no files of this project, or have more than one"
						+ " revision: %s.".formatted(String.join(", ", scripts)),
				"Leave --delete out, and delete what the squashed revision replaces where it is. The squashed revision"
						+ " was not written.",
				null);
	}

	public static CommandException replacedNotDeleted(Path file, IOException cause) {
		return new CommandException("The script %s cannot be read or deleted: %s.".formatted(file, cause),
				"Check the permissions, and delete what the squashed revision replaces by hand.", cause);
	}

}
