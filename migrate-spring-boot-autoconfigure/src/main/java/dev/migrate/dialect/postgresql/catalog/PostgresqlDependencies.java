package dev.migrate.dialect.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.DependentObject;
import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Address;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Definition;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Dependency;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads the dependencies of objects from the catalog of PostgreSQL: one query for what
 * depends on them, and one for how that is created.
 */
public final class PostgresqlDependencies implements ObjectDependencies {

	private final JdbcOperations jdbc;

	private final CatalogDefinitions definitions;

	private final String defaultSchema;

	/**
	 * Creates a reader.
	 * @param jdbc the connection, in a transaction
	 * @param version the major version of the server, such as 17
	 * @param defaultSchema the schema that names without one are in
	 */
	public PostgresqlDependencies(JdbcOperations jdbc, int version, String defaultSchema) {
		this.jdbc = jdbc;
		this.definitions = new CatalogDefinitions(jdbc, version, defaultSchema);
		this.defaultSchema = defaultSchema;
	}

	@Override
	public List<DependentObject> read(Collection<Alteration> upgrade, Collection<Alteration> downgrade) {
		Set<Alteration> distinct = new LinkedHashSet<>(upgrade);
		distinct.addAll(downgrade);
		if (distinct.isEmpty()) {
			return List.of();
		}
		this.jdbc.queryForObject("SELECT set_config('search_path', ?, true)", String.class,
				PostgresqlIdentifiers.quote(new ObjectName(null, this.defaultSchema)));
		return read(List.copyOf(distinct), upgrade, downgrade);
	}

	@Override
	public List<String> schemasOfChildren(Collection<String> schemas) {
		return this.jdbc.queryForList(DependencyQueries.SCHEMAS_OF_CHILDREN, String.class,
				(Object) schemas.toArray(String[]::new));
	}

	@Override
	public List<String> unchecked(String creation) {
		return List.of("SET LOCAL check_function_bodies = off", creation, "RESET check_function_bodies");
	}

	private List<DependentObject> read(List<Alteration> alterations, Collection<Alteration> upgrade,
			Collection<Alteration> downgrade) {
		Map<Alteration, Set<Address>> roots = new HashMap<>();
		Map<Address, CatalogNode> nodes = new HashMap<>();
		List<Dependency> dependencies = new ArrayList<>();
		query(DependencyQueries.DEPENDENTS, (row) -> {
			Address address = address(row, "");
			switch (row.getString("what")) {
				case "root" -> roots
					.computeIfAbsent(alterations.get(row.getInt("number") - 1), (alteration) -> new LinkedHashSet<>())
					.add(address);
				case "node" -> nodes.put(address,
						new CatalogNode(address, Objects.requireNonNullElse(row.getString("type"), ""),
								row.getString("description"), Objects.requireNonNullElse(row.getString("identity"), ""),
								Set.copyOf(CatalogRows.names(row, "uses").stream().map(this::unqualified).toList())));
				default -> dependencies.add(new Dependency(address, address(row, "other_"), row.getString("type")));
			}
		}, texts(alterations, (alteration) -> alteration.kind().name()),
				texts(alterations, (alteration) -> schema(alteration.object())),
				texts(alterations, (alteration) -> alteration.object().name()), texts(alterations, Alteration::part));
		Map<Address, Definition> definitions = this.definitions.of(nodes.values());
		definitions.replaceAll((address, definition) -> definition.lasting());
		return new DependencyGraph(nodes, dependencies, definitions, roots).affected(upgrade, downgrade);
	}

	private void query(String sql, RowCallbackHandler rows, Object[]... arrays) {
		this.jdbc.query(sql, rows, (Object[]) arrays);
	}

	private static Address address(ResultSet row, String prefix) throws SQLException {
		return new Address(row.getString(prefix + "catalog"), row.getLong(prefix + "oid"), row.getInt(prefix + "sub"));
	}

	private static Object[] texts(List<Alteration> alterations, Function<Alteration, @Nullable String> text) {
		return alterations.stream().map(text).toArray(String[]::new);
	}

	private String schema(ObjectName name) {
		return Objects.requireNonNullElse(name.schema(), this.defaultSchema);
	}

	private ObjectName unqualified(ObjectName name) {
		return this.defaultSchema.equals(name.schema()) ? new ObjectName(null, name.name()) : name;
	}

}
