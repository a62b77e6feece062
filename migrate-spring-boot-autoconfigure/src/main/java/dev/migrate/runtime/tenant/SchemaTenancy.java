package dev.migrate.runtime.tenant;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.tenant.SchemaPatterns;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.execution.DatabaseAccess;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.MigrationListener;
import org.jspecify.annotations.Nullable;

/**
 * A schema for each tenant, all in one database.
 */
final class SchemaTenancy implements Tenancy {

	private final MigratorSettings settings;

	private final Function<DatabaseAccess, Migrator> migrators;

	private final TenantSchemas schemas;

	private final Supplier<Map<String, String>> others;

	/**
	 * Creates a tenancy.
	 * @param others returns the names of other databases by the schemas that they have,
	 * an empty text for the one that connections begin with
	 */
	SchemaTenancy(Migrator migrator, TenantSchemas schemas, Supplier<Map<String, String>> others) {
		this.others = others;
		this.settings = migrator.settings();
		this.migrators = migrator.sharing();
		this.schemas = schemas;
		String shared = this.settings.tables().schema();
		if (shared != null && !shared.equals(this.settings.session().schema())) {
			throw MigrationSchemaException.sharedVersionTable(shared);
		}
	}

	@Override
	public List<String> names() {
		List<String> wanted = wanted();
		if (wanted.stream().noneMatch(SchemaPatterns::isPattern)) {
			return List.copyOf(new LinkedHashSet<>(wanted));
		}
		Map<String, String> others = this.others.get();
		return call((connection, reader) -> List.copyOf(names(wanted, others, connection, reader)));
	}

	@Override
	public Map<String, SeenTenant> look(Predicate<String> tenants, @Nullable Predicate<List<String>> done) {
		List<String> wanted = wanted();
		Map<String, String> others = this.others.get();
		return call((connection, reader) -> {
			Set<String> names = names(wanted, others, connection, reader);
			names.removeIf(tenants.negate());
			return new SchemaLook(connection.jdbc(), connection.dialect()).at(names, this.settings.tables(), done);
		});
	}

	@Override
	public Map<String, String> lastSteps(Map<String, SeenTenant> tenants) {
		return tenants.isEmpty() ? Map.of() : call(
				(connection, reader) -> new SchemaLook(connection.jdbc(), connection.dialect()).lastSteps(tenants));
	}

	@Override
	public boolean isPossible(String tenant) {
		return wanted().stream()
			.anyMatch((name) -> SchemaPatterns.isPattern(name) ? SchemaPatterns.compile(name).matcher(tenant).matches()
					: name.equals(tenant));
	}

	@Override
	public boolean exists(String tenant) {
		return call((connection, reader) -> !SchemaLook.existing(List.of(tenant), reader).isEmpty());
	}

	// Two commas in a list are between nothing.
	private List<String> wanted() {
		List<String> wanted = this.schemas.schemas();
		wanted.stream().filter(String::isBlank).findFirst().ifPresent((name) -> {
			throw MigrationSchemaException.invalidTenant(name, "it is empty");
		});
		return wanted;
	}

	private static Set<String> names(List<String> wanted, Map<String, String> others, MigrationConnection connection,
			SchemaReader reader) {
		Map<String, String> taken = taken(others, connection);
		List<String> patterns = wanted.stream().filter(SchemaPatterns::isPattern).toList();
		List<String> matching = patterns.isEmpty() ? List.of() : reader.matching(patterns);
		Set<String> names = new LinkedHashSet<>();
		wanted.stream().filter((name) -> !SchemaPatterns.isPattern(name)).forEach((name) -> {
			check(name, reader, taken);
			names.add(name);
		});
		matching.stream().filter((name) -> !taken.containsKey(name)).forEach(names::add);
		return names;
	}

	/**
	 * Returns the names of other databases by their schemas.
	 */
	private static Map<String, String> taken(Map<String, String> others, MigrationConnection connection) {
		String unnamed = others.get("");
		if (unnamed == null) {
			return others;
		}
		Map<String, String> taken = new LinkedHashMap<>(others);
		taken.put(connection.dialect().inspector(connection.jdbc()).currentSchema(), unnamed);
		return taken;
	}

	private static void check(String name, SchemaReader reader, Map<String, String> taken) {
		String objection = taken.containsKey(name) ? "it is that of the database '%s'".formatted(taken.get(name))
				: reader.objection(name);
		if (objection != null) {
			throw MigrationSchemaException.invalidTenant(name, objection);
		}
	}

	private <T> T call(Look<T> look) {
		try (MigrationConnection connection = MigrationConnection.open(this.settings.dataSource(),
				this.settings.times())) {
			try {
				return look.at(connection, connection.dialect().schemas(connection.jdbc()));
			}
			catch (RuntimeException ex) {
				throw connection.translate(ex);
			}
		}
	}

	@Override
	public void check(String tenant) {
		Map<String, String> others = this.others.get();
		call((connection, reader) -> {
			check(tenant, reader, taken(others, connection));
			return true;
		});
	}

	@Override
	public Migrator migrator(String tenant, SeenTenant seen, List<MigrationListener> listeners, RunLog log,
			ConnectionKeeper keeper) {
		return this.migrators.apply(new DatabaseAccess(
				this.settings.ofTenant(this.settings.dataSource(), tenant, !seen.exists(), listeners, log), keeper,
				seen.tables()));
	}

	@Override
	public Map<String, String> digests(Collection<String> tenants, Set<String> ignored) {
		return call((connection, reader) -> reader.digests(tenants, ignored));
	}

	@Override
	public Map<String, Map<String, String>> describe(Collection<String> tenants, Set<String> ignored) {
		return call((connection, reader) -> reader.describe(tenants, ignored));
	}

	@Override
	public boolean isOneDatabase() {
		return true;
	}

	/**
	 * Something to be found out over one connection.
	 */
	private interface Look<T> {

		T at(MigrationConnection connection, SchemaReader reader);

	}

}
