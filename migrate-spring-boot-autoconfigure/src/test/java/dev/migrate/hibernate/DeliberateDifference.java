package dev.migrate.hibernate;

import java.util.List;
import java.util.Set;

/**
 * Something that Hibernate creates and Migrate deliberately does not, or the other way
 * round. {@code docs/autogenerate.md} gives the reason for each.
 *
 * @param created what Hibernate creates, in the words of the documentation
 * @param models the models that it is seen in
 * @param lines a pattern of the lines of the catalog that only one of both has, after a
 * minus for Hibernate or a plus for Migrate
 */
record DeliberateDifference(String created, Set<String> models, String lines) {

	static final List<DeliberateDifference> ALL = List.of(
			new DeliberateDifference("names such as `FKs1kr…`, `UKob8k…`, `IDX8vta…`", Set.of(), ""),
			new DeliberateDifference("a `serial` column", Set.of("serial column"),
					"- column public sample number integer t +nextval.*|\\+ column public sample number integer t d *"),
			new DeliberateDifference("a view for `@View`", Set.of("view and subselect", "views"),
					"- (relation|column) public shown .*"),
			new DeliberateDifference("casts between `varchar` and a named enum",
					Set.of("named enum", "array of enums", "native enum by definition", "enum type without a column",
							"named enums in all places"),
					"- cast (character varying as \\w+|\\w+ as character varying) i"),
			new DeliberateDifference("a check of the values of a column whose type is an enum of the database",
					Set.of("native enum by definition"), "- constraint public sample c .* CHECK mood = .*"),
			new DeliberateDifference("an enum type that no column has", Set.of("enum type without a column"),
					"- enum public size .*"),
			new DeliberateDifference("the row of a table that counts identifiers",
					Set.of("table generator", "generators of identifiers"), "(?s)- row public \\w+ .*"),
			new DeliberateDifference("what `options` say besides what the table below lists",
					Set.of("options of the server"),
					"- (relation public sample .* base|constraint public sample u .* \\{fillfactor=50})"
							+ "|\\+ (relation public sample .*|constraint public sample u .*)"),
			new DeliberateDifference("nothing, because the statement is not valid: it cannot quote a comment with an"
					+ " apostrophe, an unquoted column named by a reserved word such as `offset`, or an index"
					+ " `created asc nulls first`", Set.of("dates and times", "indexes", "comments"), ""));

	static boolean isNotSeenIn(Model model, String line) {
		return ALL.stream().noneMatch((deliberate) -> deliberate.isSeenIn(model, line));
	}

	private boolean isSeenIn(Model model, String line) {
		return this.models.contains(model.name()) && line.matches(this.lines);
	}

}
