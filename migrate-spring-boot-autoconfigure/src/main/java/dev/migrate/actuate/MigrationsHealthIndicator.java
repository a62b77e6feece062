package dev.migrate.actuate;

import java.util.List;
import java.util.Locale;

import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.MigrationPosition.State;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that is up while the schema of a database is one that the
 * application can work with: at the target, or migrated by a newer version of the
 * application unless {@code migrate.on-ahead=fail}. With anything else it is out of
 * service, and down when the database cannot be read.
 */
public class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private static final int LONGEST_LIST = 10;

	private final MigrationMonitor monitor;

	/**
	 * Creates an indicator.
	 * @param monitor what knows where the database stands
	 */
	public MigrationsHealthIndicator(MigrationMonitor monitor) {
		super("The state of the schema could not be read");
		this.monitor = monitor;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		MigrationPosition position = this.monitor.position();
		(position.ready() ? builder.up() : builder.outOfService())
			.withDetail("state", position.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.withDetail("ahead", position.state() == State.AHEAD)
			.withDetail("current", position.current())
			.withDetail("heads", position.heads())
			.withDetail("pending", position.pending().size());
		list(builder, "pendingRevisions", position.pending());
		list(builder, "unknownRevisions", position.unknown());
		list(builder, "modifiedRevisions", position.modified());
	}

	private static void list(Health.Builder builder, String name, List<String> revisions) {
		if (!revisions.isEmpty()) {
			builder.withDetail(name, revisions.stream().limit(LONGEST_LIST).toList());
		}
	}

}
