package dev.migrate.benchmarks;

import java.util.Map;

import dev.migrate.benchmarks.DatabaseServer.Database;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.diff.DiffGeneratorFactory;
import liquibase.diff.DiffResult;
import liquibase.diff.compare.CompareControl;
import liquibase.diff.output.DiffOutputControl;
import liquibase.diff.output.changelog.DiffToChangeLog;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;

/**
 * What {@code diffChangeLog} of Liquibase does with liquibase-hibernate, but for writing
 * the file.
 */
final class LiquibaseComparer implements SchemaComparer {

	private static final String ENTITIES = "hibernate:spring:%s?dialect=org.hibernate.dialect.PostgreSQLDialect"
		.formatted(EntityModel.PACKAGE);

	@Override
	public String name() {
		return "Liquibase";
	}

	@Override
	public int compare(EntityModel model, Database database) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(model.classLoader());
		try {
			return Scope.child(Map.of(Scope.Attr.classLoader.name(), model.classLoader()),
					() -> differences(database, new ClassLoaderResourceAccessor(model.classLoader())));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static int differences(Database database, ResourceAccessor resources) throws Exception {
		DatabaseFactory factory = DatabaseFactory.getInstance();
		try (liquibase.database.Database entities = factory.openDatabase(ENTITIES, null, null, null, resources);
				liquibase.database.Database tables = factory.openDatabase(database.url(), DatabaseServer.USER, "", null,
						resources)) {
			DiffResult result = DiffGeneratorFactory.getInstance().compare(entities, tables, new CompareControl());
			return new DiffToChangeLog(result, new DiffOutputControl()).generateChangeSets().size();
		}
	}

}
