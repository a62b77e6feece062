package dev.migrate.dialect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;

/**
 * Thrown when the database does not have the lock that was configured.
 */
public class UnsupportedLockModeException extends MigrateException {

	private final LockMode mode;

	/**
	 * Creates an exception.
	 * @param database the database, such as {@code H2}
	 * @param mode what was configured
	 * @param supported what the database has, the usual one first
	 */
	public UnsupportedLockModeException(String database, LockMode mode, List<LockMode> supported) {
		super("%s does not have the lock of migrate.lock.mode=%s.".formatted(database, name(mode)),
				"Set migrate.lock.mode=%s, or leave it unset for %s.".formatted(supported.stream()
					.map(UnsupportedLockModeException::name)
					.collect(Collectors.joining(" or migrate.lock.mode=")), name(supported.get(0))));
		this.mode = mode;
	}

	private static String name(LockMode mode) {
		return mode.name().toLowerCase(Locale.ROOT);
	}

	public LockMode getMode() {
		return this.mode;
	}

}
