package dev.migrate.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Chooses the {@link DataSource} to migrate: the one annotated with
 * {@link MigrateDataSource @MigrateDataSource}, else the one that the connection details
 * describe, else the application's only or primary one.
 */
class MigrationDataSourceSelector {

	private final ListableBeanFactory beanFactory;

	private final ObjectProvider<DataSource> qualified;

	private final ObjectProvider<DataSource> dataSources;

	MigrationDataSourceSelector(ListableBeanFactory beanFactory, ObjectProvider<DataSource> qualified,
			ObjectProvider<DataSource> dataSources) {
		this.beanFactory = beanFactory;
		this.qualified = qualified;
		this.dataSources = dataSources;
	}

	DataSource select(MigrateConnectionDetails details) {
		DataSource dataSource = qualified();
		if (dataSource != null) {
			return dataSource;
		}
		String url = details.getJdbcUrl();
		if (url != null) {
			return connect(DataSourceBuilder.create().url(url), details);
		}
		dataSource = this.dataSources.getIfUnique();
		if (dataSource == null) {
			List<String> candidates = candidates();
			throw candidates.isEmpty() ? new MigrationDataSourceMissingException()
					: new MigrationDataSourceAmbiguousException(candidates);
		}
		return (details.getUsername() != null) ? connect(DataSourceBuilder.derivedFrom(dataSource), details)
				: dataSource;
	}

	private @Nullable DataSource qualified() {
		try {
			return this.qualified.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new MigrationDataSourceAmbiguousException(List.copyOf(ex.getBeanNamesFound()));
		}
	}

	private DataSource connect(DataSourceBuilder<?> builder, MigrateConnectionDetails details) {
		builder.username(details.getUsername());
		builder.password(details.getPassword());
		String driverClassName = details.getDriverClassName();
		if (StringUtils.hasText(driverClassName)) {
			builder.driverClassName(driverClassName);
		}
		return builder.type(SimpleDriverDataSource.class).build();
	}

	private List<String> candidates() {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, DataSource.class));
	}

}
