package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.postgresql.data.BackfillSql;
import dev.migrate.dialect.postgresql.data.BulkInserts;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.dialect.sql.SequenceSql;
import dev.migrate.dialect.sql.SqlWords;
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
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * Takes down operations in the SQL of PostgreSQL.
 */
final class PostgresqlSqlWriter implements SqlWriter {

	private final List<SqlCommand> commands = new ArrayList<>();

	private final StringBuilder statement = new StringBuilder();

	private final int version;

	/**
	 * Creates a writer.
	 * @param version the major version of the server, such as 17
	 */
	PostgresqlSqlWriter(int version) {
		this.version = version;
	}

	List<SqlCommand> commands() {
		return List.copyOf(this.commands);
	}

	@Override
	public PostgresqlSqlWriter sql(String text) {
		this.statement.append(text);
		return this;
	}

	@Override
	public PostgresqlSqlWriter identifier(String name) {
		return sql(PostgresqlIdentifiers.quote(name));
	}

	@Override
	public String quoted(String name) {
		return PostgresqlIdentifiers.quote(name);
	}

	@Override
	public PostgresqlSqlWriter name(ObjectName name) {
		return sql(PostgresqlIdentifiers.quote(name));
	}

	@Override
	public PostgresqlSqlWriter identifiers(List<String> names) {
		return sql(names.stream().map(PostgresqlIdentifiers::quote).collect(Collectors.joining(", ", "(", ")")));
	}

	@Override
	public PostgresqlSqlWriter literal(@Nullable String text) {
		return sql((text != null) ? PostgresqlLiterals.quote(text) : "NULL");
	}

	@Override
	public PostgresqlSqlWriter column(Column column) {
		identifier(column.name()).sql(" ").type(column.type());
		if (column.collation() != null) {
			require(Feature.COLUMN_COLLATION).sql(" COLLATE ").name(column.collation());
		}
		if (column.defaultValue() != null) {
			sql(" DEFAULT ").sql(operand(column.defaultValue()));
		}
		if (column.generated() != null) {
			generated(column.generated());
		}
		if (column.identity() != null) {
			sql(" ").identity(column.identity());
		}
		return (column.nullable() || column.identity() != null) ? this : sql(" NOT NULL");
	}

	/**
	 * DEFAULT takes no more than an operand: of AT TIME ZONE, NOT or IS, which are words
	 * and no signs, it needs parentheses around the whole.
	 */
	private static String operand(String expression) {
		SqlTokens tokens = new SqlTokens(expression);
		int parentheses = 0;
		while (tokens.next()) {
			if (tokens.is('(')) {
				parentheses++;
			}
			else if (tokens.is(')')) {
				parentheses--;
			}
			else if (tokens.kind() == SqlTokens.Kind.WORD && parentheses == 0
					&& (tokens.start() > 0 || tokens.is("NOT"))) {
				return "(" + expression + ")";
			}
		}
		return expression;
	}

	private void generated(Generated generated) {
		boolean virtual = generated.storage() == Generated.Storage.VIRTUAL;
		require(virtual ? Feature.VIRTUAL_GENERATED_COLUMN : Feature.STORED_GENERATED_COLUMN);
		sql(" GENERATED ALWAYS AS (").sql(generated.expression()).sql(virtual ? ") VIRTUAL" : ") STORED");
	}

	@Override
	public PostgresqlSqlWriter identity(Identity identity) {
		sql("GENERATED ").sql(identity.mode().sql()).sql(" AS IDENTITY");
		SequenceOptions options = identity.options();
		return options.isDefault() ? this : sql(" (").sequenceOptions(options).sql(")");
	}

	@Override
	public PostgresqlSqlWriter sequenceOptions(SequenceOptions options) {
		return sql(SequenceSql.of(options));
	}

	@Override
	public PostgresqlSqlWriter type(DataType type) {
		return sql(type.toSql(PostgresqlIdentifiers::quote));
	}

	@Override
	public PostgresqlSqlWriter indexPart(Index.Part part) {
		switch (part.kind()) {
			case COLUMN -> identifier(part.text());
			// A call of a function needs no parentheses of its own.
			case EXPRESSION -> sql(SqlWords.isCall(part.text()) ? part.text() : "(" + part.text() + ")");
			case SQL -> sql(part.text());
		}
		if (part.collation() != null) {
			sql(" COLLATE ").name(part.collation());
		}
		if (part.operatorClass() != null) {
			sql(" ").sql(part.operatorClass());
		}
		if (part.order() == Index.Order.DESC) {
			sql(" DESC");
		}
		if (part.nulls() != null) {
			sql(" NULLS ").sql(part.nulls().name());
		}
		return this;
	}

