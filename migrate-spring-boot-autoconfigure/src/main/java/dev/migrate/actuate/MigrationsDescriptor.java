package dev.migrate.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.MigrationStatus;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantsStatus;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Every migrator of an application, by context and by bean name.
 *
 * @param contexts the application context by its id, then its parents
 */
public record MigrationsDescriptor(
		Map<String, ContextDescriptor<MigratorDescriptor>> contexts) implements OperationResponseBody {

	/**
	 * What the migrators of one application context have to tell.
	 *
	 * @param <T> the type of the descriptions
	 * @param parentId the id of the parent context, {@code null} when there is none
	 * @param migrators the descriptions by the migrators' bean names
	 */
	public record ContextDescriptor<T>(@Nullable String parentId, Map<String, T> migrators) {

	}

	/**
	 * A migrator and its database.
	 *
	 * @param current the revisions that the database is at
	 * @param heads the revisions that no other follows
	 * @param upToDate whether nothing is pending
	 * @param pending the revisions to be run, in this order
	 * @param ahead whether a newer version of the application has migrated the database
	 * @param unknown the revisions of the database that this application does not have;
	 * unless it is ahead, the database has diverged
	 * @param implied the revisions that count as applied but never ran here
	 * @param modified the revisions whose scripts have changed since they were applied
	 * @param interrupted the revision that an earlier run did not complete, {@code null}
	 * if there is none
	 * @param inconsistency what the history says and the version table denies,
	 * {@code null} if they agree
	 * @param adoption what another tool has applied to a database that no revision has
	 * been applied to, and what the next upgrade does about it, {@code null} if there is
	 * no such thing
	 * @param applied the latest steps that were run, newest first
	 * @param tenants where the tenants stand that share the revisions, {@code null} if
	 * there are none
	 * @param error why nothing is known of this database, one of several; {@code null} if
	 * it could be read
	 */
	public record MigratorDescriptor(List<String> current, List<String> heads, boolean upToDate,
			List<PendingDescriptor> pending, boolean ahead, List<String> unknown, List<String> implied,
			List<String> modified, @Nullable InterruptedDescriptor interrupted, @Nullable String inconsistency,
			@Nullable String adoption, List<StepDescriptor> applied, @Nullable TenantsDescriptor tenants,
			@Nullable String error) {

		static MigratorDescriptor of(Migrator migrator, int historyLimit) {
			MigrationStatus status = migrator.status(historyLimit);
			return new MigratorDescriptor(status.current(), status.heads(), status.upToDate(),
					status.pending().stream().map(PendingDescriptor::of).toList(), status.ahead(), status.unknown(),
					status.implied(), status.modified(), InterruptedDescriptor.of(status.interrupted()),
					status.inconsistency(), status.adoption(),
					status.history().stream().map(StepDescriptor::of).toList(), null, null);
		}

		static MigratorDescriptor of(TenantMigrator tenants) {
			TenantsStatus status = tenants.status();
			MigrationPosition position = TenantPositions.of(tenants, status);
			return new MigratorDescriptor(position.current(), position.heads(), status.isReady(),
					position.pending()
						.stream()
						.map((id) -> PendingDescriptor.of(tenants.migrator().scripts().get(id)))
						.toList(),
					position.state() == MigrationPosition.State.AHEAD, position.unknown(), List.of(), List.of(), null,
					null, null, List.of(), TenantsDescriptor.of(tenants, status), null);
		}

		/**
		 * Describes a database that cannot be read, without telling where it is.
		 */
		static MigratorDescriptor unreadable(MigrateException failure) {
			return new MigratorDescriptor(List.of(), List.of(), false, List.of(), false, List.of(), List.of(),
					List.of(), null, null, null, List.of(), null,
					"The database could not be read: " + failure.getClass().getSimpleName());
		}

	}

	/**
	 * A revision that was interrupted.
	 *
	 * @param revision the id
	 * @param direction upgrade or downgrade
	 * @param startedAt when it was first started
	 * @param statementsStarted how many of its statements were started
	 * @param statementsDone how many of them are known to be done
	 */
	public record InterruptedDescriptor(String revision, String direction, Instant startedAt, int statementsStarted,
			int statementsDone) {

		static @Nullable InterruptedDescriptor of(@Nullable JournalEntry journal) {
			return (journal != null)
					? new InterruptedDescriptor(journal.revision(), RevisionTexts.direction(journal.direction()),
							journal.startedAt(), journal.started(), journal.done())
					: null;
		}

	}

	/**
	 * A revision that has not been run.
	 *
	 * @param revision the id
	 * @param downRevisions the ids of the revisions that it follows
	 * @param message what it does
	 * @param created when it was written, {@code null} when unknown
	 * @param location where its script is, with the jar if it is in one
	 */
	public record PendingDescriptor(String revision, List<String> downRevisions, String message,
			@Nullable Instant created, String location) {

		static PendingDescriptor of(RevisionScript script) {
			return new PendingDescriptor(script.id(), script.node().downRevisions(), script.message(), script.created(),
					script.origin());
		}

	}

}
