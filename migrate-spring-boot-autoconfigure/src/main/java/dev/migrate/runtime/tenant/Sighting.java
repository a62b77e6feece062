package dev.migrate.runtime.tenant;

import java.util.List;

import dev.migrate.runtime.history.KnownPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a look at all tenants has seen of one of them.
 *
 * @param exists whether there is such a schema or database
 * @param position where it stands, or {@code null} if that tenant has to be looked at by
 * itself: its tables could not be read with the others, or a revision was interrupted
 */
record Sighting(boolean exists, @Nullable KnownPosition position) {

	static final Sighting MISSING = new Sighting(false, null);

	static final Sighting UNCLEAR = new Sighting(true, null);

	/**
	 * Returns the version rows, sorted, or {@code null} if the position is not known.
	 */
	@Nullable List<String> rows() {
		return (this.position != null) ? this.position.rows() : null;
	}

}
