package dev.migrate.dialect.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrate.schema.ObjectName;

/**
 * What other sessions cannot do with tables and views while a statement has locked them.
 *
 * @param strongest what they cannot do with those that the text of the statement does not
 * name, such as the table of an index that is dropped
 * @param named what they cannot do with those that it names, none that it creates
 */
public record StatementLocks(BlockedAccess strongest, Map<ObjectName, BlockedAccess> named) {

	public StatementLocks {
		named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
	}

	/**
	 * Returns the locks of a statement whose text tells nothing.
	 */
	public static StatementLocks unknown() {
		return new StatementLocks(BlockedAccess.ALL, Map.of());
	}

	/**
	 * Returns the locks of a statement that blocks nobody.
	 */
	public static StatementLocks none() {
		return new StatementLocks(BlockedAccess.NONE, Map.of());
	}

}
