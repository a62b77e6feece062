package dev.migrate.autoconfigure.datasource;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Chooses the {@link DataSource} to migrate: the one annotated with
 * {@link MigrateDataSource @MigrateDataSource}, else the one that the connection details
 * describe, else the application's only or primary one. A service that is run for the
 * application is reached through the application's own {@link DataSource} where that
 * leads to it.
 */
public class MigrationDataSourceSelector {

	private final ListableBeanFactory beanFactory;

	private final ObjectProvider<DataSource> qualified;

	private final ObjectProvider<DataSource> dataSources;

	public MigrationDataSourceSelector(ListableBeanFactory beanFactory, ObjectProvider<DataSource> qualified,
			ObjectProvider<DataSource> dataSources) {
		this.beanFactory = beanFactory;
		this.qualified = qualified;
		this.dataSources = dataSources;
	}

	public DataSource select(ObjectProvider<MigrateConnectionDetails> connectionDetails) {
		DataSource dataSource = qualified();
		if (dataSource != null) {
			return dataSource;
		}
		MigrateConnectionDetails details = connectionDetails.getIfUnique();
		return (details != null) ? select(details) : withoutDetails();
	}

	/**
	 * Returns the {@link DataSource} of a database that names its bean.
	 * @param database the name of the database
	 * @param beanName the bean name
	 * @param details who connects, if that is to be another user
	 */
	public DataSource select(String database, String beanName, MigrateConnectionDetails details) {
		List<String> candidates = names();
		if (!candidates.contains(beanName)) {
			throw MigrateConfigurationException.unknownDataSource(database, beanName, candidates);
		}
		DataSource dataSource = this.beanFactory.getBean(beanName, DataSource.class);
		return (details.getUsername() != null) ? connect(DataSourceBuilder.derivedFrom(dataSource), details)
				: dataSource;
	}

	public DataSource select(MigrateConnectionDetails details) {
		String url = details.getJdbcUrl();
		DataSource dataSource = (url == null || isService(details)) ? this.dataSources.getIfUnique() : null;
		if (url == null) {
			if (dataSource == null) {
				return withoutDataSource();
			}
			return (details.getUsername() != null) ? connect(DataSourceBuilder.derivedFrom(dataSource), details)
					: dataSource;
		}
		return (dataSource != null) ? dataSource : connect(url, details);
	}

	/**
	 * Returns whether the details are those of a service that the application's own JDBC
	 * connections lead to.
	 */
	private boolean isService(MigrateConnectionDetails details) {
		return details instanceof ServiceMigrateConnectionDetails
				&& this.beanFactory.getBeanProvider(JdbcConnectionDetails.class)
					.stream()
					.anyMatch((jdbc) -> jdbc.getJdbcUrl().equals(details.getJdbcUrl()));
	}

	private DataSource withoutDataSource() {
		List<String> candidates = names();
		if (!candidates.isEmpty()) {
			throw MigrateConfigurationException.ambiguousDataSource(candidates);
		}
		JdbcConnectionDetails jdbc = this.beanFactory.getBeanProvider(JdbcConnectionDetails.class).getIfUnique();
		if (jdbc == null) {
			throw MigrateConfigurationException.noDataSource();
		}
		return connect(jdbc.getJdbcUrl(), new JdbcMigrateConnectionDetails(jdbc));
	}

	private DataSource withoutDetails() {
		DataSource dataSource = this.dataSources.getIfUnique();
		if (dataSource == null) {
			throw MigrateConfigurationException.ambiguousConnectionDetails(names(MigrateConnectionDetails.class));
		}
		return dataSource;
	}

	private @Nullable DataSource qualified() {
		try {
			return this.qualified.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw MigrateConfigurationException.ambiguousDataSource(List.copyOf(ex.getBeanNamesFound()));
		}
	}

	/**
	 * Connects with the driver that the URL tells, whether Spring Boot knows it or only
	 * the driver itself does.
	 */
	private static DataSource connect(String url, MigrateConnectionDetails details) {
		if (StringUtils.hasText(details.getDriverClassName())) {
			return connect(DataSourceBuilder.create().url(url), details);
		}
		DatabaseDriver known = url.startsWith("jdbc") ? DatabaseDriver.fromJdbcUrl(url) : DatabaseDriver.UNKNOWN;
		String driverClassName = known.getDriverClassName();
		if (driverClassName != null && ClassUtils.isPresent(driverClassName, null)) {
			return connect(DataSourceBuilder.create().url(url), details);
		}
		try {
			return new SimpleDriverDataSource(DriverManager.getDriver(url), url,
					Objects.requireNonNullElse(details.getUsername(), ""),
					Objects.requireNonNullElse(details.getPassword(), ""));
		}
		catch (SQLException ex) {
			throw MigrateConfigurationException.noDriverForUrl(url, ex);
		}
	}

	private static DataSource connect(DataSourceBuilder<?> builder, MigrateConnectionDetails details) {
		builder.username(details.getUsername());
		builder.password(details.getPassword());
		String driverClassName = details.getDriverClassName();
		if (StringUtils.hasText(driverClassName)) {
			if (!ClassUtils.isPresent(driverClassName, null)) {
				throw MigrateConfigurationException.driverNotFound(driverClassName);
			}
			builder.driverClassName(driverClassName);
		}
		return builder.type(SimpleDriverDataSource.class).build();
	}

	public List<String> names() {
		return names(DataSource.class);
	}

	private List<String> names(Class<?> type) {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type));
	}

}
