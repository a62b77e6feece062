package dev.migrate.hibernate;

import java.lang.reflect.Proxy;

import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.PrimaryKey;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HibernateTargetSchema}.
 */
class HibernateTargetSchemaTests {

	@ParameterizedTest
	@MethodSource("dev.migrate.hibernate.Models#all")
	void readsEveryModel(Model model) {
		WantedSchema wanted = model.target().read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.tables()).isNotEmpty();
	}

	@Test
	void readsTheTablesThatEnversKeepsFormerStatesIn() {
		WantedSchema wanted = Model.nested("audited", AuditedEntities.class)
			.target()
			.read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.tables()).extracting((table) -> table.name().name())
			.contains("contract", "partner", "contract_aud", "partner_history", "revinfo");
		assertThat(wanted.tables()).filteredOn((table) -> table.name().name().equals("contract_aud"))
			.singleElement()
			.satisfies((table) -> {
				assertThat(table.columns()).extracting(Column::name)
					.contains("id", "rev", "revtype", "title", "amount", "partner_id")
					.doesNotContain("draft");
				assertThat(table.constraints()).contains(PrimaryKey.primaryKey("rev", "id"));
			});
		assertThat(wanted.sequences()).extracting((sequence) -> sequence.name().name()).contains("revinfo_seq");
	}

	/**
	 * A schema or a database for each tenant: the tables are those of any one of them.
	 */
	@Test
	void readsTheTablesOfATenantWithoutAskingWhichTenantsThereAre() {
		Object unasked = Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { MultiTenantConnectionProvider.class, CurrentTenantIdentifierResolver.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "toString" -> "unasked";
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> throw new IllegalStateException("There is no tenant to be asked for " + method);
				});
		WantedSchema wanted = Model.nested("native", HibernateModels.NativeEnums.class)
			.with(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, unasked)
			.with(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, unasked)
			.with(MultiTenancySettings.TENANT_IDENTIFIER_TO_USE_FOR_ANY_KEY, "acme")
			.target()
			.read(new TargetDatabase("PostgreSQL", 17, "acme"));
		assertThat(wanted.tables()).extracting((table) -> table.name().schema()).containsOnly("acme");
	}

	@Test
	void aValueGeneratorThatCannotBeCreatedIsNamed() {
		WantedSchema wanted = Model.nested("beans", HibernateModels.GeneratorsWithBeans.class)
			.target()
			.read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.tables()).singleElement()
			.satisfies((table) -> assertThat(table.columns()).extracting(Column::name)
				.containsExactlyInAnyOrder("id", "number"));
		assertThat(wanted.notes()).singleElement()
			.asString()
			.contains("The value generator of ")
			.contains("Sample.number cannot be created without the application: ")
			.endsWith("Migrate does not know whether it changes the column.");
	}

	@Test
	void anEnumTypeThatNoColumnHasIsLeftOutWithANote() {
		WantedSchema wanted = Model.nested("unused", HibernateModels.UnusedEnums.class)
			.target()
			.read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.enumTypes()).isEmpty();
		assertThat(wanted.notes())
			.containsExactly("Hibernate would create the enum type size, which no column has. Migrate leaves it out.");
	}

	@Test
	void aCheckOfValuesThatTheTypeChecksIsLeftOutWithANote() {
		WantedSchema wanted = Model.nested("native", HibernateModels.NativeEnums.class)
			.target()
			.read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.tables()).singleElement()
			.satisfies((table) -> assertThat(table.constraints()).containsExactly(PrimaryKey.primaryKey("id")));
		assertThat(wanted.notes()).containsExactly("Hibernate would check the values of column mood of table sample, "
				+ "whose type does that. Migrate leaves the check out.");
	}

	@ParameterizedTest
	@MethodSource("dev.migrate.hibernate.Models#all")
	void theDefaultSchemaOfHibernateIsThatOfWhatNamesNone(Model model) {
		WantedSchema wanted = model.with(MappingSettings.DEFAULT_SCHEMA, "crm")
			.target()
			.read(new TargetDatabase("PostgreSQL", 17, "public"));
		assertThat(wanted.tables()).extracting((table) -> table.name().schema()).isSubsetOf("crm", "billing");
		assertThat(wanted.sequences()).extracting((sequence) -> sequence.name().schema()).isSubsetOf("crm");
		assertThat(wanted.enumTypes()).extracting((type) -> type.name().schema()).isSubsetOf("crm");
	}

}
