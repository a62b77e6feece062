package dev.migrate.hibernate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.EnumType;

/**
 * Finds the enum types, which Hibernate knows only as the statements that create them.
 */
final class NamedEnums {

	private static final Pattern CREATE = Pattern.compile("(?is)create type (\\S+) as enum \\((.*)\\)\\s*");

	private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'");

	private final AuxiliaryStatements statements;

	private final MappedNames names;

	NamedEnums(AuxiliaryStatements statements, MappedNames names) {
		this.statements = statements;
		this.names = names;
	}

	static boolean isCreation(String statement) {
		return CREATE.matcher(statement).matches();
	}

	List<EnumType> read() {
		return this.statements.creations()
			.stream()
			.map(CREATE::matcher)
			.filter(Matcher::matches)
			.map((create) -> new EnumType(this.names.ofText(create.group(1)), values(create.group(2)), null))
			.distinct()
			.toList();
	}

	private static List<String> values(String list) {
		return VALUE.matcher(list).results().map((value) -> value.group(1).replace("''", "'")).toList();
	}

}
