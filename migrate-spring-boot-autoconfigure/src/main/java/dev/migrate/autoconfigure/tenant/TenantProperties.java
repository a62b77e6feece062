package dev.migrate.autoconfigure.tenant;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.runtime.tenant.TenantFailurePolicy;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The {@code migrate.tenants.*} properties.
 */
@ConfigurationProperties("migrate.tenants")
public class TenantProperties {

	/**
	 * Schemas of the tenants: names, or patterns of existing schemas in which "*" stands
	 * for any characters and "?" for one. The database without a name is that of the
	 * tenants then, and its own schema is not migrated.
	 */
	private List<String> schemas = new ArrayList<>();

	/**
	 * How many tenants are migrated at once at most, each over a connection of its own.
	 * One connection of a pool is always left to others, unless it has no second one.
	 */
	private int concurrency = 4;

	/**
	 * How many tenants are migrated before all others. If one of them fails, no other is
	 * begun.
	 */
	private int canary;

	/**
	 * What happens when the migration of a tenant fails.
	 */
	private TenantFailurePolicy onFailure = TenantFailurePolicy.FAIL;

	/**
	 * Whether a start creates the schemas of tenants that do not exist.
	 */
	private boolean createSchemas;

	public List<String> getSchemas() {
		return this.schemas;
	}

	public void setSchemas(List<String> schemas) {
		this.schemas = schemas;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public int getCanary() {
		return this.canary;
	}

	public void setCanary(int canary) {
		this.canary = canary;
	}

	public TenantFailurePolicy getOnFailure() {
		return this.onFailure;
	}

	public void setOnFailure(TenantFailurePolicy onFailure) {
		this.onFailure = onFailure;
	}

	public boolean isCreateSchemas() {
		return this.createSchemas;
	}

	public void setCreateSchemas(boolean createSchemas) {
		this.createSchemas = createSchemas;
	}

}
