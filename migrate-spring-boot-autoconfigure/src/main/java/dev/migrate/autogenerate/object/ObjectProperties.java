package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.object.DeclaredStatement.Role;

/**
 * What objects have besides their definitions, as the catalog writes it: comments,
 * privileges, owners, and whether triggers fire.
 */
final class ObjectProperties {

	private static final Pattern COMMENT = Pattern.compile("(COMMENT ON .*? IS )E?'.*'", Pattern.DOTALL);

	private static final Pattern GRANT = Pattern.compile("GRANT (.*) TO (.*?)( WITH GRANT OPTION)?");

	private static final Pattern REVOKE = Pattern.compile("REVOKE (.*) FROM (.*)");

	private static final Pattern FIRING = Pattern
		.compile("(ALTER (?:TABLE|EVENT TRIGGER) .*) (DISABLE|ENABLE REPLICA|ENABLE ALWAYS)( (?:TRIGGER|RULE) .*)?");

	private ObjectProperties() {
	}

	/**
	 * Returns which statements of files say something of the kind.
	 */
	static Optional<Role> role(String property) {
		if (property.startsWith("COMMENT ON ")) {
			return Optional.of(Role.COMMENT);
		}
		if (property.startsWith("GRANT ") || property.startsWith("REVOKE ")) {
			return Optional.of(Role.PRIVILEGES);
		}
		if (property.contains(" OWNER TO ")) {
			return Optional.of(Role.OWNER);
		}
		return FIRING.matcher(property).matches() ? Optional.of(Role.FIRING) : Optional.empty();
	}

	/**
	 * Returns the statements that lead from some properties to others.
	 */
	static List<String> change(List<String> from, List<String> to) {
		List<String> statements = new ArrayList<>();
		from.stream()
			.filter((property) -> !to.contains(property) && !isReplaced(property, to))
			.flatMap((property) -> undo(property).stream())
			.forEach(statements::add);
		to.stream().filter((property) -> !from.contains(property)).forEach(statements::add);
		return statements;
	}

	/**
	 * Returns whether a statement that comes takes the place of another one.
	 */
	private static boolean isReplaced(String property, List<String> to) {
		Matcher comment = COMMENT.matcher(property);
		return comment.matches() && to.stream().anyMatch((other) -> other.startsWith(comment.group(1)));
	}

	private static Optional<String> undo(String property) {
		Matcher comment = COMMENT.matcher(property);
		if (comment.matches()) {
			return Optional.of(comment.group(1) + "NULL");
		}
		Matcher grant = GRANT.matcher(property);
		if (grant.matches()) {
			return Optional.of("REVOKE %s FROM %s".formatted(grant.group(1), grant.group(2)));
		}
		Matcher revoke = REVOKE.matcher(property);
		if (revoke.matches()) {
			return Optional.of("GRANT %s TO %s".formatted(revoke.group(1), revoke.group(2)));
		}
		Matcher firing = FIRING.matcher(property);
		if (firing.matches()) {
			return Optional.of(firing.group(1) + " ENABLE" + Objects.requireNonNullElse(firing.group(3), ""));
		}
		// The owner that comes is among the others.
		return Optional.empty();
	}

}
