package dev.migrate.dialect.postgresql.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.migrate.dialect.dependency.DependentObject.Place;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Address;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Definition;
import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads how objects are created, in one query.
 */
final class CatalogDefinitions {

	private final JdbcOperations jdbc;

	private final DefinitionQueries queries;

	private final String defaultSchema;

	/**
	 * Creates a reader.
	 * @param jdbc the connection, in a transaction
	 * @param version the major version of the server
	 * @param defaultSchema the schema that is left out of the names of tables
	 */
	CatalogDefinitions(JdbcOperations jdbc, int version, String defaultSchema) {
		this.jdbc = jdbc;
		this.queries = new DefinitionQueries(version);
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Returns the definitions of objects, as far as they have any.
	 */
	Map<Address, Definition> of(Collection<CatalogNode> nodes) {
		Map<Address, Definition> definitions = new HashMap<>();
		String sql = this.queries.of(nodes);
		if (sql == null) {
			return definitions;
		}
		Object[] catalogs = nodes.stream().map((node) -> node.address().catalog()).toArray(String[]::new);
		Object[] oids = nodes.stream().map((node) -> node.address().oid()).toArray(Long[]::new);
		RowCallbackHandler handler = (row) -> {
			String kind = row.getString("place_kind");
			String table = row.getString("table_name");
			ObjectName relation = (table != null) ? unqualified(new ObjectName(row.getString("table_schema"), table))
					: null;
			Place place = (kind != null && relation != null)
					? new Place(Place.Kind.valueOf(kind), relation, row.getString("name")) : null;
			definitions.merge(new Address(row.getString("catalog"), row.getLong("oid"), row.getInt("sub")),
					new Definition(place, relation, row.getBoolean("recreatable"), CatalogRows.strings(row, "drops"),
							CatalogRows.strings(row, "early"), CatalogRows.strings(row, "definition"),
							CatalogRows.strings(row, "properties")),
					Definition::with);
		};
		this.jdbc.query(sql, handler, (Object) catalogs, oids);
		return definitions;
	}

	private ObjectName unqualified(ObjectName name) {
		return this.defaultSchema.equals(name.schema()) ? new ObjectName(null, name.name()) : name;
	}

}
