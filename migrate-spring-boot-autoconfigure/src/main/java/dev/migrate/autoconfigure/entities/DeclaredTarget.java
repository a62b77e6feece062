package dev.migrate.autoconfigure.entities;

import javax.sql.DataSource;

import dev.migrate.autogenerate.TargetSchema;
import org.jspecify.annotations.Nullable;

/**
 * A part of what the application wants its databases to have, such as the entities of one
 * entity manager factory.
 *
 * @param bean the name of the bean that declares it
 * @param unit the name of the persistence unit, or that of the bean
 * @param entities whether it is an entity manager factory, which a {@link TargetSchema}
 * of the application replaces
 * @param dataSource the data source that leads to its database, or {@code null} if that
 * cannot be told
 * @param schema what is wanted
 */
public record DeclaredTarget(String bean, String unit, boolean entities, @Nullable DataSource dataSource,
		TargetSchema schema) {

	/**
	 * Returns the target of a bean of the application.
	 */
	public static DeclaredTarget of(String bean, TargetSchema schema) {
		return new DeclaredTarget(bean, bean, false, schema.dataSource(), schema);
	}

	boolean isNamed(String name) {
		return this.bean.equals(name) || this.unit.equals(name);
	}

}
