package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Turns a table of Hibernate into one of the model, with its indexes.
 */
final class TableReader {

	private static final Pattern ORDERED_NAME = Pattern
		.compile("(?i)(\\S+)\\s+((?:asc|desc)(?:\\s+nulls\\s+(?:first|last))?|nulls\\s+(?:first|last))");

	private static final Pattern ORDER = Pattern.compile("(?i)\\s*(asc|desc)?\\s*(?:nulls\\s+(first|last))?\\s*");

	private static final Pattern DIGEST = Pattern.compile("(?i)(?:FK|UK|IDX)_?(?=[a-z]*[0-9])[0-9a-z]{20,}");

	private final Metadata metadata;

	private final MappedNames names;

	private final ColumnReader columns;

	private final ComponentChecks components;

	private final List<String> notes;

	TableReader(Metadata metadata, MappedNames names, ColumnReader columns, List<String> notes) {
		this.metadata = metadata;
		this.names = names;
		this.columns = columns;
		this.components = new ComponentChecks(metadata);
		this.notes = notes;
	}

	Table table(org.hibernate.mapping.Table table) {
		Table wanted = Table.table(this.names.of(table))
			.comment(table.getComment())
			.columns(table.getColumns().stream().map((column) -> this.columns.column(table, column)).toList());
		return new AppendedOptions("table " + this.names.shown(wanted.name()), this.notes::add)
			.apply(table.getOptions(), wanted.constraints(constraints(table)));
	}

	private AppendedOptions options(String kind, @Nullable String name, org.hibernate.mapping.Table table) {
		String owner = (name != null) ? "%s %s of table %s".formatted(kind, name, this.names.shown(table))
				: "%s of table %s".formatted(kind, this.names.shown(table));
		return new AppendedOptions(owner, this.notes::add);
	}

	private List<Constraint> constraints(org.hibernate.mapping.Table table) {
		Set<Constraint> constraints = new LinkedHashSet<>();
		if (table.hasPrimaryKey()) {
			constraints.add(PrimaryKey.primaryKey(names(table.getPrimaryKey().getColumns())));
		}
		table.getColumns()
			.stream()
			.filter((column) -> column.isUnique() && !table.isPrimaryKey(column))
			.forEach((column) -> constraints.add(UniqueConstraint.unique(name(column))));
		for (UniqueKey key : table.getUniqueKeys().values()) {
			if (!table.isRedundantUniqueKey(key)) {
				addUnique(constraints, table, key);
			}
		}
		table.getColumns().forEach((column) -> addStated(constraints, table, column));
		table.getChecks().forEach((check) -> constraints.add(check(check)));
		table.getForeignKeyCollection()
			.stream()
			.filter((key) -> key.isCreationEnabled() && key.isPhysicalConstraint()
					&& key.getReferencedTable().isPhysicalTable() && !key.getReferencedTable().isView())
			.forEach((key) -> constraints.add(foreignKey(key)));
		return List.copyOf(constraints);
	}

	/**
	 * Adds what the mapping of a column says. Its checks without a name are one.
	 */
	private void addStated(Set<Constraint> constraints, org.hibernate.mapping.Table table,
			org.hibernate.mapping.Column column) {
		String unnamed = column.getCheckConstraints()
			.stream()
			.filter(org.hibernate.mapping.CheckConstraint::isAnonymous)
			.map(org.hibernate.mapping.CheckConstraint::getConstraintInParens)
			.collect(Collectors.joining(" and "));
		if (!unnamed.isEmpty() && this.columns.isNativeEnum(column)) {
			this.notes.add(
					"Hibernate would check the values of column %s of table %s, whose type does that. Migrate leaves the check out."
						.formatted(name(column), this.names.shown(table)));
		}
		else if (!unnamed.isEmpty()) {
			constraints.add(CheckConstraint.check(unnamed));
		}
		column.getCheckConstraints()
			.stream()
			.filter(org.hibernate.mapping.CheckConstraint::isNamed)
			.forEach((check) -> constraints.add(check(check)));
		addComponents(constraints, table, column);
		ColumnDefinition definition = this.columns.definition(column);
		constraints.addAll(definition.checks());
		ColumnDefinition.Unique unique = definition.unique();
		if (unique != null) {
			UniqueConstraint wanted = UniqueConstraint.unique(name(column));
			constraints.add((unique.name() != null) ? wanted.named(unique.name()) : wanted);
		}
		ForeignKeyDefinition references = definition.references();
		if (references != null) {
			constraints.add(references.of(List.of(name(column)), referenced(table, references),
					references.referencedColumns()));
		}
	}

	private void addComponents(Set<Constraint> constraints, org.hibernate.mapping.Table table,
			org.hibernate.mapping.Column column) {
		String condition = this.components.of(column);
		if (condition == null) {
			return;
		}
		if (ComponentChecks.isValid(condition)) {
			constraints.add(CheckConstraint.check(condition));
		}
		else {
			this.notes.add(
					"Hibernate would check the parts of column %s of table %s by a condition that is not valid SQL: %s. Migrate leaves the check out."
						.formatted(name(column), this.names.shown(table), condition));
		}
	}

	private ObjectName referenced(org.hibernate.mapping.Table table, ForeignKeyDefinition definition) {
		return new ObjectName((definition.schema() != null) ? definition.schema() : this.names.of(table).schema(),
				definition.table());
	}

	/**
	 * A unique column comes as that and as a key; the key has the name.
	 */
	private void addUnique(Set<Constraint> constraints, org.hibernate.mapping.Table table, UniqueKey key) {
		UniqueConstraint plain = UniqueConstraint.unique(names(key.getColumns()));
		constraints.remove(plain);
		UniqueConstraint unique = options("unique constraint", key.getName(), table).apply(key.getOptions(), plain);
		constraints.add(isChosen(key.getName()) ? unique.named(folded(key.getName())) : unique);
	}

