package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Value;
import org.hibernate.models.spi.MemberDetails;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes those changes to the metadata that Hibernate makes only while it builds a session
 * factory, before it creates the schema: the constraints of Bean Validation, the columns
 * that a value generator requires, and the order of the columns of a key. No session
 * factory is built.
 */
final class SessionFactoryMappings {

	private final MetadataImplementor metadata;

	private final ServiceRegistry registry;

	private final List<String> notes = new ArrayList<>();

	SessionFactoryMappings(Metadata metadata, ServiceRegistry registry) {
		this.metadata = (MetadataImplementor) metadata;
		this.registry = registry;
	}

	/**
	 * Makes the changes.
	 * @return what is not known, for people to read
	 */
	List<String> apply() {
		this.metadata.getEntityBindings()
			.stream()
			.sorted(Comparator.comparing(PersistentClass::getEntityName))
			.forEach(SessionFactoryMappings::requireIdentifier);
		this.metadata.validate();
		new ValidationConstraints(this.metadata, this.registry).apply();
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			entity.getProperties().forEach((property) -> createGenerator(entity, property));
		}
		this.metadata.orderColumns(true);
		return this.notes;
	}

	/**
	 * Identifiers that consist of each other have no column.
	 */
	private static void requireIdentifier(PersistentClass entity) {
		PrimaryKey key = entity.getTable().getPrimaryKey();
		if (key != null && key.getColumns().isEmpty()) {
			throw InvalidEntitiesException.circularIdentifier(entity.getEntityName(), entity.getTable().getName());
		}
	}

	/**
	 * The constructor of a generator may change the column that it generates values of.
	 * One that needs the beans of the application cannot be created without them.
	 */
	private void createGenerator(PersistentClass entity, Property property) {
		if (property.getValueGeneratorCreator() != null) {
			try {
				property.getValueGeneratorCreator().createGenerator(new CreationContext(entity, property));
			}
			catch (RuntimeException ex) {
				this.notes.add("The value generator of %s.%s cannot be created without the application: %s. "
					.formatted(entity.getEntityName(), property.getName(), ex.getMessage())
						+ "Migrate does not know whether it changes the column.");
			}
		}
		if (property.getValue() instanceof Component component) {
			component.getProperties().forEach((attribute) -> createGenerator(entity, attribute));
		}
	}

	/**
	 * What a generator may ask for when it is created.
	 */
	private final class CreationContext implements GeneratorCreationContext {

		private final PersistentClass entity;

		private final Property property;

		private CreationContext(PersistentClass entity, Property property) {
			this.entity = entity;
			this.property = property;
		}

		@Override
		public Database getDatabase() {
			return SessionFactoryMappings.this.metadata.getDatabase();
		}

		@Override
		public ServiceRegistry getServiceRegistry() {
			return SessionFactoryMappings.this.registry;
		}

		@Override
		public @Nullable String getDefaultCatalog() {
			return setting(MappingSettings.DEFAULT_CATALOG);
		}

		@Override
		public @Nullable String getDefaultSchema() {
			return setting(MappingSettings.DEFAULT_SCHEMA);
		}

		private @Nullable String setting(String name) {
			Map<String, Object> settings = getServiceRegistry().requireService(ConfigurationService.class)
				.getSettings();
			Object value = settings.get(name);
			return (value != null) ? value.toString() : null;
		}

		@Override
		public PersistentClass getPersistentClass() {
			return this.entity;
		}

		@Override
		public RootClass getRootClass() {
			return this.entity.getRootClass();
		}

		@Override
		public Property getProperty() {
			return this.property;
		}

		@Override
		public Value getValue() {
			return this.property.getValue();
		}

		@Override
		public @Nullable MemberDetails getMemberDetails() {
			return (getValue() instanceof SimpleValue value) ? value.getMemberDetails() : null;
		}

	}

}
