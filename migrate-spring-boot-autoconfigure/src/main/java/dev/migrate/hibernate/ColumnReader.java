package dev.migrate.hibernate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.ObjectName;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.BasicValue;
import org.jspecify.annotations.Nullable;

/**
 * Turns a column of Hibernate into one of the model.
 */
final class ColumnReader {

	private static final Set<String> PLAIN = Set.of("varchar", "character varying", "char", "character", "bpchar",
			"text", "citext", "name", "smallint", "int2", "integer", "int", "int4", "bigint", "int8", "numeric",
			"decimal");

	private final Metadata metadata;

	private final MappedNames names;

	private final List<ObjectName> userTypes;

	private final List<String> notes;

	private final Map<String, ColumnDefinition> definitions = new HashMap<>();

	ColumnReader(Metadata metadata, MappedNames names, List<ObjectName> userTypes, List<String> notes) {
		this.metadata = metadata;
		this.names = names;
		this.userTypes = userTypes;
		this.notes = notes;
	}

	Column column(org.hibernate.mapping.Table table, org.hibernate.mapping.Column column) {
		String name = MappedNames.text(column.getNameIdentifier(this.metadata.getDatabase()));
		ColumnDefinition definition = definition(column);
		if (!definition.rest().isEmpty()) {
			this.notes
				.add(("'%s' in the definition of column %s of table %s is neither created nor compared. Write it into"
						+ " the revision.")
					.formatted(definition.rest(), name, this.names.shown(table)));
		}
		boolean nullable = isNullable(column) && !definition.notNull() && !table.isPrimaryKey(column);
		Column wanted = Column.column(name, type(definition.type())).nullable(nullable).comment(column.getComment());
		String collation = firstOf(column.getCollation(), definition.collation());
		if (collation != null) {
			wanted = wanted.collation(collation);
		}
		if (column.getGeneratedAs() != null) {
			return wanted.generated(generated(column.getGeneratedAs()));
		}
		if (definition.generated() != null) {
			return wanted.generated(definition.generated());
		}
		if (definition.identity() != null) {
			return wanted.asIdentity(definition.identity());
		}
		if (column.isIdentity()) {
			return wanted.asIdentity();
		}
		return wanted.defaultValue(firstOf(column.getDefaultValue(), definition.defaultValue()));
	}

	/**
	 * Returns whether a column of an enum has a type of its own, which knows the values.
	 */
	boolean isNativeEnum(org.hibernate.mapping.Column column) {
		if (column.getSqlType() == null || !(column.getValue() instanceof BasicValue value)
				|| !value.resolve().getDomainJavaType().getJavaTypeClass().isEnum()) {
			return false;
		}
		DataType type = definition(column).type();
		return type.dimensions() == 0 && type.arguments().isEmpty() && !PLAIN.contains(type.name());
	}

	/**
	 * Hibernate appends the options to the definition.
	 */
	ColumnDefinition definition(org.hibernate.mapping.Column column) {
		String type = column.getSqlType(this.metadata);
		String options = column.getOptions();
		return this.definitions.computeIfAbsent((options != null) ? type + " " + options : type,
				ColumnDefinition::parse);
	}

	/**
	 * Whether the values are stored is what the dialect says for the version.
	 */
	private Generated generated(String expression) {
		String clause = this.metadata.getDatabase().getDialect().generatedAs(expression);
		return clause.toLowerCase(Locale.ROOT).stripTrailing().endsWith("stored") ? Generated.stored(expression)
				: Generated.virtual(expression);
	}

	/**
	 * Hibernate does not say NOT NULL after a generated expression, unless the database
	 * wants it.
	 */
	private boolean isNullable(org.hibernate.mapping.Column column) {
		return column.isNullable() || (column.getGeneratedAs() != null
				&& !this.metadata.getDatabase().getDialect().supportsNotNullAfterGeneratedAs());
	}

	private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
		return (first != null) ? first : second;
	}

	DataType type(DataType type) {
		return userType(type.name()).map((name) -> new DataType(name.written(), List.of(), type.dimensions(), true))
			.orElse(type);
	}

	private Optional<ObjectName> userType(String name) {
		String text = name.replace("\"", "");
		return this.userTypes.stream()
			.filter((type) -> type.name().equalsIgnoreCase(text) || type.toString().equalsIgnoreCase(text))
			.findFirst();
	}

}
