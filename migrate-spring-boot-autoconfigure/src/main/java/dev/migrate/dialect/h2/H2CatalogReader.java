package dev.migrate.dialect.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.InspectedView;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * One reading of schemas.
 */
final class H2CatalogReader {

	// What a sequence has that is given nothing else.
	private static final long CACHE = 32;

	private static final String CONSTRAINTS = """
			SELECT c.CONSTRAINT_SCHEMA, c.CONSTRAINT_NAME, c.CONSTRAINT_TYPE, c.TABLE_SCHEMA, c.TABLE_NAME,
				c.NULLS_DISTINCT, k.CHECK_CLAUSE, r.UPDATE_RULE, r.DELETE_RULE, u.TABLE_SCHEMA AS REFERENCED_SCHEMA,
				u.TABLE_NAME AS REFERENCED_TABLE,
				ARRAY(SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE
					WHERE CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND CONSTRAINT_NAME = c.CONSTRAINT_NAME
					ORDER BY ORDINAL_POSITION) AS COLUMN_NAMES,
				ARRAY(SELECT p.COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE f
					JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE p ON p.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA
						AND p.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
						AND p.ORDINAL_POSITION = f.POSITION_IN_UNIQUE_CONSTRAINT
					WHERE f.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND f.CONSTRAINT_NAME = c.CONSTRAINT_NAME
					ORDER BY f.ORDINAL_POSITION) AS REFERENCED_NAMES
			FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
			LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS k
				ON k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME
			LEFT JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
				ON r.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = c.CONSTRAINT_NAME
			LEFT JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS u ON u.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA
				AND u.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
			WHERE c.TABLE_SCHEMA = ANY(?)
			ORDER BY CASE c.CONSTRAINT_TYPE WHEN 'PRIMARY KEY' THEN 0 WHEN 'UNIQUE' THEN 1 WHEN 'FOREIGN KEY' THEN 2
				ELSE 3 END, c.CONSTRAINT_NAME""";

	private final JdbcOperations jdbc;

	private final H2Identifiers identifiers;

	private final String[] schemas;

	private final H2CatalogTypes types;

	private final Map<ObjectName, List<Column>> columns = new LinkedHashMap<>();

	private final Map<ObjectName, List<Constraint>> constraints = new LinkedHashMap<>();

	private final Map<ObjectName, Map<String, FoundIndex>> indexes = new LinkedHashMap<>();

	private final List<InspectedTable> tables = new ArrayList<>();

	private final List<InspectedView> views = new ArrayList<>();

	private final List<Sequence> sequences = new ArrayList<>();

	/**
	 * Creates a reading.
	 * @param identifiers how its database stores names
	 * @param schemas the names of the schemas
	 */
	H2CatalogReader(JdbcOperations jdbc, H2Identifiers identifiers, Collection<String> schemas) {
		this.jdbc = jdbc;
		this.identifiers = identifiers;
		this.schemas = schemas.stream().map(identifiers::stored).toArray(String[]::new);
		this.types = new H2CatalogTypes(identifiers);
	}

