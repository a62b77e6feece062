package dev.migrate.dialect.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads the catalog once, one query after the other.
 */
final class CatalogReader {

	private final JdbcOperations jdbc;

	private final CatalogQueries queries;

	private final CatalogTypes types;

	private final String[] schemas;

	private final Map<Long, CatalogRelation> relations = new LinkedHashMap<>();

	private final List<Sequence> sequences = new ArrayList<>();

	private final Map<ColumnNumber, SequenceOptions> identities = new HashMap<>();

	private final List<EnumType> enumTypes = new ArrayList<>();

	private final Map<Long, CompositeType> compositeTypes = new LinkedHashMap<>();

	private final List<SchemaSnapshot.UserType> userTypes = new ArrayList<>();

	private final List<SchemaSnapshot.InstalledExtension> extensions = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param jdbc the connection, with the settings that the text depends on
	 * @param version the major version of the server
	 * @param schemas the schemas to read
	 * @param path the schemas of the search path that the session has for others
	 */
	CatalogReader(JdbcOperations jdbc, int version, List<String> schemas, List<String> path) {
		this.jdbc = jdbc;
		this.queries = new CatalogQueries(version);
		this.types = new CatalogTypes(path);
		this.schemas = schemas.toArray(String[]::new);
	}

	SchemaSnapshot read() {
		query(this.queries.relations(), this.schemas, this::relation);
		query(this.queries.sequences(), this.schemas, this::sequence);
		query(this.queries.types(), this.schemas, this::type);
		Long[] found = this.relations.keySet().toArray(Long[]::new);
		query(this.queries.columns(),
				Stream.concat(this.relations.keySet().stream(), this.compositeTypes.keySet().stream())
					.toArray(Long[]::new),
				this::column);
		CatalogConstraints constraints = new CatalogConstraints(this.relations);
		query(this.queries.constraints(), found, constraints::add);
		query(this.queries.indexes(), found, this::index);
		this.jdbc.query(this.queries.extensions(), (RowCallbackHandler) this::extension);
		return SchemaSnapshot.of(
				this.relations.values()
					.stream()
					.filter((relation) -> !relation.isView())
					.map(CatalogRelation::table)
					.toList(),
				this.relations.values().stream().filter(CatalogRelation::isView).map(CatalogRelation::view).toList(),
				this.sequences, this.enumTypes, this.compositeTypes.values(), this.userTypes, this.extensions);
	}

	private void query(String sql, Object[] array, RowCallbackHandler handler) {
		this.jdbc.query(sql, handler, new Object[] { array });
	}

	private void relation(ResultSet row) throws SQLException {
		String kind = row.getString("kind");
		String query = row.getString("query");
		this.relations.put(row.getLong("oid"),
				new CatalogRelation(new CatalogRelation.Properties(CatalogRows.name(row), tableKind(row, kind),
						CatalogRows.names(row, "parents"), row.getString("partition_key"), CatalogRows.storage(row),
						row.getString("persistence").equals("u"), row.getLong("estimated_rows"),
						(query != null) ? query.strip().replaceFirst(";$", "") : null, kind.equals("m"),
						row.getString("comment"))));
	}

	private static InspectedTable.Kind tableKind(ResultSet row, String kind) throws SQLException {
		if (row.getBoolean("partition")) {
			return InspectedTable.Kind.PARTITION;
		}
		return kind.equals("f") ? InspectedTable.Kind.FOREIGN_TABLE : InspectedTable.Kind.TABLE;
	}

	private void sequence(ResultSet row) throws SQLException {
		SequenceOptions options = CatalogSequences.options(row);
		if ("i".equals(row.getString("dependency"))) {
			this.identities.put(new ColumnNumber(row.getLong("owner_oid"), row.getInt("owner_column_number")), options);
			return;
		}
		String owner = row.getString("owner");
		this.sequences.add(new Sequence(CatalogRows.name(row), CatalogSequences.type(row), options,
				(owner != null) ? new ColumnName(ObjectName.of(owner), row.getString("owner_column")) : null,
				row.getString("comment")));
	}

	private void column(ResultSet row) throws SQLException {
		CompositeType type = this.compositeTypes.get(row.getLong("relation"));
		if (type != null) {
			Column attribute = new Column(row.getString("name"), this.types.read(row), true, null, null, null,
					collation(row), row.getString("comment"));
			this.compositeTypes.put(row.getLong("relation"), type.attribute(attribute));
			return;
		}
		CatalogRelation relation = Objects.requireNonNull(this.relations.get(row.getLong("relation")));
		int number = row.getInt("number");
		String expression = CatalogRows.expression(row, "expression");
		Generated generated = generated(row, expression);
		Identity identity = identity(row, new ColumnNumber(row.getLong("relation"), number));
		relation.add(number,
				new Column(row.getString("name"), this.types.read(row), !row.getBoolean("not_null"),
						(generated != null || identity != null) ? null : expression, identity, generated,
						collation(row), row.getString("comment")));
	}

	private static @Nullable ObjectName collation(ResultSet row) throws SQLException {
		String collation = row.getString("collation");
		return (collation != null) ? new ObjectName(row.getString("collation_schema"), collation) : null;
	}

	private static @Nullable Generated generated(ResultSet row, @Nullable String expression) throws SQLException {
		String storage = row.getString("generated");
		if (expression == null || storage.isEmpty()) {
			return null;
		}
		return storage.equals("v") ? Generated.virtual(expression) : Generated.stored(expression);
	}

	private @Nullable Identity identity(ResultSet row, ColumnNumber column) throws SQLException {
		SequenceOptions options = this.identities.getOrDefault(column, SequenceOptions.options());
		return switch (row.getString("identity")) {
			case "a" -> Identity.always().options(options);
			case "d" -> Identity.byDefault().options(options);
			default -> null;
		};
	}

	private void index(ResultSet row) throws SQLException {
		CatalogRelation relation = Objects.requireNonNull(this.relations.get(row.getLong("relation")));
		String method = row.getString("method");
		Index index = new Index(row.getString("name"), CatalogIndexes.parts(row, relation), row.getBoolean("is_unique"),
				method.equals("btree") ? null : method, CatalogIndexes.include(row, relation),
				CatalogRows.expression(row, "predicate"), row.getBoolean("nulls_not_distinct"),
				CatalogRows.storage(row), row.getString("comment"));
		relation.add(new InspectedIndex(index, row.getBoolean("valid")));
	}

	private void type(ResultSet row) throws SQLException {
		ObjectName name = CatalogRows.name(row);
		switch (row.getString("kind")) {
			case "e" ->
				this.enumTypes.add(new EnumType(name, CatalogRows.strings(row, "labels"), row.getString("comment")));
			case "d" -> this.userTypes.add(new SchemaSnapshot.UserType(name, SchemaSnapshot.UserType.Kind.DOMAIN));
			case "c" -> this.compositeTypes.put(row.getLong("relation"),
					new CompositeType(name, List.of(), row.getString("comment")));
			default -> this.userTypes.add(new SchemaSnapshot.UserType(name, SchemaSnapshot.UserType.Kind.RANGE));
		}
	}

	private void extension(ResultSet row) throws SQLException {
		this.extensions.add(new SchemaSnapshot.InstalledExtension(row.getString("name"), row.getString("schema"),
				row.getString("version")));
	}

	/**
	 * A column as other rows of the catalog refer to it.
	 *
	 * @param relation the oid of the table
	 * @param number the number of the column
	 */
	private record ColumnNumber(long relation, int number) {

	}

}
