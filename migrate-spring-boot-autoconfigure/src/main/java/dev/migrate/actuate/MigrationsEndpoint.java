package dev.migrate.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import dev.migrate.MigrateException;
import dev.migrate.actuate.MigrationsDescriptor.ContextDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.MigratorDescriptor;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.context.ApplicationContext;

/**
 * {@link Endpoint @Endpoint} that shows the revisions of each {@link Migrator} in the
 * application context and its parents: what the database is at, what is pending and what
 * was run. It changes nothing and shows neither SQL nor how to connect. When the only
 * database cannot be read, the operation fails; of several, that one has an error.
 */
@Endpoint(id = "migrations")
public class MigrationsEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(MigrationsEndpoint.class);

	private static final int HISTORY_LIMIT = 100;

	private final ApplicationContext context;

	/**
	 * Creates the endpoint.
	 * @param context the context whose migrators to show, with its parents
	 */
	public MigrationsEndpoint(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Describes every migrator: its current and pending revisions and the latest 100
	 * entries of its history.
	 * @return the description
	 */
	@ReadOperation
	public MigrationsDescriptor migrations() {
		boolean several = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.context, Migrator.class).length > 1;
		return new MigrationsDescriptor(contexts((migrator) -> Optional.of(describe(migrator, several))));
	}

	private MigratorDescriptor describe(Migrator migrator, boolean several) {
		try {
			return tenants(migrator).map(MigratorDescriptor::of)
				.orElseGet(() -> MigratorDescriptor.of(migrator, HISTORY_LIMIT));
		}
		catch (MigrateException ex) {
			if (!several) {
				throw ex;
			}
			logger.warn("The state of one of several databases cannot be read: {}", ex.getMessage());
			return MigratorDescriptor.unreadable(ex);
		}
	}

	/**
	 * Describes one revision.
	 * @param revision the id of the revision
	 * @return the description by each migrator that has the revision, or {@code null} if
	 * none has it
	 */
	@ReadOperation
	public @Nullable RevisionDescriptor migration(@Selector String revision) {
		Map<String, ContextDescriptor<RevisionDescriptor.Details>> contexts = contexts((migrator) -> migrator.scripts()
			.find(revision)
			.map((script) -> RevisionDescriptor.Details.of(script,
					tenants(migrator).isPresent() ? List.of() : migrator.history(revision, HISTORY_LIMIT))));
		contexts.values().removeIf((context) -> context.migrators().isEmpty());
		return contexts.isEmpty() ? null : new RevisionDescriptor(revision, contexts);
	}

	private <T> Map<String, ContextDescriptor<T>> contexts(Function<Migrator, Optional<T>> describe) {
		Map<String, ContextDescriptor<T>> contexts = new LinkedHashMap<>();
		for (ApplicationContext context = this.context; context != null; context = context.getParent()) {
			Map<String, T> migrators = new LinkedHashMap<>();
			context.getBeansOfType(Migrator.class)
				.forEach((name, migrator) -> describe.apply(migrator)
					.ifPresent((description) -> migrators.put(Objects.requireNonNullElse(migrator.name(), name),
							description)));
			contexts.put(String.valueOf(context.getId()), new ContextDescriptor<>(parentId(context), migrators));
		}
		return contexts;
	}

	/**
	 * Returns the tenants that have the scripts of a migrator.
	 */
	private Optional<TenantMigrator> tenants(Migrator migrator) {
		return BeanFactoryUtils.beansOfTypeIncludingAncestors(this.context, TenantMigrator.class)
			.values()
			.stream()
			.filter((tenants) -> tenants.migrator() == migrator)
			.findFirst();
	}

	private static @Nullable String parentId(ApplicationContext context) {
		ApplicationContext parent = context.getParent();
		return (parent != null) ? parent.getId() : null;
	}

}
