package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.object.DeclaredStatement.Role;
import dev.migrate.dialect.object.StoredObject;

/**
 * An object that a file declares, as the database has created it on trial.
 */
final class DeclaredObject {

	private final DeclaredStatement definition;

	private final List<DeclaredStatement> others = new ArrayList<>();

	private final StoredObject qualified;

	private final StoredObject unqualified;

	/**
	 * Creates it.
	 * @param definition the statement that creates it
	 * @param others what else is said of it
	 * @param qualified what the database has made of that, every name with its schema
	 * @param unqualified the same without the default schema
	 */
	DeclaredObject(DeclaredStatement definition, List<DeclaredStatement> others, StoredObject qualified,
			StoredObject unqualified) {
		this.definition = definition;
		this.others.addAll(others);
		this.qualified = qualified;
		this.unqualified = unqualified;
	}

	DeclaredStatement definition() {
		return this.definition;
	}

	StoredObject qualified() {
		return this.qualified;
	}

	StoredObject unqualified() {
		return this.unqualified;
	}

	String identity() {
		return this.qualified.identity();
	}

	/**
	 * Returns whether a property of an object is one that the files state, and not one
	 * that is left as it is.
	 */
	boolean states(String property) {
		return Properties.role(property).filter(roles()::contains).isPresent();
	}

	private Set<Role> roles() {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		this.others.forEach((statement) -> roles.add(statement.role()));
		return roles;
	}

	/**
	 * Returns the statements that create it.
	 * @param found what there is, if there is something
	 */
	List<String> creation(List<StoredObject> found) {
		List<String> statements = new ArrayList<>(List.of(this.definition.text()));
		this.others.forEach((statement) -> statements.add(statement.text()));
		found.forEach((object) -> object.properties()
			.stream()
			.filter((property) -> !states(property))
			.forEach(statements::add));
		return statements;
	}

	/**
	 * Returns all that the files say, for people to read.
	 */
	String text() {
		return String.join(";\n", creation(List.of()));
	}

	@Override
	public String toString() {
		return "%s (%s)".formatted(identity(), this.definition);
	}

}