	/**
	 * Returns whether the mapping or a naming strategy of the application has chosen a
	 * name. What nobody names has a digest for a name in Hibernate.
	 */
	private static boolean isChosen(@Nullable String name) {
		return name != null && !name.isBlank() && !DIGEST.matcher(name.replaceAll("[`\"]", "")).matches();
	}

	private CheckConstraint check(org.hibernate.mapping.CheckConstraint check) {
		CheckConstraint wanted = CheckConstraint.check(check.getConstraint());
		String name = check.getName();
		return (name != null && !name.isBlank()) ? wanted.named(folded(name)) : wanted;
	}

	private ForeignKey foreignKey(org.hibernate.mapping.ForeignKey key) {
		List<org.hibernate.mapping.Column> referenced = key.getReferencedColumns();
		if (referenced.isEmpty()) {
			referenced = key.getReferencedTable().getPrimaryKey().getColumns();
		}
		ObjectName table = this.names.of(key.getReferencedTable());
		ForeignKey wanted = new ForeignKey(null, List.of(names(key.getColumns())), table, List.of(names(referenced)),
				ForeignKey.Match.SIMPLE, action(key.getOnDeleteAction()), List.of(), ReferentialAction.NO_ACTION,
				Deferrability.NOT_DEFERRABLE, false);
		return stated(key, isChosen(key.getName()) ? wanted.named(folded(key.getName())) : wanted);
	}

	/**
	 * A foreign key may be defined by SQL, and more of it may follow.
	 */
	private ForeignKey stated(org.hibernate.mapping.ForeignKey key, ForeignKey wanted) {
		ForeignKey stated = wanted;
		String sql = key.getKeyDefinition();
		if (sql != null && !sql.isBlank()) {
			ForeignKeyDefinition definition = ForeignKeyDefinition.foreignKey(sql);
			if (definition == null) {
				notCompared(key, sql);
			}
			else {
				stated = definition.of(definition.columns(), referenced(key.getTable(), definition),
						definition.referencedColumns().isEmpty() ? wanted.referencedColumns()
								: definition.referencedColumns())
					.onDelete(wanted.onDelete());
				stated = (wanted.name() != null) ? stated.named(wanted.name()) : stated;
				stated = definition.options().of(stated);
			}
		}
		String following = key.getOptions();
		if (following != null && !following.isBlank()) {
			ForeignKeyDefinition.Options options = ForeignKeyDefinition.Options.parse(following);
			if (options == null) {
				notCompared(key, following);
			}
			else {
				stated = options.of(stated);
			}
		}
		return stated;
	}

	private void notCompared(org.hibernate.mapping.ForeignKey key, String sql) {
		this.notes.add("'%s' of the foreign key of table %s to table %s is not compared.".formatted(sql,
				this.names.shown(key.getTable()), this.names.shown(key.getReferencedTable())));
	}

	private static ReferentialAction action(@Nullable OnDeleteAction action) {
		return (action != null) ? ReferentialAction.valueOf(action.name()) : ReferentialAction.NO_ACTION;
	}

	List<TableIndex> indexes(org.hibernate.mapping.Table table) {
		List<TableIndex> indexes = new ArrayList<>();
		for (org.hibernate.mapping.Index index : table.getIndexes().values()) {
			indexes.add(new TableIndex(this.names.of(table), index(table, index)));
		}
		return indexes;
	}

	private Index index(org.hibernate.mapping.Table table, org.hibernate.mapping.Index index) {
		Index wanted = index.isUnique() ? Index.uniqueIndex() : Index.index();
		Map<Selectable, String> orders = index.getSelectableOrderMap();
		for (Selectable selectable : index.getSelectables()) {
			wanted = wanted.on(part(selectable, orders.get(selectable)));
		}
		if (isChosen(index.getName())) {
			wanted = wanted.named(folded(index.getName()));
		}
		return options("index", index.getName(), table).apply(index.getOptions(), wanted);
	}

	/**
	 * Hibernate takes an order of more than one word for a part of the name.
	 */
	private Index.Part part(Selectable selectable, @Nullable String order) {
		if (!(selectable instanceof org.hibernate.mapping.Column column)) {
			return ordered(Index.Part.expression(selectable.getText(dialect())), selectable, order);
		}
		Matcher words = ORDERED_NAME.matcher(name(column));
		return (order == null && words.matches())
				? ordered(Index.Part.column(words.group(1)), selectable, words.group(2))
				: ordered(Index.Part.column(name(column)), selectable, order);
	}

	private Index.Part ordered(Index.Part part, Selectable selectable, @Nullable String order) {
		if (order == null) {
			return part;
		}
		Matcher words = ORDER.matcher(order);
		if (!words.matches()) {
			return Index.Part.sql(selectable.getText(dialect()) + " " + order);
		}
		Index.Part directed = "desc".equalsIgnoreCase(words.group(1)) ? part.descending() : part;
		return (words.group(2) != null) ? directed.nulls(Index.Nulls.valueOf(words.group(2).toUpperCase(Locale.ROOT)))
				: directed;
	}

	private org.hibernate.dialect.Dialect dialect() {
		return this.metadata.getDatabase().getDialect();
	}

	private String[] names(List<org.hibernate.mapping.Column> columns) {
		return columns.stream().map(this::name).toArray(String[]::new);
	}

	private String name(org.hibernate.mapping.Column column) {
		return MappedNames.text(column.getNameIdentifier(this.metadata.getDatabase()));
	}

	private static String folded(String name) {
		return MappedNames.text(org.hibernate.boot.model.naming.Identifier.toIdentifier(name));
	}

}
