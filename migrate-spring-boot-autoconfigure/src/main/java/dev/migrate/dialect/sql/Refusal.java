package dev.migrate.dialect.sql;

/**
 * Why a statement is refused.
 *
 * @param problem the predicate of a sentence whose subject is the statement
 * @param action what to do instead
 */
public record Refusal(String problem, String action) {

}
