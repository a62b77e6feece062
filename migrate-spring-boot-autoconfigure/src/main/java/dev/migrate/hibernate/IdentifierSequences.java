package dev.migrate.hibernate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.GeneratorSettings;
import org.hibernate.mapping.IdentifierCollection;
import org.hibernate.mapping.KeyValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sequences that identifiers are taken from.
 */
final class IdentifierSequences {

	private final Database database;

	private final Metadata metadata;

	private final MappedNames names;

	private final Map<ColumnName, ObjectName> found = new LinkedHashMap<>();

	IdentifierSequences(Metadata metadata, MappedNames names) {
		this.database = metadata.getDatabase();
		this.metadata = metadata;
		this.names = names;
	}

	/**
	 * Returns the sequence of each column that has one.
	 */
	Map<ColumnName, ObjectName> read() {
		this.metadata.getEntityBindings()
			.stream()
			.filter((entity) -> entity instanceof RootClass || entity instanceof UnionSubclass)
			.forEach(this::read);
		this.metadata.getCollectionBindings().forEach((collection) -> {
			if (collection instanceof IdentifierCollection identified) {
				read(identified.getOwner(), identified.getCollectionTable(), null, identified.getIdentifier());
			}
		});
		return this.found;
	}

	private void read(PersistentClass entity) {
		KeyValue identifier = entity.getRootClass().getIdentifier();
		if (identifier instanceof Component component) {
			component.getProperties()
				.forEach((property) -> read(entity, entity.getTable(), property, property.getValue()));
		}
		else {
			read(entity, entity.getTable(), entity.getRootClass().getIdentifierProperty(), identifier);
		}
	}

	private void read(PersistentClass entity, Table table, @Nullable Property property, Value identifier) {
		if (identifier instanceof SimpleValue value && value.getColumns().size() == 1
				&& generator(entity, property, value) instanceof SequenceStyleGenerator generator
				&& generator.getDatabaseStructure().isPhysicalSequence()) {
			QualifiedName sequence = generator.getDatabaseStructure().getPhysicalName();
			this.found.put(
					new ColumnName(this.names.of(table),
							MappedNames.text(value.getColumns().get(0).getNameIdentifier(this.database))),
					this.names.of(Optional.ofNullable(sequence.getSchemaName()), sequence.getObjectName()));
		}
	}

	/**
	 * Hibernate does not keep the generators that it has created for the sequences.
	 */
	private @Nullable Generator generator(PersistentClass entity, @Nullable Property property, SimpleValue value) {
		try {
			return value.createGenerator(this.database.getDialect(), entity.getRootClass(), property, new Settings());
		}
		catch (RuntimeException ex) {
			// One that needs the beans of the application takes its values from
			// elsewhere.
			return null;
		}
	}

	/**
	 * What stands for an object without a schema of its own.
	 */
	private final class Settings implements GeneratorSettings {

		@Override
		public @Nullable String getDefaultCatalog() {
			return null;
		}

		@Override
		public @Nullable String getDefaultSchema() {
			return null;
		}

		@Override
		public SqlStringGenerationContext getSqlStringGenerationContext() {
			Database database = IdentifierSequences.this.database;
			return SqlStringGenerationContextImpl.fromExplicit(database.getJdbcEnvironment(), database, null, null);
		}

	}

}
