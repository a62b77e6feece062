package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.InitCommand;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.mapping.Table;

/**
 * The statements that Hibernate runs for objects that it knows only as SQL, such as a
 * {@code database-object} of a mapping file, and for rows of its own.
 */
final class AuxiliaryStatements {

	// In the whole database, and not needed to bind values.
	private static final Pattern CAST = Pattern
		.compile("(?is)create cast \\((?:varchar as \\S+|\\S+ as varchar)\\) with inout as implicit");

	private final Database database;

	private final SqlStringGenerationContext context;

	AuxiliaryStatements(Database database) {
		this.database = database;
		this.context = SqlStringGenerationContextImpl.fromExplicit(database.getJdbcEnvironment(), database, null, null);
	}

	/**
	 * Returns the statements that create objects.
	 */
	List<String> creations() {
		List<String> statements = new ArrayList<>();
		for (AuxiliaryDatabaseObject object : this.database.getAuxiliaryDatabaseObjects()) {
			if (object.appliesToDialect(this.database.getDialect())) {
				statements.addAll(List.of(object.sqlCreateStrings(this.context)));
			}
		}
		return statements;
	}

	/**
	 * Returns a sentence for each statement that Migrate leaves to a revision.
	 * @param known the statements that are not left to it
	 */
	List<String> notes(Predicate<String> known) {
		Stream<String> objects = creations().stream()
			.filter((statement) -> !known.test(statement) && !CAST.matcher(statement).matches());
		Stream<String> rows = Stream.concat(this.database.getInitCommands().stream(), counters())
			.flatMap((command) -> Stream.of(command.initCommands()));
		return Stream.concat(objects, rows)
			.distinct()
			.map(("Hibernate would run \"%s\" when it creates the schema. Migrate does not: write it into a revision"
					+ " if the database needs it.")::formatted)
			.toList();
	}

	/**
	 * A table that stands in for a sequence needs its row. One that counts for many adds
	 * the missing rows by itself.
	 */
	private Stream<InitCommand> counters() {
		List<InitCommand> commands = new ArrayList<>();
		for (Namespace namespace : this.database.getNamespaces()) {
			for (Table table : namespace.getTables()) {
				if (table.getColumns().size() == 1) {
					commands.addAll(table.getInitCommands(this.context));
				}
			}
		}
		return commands.stream();
	}

}
