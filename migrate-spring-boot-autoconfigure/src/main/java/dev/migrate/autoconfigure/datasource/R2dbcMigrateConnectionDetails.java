package dev.migrate.autoconfigure.datasource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;

/**
 * {@link MigrateConnectionDetails} of an application that has a {@link ConnectionFactory}
 * and no {@link javax.sql.DataSource}: what the {@code migrate.*} properties leave open
 * follows from the connection factory.
 */
public class R2dbcMigrateConnectionDetails extends PropertiesMigrateConnectionDetails {

	private final ObjectProvider<ConnectionFactory> connectionFactories;

	private @Nullable R2dbcDatabase database;

	public R2dbcMigrateConnectionDetails(@Nullable String url, @Nullable String user, @Nullable String password,
			@Nullable String driverClassName, ObjectProvider<ConnectionFactory> connectionFactories) {
		super(url, user, password, driverClassName);
		this.connectionFactories = connectionFactories;
	}

	@Override
	public @Nullable String getJdbcUrl() {
		String url = super.getJdbcUrl();
		return (url != null) ? url : database().url();
	}

	@Override
	public @Nullable String getUsername() {
		return isOverridden() ? super.getUsername() : database().user();
	}

	@Override
	public @Nullable String getPassword() {
		return isOverridden() ? super.getPassword() : database().password();
	}

	private boolean isOverridden() {
		return super.getJdbcUrl() != null || super.getUsername() != null;
	}

	private R2dbcDatabase database() {
		R2dbcDatabase known = this.database;
		if (known == null) {
			known = R2dbcDatabase.of(connectionFactory().getOptions());
			this.database = known;
		}
		return known;
	}

	private OptionsCapableConnectionFactory connectionFactory() {
		ConnectionFactory unique = this.connectionFactories.getIfUnique();
		if (unique == null) {
			throw MigrateConfigurationException.jdbcUrlUnknown("there are several, and none of them is @Primary");
		}
		OptionsCapableConnectionFactory capable = OptionsCapableConnectionFactory.unwrapFrom(unique);
		if (capable == null) {
			throw MigrateConfigurationException.jdbcUrlUnknown(
					"it does not expose its options, because it was not created by a ConnectionFactoryBuilder");
		}
		return capable;
	}

}
