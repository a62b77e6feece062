package dev.migrate.dialect.h2;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.migrate.schema.Inspector;
import dev.migrate.schema.SchemaSnapshot;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads schemas from the INFORMATION_SCHEMA of H2, with one query for each kind of
 * object. Names are those that migrations write; the names in expressions and queries are
 * as H2 prints them.
 */
final class H2Inspector implements Inspector {

	private final JdbcOperations jdbc;

	H2Inspector(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String currentSchema() {
		return H2Identifiers.of(this.jdbc)
			.given(Objects.requireNonNull(this.jdbc.queryForObject("SELECT CURRENT_SCHEMA", String.class)));
	}

	@Override
	public List<String> schemas() {
		H2Identifiers identifiers = H2Identifiers.of(this.jdbc);
		return this.jdbc.queryForList("""
				SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE upper(SCHEMA_NAME) <> 'INFORMATION_SCHEMA'""",
				String.class)
			.stream()
			.map(identifiers::given)
			.sorted()
			.toList();
	}

	@Override
	public SchemaSnapshot read(Collection<String> schemas) {
		return new H2CatalogReader(this.jdbc, H2Identifiers.of(this.jdbc), schemas).read();
	}

}
