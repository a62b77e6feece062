package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.EnumType;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;

/**
 * Finds the enum types, which Hibernate knows only as the statements that create them.
 */
final class NamedEnums {

	private static final Pattern CREATE = Pattern.compile("(?is)create type (\\S+) as enum \\((.*)\\)\\s*");

	private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'");

	private final Database database;

	private final MappedNames names;

	NamedEnums(Database database, MappedNames names) {
		this.database = database;
		this.names = names;
	}

	List<EnumType> read() {
		SqlStringGenerationContext context = SqlStringGenerationContextImpl
			.fromExplicit(this.database.getJdbcEnvironment(), this.database, null, null);
		List<EnumType> types = new ArrayList<>();
		for (AuxiliaryDatabaseObject object : this.database.getAuxiliaryDatabaseObjects()) {
			if (object.appliesToDialect(this.database.getDialect())) {
				for (String statement : object.sqlCreateStrings(context)) {
					Matcher create = CREATE.matcher(statement);
					if (create.matches()) {
						types.add(new EnumType(this.names.ofText(create.group(1)), values(create.group(2)), null));
					}
				}
			}
		}
		return types.stream().distinct().toList();
	}

	private static List<String> values(String list) {
		return VALUE.matcher(list).results().map((value) -> value.group(1).replace("''", "'")).toList();
	}

}
