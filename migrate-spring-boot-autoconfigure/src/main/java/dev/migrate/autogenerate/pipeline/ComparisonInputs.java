package dev.migrate.autogenerate.pipeline;

import java.util.Set;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.schema.naming.NamingConvention;

/**
 * What a comparison works with.
 *
 * @param live the database
 * @param trial where to see what a database makes of the wanted schema, which may be the
 * same
 * @param naming how unnamed constraints and indexes are named
 * @param ownTables the tables of the tool
 * @param settings where the wanted schema comes from, and what is compared
 * @param options how to treat objects that only the database has
 */
record ComparisonInputs(DatabaseSession live, DatabaseSession trial, NamingConvention naming, Set<String> ownTables,
		AutogenerateSettings settings, ComparisonOptions options) {

}
