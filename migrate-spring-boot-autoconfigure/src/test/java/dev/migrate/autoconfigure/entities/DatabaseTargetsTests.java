package dev.migrate.autoconfigure.entities;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.entities.DatabaseTargets.Database;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatabaseTargets}.
 */
class DatabaseTargetsTests {

	private final DataSource billing = dataSource("billing");

	private final DataSource orders = dataSource("orders");

	private final DeclaredTarget invoices = entities("invoices", this.billing);

	private final DeclaredTarget parcels = entities("parcels", this.orders);

	@Test
	void aDatabaseIsComparedWithWhatItsDataSourceLeadsTo() {
		Database one = database("billing", this.billing, null);
		Database other = database("orders", this.orders, null);
		for (DataSource disguised : List.of(new TransactionAwareDataSourceProxy(this.billing),
				new LazyConnectionDataSourceProxy(new TransactionAwareDataSourceProxy(this.billing)),
				(DataSource) new ProxyFactory(this.billing).getProxy(), dataSource("billing"),
				new DriverManagerDataSource("jdbc:postgresql://localhost:1/billing?ssl=true", "other", "secret"),
				routing(Map.of("first", dataSource("replica"), "second", this.billing)))) {
			DatabaseTargets targets = new DatabaseTargets(List.of(one, other),
					List.of(this.parcels, entities("invoices", disguised)));
			assertThat(names(targets.of(one))).as(disguised.toString()).containsExactly("invoices");
			assertThat(names(targets.of(other))).containsExactly("parcels");
		}
	}

	@Test
	void oneDatabaseIsComparedWithTheOnlyEntitiesWhateverTheirDataSource() {
		Database only = database(null, dataSource("direct"), null);
		assertThat(names(new DatabaseTargets(List.of(only), List.of(this.invoices)).of(only)))
			.containsExactly("invoices");
		DatabaseTargets both = new DatabaseTargets(List.of(only), List.of(this.invoices, this.parcels));
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(() -> both.of(only))
			.withMessageContaining("invoices, parcels")
			.withMessageContaining("migrate.persistence-unit=invoices");
		Database named = database(null, dataSource("direct"), "parcels");
		assertThat(names(new DatabaseTargets(List.of(named), List.of(this.invoices, this.parcels)).of(named)))
			.containsExactly("parcels");
		Database led = database(null, this.billing, null);
		DeclaredTarget more = entities("more", this.billing);
		assertThat(names(new DatabaseTargets(List.of(led), List.of(this.invoices, this.parcels, more)).of(led)))
			.containsExactly("invoices", "more");
	}

	@Test
	void routersLeadToAllTheirDatabases() {
		Database one = database("billing", this.billing, null);
		Database other = database("orders", this.orders, null);
		DatabaseTargets targets = new DatabaseTargets(List.of(one, other),
				List.of(entities("shards", routing(Map.of("1", this.billing, "2", this.orders)))));
		assertThat(names(targets.of(one))).containsExactly("shards");
		assertThat(names(targets.of(other))).containsExactly("shards");
	}

	@Test
	void whatTwoDatabasesShareMustBeNamed() {
		Database main = database(null, this.billing, null);
		Database jobs = database("jobs", this.billing, null);
		DatabaseTargets shared = new DatabaseTargets(List.of(main, jobs), List.of(this.invoices));
		for (Database database : List.of(main, jobs)) {
			assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(() -> shared.of(database))
				.withMessageContaining("'invoices'")
				.withMessageContaining("migrate.persistence-unit=invoices")
				.withMessageContaining("migrate.databases.jobs.persistence-unit=invoices");
		}
		Database claiming = database(null, this.billing, "invoices");
		DatabaseTargets claimed = new DatabaseTargets(List.of(claiming, jobs), List.of(this.invoices));
		assertThat(names(claimed.of(claiming))).containsExactly("invoices");
		assertThat(claimed.of(jobs)).isEmpty();
	}

