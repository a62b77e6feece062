package dev.migrate.autoconfigure.entities;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.DataSourceDestinations;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.TargetSchema;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what the application wants belongs to which of its databases: what a
 * property names, else what the data source of the database leads to.
 */
public final class DatabaseTargets {

	private final DataSourceDestinations destinations = new DataSourceDestinations();

	private final List<Database> databases;

	private final List<DeclaredTarget> targets;

	/**
	 * Creates the targets of all databases.
	 * @param databases all databases of the application
	 * @param targets all that it wants
	 */
	public DatabaseTargets(List<Database> databases, List<DeclaredTarget> targets) {
		this.databases = List.copyOf(databases);
		this.targets = List.copyOf(targets);
	}

	/**
	 * Returns what one of the databases is to be compared with.
	 * @param database the database
	 * @return what is wanted of it, nothing if all that the application wants belongs to
	 * other databases
	 * @throws MigrateConfigurationException if that cannot be told
	 */
	public List<TargetSchema> of(Database database) {
		return find(database).stream().map(DeclaredTarget::schema).toList();
	}

	private List<DeclaredTarget> find(Database database) {
		String unit = database.persistenceUnit();
		if (unit != null) {
			return List.of(named(unit, database));
		}
		if (this.databases.size() == 1) {
			return ofOnly(database);
		}
		List<DeclaredTarget> own = unclaimed(false)
			.filter((target) -> (target.dataSource() != null) ? leads(target, database) : database.main())
			.toList();
		List<DeclaredTarget> found = own.isEmpty()
				? unclaimed(true).filter((target) -> leads(target, database)).toList() : own;
		requireUnshared(found, database);
		if (found.isEmpty()) {
			requireNoneLeft(database);
		}
		return found;
	}

	private List<DeclaredTarget> ofOnly(Database database) {
		List<DeclaredTarget> own = unclaimed(false)
			.filter((target) -> target.dataSource() == null || leads(target, database))
			.toList();
		List<DeclaredTarget> entities = unclaimed(true).toList();
		if (!own.isEmpty() || entities.size() <= 1) {
			return own.isEmpty() ? entities : own;
		}
		List<DeclaredTarget> found = entities.stream().filter((target) -> leads(target, database)).toList();
		if (found.isEmpty()) {
			throw MigrateConfigurationException.unassignedEntities(database.label(), database.property(),
					names(entities));
		}
		return found;
	}

	private DeclaredTarget named(String name, Database database) {
		List<DeclaredTarget> named = this.targets.stream().filter((target) -> target.bean().equals(name)).toList();
		if (named.isEmpty()) {
			named = this.targets.stream().filter((target) -> target.isNamed(name)).toList();
		}
		if (named.size() != 1) {
			throw MigrateConfigurationException.unknownPersistenceUnit(database.property(), name,
					names(named.isEmpty() ? this.targets : named));
		}
		return named.get(0);
	}

	/**
	 * Two databases that lead to the same place must say which of them the entities
	 * belong to.
	 */
	private void requireUnshared(List<DeclaredTarget> found, Database database) {
		for (DeclaredTarget target : found) {
			for (Database other : this.databases) {
				if (!other.equals(database) && other.persistenceUnit() == null && target.dataSource() != null
						&& this.destinations.meet(target.dataSource(), database.dataSource(), other.dataSource())) {
					throw MigrateConfigurationException.sharedEntities(name(target), database.label(), other.label(),
							database.property(), other.property());
				}
			}
		}
	}

	/**
	 * What leads to no database may be meant for this one.
	 */
	private void requireNoneLeft(Database database) {
		List<DeclaredTarget> left = Stream.concat(unclaimed(true), unclaimed(false))
			.filter((target) -> this.databases.stream()
				.noneMatch((each) -> leads(target, each)
						|| (!target.entities() && target.dataSource() == null && each.main())))
			.toList();
		if (!left.isEmpty()) {
			throw MigrateConfigurationException.unassignedEntities(database.label(), database.property(), names(left));
		}
	}

	private boolean leads(DeclaredTarget target, Database database) {
		return target.dataSource() != null && this.destinations.meet(target.dataSource(), database.dataSource());
	}

	private Stream<DeclaredTarget> unclaimed(boolean entities) {
		return this.targets.stream()
			.filter((target) -> target.entities() == entities)
			.filter((target) -> this.databases.stream()
				.noneMatch((database) -> database.persistenceUnit() != null
						&& target.isNamed(database.persistenceUnit())));
	}

	private List<String> names(List<DeclaredTarget> targets) {
		List<String> names = new ArrayList<>();
		targets.forEach((target) -> names.add(name(target)));
		return names;
	}

	/**
	 * Returns the name of the persistence unit, unless several have it.
	 */
	private String name(DeclaredTarget target) {
		return (this.targets.stream().filter((other) -> other.unit().equals(target.unit())).count() == 1)
				? target.unit() : target.bean();
	}

	/**
	 * A database of the application.
	 *
	 * @param label what messages call it, such as {@code database 'billing'}
	 * @param main whether it is the one without a name
	 * @param dataSource what leads to it
	 * @param persistenceUnit the persistence unit that it is compared with, or the bean
	 * that declares it; {@code null} to find that out
	 * @param property the property that names it
	 */
	public record Database(String label, boolean main, DataSource dataSource, @Nullable String persistenceUnit,
			String property) {

	}

}
