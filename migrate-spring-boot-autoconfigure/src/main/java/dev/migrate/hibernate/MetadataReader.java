package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Turns the metadata of Hibernate into tables, indexes, sequences and enum types.
 */
final class MetadataReader {

	private final Metadata metadata;

	private final MappedNames names;

	private final List<String> notes;

	/**
	 * Creates a reader.
	 * @param metadata the metadata
	 * @param explicitSchema the default schema in the settings of Hibernate, if any
	 * @param defaultSchema the schema of what Hibernate gives none
	 * @param notes what is not known already
	 */
	MetadataReader(Metadata metadata, @Nullable String explicitSchema, String defaultSchema, List<String> notes) {
		this.notes = new ArrayList<>(notes);
		this.metadata = metadata;
		this.names = new MappedNames(metadata.getDatabase(), explicitSchema, defaultSchema);
	}

	WantedSchema read() {
		AuxiliaryStatements statements = new AuxiliaryStatements(this.metadata.getDatabase());
		List<EnumType> enumTypes = new NamedEnums(statements, this.names).read();
		this.notes.addAll(statements.notes(NamedEnums::isCreation));
		Map<ObjectName, Table> tables = new LinkedHashMap<>();
		List<WantedSchema.TableIndex> indexes = new ArrayList<>();
		List<Sequence> sequences = new ArrayList<>();
		CompositeTypeReader composites = new CompositeTypeReader(this.metadata, this.names);
		List<ObjectName> userTypes = Stream.concat(enumTypes.stream().map(EnumType::name), composites.names().stream())
			.toList();
		ColumnReader columns = new ColumnReader(this.metadata, this.names, userTypes, this.notes);
		List<CompositeType> compositeTypes = composites.read(columns);
		TableReader reader = new TableReader(this.metadata, this.names, columns, this.notes);
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
		List<EnumType> used = enumTypes.stream()
			.filter((type) -> isUsed(type, tables.values(), compositeTypes))
			.toList();
		enumTypes.stream()
			.filter((type) -> !used.contains(type))
			.forEach((type) -> this.notes
				.add("Hibernate would create the enum type %s, which no column has. Migrate leaves it out."
					.formatted(this.names.shown(type.name()))));
		return new WantedSchema(List.copyOf(tables.values()), indexes.stream().distinct().toList(),
				sequences.stream().distinct().toList(), used, compositeTypes, this.notes,
				new FormerNameReader(this.metadata, this.names).read(),
				new MappedAttributes(this.metadata, this.names).read(), List.of());
	}

	/**
	 * A column may have another type than the one that Hibernate creates for its enum.
	 */
	private static boolean isUsed(EnumType type, Collection<Table> tables, List<CompositeType> compositeTypes) {
		return Stream
			.concat(tables.stream().flatMap((table) -> table.columns().stream()),
					compositeTypes.stream().flatMap((composite) -> composite.attributes().stream()))
			.anyMatch((column) -> column.type().name().equals(type.name().written()));
	}

	/**
	 * Two tables of Hibernate may be one of the database when only the case of their
	 * names differs.
	 */
	private Table combine(Table first, Table second) {
		this.notes.add("Table %s is mapped under two spellings of its name.".formatted(this.names.shown(first.name())));
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
		int first = sequence.getInitialValue();
		int increment = sequence.getIncrementSize();
		if (first != 1) {
			wanted = wanted.startWith(first);
		}
		if (increment != 1) {
			wanted = wanted.incrementBy(increment);
		}
		if (increment > 0 && first <= 0) {
			wanted = wanted.minValue(first);
		}
		if (increment < 0 && first >= 0) {
			wanted = wanted.maxValue(first);
		}
		return new AppendedOptions("sequence " + name, this.notes::add).apply(sequence.getOptions(), wanted);
	}

}
