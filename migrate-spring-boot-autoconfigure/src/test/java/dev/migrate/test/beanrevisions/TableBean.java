package dev.migrate.test.beanrevisions;

/**
 * A bean that a revision needs.
 *
 * @param name the name of a table
 */
public record TableBean(String name) {

}
