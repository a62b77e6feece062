package dev.migrate.autogenerate.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.sql.MentionedNames;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.CreateHead;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a file that declares objects, understood as far as it takes to know what
 * it is about.
 */
final class DeclaredStatement {

	private static final int EXCERPT = 60;

	/**
	 * What a statement says of an object.
	 */
	enum Role {

		/**
		 * That it is there, and how it is.
		 */
		DEFINITION,

		/**
		 * More of how it is.
		 */
		ADDITION,

		COMMENT, PRIVILEGES, OWNER,

		/**
		 * Whether a trigger or a rule fires.
		 */
		FIRING

	}

	private final String location;

	private final SqlStatement statement;

	private final Role role;

	private final Set<String> subjects;

	private final @Nullable ObjectType type;

	private final @Nullable ObjectName name;

	private final @Nullable ObjectName place;

	private @Nullable Set<String> identifiers;

	/**
	 * Creates a statement.
	 * @param location where the file was found
	 * @param statement its text
	 * @param role what it says of an object
	 * @param subjects what the objects are called that it is about; functions of one name
	 * are not told apart
	 * @param type what a definition creates
	 * @param name the name of what a definition creates, if it has one of its own
	 * @param place the name that says which schema a definition is about
	 */
	DeclaredStatement(String location, SqlStatement statement, Role role, Set<String> subjects,
			@Nullable ObjectType type, @Nullable ObjectName name, @Nullable ObjectName place) {
		this.location = location;
		this.statement = statement;
		this.role = role;
		this.subjects = subjects;
		this.type = type;
		this.name = name;
		this.place = place;
	}

	Role role() {
		return this.role;
	}

	/**
	 * Returns what a definition creates.
	 */
	ObjectType type() {
		return Optional.ofNullable(this.type).orElseThrow();
	}

	/**
	 * Returns the name of what a definition creates, with its schema, if it has one of
	 * its own.
	 */
	@Nullable ObjectName name() {
		return this.name;
	}

	/**
	 * Returns the name that says which schema a definition is about.
	 */
	@Nullable ObjectName place() {
		return this.place;
	}

	Set<String> subjects() {
		return this.subjects;
	}

	String text() {
		return this.statement.text();
	}

	String location() {
		return this.location;
	}

	int line() {
		return this.statement.line();
	}

	int lineAt(int position) {
		return this.statement.lineAt(position);
	}

	/**
	 * Returns whether the statement only says more of what another one has created.
	 */
	boolean isMoreOf(DeclaredStatement other) {
		return this.type == ObjectType.ROW_SECURITY && !text().equals(other.text());
	}

	/**
	 * Returns whether the statement defines a type or function that tables may need.
	 * @param words the names that the tables mention
	 */
	boolean isNeededFor(Set<String> words) {
		return this.role == Role.DEFINITION && this.name != null && (type().isDataType() || type().isCallable())
				&& words.contains(this.name.name());
	}

	/**
	 * Returns the definition as it replaces what there is.
	 */
	String replacement() {
		return CreateHead.replacing(text());
	}

	/**
	 * Returns whether the statement is about an event trigger, which belongs to the whole
	 * database.
	 */
	boolean isAboutEventTrigger() {
		return this.subjects.stream().anyMatch((subject) -> subject.startsWith("event trigger "));
	}

	/**
	 * Returns a statement about an event trigger as it is about another one.
	 */
	String aboutEventTrigger(String other) {
		Keywords keywords = new Keywords(text());
		keywords.find("EVENT", "TRIGGER");
		int start = keywords.position();
		keywords.name();
		return text().substring(0, start) + other + " " + text().substring(keywords.position());
	}

	/**
	 * Returns whether a function runs with the rights of its owner, and finds what it
	 * names by the search path of its caller.
	 */
	boolean isOpenToItsCaller() {
		return new Keywords(text()).find("SECURITY", "DEFINER") && !new Keywords(text()).find("SET", "search_path");
	}

	/**
	 * Returns all names that the statement may mention, in strings, too.
	 */
	Set<String> words() {
		return MentionedNames.of(text());
	}

	/**
	 * Returns all names that the statement mentions outside of its strings.
	 */
	Set<String> identifiers() {
		Set<String> names = this.identifiers;
		if (names == null) {
			names = MentionedNames.outsideOfStrings(text());
			this.identifiers = names;
		}
		return names;
	}

	RefusedStatementException refused(String problem, String action) {
		return refused(this.location, this.statement, problem, action);
	}

	static RefusedStatementException refused(String location, SqlStatement statement, String problem, String action) {
		return new RefusedStatementException(location, statement.line(), excerpt(statement.text()), problem, action);
	}

	private static String excerpt(String text) {
		String line = text.lines().findFirst().orElse("").strip();
		return (line.length() <= EXCERPT && line.equals(text)) ? line
				: line.substring(0, Math.min(line.length(), EXCERPT)) + "…";
	}

	@Override
	public String toString() {
		return "%s, line %d".formatted(this.location, line());
	}

}
