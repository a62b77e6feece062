package dev.migrate.runtime.tenant;

/**
 * How far a run over tenants is.
 *
 * @param total how many there are to do
 * @param done how many of them have been done, well or badly
 * @param failed how many of those have failed
 */
public record TenantProgress(int total, int done, int failed) {
}
