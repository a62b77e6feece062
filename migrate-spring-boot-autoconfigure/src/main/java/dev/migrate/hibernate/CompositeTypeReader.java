package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.ObjectName;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.mapping.UserDefinedObjectType;

/**
 * Turns the types of {@code @Struct} into composite types, each after those that it has
 * attributes of.
 */
final class CompositeTypeReader {

	private final Metadata metadata;

	private final MappedNames names;

	private final List<UserDefinedObjectType> types = new ArrayList<>();

	CompositeTypeReader(Metadata metadata, MappedNames names) {
		this.metadata = metadata;
		this.names = names;
		for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
			namespace.getDependencyOrderedUserDefinedTypes()
				.stream()
				.filter(UserDefinedObjectType.class::isInstance)
				.map(UserDefinedObjectType.class::cast)
				.forEach(this.types::add);
		}
	}

	List<ObjectName> names() {
		return this.types.stream().map(this::name).toList();
	}

	private ObjectName name(UserDefinedObjectType type) {
		return this.names.of(Optional.ofNullable(Identifier.toIdentifier(type.getSchema(), type.isSchemaQuoted())),
				type.getNameIdentifier());
	}

	List<CompositeType> read(ColumnReader columns) {
		List<CompositeType> composites = new ArrayList<>();
		for (UserDefinedObjectType type : this.types) {
			List<Column> attributes = new ArrayList<>();
			for (org.hibernate.mapping.Column column : type.getColumns()) {
				attributes.add(
						Column
							.column(MappedNames.text(column.getNameIdentifier(this.metadata.getDatabase())),
									columns.type(columns.definition(column).type()))
							.comment(column.getComment()));
			}
			composites.add(new CompositeType(name(type), attributes, type.getComment()));
		}
		return composites;
	}

}
