package dev.migrate.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.MigrateException;
import dev.migrate.runtime.MigrationPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} that shows the current revisions and the heads of each
 * migrator. A database that cannot be read is left out.
 */
public class MigrationsInfoContributor implements InfoContributor {

	private static final Logger logger = LoggerFactory.getLogger(MigrationsInfoContributor.class);

	private final MigrationMonitors monitors;

	/**
	 * Creates a contributor.
	 * @param monitors what knows where the databases stand
	 */
	public MigrationsInfoContributor(MigrationMonitors monitors) {
		this.monitors = monitors;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Map<String, List<String>>> migrators = new LinkedHashMap<>();
		this.monitors.byName().forEach((name, monitor) -> {
			try {
				migrators.put(name, describe(monitor.position()));
			}
			catch (MigrateException ex) {
				logger.debug("The state of the schema of {} could not be read", name, ex);
			}
		});
		builder.withDetail("migrations", migrators);
	}

	private static Map<String, List<String>> describe(MigrationPosition position) {
		Map<String, List<String>> details = new LinkedHashMap<>();
		details.put("current", position.current());
		details.put("heads", position.heads());
		return details;
	}

}
