package dev.migrate.dialect.postgresql.session;

/**
 * An advisory lock that was there before.
 *
 * @param shared whether others may have it, too
 * @param arguments what the functions of such locks are called with
 */
record HeldLock(boolean shared, String arguments) {

	static HeldLock of(AdvisoryLockKey key) {
		return new HeldLock(false, "'%s'::bigint".formatted(Long.toString(key.value())));
	}

	/**
	 * Reads what {@code pg_locks} says.
	 */
	static HeldLock of(String columns, String mode) {
		String[] column = columns.split(" ", 3);
		long high = Long.parseLong(column[1]);
		long low = Long.parseLong(column[2]);
		boolean shared = mode.equals("ShareLock");
		return column[0].equals("1") ? new HeldLock(shared, of(new AdvisoryLockKey(high << 32 | low)).arguments)
				: new HeldLock(shared, (int) high + ", " + (int) low);
	}

	String call(String function) {
		return function + (this.shared ? "_shared(" : "(") + this.arguments + ")";
	}

}
