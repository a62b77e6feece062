package dev.migrate.autoconfigure.datasource;

import org.jspecify.annotations.Nullable;

/**
 * {@link MigrateConnectionDetails} from the {@code migrate.*} properties.
 */
public class PropertiesMigrateConnectionDetails implements MigrateConnectionDetails {

	private final @Nullable String url;

	private final @Nullable String user;

	private final @Nullable String password;

	private final @Nullable String driverClassName;

	public PropertiesMigrateConnectionDetails(@Nullable String url, @Nullable String user, @Nullable String password,
			@Nullable String driverClassName) {
		this.url = url;
		this.user = user;
		this.password = password;
		this.driverClassName = driverClassName;
	}

	@Override
	public @Nullable String getJdbcUrl() {
		return this.url;
	}

	@Override
	public @Nullable String getUsername() {
		return this.user;
	}

	@Override
	public @Nullable String getPassword() {
		return this.password;
	}

	@Override
	public @Nullable String getDriverClassName() {
		return (this.driverClassName != null) ? this.driverClassName
				: MigrateConnectionDetails.super.getDriverClassName();
	}

}
