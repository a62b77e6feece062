package dev.migrate.dialect.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.UniqueConstraint;

/**
 * Reads constraints and adds them to their tables.
 */
final class CatalogConstraints {

	private final Map<Long, CatalogRelation> relations;

	CatalogConstraints(Map<Long, CatalogRelation> relations) {
		this.relations = relations;
	}

	void add(ResultSet row) throws SQLException {
		CatalogRelation relation = Objects.requireNonNull(this.relations.get(row.getLong("relation")));
		String kind = row.getString("kind");
		if (kind.equals("n")) {
			relation.addNotNullNotValid(columns(row, "columns", relation).get(0));
			return;
		}
		relation.add(constraint(row, kind, relation));
	}

	private static Constraint constraint(ResultSet row, String kind, CatalogRelation relation) throws SQLException {
		String name = row.getString("name");
		return switch (kind) {
			case "p" -> new PrimaryKey(name, columns(row, "columns", relation), CatalogIndexes.include(row, relation),
					deferrability(row));
			case "u" -> new UniqueConstraint(name, columns(row, "columns", relation),
					CatalogIndexes.include(row, relation), row.getBoolean("nulls_not_distinct"), deferrability(row));
			case "f" -> foreignKey(row, name, relation);
			case "c" -> new CheckConstraint(name, OuterParentheses.strip(row.getString("condition")),
					row.getBoolean("no_inherit"), !row.getBoolean("validated"));
			default -> exclusion(row, name, relation);
		};
	}

	private static ForeignKey foreignKey(ResultSet row, String name, CatalogRelation relation) throws SQLException {
		return new ForeignKey(name, columns(row, "columns", relation), ObjectName.of(row.getString("referenced_table")),
				CatalogRows.strings(row, "referenced_columns"),
				row.getString("match").equals("f") ? ForeignKey.Match.FULL : ForeignKey.Match.SIMPLE,
				action(row.getString("on_delete")), columns(row, "on_delete_columns", relation),
				action(row.getString("on_update")), deferrability(row), !row.getBoolean("validated"));
	}

	private static ExclusionConstraint exclusion(ResultSet row, String name, CatalogRelation relation)
			throws SQLException {
		List<Index.Part> parts = CatalogIndexes.parts(row, relation);
		List<String> operators = CatalogRows.strings(row, "operators");
		List<ExclusionConstraint.Element> elements = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			elements.add(new ExclusionConstraint.Element(parts.get(i), operators.get(i)));
		}
		return new ExclusionConstraint(name, row.getString("method"), elements,
				CatalogRows.expression(row, "predicate"), deferrability(row));
	}

	private static List<String> columns(ResultSet row, String column, CatalogRelation relation) throws SQLException {
		return relation.attributes(CatalogRows.integers(row, column));
	}

	private static Deferrability deferrability(ResultSet row) throws SQLException {
		if (!row.getBoolean("deferrable")) {
			return Deferrability.NOT_DEFERRABLE;
		}
		return row.getBoolean("deferred") ? Deferrability.INITIALLY_DEFERRED : Deferrability.INITIALLY_IMMEDIATE;
	}

	private static ReferentialAction action(String code) {
		return switch (code) {
			case "r" -> ReferentialAction.RESTRICT;
			case "c" -> ReferentialAction.CASCADE;
			case "n" -> ReferentialAction.SET_NULL;
			case "d" -> ReferentialAction.SET_DEFAULT;
			default -> ReferentialAction.NO_ACTION;
		};
	}

}
