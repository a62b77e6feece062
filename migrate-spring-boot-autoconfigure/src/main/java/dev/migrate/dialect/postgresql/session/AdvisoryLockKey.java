package dev.migrate.dialect.postgresql.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import dev.migrate.schema.ObjectName;

/**
 * The key of the advisory lock that two migrations of one version table contend for.
 *
 * @param value the key, as {@code pg_advisory_lock(bigint)} takes it
 */
record AdvisoryLockKey(long value) {

	static AdvisoryLockKey of(String database, ObjectName versionTable) {
		String text = String.join("\0", "migrate", database, String.valueOf(versionTable.schema()),
				versionTable.name());
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return new AdvisoryLockKey(ByteBuffer.wrap(digest).getLong());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns what {@code pg_locks.classid} shows of the key.
	 * @return the high half, unsigned
	 */
	long high() {
		return this.value >>> 32;
	}

	/**
	 * Returns what {@code pg_locks.objid} shows of the key.
	 * @return the low half, unsigned
	 */
	long low() {
		return this.value & 0xFFFFFFFFL;
	}

}
