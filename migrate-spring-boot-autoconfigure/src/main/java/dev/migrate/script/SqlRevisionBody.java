package dev.migrate.script;

import org.jspecify.annotations.Nullable;

/**
 * The two sections of an SQL script.
 *
 * @param upgrade the way up
 * @param downgrade the way down, or {@code null} if the script says that there
 * deliberately is none
 */
public record SqlRevisionBody(SqlSection upgrade, @Nullable SqlSection downgrade) {

	/**
	 * Returns whether the script says {@code -- migrate:downgrade none}.
	 * @return {@code true} if there is no way back
	 */
	public boolean irreversible() {
		return this.downgrade == null;
	}

}
