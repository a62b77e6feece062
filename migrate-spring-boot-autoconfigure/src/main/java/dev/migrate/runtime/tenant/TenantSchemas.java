package dev.migrate.runtime.tenant;

import java.util.List;

/**
 * Says which schemas of the database belong to tenants.
 */
@FunctionalInterface
public interface TenantSchemas {

	/**
	 * Returns the schemas, as they are now. They are asked for before each run, without a
	 * connection being held, and once more at its end.
	 * @return the names, or patterns in which {@code *} stands for any characters and
	 * {@code ?} for one; those of the system match no pattern
	 */
	List<String> schemas();

}
