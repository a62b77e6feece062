package dev.migrate.hibernate;

import java.util.List;
import java.util.Optional;

import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import org.hibernate.boot.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns a column of Hibernate into one of the model.
 */
final class ColumnReader {

	private final Metadata metadata;

	private final List<EnumType> enumTypes;

	private final List<String> notes;

	ColumnReader(Metadata metadata, List<EnumType> enumTypes, List<String> notes) {
		this.metadata = metadata;
		this.enumTypes = enumTypes;
		this.notes = notes;
	}

	Column column(org.hibernate.mapping.Table table, org.hibernate.mapping.Column column) {
		String name = MetadataReader.Names.text(column.getNameIdentifier(this.metadata.getDatabase()));
		ColumnDefinition definition = ColumnDefinition.parse(column.getSqlType(this.metadata));
		if (!definition.rest().isEmpty()) {
			this.notes.add("'%s' in the definition of column %s of table %s is not compared."
				.formatted(definition.rest(), name, table.getName()));
		}
		boolean nullable = column.isNullable() && !definition.notNull() && !table.isPrimaryKey(column);
		Column wanted = Column.column(name, type(definition.type())).nullable(nullable).comment(column.getComment());
		if (column.getCollation() != null) {
			wanted = wanted.collation(column.getCollation());
		}
		if (column.getGeneratedAs() != null) {
			return wanted.generated(column.getGeneratedAs());
		}
		if (column.isIdentity()) {
			return wanted.asIdentity();
		}
		return wanted.defaultValue(firstOf(column.getDefaultValue(), definition.defaultValue()));
	}

	private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
		return (first != null) ? first : second;
	}

	private DataType type(DataType type) {
		return enumType(type.name()).map((name) -> new DataType(name.written(), List.of(), type.dimensions(), true))
			.orElse(type);
	}

	private Optional<ObjectName> enumType(String name) {
		return this.enumTypes.stream()
			.map(EnumType::name)
			.filter((type) -> type.name().equalsIgnoreCase(name.replace("\"", "")))
			.findFirst();
	}

}