	@Override
	public PostgresqlSqlWriter constraint(Constraint constraint) {
		if (constraint.name() != null) {
			sql("CONSTRAINT ").identifier(constraint.name()).sql(" ");
		}
		if (constraint instanceof PrimaryKey primaryKey) {
			return sql("PRIMARY KEY ").identifiers(primaryKey.columns())
				.include(primaryKey.include())
				.deferrability(primaryKey.deferrability());
		}
		if (constraint instanceof UniqueConstraint unique) {
			return unique(unique);
		}
		if (constraint instanceof CheckConstraint check) {
			return sql("CHECK (").sql(check.condition())
				.sql(")")
				.sql(check.noInherit() ? " NO INHERIT" : "")
				.sql(check.notValid() ? " NOT VALID" : "");
		}
		if (constraint instanceof ExclusionConstraint exclusion) {
			return exclusion(exclusion);
		}
		return foreignKey((ForeignKey) constraint);
	}

	private PostgresqlSqlWriter unique(UniqueConstraint unique) {
		sql("UNIQUE ");
		if (unique.nullsNotDistinct()) {
			require(Feature.NULLS_NOT_DISTINCT).sql("NULLS NOT DISTINCT ");
		}
		return identifiers(unique.columns()).include(unique.include()).deferrability(unique.deferrability());
	}

	private PostgresqlSqlWriter exclusion(ExclusionConstraint exclusion) {
		sql("EXCLUDE USING ").identifier(exclusion.method()).sql(" (");
		String separator = "";
		for (ExclusionConstraint.Element element : exclusion.elements()) {
			sql(separator).indexPart(element.part()).sql(" WITH ").sql(element.operator());
			separator = ", ";
		}
		sql(")");
		if (exclusion.where() != null) {
			sql(" WHERE (").sql(exclusion.where()).sql(")");
		}
		return deferrability(exclusion.deferrability());
	}

	private PostgresqlSqlWriter foreignKey(ForeignKey foreignKey) {
		sql("FOREIGN KEY ").identifiers(foreignKey.columns()).sql(" REFERENCES ").name(foreignKey.referencedTable());
		if (!foreignKey.referencedColumns().isEmpty()) {
			sql(" ").identifiers(foreignKey.referencedColumns());
		}
		if (foreignKey.match() == ForeignKey.Match.FULL) {
			sql(" MATCH FULL");
		}
		action(" ON DELETE ", foreignKey.onDelete());
		if (!foreignKey.onDeleteColumns().isEmpty()) {
			require(Feature.ON_DELETE_COLUMNS).sql(" ").identifiers(foreignKey.onDeleteColumns());
		}
		action(" ON UPDATE ", foreignKey.onUpdate());
		return deferrability(foreignKey.deferrability()).sql(foreignKey.notValid() ? " NOT VALID" : "");
	}

	private void action(String event, ReferentialAction action) {
		if (action != ReferentialAction.NO_ACTION) {
			sql(event).sql(action.sql());
		}
	}

	private PostgresqlSqlWriter include(List<String> columns) {
		if (!columns.isEmpty()) {
			sql(" INCLUDE ").identifiers(columns);
		}
		return this;
	}

	private PostgresqlSqlWriter deferrability(Deferrability deferrability) {
		return (deferrability != Deferrability.NOT_DEFERRABLE) ? sql(" ").sql(deferrability.sql()) : this;
	}

	@Override
	public boolean supports(Feature feature) {
		return PostgresqlFeatures.since(feature) <= this.version;
	}

	@Override
	public PostgresqlSqlWriter require(Feature feature) {
		if (!supports(feature)) {
			throw new UnsupportedFeatureException("PostgreSQL " + this.version, feature);
		}
		return this;
	}

	@Override
	public PostgresqlSqlWriter rows(ObjectName table, List<String> columns, Iterable<? extends List<?>> rows) {
		InsertedRows inserted = new InsertedRows(table, columns, rows);
		this.commands.add(new SqlCommand(BulkInserts.copy(inserted), Map.of(), inserted, null));
		return this;
	}

	@Override
	public PostgresqlSqlWriter backfill(Backfill backfill) {
		this.commands.add(new SqlCommand(BackfillSql.update(backfill), Map.of(), null, backfill));
		return this;
	}

	@Override
	public PostgresqlSqlWriter end(Map<String, ?> parameters) {
		this.commands.add(new SqlCommand(this.statement.toString(), parameters));
		this.statement.setLength(0);
		return this;
	}

}
