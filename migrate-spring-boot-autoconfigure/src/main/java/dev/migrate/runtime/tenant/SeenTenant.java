package dev.migrate.runtime.tenant;

import java.util.List;

import dev.migrate.dialect.TableLocations;
import org.jspecify.annotations.Nullable;

/**
 * What a look at all tenants has seen of one of them, when nobody held its lock.
 *
 * @param exists whether there is such a schema or database
 * @param tables its tables, or {@code null} if they could not be found together with
 * those of the others
 * @param rows the rows of the version table, sorted, or {@code null} if they were not
 * read, or do not tell where the tenant stands because a revision was interrupted
 */
record SeenTenant(boolean exists, @Nullable TableLocations tables, @Nullable List<String> rows) {

	static final SeenTenant MISSING = new SeenTenant(false, null, null);

	static final SeenTenant UNCLEAR = new SeenTenant(true, null, null);

}
