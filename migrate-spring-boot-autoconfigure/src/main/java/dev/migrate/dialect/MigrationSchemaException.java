package dev.migrate.dialect;

import java.util.List;
import java.util.Objects;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;

/**
 * Thrown when the schema of a run or the tables of the tool cannot be those that the
 * settings name.
 */
public class MigrationSchemaException extends MigrateException {

	private MigrationSchemaException(String problem, String action) {
		super(problem, action);
	}

	private MigrationSchemaException(String problem, String action, Throwable cause) {
		super(problem, action, cause);
	}

	/**
	 * Returns the exception for a schema or a table that cannot have its name.
	 * @param problem what is wrong, a sentence
	 * @return the exception
	 */
	public static MigrationSchemaException invalidName(String problem) {
		return new MigrationSchemaException(problem,
				"Give each a name of its own, or leave the property out for its default.");
	}

	/**
	 * Returns the exception for a default schema that does not exist, so that what the
	 * revisions create would end up in another one.
	 * @param schema the schema
	 * @param database the name of the database
	 * @return the exception
	 */
	public static MigrationSchemaException missing(String schema, String database) {
		return new MigrationSchemaException(
				"Schema '%s' does not exist in database '%s', or the role may not use it.".formatted(schema, database),
				"Create the schema and grant USAGE and CREATE on it, set migrate.schema to another one, or let the first run"
						+ " create it with migrate.create-schema=true.");
	}

	/**
	 * Returns the exception for a schema that is to be created and cannot be.
	 * @param schema the schema
	 * @param message what the server says, without a full stop
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static MigrationSchemaException notCreated(String schema, String message, Throwable cause) {
		return new MigrationSchemaException(
				"Schema '%s' does not exist and cannot be created: %s.".formatted(schema, message),
				"If the role lacks the right, grant it CREATE on the database, or create the schema and grant it USAGE and"
						+ " CREATE on that. Otherwise set migrate.schema to another schema.",
				cause);
	}

	/**
	 * Returns the exception for a tenant whose schema does not exist.
	 * @param schema the schema
	 * @return the exception
	 */
	public static MigrationSchemaException missingTenant(String schema) {
		return new MigrationSchemaException("Schema '%s' does not exist, or the role may not use it.".formatted(schema),
				"Create it with TenantMigrator.create or migrate.tenants.create-schemas=true, grant USAGE and CREATE on"
						+ " it, or take it out of the tenants.");
	}

	/**
	 * Returns the exception for a tenant that cannot have its name.
	 * @param schema the name
	 * @param reason why not, a clause
	 * @return the exception
	 */
	public static MigrationSchemaException invalidTenant(String schema, String reason) {
		return new MigrationSchemaException("'%s' cannot be the schema of a tenant: %s.".formatted(schema, reason),
				"Choose another name, or correct migrate.tenants.schemas.");
	}

	/**
	 * Returns the exception for tenants that would all have the same version table.
	 * @param schema the schema of that table
	 * @return the exception
	 */
	public static MigrationSchemaException sharedVersionTable(String schema) {
		return new MigrationSchemaException(
				"The version table is to be in schema '%s' for all tenants, but each of them has its own."
					.formatted(schema),
				"Remove migrate.version-table-schema: the version table of a tenant is in its schema.");
	}

	/**
	 * Returns the exception for a tenant that there is not.
	 * @param tenant its name, or a pattern that none of the names match
	 * @param tenants the names of all tenants
	 * @return the exception
	 */
	public static MigrationSchemaException unknownTenant(String tenant, List<String> tenants) {
		String known = tenants.isEmpty() ? "There are no tenants." : "There are %d, such as %s."
			.formatted(tenants.size(), String.join(", ", tenants.subList(0, Math.min(tenants.size(), 5))));
		return new MigrationSchemaException("There is no tenant '%s'.".formatted(tenant),
				known + " Check the name, and migrate.tenants.schemas.");
	}

	/**
	 * Returns the exception for a tenant whose data source cannot be had.
	 * @param tenant the name of the tenant
	 * @param cause why not
	 * @return the exception
	 */
	public static MigrationSchemaException tenantWithoutDatabase(String tenant, Throwable cause) {
		return new MigrationSchemaException(
				"The data source of tenant '%s' cannot be had: %s".formatted(tenant,
						Secrets
							.withoutUrls(Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getName()))),
				"Correct what TenantDataSources returns for it, or take it out of the tenants.",
				MaskedException.of(cause, Secrets::withoutUrls));
	}

	/**
	 * Returns the exception for a tenant that cannot be compared with others.
	 * @param tenant the name of the tenant
	 * @param problem why not
	 * @param action what to do about that
	 * @param cause the cause
	 * @return the exception
	 */
	public static MigrationSchemaException incomparableTenant(String tenant, String problem, String action,
			Throwable cause) {
		return new MigrationSchemaException("Tenant '%s' cannot be compared: %s".formatted(tenant, problem), action,
				cause);
	}

	/**
	 * Returns the exception for a connection that has no schema to keep the version table
	 * in.
	 * @param database the name of the database
	 * @param searchPath the search path of the connection
	 * @return the exception
	 */
	public static MigrationSchemaException none(String database, String searchPath) {
		return new MigrationSchemaException(
				"No schema of the search path (%s) exists in database '%s'.".formatted(searchPath, database),
				"Create the schema, set migrate.schema to one that exists, or name one in the JDBC URL"
						+ " (currentSchema).");
	}

	/**
	 * Returns the exception for a view, or something else, that has the name of a table
	 * of the tool.
	 * @param name the name
	 * @return the exception
	 */
	public static MigrationSchemaException notATable(ObjectName name) {
		return new MigrationSchemaException("%s exists, but is not a table.".formatted(name),
				"Rename it, or set migrate.version-table, migrate.history-table or migrate.version-table-schema to other"
						+ " names.");
	}

}
