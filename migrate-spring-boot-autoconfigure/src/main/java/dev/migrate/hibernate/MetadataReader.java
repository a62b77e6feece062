package dev.migrate.hibernate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Turns the metadata of Hibernate into tables, indexes, sequences and enum types.
 */
final class MetadataReader {

	private final Metadata metadata;

	private final Names names;

	private final List<String> notes = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param metadata the metadata
	 * @param explicitSchema the default schema in the settings of Hibernate, if any
	 * @param defaultSchema the schema of what Hibernate gives none
	 */
	MetadataReader(Metadata metadata, @Nullable String explicitSchema, String defaultSchema) {
		this.metadata = metadata;
		this.names = new Names(metadata.getDatabase(), explicitSchema, defaultSchema);
	}

	WantedSchema read() {
		List<EnumType> enumTypes = new NamedEnums(this.metadata.getDatabase(), this.names).read();
		Map<ObjectName, Table> tables = new LinkedHashMap<>();
		List<WantedSchema.TableIndex> indexes = new ArrayList<>();
		List<Sequence> sequences = new ArrayList<>();
		TableReader reader = new TableReader(this.metadata, this.names, enumTypes, this.notes);
		for (Namespace namespace : this.metadata.getDatabase().getNamespaces()) {
			for (org.hibernate.mapping.Table table : namespace.getTables()) {
				if (table.isPhysicalTable() && !table.isView()) {
					Table wanted = reader.table(table);
					tables.merge(wanted.name(), wanted, this::combine);
					indexes.addAll(reader.indexes(table));
				}
			}
			namespace.getSequences().forEach((sequence) -> sequences.add(sequence(sequence)));
		}
		List<EnumType> used = enumTypes.stream().filter((type) -> isUsed(type, tables.values())).toList();
		enumTypes.stream()
			.filter((type) -> !used.contains(type))
			.forEach((type) -> this.notes
				.add("Hibernate would create the enum type %s, which no column has. Migrate leaves it out."
					.formatted(type.name())));
		return new WantedSchema(List.copyOf(tables.values()), indexes.stream().distinct().toList(),
				sequences.stream().distinct().toList(), used, this.notes,
				new FormerNames(this.metadata, this.names).read());
	}

	/**
	 * A column may have another type than the one that Hibernate creates for its enum.
	 */
	private static boolean isUsed(EnumType type, Collection<Table> tables) {
		return tables.stream()
			.flatMap((table) -> table.columns().stream())
			.anyMatch((column) -> column.type().name().equals(type.name().written()));
	}

	/**
	 * Two tables of Hibernate may be one of the database when only the case of their
	 * names differs.
	 */
	private Table combine(Table first, Table second) {
		this.notes.add("Table %s is mapped under two spellings of its name.".formatted(first.name()));
		Table combined = first;
		for (Column column : second.columns()) {
			if (combined.findColumn(column.name()).isEmpty()) {
				combined = combined.column(column);
			}
		}
		for (Constraint constraint : second.constraints()) {
			if (!combined.constraints().contains(constraint)) {
				combined = combined.constraint(constraint);
			}
		}
		return combined;
	}

	private Sequence sequence(org.hibernate.boot.model.relational.Sequence sequence) {
		ObjectName name = this.names.of(Optional.ofNullable(sequence.getName().getSchemaName()),
				sequence.getName().getSequenceName());
		Sequence wanted = new Sequence(name, null, SequenceOptions.options(), null, null);
		if (sequence.getInitialValue() != 1) {
			wanted = wanted.startWith(sequence.getInitialValue());
		}
		if (sequence.getIncrementSize() != 1) {
			wanted = wanted.incrementBy(sequence.getIncrementSize());
		}
		return wanted;
	}

	/**
	 * How the names of Hibernate are those of the database.
	 */
	static final class Names {

		private final String defaultSchema;

		// The order is that of Hibernate.
		Names(org.hibernate.boot.model.relational.Database database, @Nullable String explicitSchema,
				String defaultSchema) {
			Identifier explicit = database.getJdbcEnvironment().getIdentifierHelper().toIdentifier(explicitSchema);
			Identifier schema = (explicit != null) ? explicit : database.getPhysicalImplicitNamespaceName().schema();
			this.defaultSchema = (schema != null) ? text(schema) : defaultSchema;
		}

		ObjectName of(Optional<Identifier> schema, Identifier name) {
			return new ObjectName(schema.map(Names::text).orElse(this.defaultSchema), text(name));
		}

		ObjectName of(org.hibernate.mapping.Table table) {
			return of(Optional.ofNullable(table.getSchemaIdentifier()), table.getNameIdentifier());
		}

		ObjectName ofText(String name) {
			return new ObjectName(this.defaultSchema, text(Identifier.toIdentifier(name)));
		}

		/**
		 * An unquoted identifier is folded to lower case, and one that is too long is cut
		 * off, as the database does both.
		 */
		static String text(Identifier identifier) {
			String text = identifier.isQuoted() ? identifier.getText() : identifier.getText().toLowerCase(Locale.ROOT);
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			if (bytes.length <= NamingConvention.MAX_BYTES) {
				return text;
			}
			int end = NamingConvention.MAX_BYTES;
			while ((bytes[end] & 0xC0) == 0x80) {
				end--;
			}
			return new String(bytes, 0, end, StandardCharsets.UTF_8);
		}

	}

}