	SchemaSnapshot read() {
		query("""
				SELECT OBJECT_SCHEMA AS TABLE_SCHEMA, OBJECT_NAME AS TABLE_NAME, * FROM INFORMATION_SCHEMA.ELEMENT_TYPES
				WHERE OBJECT_TYPE = 'TABLE' AND OBJECT_SCHEMA = ANY(?)
				ORDER BY char_length(COLLECTION_TYPE_IDENTIFIER) DESC""", this.types::addElement);
		query("""
				SELECT * FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ANY(?) ORDER BY ORDINAL_POSITION""",
				(row) -> add(this.columns, row, column(row)));
		query(CONSTRAINTS, (row) -> add(this.constraints, row, constraint(row)));
		query("""
				SELECT i.TABLE_SCHEMA, i.TABLE_NAME, i.INDEX_NAME, i.INDEX_TYPE_NAME, i.NULLS_DISTINCT, i.REMARKS,
					c.COLUMN_NAME, c.ORDERING_SPECIFICATION
				FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS c
					ON c.INDEX_SCHEMA = i.INDEX_SCHEMA AND c.INDEX_NAME = i.INDEX_NAME
				WHERE NOT i.IS_GENERATED AND i.TABLE_SCHEMA = ANY(?) ORDER BY i.INDEX_NAME, c.ORDINAL_POSITION""",
				this::addIndex);
		query("""
				SELECT t.*, v.VIEW_DEFINITION FROM INFORMATION_SCHEMA.TABLES t LEFT JOIN INFORMATION_SCHEMA.VIEWS v
					ON v.TABLE_SCHEMA = t.TABLE_SCHEMA AND v.TABLE_NAME = t.TABLE_NAME
				WHERE t.TABLE_SCHEMA = ANY(?)""", this::addRelation);
		query("SELECT * FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = ANY(?)",
				(row) -> this.sequences.add(sequence(row)));
		return SchemaSnapshot.of(this.tables, this.views, this.sequences, Set.of(), Set.of(), Set.of(), Set.of());
	}

	private void query(String sql, RowCallbackHandler handler) {
		this.jdbc.query(sql, handler, (Object) this.schemas);
	}

	private ObjectName table(ResultSet row) throws SQLException {
		return name(row.getString("TABLE_SCHEMA"), row.getString("TABLE_NAME"));
	}

	private ObjectName name(String schema, String name) {
		return new ObjectName(this.identifiers.given(schema), this.identifiers.given(name));
	}

	private <T> void add(Map<ObjectName, List<T>> target, ResultSet row, T value) throws SQLException {
		target.computeIfAbsent(table(row), (table) -> new ArrayList<>()).add(value);
	}

	private Column column(ResultSet row) throws SQLException {
		DataType type = this.types.read(row, this.types.domain(row));
		String expression = row.getString("GENERATION_EXPRESSION");
		Identity identity = "YES".equals(row.getString("IS_IDENTITY")) ? identity(row) : null;
		return new Column(this.identifiers.given(row.getString("COLUMN_NAME")), type,
				row.getString("IS_NULLABLE").equals("YES"), row.getString("COLUMN_DEFAULT"), identity,
				(expression != null) ? Generated.stored(expression) : null, null, row.getString("REMARKS"));
	}

	private static Identity identity(ResultSet row) throws SQLException {
		Identity.Mode mode = row.getString("IDENTITY_GENERATION").equals("ALWAYS") ? Identity.always().mode()
				: Identity.byDefault().mode();
		return new Identity(mode, options(row, "IDENTITY_START", "IDENTITY_INCREMENT", "IDENTITY_MINIMUM",
				"IDENTITY_MAXIMUM", "IDENTITY_CACHE", "IDENTITY_CYCLE"));
	}

	private Sequence sequence(ResultSet row) throws SQLException {
		DataType type = DataType.type(row.getString("DATA_TYPE").toLowerCase(Locale.ROOT));
		return new Sequence(name(row.getString("SEQUENCE_SCHEMA"), row.getString("SEQUENCE_NAME")),
				type.equals(DataType.bigint()) ? null : type,
				options(row, "START_VALUE", "INCREMENT", "MINIMUM_VALUE", "MAXIMUM_VALUE", "CACHE", "CYCLE_OPTION"),
				null, row.getString("REMARKS"));
	}

	/**
	 * Leaves out what a sequence has that counts upwards from 1.
	 */
	private static SequenceOptions options(ResultSet row, String start, String increment, String minimum,
			String maximum, String cache, String cycle) throws SQLException {
		boolean upwards = row.getLong(increment) > 0;
		long greatest = switch (row.getString("DATA_TYPE")) {
			case "TINYINT" -> Byte.MAX_VALUE;
			case "SMALLINT" -> Short.MAX_VALUE;
			case "INTEGER" -> Integer.MAX_VALUE;
			default -> Long.MAX_VALUE;
		};
		long smallest = -greatest - 1;
		return new SequenceOptions(unless(row.getLong(start), row.getLong(upwards ? minimum : maximum)),
				unless(row.getLong(increment), 1), unless(row.getLong(minimum), upwards ? 1 : smallest),
				unless(row.getLong(maximum), upwards ? greatest : -1), unless(row.getLong(cache), CACHE),
				row.getString(cycle).equals("YES"));
	}

