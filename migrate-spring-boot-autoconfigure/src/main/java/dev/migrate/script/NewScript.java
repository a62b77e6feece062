package dev.migrate.script;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.revision.NewRevision;
import org.jspecify.annotations.Nullable;

/**
 * What a new revision script is to contain, in whatever format it is written.
 *
 * @param id the id of the revision
 * @param place its place in the graph
 * @param message what it does, in a few words, or empty; line breaks and other control
 * characters become blanks
 * @param created when it is written
 * @param transactional whether it runs in a transaction
 * @param imports the types that the lines of a Java script use, besides those that every
 * script uses, such as {@code java.util.List} or
 * {@code static dev.migrate.schema.Column.column}
 * @param upgrade the lines of the way up, without indentation of their own; of a Java
 * script the body of the method
 * @param downgrade the lines of the way down, or {@code null} if there deliberately is
 * none
 * @param methods the lines of further members of a Java script, which both ways use
 * @param reversible what a Java script is made of if its downgrade is derived, or
 * {@code null} if it cannot be; a template may use this or the ways up and down
 * @param summary what people who read the script should know first, a line each
 * @param adopts the migrations of another tool that the revision takes the place of
 * @param placeholders whether placeholders of an SQL script are replaced
 */
public record NewScript(String id, NewRevision place, String message, Instant created, boolean transactional,
		List<String> imports, List<String> upgrade, @Nullable List<String> downgrade, List<String> methods,
		@Nullable ReversibleBody reversible, List<String> summary, List<AdoptedMigration> adopts,
		boolean placeholders) {

	/**
	 * Creates a script.
	 */
	public NewScript {
		Objects.requireNonNull(id, "id must not be null");
		Objects.requireNonNull(place, "place must not be null");
		Objects.requireNonNull(created, "created must not be null");
		message = message.replaceAll("[\\s\\p{Cntrl}\\x{2028}\\x{2029}]+", " ").strip();
		imports = List.copyOf(imports);
		upgrade = lines(upgrade);
		downgrade = (downgrade != null) ? lines(downgrade) : null;
		methods = lines(methods);
		summary = lines(summary);
		adopts = List.copyOf(adopts);
	}

	/**
	 * Creates a script that takes the place of no migration of another tool.
	 * @param id the id of the revision
	 * @param place its place in the graph
	 * @param message what it does, in a few words, or empty
	 * @param created when it is written
	 * @param transactional whether it runs in a transaction
	 * @param imports the types that the lines of a Java script use
	 * @param upgrade the lines of the way up
	 * @param downgrade the lines of the way down, or {@code null} if there deliberately
	 * is none
	 * @param methods the lines of further members of a Java script
	 * @param reversible what a Java script is made of if its downgrade is derived, or
	 * {@code null} if it cannot be
	 * @param summary what people who read the script should know first, a line each
	 */
	public NewScript(String id, NewRevision place, String message, Instant created, boolean transactional,
			List<String> imports, List<String> upgrade, @Nullable List<String> downgrade, List<String> methods,
			@Nullable ReversibleBody reversible, List<String> summary) {
		this(id, place, message, created, transactional, imports, upgrade, downgrade, methods, reversible, summary,
				List.of(), true);
	}

	/**
	 * Creates a script without anything else.
	 * @param id the id of the revision
	 * @param place its place in the graph
	 * @param message what it does, in a few words, or empty
	 * @param created when it is written
	 * @param transactional whether it runs in a transaction
	 * @param imports the types that the lines of a Java script use
	 * @param upgrade the lines of the way up
	 * @param downgrade the lines of the way down, or {@code null} if there deliberately
	 * is none
	 */
	public NewScript(String id, NewRevision place, String message, Instant created, boolean transactional,
			List<String> imports, List<String> upgrade, @Nullable List<String> downgrade) {
		this(id, place, message, created, transactional, imports, upgrade, downgrade, List.of(), null, List.of());
	}

	/**
	 * Creates a script that does nothing.
	 * @param id the id of the revision
	 * @param place its place in the graph
	 * @param message what it does, in a few words, or empty
	 * @param created when it is written
	 * @return the script
	 */
	public static NewScript empty(String id, NewRevision place, String message, Instant created) {
		return new NewScript(id, place, message, created, true, List.of(), List.of(), List.of());
	}

	/**
	 * Returns this script at a place in the graph.
	 * @param id the id of the revision
	 * @param place its place
	 * @param created when it is written
	 * @return the script
	 */
	public NewScript at(String id, NewRevision place, Instant created) {
		return new NewScript(id, place, this.message, created, this.transactional, this.imports, this.upgrade,
				this.downgrade, this.methods, this.reversible, this.summary, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script as one that runs in a transaction or not.
	 * @param transactional whether it runs in one
	 * @return the script
	 */
	public NewScript withTransaction(boolean transactional) {
		return new NewScript(this.id, this.place, this.message, this.created, transactional, this.imports, this.upgrade,
				this.downgrade, this.methods, this.reversible, this.summary, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script with what it does.
	 * @param upgrade the lines of the way up
	 * @param downgrade the lines of the way down, or {@code null} if there deliberately
	 * is none
	 * @return the script
	 */
	public NewScript withBody(List<String> upgrade, @Nullable List<String> downgrade) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports, upgrade,
				downgrade, this.methods, null, this.summary, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script with further members.
	 * @param methods the lines of the members of a Java script
	 * @return the script
	 */
	public NewScript withMethods(List<String> methods) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports,
				this.upgrade, this.downgrade, methods, this.reversible, this.summary, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script with other imports.
	 * @param imports the types that the lines of a Java script use
	 * @return the script
	 */
	public NewScript withImports(List<String> imports) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, imports, this.upgrade,
				this.downgrade, this.methods, this.reversible, this.summary, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script with what people should know first.
	 * @param lines the lines
	 * @return the script
	 */
	public NewScript withSummary(List<String> lines) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports,
				this.upgrade, this.downgrade, this.methods, this.reversible, lines, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script with comments before everything that it does.
	 * @param comments the comments
	 * @param prefix what each of them begins with
	 * @return the script
	 */
	public NewScript withComments(List<String> comments, String prefix) {
		List<String> lines = comments.stream().map((comment) -> prefix + comment).toList();
		ReversibleBody body = this.reversible;
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports,
				concat(lines, this.upgrade), this.downgrade, this.methods, (body != null)
						? new ReversibleBody(body.imports(), concat(lines, body.change()), body.methods()) : null,
				this.summary, this.adopts, this.placeholders);
	}

	/**
	 * Returns this script as one that takes the place of migrations of another tool.
	 * @param migrations the migrations
	 * @return the script
	 */
	public NewScript adopting(List<AdoptedMigration> migrations) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports,
				this.upgrade, this.downgrade, this.methods, this.reversible, this.summary, migrations,
				this.placeholders);
	}

	/**
	 * Returns this script with placeholders that are replaced, or left as they are.
	 * @param replaced whether they are replaced
	 * @return the script
	 */
	public NewScript withPlaceholders(boolean replaced) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports,
				this.upgrade, this.downgrade, this.methods, this.reversible, this.summary, this.adopts, replaced);
	}

	private static List<String> concat(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	/**
	 * What a Java script is made of whose downgrade is the reverse of its upgrade.
	 *
	 * @param imports the types that the lines use
	 * @param change the lines of the change
	 * @param methods the lines of further members
	 */
	public record ReversibleBody(List<String> imports, List<String> change, List<String> methods) {

		public ReversibleBody {
			imports = List.copyOf(imports);
			change = lines(change);
			methods = lines(methods);
		}

	}

	private static List<String> lines(List<String> lines) {
		return lines.stream().flatMap((line) -> line.isEmpty() ? List.of("").stream() : line.lines()).toList();
	}

}
