package dev.migrate.dialect.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.sql.SequenceSql;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Takes down operations in the SQL of H2.
 */
final class H2SqlWriter implements SqlWriter {

	private final List<SqlCommand> commands = new ArrayList<>();

	private final StringBuilder statement = new StringBuilder();

	List<SqlCommand> commands() {
		return List.copyOf(this.commands);
	}

	@Override
	public H2SqlWriter sql(String text) {
		this.statement.append(text);
		return this;
	}

	@Override
	public String quoted(String name) {
		return H2Identifiers.quote(name);
	}

	@Override
	public H2SqlWriter identifier(String name) {
		return sql(H2Identifiers.quote(name));
	}

	@Override
	public H2SqlWriter name(ObjectName name) {
		return sql(H2Identifiers.quote(name));
	}

	@Override
	public H2SqlWriter identifiers(List<String> names) {
		return sql(names.stream().map(H2Identifiers::quote).collect(Collectors.joining(", ", "(", ")")));
	}

	@Override
	public H2SqlWriter literal(@Nullable String text) {
		return sql((text != null) ? H2Literals.quote(text) : "NULL");
	}

	@Override
	public H2SqlWriter type(DataType type) {
		return sql(H2Types.sql(type));
	}

	@Override
	public H2SqlWriter column(Column column) {
		identifier(column.name()).sql(" ").type(column.type());
		if (column.collation() != null) {
			require(Feature.COLUMN_COLLATION);
		}
		if (column.defaultValue() != null) {
			sql(" DEFAULT ").sql(column.defaultValue());
		}
		if (column.generated() != null) {
			require((column.generated().storage() == Generated.Storage.VIRTUAL) ? Feature.VIRTUAL_GENERATED_COLUMN
					: Feature.STORED_GENERATED_COLUMN);
			sql(" GENERATED ALWAYS AS (").sql(column.generated().expression()).sql(")");
		}
		if (column.identity() != null) {
			sql(" ").identity(column.identity());
		}
		return column.nullable() ? this : sql(" NOT NULL");
	}

	@Override
	public H2SqlWriter identity(Identity identity) {
		sql("GENERATED ").sql(identity.mode().sql()).sql(" AS IDENTITY");
		SequenceOptions options = identity.options();
		return options.isDefault() ? this : sql(" (").sequenceOptions(options).sql(")");
	}

	@Override
	public H2SqlWriter sequenceOptions(SequenceOptions options) {
		return sql(SequenceSql.of(options));
	}

	@Override
	public H2SqlWriter indexPart(Index.Part part) {
		if (part.kind() != Index.Part.Kind.COLUMN) {
			require(Feature.EXPRESSION_INDEX);
		}
		if (part.collation() != null || part.operatorClass() != null) {
			require(Feature.INDEX_COLLATION);
		}
		identifier(part.text());
		if (part.order() == Index.Order.DESC) {
			sql(" DESC");
		}
		return (part.nulls() != null) ? sql(" NULLS ").sql(part.nulls().name()) : this;
	}

	@Override
	public H2SqlWriter constraint(Constraint constraint) {
		if (constraint.name() != null) {
			sql("CONSTRAINT ").identifier(constraint.name()).sql(" ");
		}
		if (constraint instanceof PrimaryKey primaryKey) {
			return sql("PRIMARY KEY ").key(primaryKey.columns(), primaryKey.include(), primaryKey.deferrability());
		}
		if (constraint instanceof UniqueConstraint unique) {
			// Only for an index, which the operation writes itself, H2 has it elsewhere.
			return sql(unique.nullsNotDistinct() ? "UNIQUE NULLS NOT DISTINCT " : "UNIQUE ").key(unique.columns(),
					unique.include(), unique.deferrability());
		}
		if (constraint instanceof CheckConstraint check) {
			return check(check);
		}
		if (constraint instanceof ExclusionConstraint) {
			return require(Feature.EXCLUSION_CONSTRAINT);
		}
		return foreignKey((ForeignKey) constraint);
	}

	private H2SqlWriter key(List<String> columns, List<String> include, Deferrability deferrability) {
		if (!include.isEmpty()) {
			require(Feature.INDEX_INCLUDE);
		}
		return notDeferrable(deferrability).identifiers(columns);
	}

	private H2SqlWriter notDeferrable(Deferrability deferrability) {
		return (deferrability != Deferrability.NOT_DEFERRABLE) ? require(Feature.DEFERRABLE_CONSTRAINT) : this;
	}

	private H2SqlWriter check(CheckConstraint check) {
		if (check.noInherit()) {
			require(Feature.NO_INHERIT);
		}
		if (check.notValid()) {
			require(Feature.NOT_VALID);
		}
		return sql("CHECK (").sql(check.condition()).sql(")");
	}

	private H2SqlWriter foreignKey(ForeignKey foreignKey) {
		notDeferrable(foreignKey.deferrability());
		if (foreignKey.match() == ForeignKey.Match.FULL) {
			require(Feature.MATCH_FULL);
		}
		if (!foreignKey.onDeleteColumns().isEmpty()) {
			require(Feature.ON_DELETE_COLUMNS);
		}
		if (foreignKey.notValid()) {
			require(Feature.NOT_VALID);
		}
		sql("FOREIGN KEY ").identifiers(foreignKey.columns()).sql(" REFERENCES ").name(foreignKey.referencedTable());
		if (!foreignKey.referencedColumns().isEmpty()) {
			sql(" ").identifiers(foreignKey.referencedColumns());
		}
		return action(" ON DELETE ", foreignKey.onDelete()).action(" ON UPDATE ", foreignKey.onUpdate());
	}

	private H2SqlWriter action(String event, ReferentialAction action) {
		return (action != ReferentialAction.NO_ACTION) ? sql(event).sql(action.sql()) : this;
	}

	@Override
	public boolean supports(Feature feature) {
		return H2Features.supports(feature);
	}

	@Override
	public H2SqlWriter require(Feature feature) {
		if (!supports(feature)) {
			throw new UnsupportedFeatureException("H2", feature);
		}
		return this;
	}

	@Override
	public H2SqlWriter rows(ObjectName table, List<String> columns, Iterable<? extends List<?>> rows) {
		InsertedRows inserted = new InsertedRows(table, columns, rows);
		this.commands.add(new SqlCommand(H2Inserts.target(inserted), Map.of(), inserted, null));
		return this;
	}

	@Override
	public H2SqlWriter backfill(Backfill backfill) {
		return require(Feature.BATCHED_UPDATE);
	}

	@Override
	public H2SqlWriter end(Map<String, ?> parameters) {
		this.commands.add(new SqlCommand(this.statement.toString(), parameters));
		this.statement.setLength(0);
		return this;
	}

}
