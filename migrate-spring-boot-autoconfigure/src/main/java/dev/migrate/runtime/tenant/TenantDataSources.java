package dev.migrate.runtime.tenant;

import java.util.List;

import javax.sql.DataSource;

/**
 * Says where the databases of tenants are that have one each, on one server or on
 * several.
 */
public interface TenantDataSources {

	/**
	 * Returns the tenants, as they are now.
	 * @return their names
	 */
	List<String> tenants();

	/**
	 * Returns the database of a tenant. It is asked for when that is to be looked at, and
	 * not closed.
	 * @param tenant the name of the tenant
	 * @return its data source
	 */
	DataSource dataSource(String tenant);

}
