package dev.migrate.runtime.progress;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What a migrator says of its progress. One of many tenants is quiet: whoever runs all of
 * them reports how far they are.
 */
public final class RunLog {

	private final boolean quiet;

	private final Set<String> warnings = ConcurrentHashMap.newKeySet();

	private RunLog(boolean quiet) {
		this.quiet = quiet;
	}

	public static RunLog ordinary() {
		return new RunLog(false);
	}

	/**
	 * Returns what keeps progress for whoever debugs, and says each warning once.
	 */
	public static RunLog quiet() {
		return new RunLog(true);
	}

	/**
	 * Says how far a run is.
	 */
	public void progress(Logger logger, String message, @Nullable Object... arguments) {
		if (this.quiet) {
			logger.debug(message, arguments);
		}
		else {
			logger.info(message, arguments);
		}
	}

	/**
	 * Warns of what is likely to be so for each tenant.
	 */
	public void warn(Logger logger, String message, @Nullable Object... arguments) {
		if (!this.quiet || this.warnings.add(message + Arrays.toString(arguments))) {
			logger.warn(message, arguments);
		}
	}

}
