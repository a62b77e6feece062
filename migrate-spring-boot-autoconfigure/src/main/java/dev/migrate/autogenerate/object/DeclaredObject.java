package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.object.DeclaredStatement.Role;
import dev.migrate.dialect.object.StoredObject;

/**
 * An object that a file declares, as the database has created it on trial.
 */
final class DeclaredObject {

	private final DeclaredStatement definition;

	private final List<DeclaredStatement> others = new ArrayList<>();

	/**
	 * What is said of other objects, too, which may not be there yet.
	 */
	private final Set<DeclaredStatement> shared;

	private final StoredObject qualified;

	private final StoredObject unqualified;

	/**
	 * Creates it.
	 * @param definition the statement that creates it
	 * @param others what else is said of it
	 * @param shared what of that is said of other objects, too
	 * @param qualified what the database has made of that, every name with its schema
	 * @param unqualified the same without the default schema
	 */
	DeclaredObject(DeclaredStatement definition, List<DeclaredStatement> others, Set<DeclaredStatement> shared,
			StoredObject qualified, StoredObject unqualified) {
		this.definition = definition;
		this.others.addAll(others);
		this.shared = shared;
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
		return ObjectProperties.role(property).filter(roles()::contains).isPresent();
	}

	private Set<Role> roles() {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		this.others.forEach((statement) -> roles.add(statement.role()));
		return roles;
	}

	/**
	 * Returns the statements that create it.
	 * @param more what it keeps that the files do not state
	 */
	List<String> creation(List<String> more) {
		List<String> statements = new ArrayList<>(List.of(this.definition.text()));
		Set<Role> written = EnumSet.noneOf(Role.class);
		for (DeclaredStatement statement : this.others) {
			if (!this.shared.contains(statement) || statement.role() == Role.ADDITION) {
				statements.add(statement.text());
			}
			else if (written.add(statement.role())) {
				this.unqualified.properties()
					.stream()
					.filter((property) -> ObjectProperties.role(property).filter(statement.role()::equals).isPresent())
					.forEach(statements::add);
			}
		}
		statements.addAll(more);
		return statements;
	}

	/**
	 * Returns the statements that make what there is into it.
	 */
	List<String> replacement() {
		List<String> statements = new ArrayList<>(List.of(this.definition.replacement()));
		this.others.stream()
			.filter((statement) -> statement.role() == Role.ADDITION)
			.forEach((statement) -> statements.add(statement.text()));
		return statements;
	}

	/**
	 * Returns all that the files say, for people to read.
	 */
	String text() {
		return String.join(";\n",
				Stream.concat(Stream.of(this.definition), this.others.stream()).map(DeclaredStatement::text).toList());
	}

	@Override
	public String toString() {
		return "%s (%s)".formatted(identity(), this.definition);
	}

}