	@Test
	void whatLeadsNowhereMayBeMeant() {
		Database one = database("billing", this.billing, null);
		Database other = database("orders", dataSource("bouncer"), null);
		DatabaseTargets unclear = new DatabaseTargets(List.of(one, other), List.of(this.invoices, this.parcels));
		assertThat(names(unclear.of(one))).containsExactly("invoices");
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(() -> unclear.of(other))
			.withMessageContaining("parcels")
			.withMessageContaining("migrate.databases.orders.persistence-unit=parcels");
		Database named = database("orders", dataSource("bouncer"), "parcels");
		DatabaseTargets clear = new DatabaseTargets(List.of(one, named), List.of(this.invoices, this.parcels));
		assertThat(names(clear.of(named))).containsExactly("parcels");
		DatabaseTargets without = new DatabaseTargets(List.of(one, other), List.of(this.invoices));
		assertThat(without.of(other)).isEmpty();
		DatabaseTargets hidden = new DatabaseTargets(List.of(one, other),
				List.of(this.invoices, entities("parcels", null)));
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(() -> hidden.of(other));
	}

	@Test
	void anUnknownPersistenceUnitIsRefused() {
		Database wrong = database("orders", this.orders, "parsels");
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> new DatabaseTargets(List.of(wrong), List.of(this.invoices, this.parcels)).of(wrong))
			.withMessageContaining("migrate.databases.orders.persistence-unit")
			.withMessageContaining("'parsels'")
			.withMessageContaining("invoices, parcels");
		Database ambiguous = database("orders", this.orders, "default");
		DeclaredTarget first = new DeclaredTarget("first", "default", true, this.orders, schema("first"));
		DeclaredTarget second = new DeclaredTarget("second", "default", true, this.orders, schema("second"));
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> new DatabaseTargets(List.of(ambiguous), List.of(first, second)).of(ambiguous))
			.withMessageContaining("first, second");
		Database byBean = database("orders", this.orders, "second");
		assertThat(names(new DatabaseTargets(List.of(byBean), List.of(first, second)).of(byBean)))
			.containsExactly("second");
	}

	@Test
	void targetsOfTheApplicationReplaceTheEntitiesOfTheirDatabase() {
		Database main = database(null, this.billing, null);
		Database other = database("orders", this.orders, null);
		DeclaredTarget own = DeclaredTarget.of("own", schema("own"));
		DatabaseTargets targets = new DatabaseTargets(List.of(main, other), List.of(own, this.invoices, this.parcels));
		assertThat(names(targets.of(main))).containsExactly("own");
		assertThat(names(targets.of(other))).containsExactly("parcels");
		DeclaredTarget tied = DeclaredTarget.of("tied", new TargetSchema() {

			@Override
			public WantedSchema read(TargetDatabase database) {
				throw new UnsupportedOperationException();
			}

			@Override
			public String name() {
				return "tied";
			}

			@Override
			public DataSource dataSource() {
				return new TransactionAwareDataSourceProxy(DatabaseTargetsTests.this.orders);
			}

		});
		DatabaseTargets two = new DatabaseTargets(List.of(main, other), List.of(tied, this.invoices, this.parcels));
		assertThat(names(two.of(main))).containsExactly("invoices");
		assertThat(names(two.of(other))).containsExactly("tied");
	}

	private static List<String> names(List<TargetSchema> targets) {
		return targets.stream().map(TargetSchema::name).toList();
	}

	private static Database database(@Nullable String name, DataSource dataSource, @Nullable String unit) {
		return new Database((name != null) ? "database '" + name + "'" : "database", name == null, dataSource, unit,
				(name != null) ? "migrate.databases." + name + ".persistence-unit" : "migrate.persistence-unit");
	}

	private static DeclaredTarget entities(String unit, @Nullable DataSource dataSource) {
		return new DeclaredTarget(unit + "Factory", unit, true, dataSource, schema(unit));
	}

	private static TargetSchema schema(String name) {
		return new TargetSchema() {

			@Override
			public WantedSchema read(TargetDatabase database) {
				throw new UnsupportedOperationException();
			}

			@Override
			public String name() {
				return name;
			}

		};
	}

	private static DataSource dataSource(String name) {
		return new DriverManagerDataSource("jdbc:postgresql://localhost:1/" + name);
	}

	private static DataSource routing(Map<Object, Object> targets) {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}

		};
		routing.setTargetDataSources(targets);
		routing.afterPropertiesSet();
		return routing;
	}

}
