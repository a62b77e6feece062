package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes a domain that tables may have columns of, as far as it keeps its type.
 */
final class DomainChange {

	private static final Pattern DOMAIN = Pattern.compile(
			"CREATE DOMAIN (?<name>\\S+|.*?\") AS (?<type>.*?)(?<default> DEFAULT .*?)?(?<required> (CONSTRAINT .* )?NOT NULL)?",
			Pattern.DOTALL);

	private static final Pattern CONSTRAINT = Pattern
		.compile("ALTER DOMAIN (\\S+|.*?\") ADD CONSTRAINT (\"([^\"]|\"\")+\"|\\S+) .*", Pattern.DOTALL);

	private DomainChange() {
	}

	/**
	 * Returns whether statements that change a domain have the database look at the
	 * values that there are.
	 */
	static boolean isChecked(List<String> statements) {
		return statements.stream()
			.anyMatch((statement) -> CONSTRAINT.matcher(statement).matches() || statement.endsWith(" SET NOT NULL"));
	}

	/**
	 * Returns the statements that lead from one definition to another one.
	 * @return the statements, or nothing if the type is another one
	 */
	static Optional<List<String>> of(List<String> from, List<String> to) {
		Matcher one = DOMAIN.matcher(from.get(0));
		Matcher other = DOMAIN.matcher(to.get(0));
		if (!one.matches() || !other.matches() || !one.group("type").equals(other.group("type"))) {
			return Optional.empty();
		}
		String name = other.group("name");
		List<String> statements = new ArrayList<>();
		for (String statement : from) {
			Matcher constraint = CONSTRAINT.matcher(statement);
			if (constraint.matches() && !to.contains(statement)) {
				statements.add("ALTER DOMAIN %s DROP CONSTRAINT %s".formatted(name, constraint.group(2)));
			}
		}
		String value = other.group("default");
		if (!Objects.equals(one.group("default"), value)) {
			statements.add("ALTER DOMAIN " + name + ((value != null) ? " SET" + value : " DROP DEFAULT"));
		}
		if ((one.group("required") == null) != (other.group("required") == null)) {
			statements
				.add("ALTER DOMAIN %s %s NOT NULL".formatted(name, (other.group("required") != null) ? "SET" : "DROP"));
		}
		to.stream()
			.filter((statement) -> CONSTRAINT.matcher(statement).matches() && !from.contains(statement))
			.forEach(statements::add);
		return Optional.of(statements);
	}

}
