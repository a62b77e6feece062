package dev.migrate.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.benchmarks.DatabaseServer.Database;
import dev.migrate.hibernate.HibernateTargetSchema;
import dev.migrate.hibernate.PersistenceUnit;
import dev.migrate.schema.naming.NamingConvention;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What {@code migrate check} does.
 */
final class MigrateComparer implements SchemaComparer {

	@Override
	public String name() {
		return "Migrate";
	}

	@Override
	public int compare(EntityModel model, Database database) {
		PersistenceUnit unit = new PersistenceUnit("benchmark", model.classNames(), List.of(), List.of(), Map.of(),
				model.classLoader());
		AutogenerateSettings settings = AutogenerateSettings.of(List.of(new HibernateTargetSchema(unit)));
		return new Autogenerator(new DriverManagerDataSource(database.url(), DatabaseServer.USER, ""),
				new NamingConvention(), Set.of(), settings, ComparisonOptions.forEntities())
			.compare()
			.differences()
			.size();
	}

}