	private static @Nullable Long unless(long value, long usual) {
		return (value != usual) ? value : null;
	}

	private Constraint constraint(ResultSet row) throws SQLException {
		String name = this.identifiers.given(row.getString("CONSTRAINT_NAME"));
		List<String> names = names(row, "COLUMN_NAMES");
		return switch (row.getString("CONSTRAINT_TYPE")) {
			case "PRIMARY KEY" -> new PrimaryKey(name, names, List.of(), Deferrability.NOT_DEFERRABLE);
			case "UNIQUE" -> new UniqueConstraint(name, names, List.of(), "NO".equals(row.getString("NULLS_DISTINCT")),
					Deferrability.NOT_DEFERRABLE);
			case "CHECK" -> new CheckConstraint(name, row.getString("CHECK_CLAUSE"), false, false);
			default ->
				new ForeignKey(name, names, name(row.getString("REFERENCED_SCHEMA"), row.getString("REFERENCED_TABLE")),
						names(row, "REFERENCED_NAMES"), ForeignKey.Match.SIMPLE, action(row.getString("DELETE_RULE")),
						List.of(), action(row.getString("UPDATE_RULE")), Deferrability.NOT_DEFERRABLE, false);
		};
	}

	private List<String> names(ResultSet row, String column) throws SQLException {
		List<String> names = new ArrayList<>();
		for (Object name : (Object[]) row.getArray(column).getArray()) {
			names.add(this.identifiers.given((String) name));
		}
		return names;
	}

	private static ReferentialAction action(String rule) {
		return ReferentialAction.valueOf(rule.replace(' ', '_'));
	}

	private void addIndex(ResultSet row) throws SQLException {
		String name = this.identifiers.given(row.getString("INDEX_NAME"));
		Map<String, FoundIndex> ofTable = this.indexes.computeIfAbsent(table(row), (table) -> new LinkedHashMap<>());
		FoundIndex found = ofTable.get(name);
		if (found == null) {
			found = new FoundIndex(name, row.getString("INDEX_TYPE_NAME").startsWith("UNIQUE"),
					"NO".equals(row.getString("NULLS_DISTINCT")), row.getString("REMARKS"), new ArrayList<>());
			ofTable.put(name, found);
		}
		Index.Part part = Index.Part.column(this.identifiers.given(row.getString("COLUMN_NAME")));
		found.parts().add("DESC".equals(row.getString("ORDERING_SPECIFICATION")) ? part.descending() : part);
	}

	private void addRelation(ResultSet row) throws SQLException {
		ObjectName name = table(row);
		List<Column> ofRelation = this.columns.getOrDefault(name, List.of());
		String query = row.getString("VIEW_DEFINITION");
		if (query != null) {
			this.views.add(new InspectedView(new View(name, List.of(), query, false, row.getString("REMARKS")),
					ofRelation, List.of()));
			return;
		}
		List<InspectedIndex> ofTable = this.indexes.getOrDefault(name, Map.of())
			.values()
			.stream()
			.map((found) -> new InspectedIndex(found.index(), true))
			.toList();
		Table table = Table.table(name)
			.columns(ofRelation)
			.constraints(this.constraints.getOrDefault(name, List.of()))
			.comment(row.getString("REMARKS"));
		this.tables.add(new InspectedTable(table, InspectedTable.Kind.TABLE, List.of(), ofTable, Set.of(),
				row.getLong("ROW_COUNT_ESTIMATE")));
	}

	/**
	 * An index to which the query adds column after column.
	 */
	private record FoundIndex(String name, boolean unique, boolean nullsNotDistinct, @Nullable String comment,
			List<Index.Part> parts) {

		Index index() {
			return new Index(this.name, this.parts, this.unique, null, List.of(), null, this.nullsNotDistinct, Map.of(),
					this.comment);
		}

	}

}
