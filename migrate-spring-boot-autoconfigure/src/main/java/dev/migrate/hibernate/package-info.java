/**
 * The schema that the entities of an application want, read out of the metadata of
 * Hibernate without a session factory and without a connection. It depends on
 * {@link dev.migrate.autogenerate} and {@link dev.migrate.schema}; in particular not on
 * Spring Boot.
 */
@NullMarked
package dev.migrate.hibernate;

import org.jspecify.annotations.NullMarked;
