package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.dependency.DependentObject;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import org.jspecify.annotations.Nullable;

/**
 * Something that a revision creates again over what gets another type. Names have no
 * schema in the default one.
 */
public final class RecreatedObject {

	/**
	 * A table of a publication, with the columns and the rows that it publishes of it.
	 */
	private static final Pattern PUBLICATION = pattern(
			"ALTER PUBLICATION {name} ADD TABLE (?<what>(?<table>{name}(\\.{name})?)( \\(({name}(, )?)+\\))?"
					+ "( WHERE (?<condition>\\(.*\\)))?)");

	private static final Pattern MATERIALIZED_VIEW = pattern("CREATE MATERIALIZED VIEW (?<name>{name}(\\.{name})?)"
			+ "( USING {name})?( WITH \\(.*?\\))?( TABLESPACE {name})? AS\n(?<query>.*?)(\n  WITH NO DATA)?");

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex.replace("{name}", "(\"([^\"]|\"\")+\"|[\\w$]+)"), Pattern.DOTALL);
	}

	private final DependentObject object;

	private final String refusal;

	private final FormerNames formerNames;

	RecreatedObject(DependentObject object, String refusal, FormerNames formerNames) {
		this.object = object;
		this.refusal = refusal;
		this.formerNames = formerNames;
	}

	/**
	 * Returns what it is, for people.
	 */
	public String description() {
		return this.object.description();
	}

	/**
	 * Returns what cannot be done if it cannot be created, for people.
	 */
	public String refusal() {
		return this.refusal;
	}

	/**
	 * Returns its name if it is a view, a function or a statistics object.
	 */
	public @Nullable ObjectName name() {
		return this.object.name();
	}

	/**
	 * Returns the tables and views that it names, but for itself, under their names after
	 * the revision.
	 */
	public Set<ObjectName> uses() {
		return this.object.uses()
			.stream()
			.filter((used) -> !used.equals(this.object.name()))
			.map(this.formerNames::current)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns whether its definition has a former name of a table, or of a column of it.
	 * @param table the table by its name after the revision
	 */
	public boolean hasFormerName(ObjectName table) {
		return this.formerNames.isRenamed(table);
	}

	/**
	 * Returns the names of tables that its definition has and that are former ones.
	 */
	public Set<ObjectName> formerNames() {
		return this.object.uses()
			.stream()
			.filter((used) -> !this.formerNames.current(used).equals(used))
			.collect(Collectors.toSet());
	}

	/**
	 * Returns whether its definition calls a function, or another one of its name.
	 * @param function the function as the definition writes it
	 */
	public boolean mayCall(String function) {
		return this.object.definition().stream().anyMatch((statement) -> statement.contains(function + "("));
	}

	/**
	 * Returns whether the server locks nothing but what it names when it creates this.
	 */
	public boolean isTriable() {
		return isReading() || isFunction() || isPublication()
				|| isOf("CREATE POLICY ", "CREATE RULE ", "CREATE STATISTICS ", "CREATE TRIGGER ");
	}

	/**
	 * Returns whether it is a table of a publication, which does not publish what is
	 * temporary.
	 */
	public boolean isPublication() {
		return isOf("ALTER PUBLICATION ");
	}

	/**
	 * Returns whether the server only reads what it names when it creates this.
	 */
	public boolean isReading() {
		return isView() || isOf("SET check_function_bodies = off");
	}

	public boolean isView() {
		return isOf("CREATE VIEW ", "CREATE MATERIALIZED VIEW ");
	}

	private boolean isFunction() {
		return isOf("CREATE FUNCTION ", "CREATE PROCEDURE ");
	}

	/**
	 * Returns whether others may call it.
	 */
	public boolean isCallable() {
		return isFunction() || (isReading() && !isView());
	}

	private boolean isOf(String... statements) {
		return Stream.of(statements).anyMatch(this.object.definition().get(0)::startsWith);
	}

	/**
	 * Returns what creates it, without rows, in other schemas.
	 * @param schemas the other schemas, by names that have their schema
	 * @param qualified adds the default schema to a name
	 */
	public Operation creation(Renaming schemas, UnaryOperator<ObjectName> qualified) {
		return creation(schemas, qualified, this.object.definition());
	}

	/**
	 * Returns what creates it over what is temporary: a view instead of a materialized
	 * one, and only the condition of a publication.
	 * @param schemas the other schemas, by names that have their schema
	 * @param qualified adds the default schema to a name
	 */
	public Operation temporaryCreation(Renaming schemas, UnaryOperator<ObjectName> qualified) {
		String definition = this.object.definition().get(0);
		Matcher view = MATERIALIZED_VIEW.matcher(definition);
		if (view.matches()) {
			return creation(schemas, qualified,
					List.of("CREATE VIEW %s AS%n%s".formatted(view.group("name"), view.group("query"))));
		}
		if (!isPublication()) {
			return creation(schemas, qualified);
		}
		Matcher publication = PUBLICATION.matcher(definition);
		return (publication.matches() && publication.group("condition") != null) ? creation(schemas, qualified,
				List.of("CREATE POLICY migrate_scratch ON %s USING %s".formatted(publication.group("table"),
						publication.group("condition")),
						"DROP POLICY migrate_scratch ON " + publication.group("table")))
				: NoOperation.INSTANCE;
	}

	private Operation creation(Renaming schemas, UnaryOperator<ObjectName> qualified, List<String> definition) {
		List<Operation> creation = new ArrayList<>();
		for (String statement : definition) {
			Matcher publication = PUBLICATION.matcher(statement);
			if (publication.matches()) {
				// Whatever else it publishes stays as it is.
				creation.add(Execute.sql("CREATE PUBLICATION migrate_scratch FOR TABLE "
						+ schemas.expression(publication.group("what"))));
				creation.add(Execute.sql("DROP PUBLICATION migrate_scratch"));
			}
			else {
				boolean filled = statement.startsWith("CREATE MATERIALIZED VIEW ")
						&& !statement.endsWith("WITH NO DATA");
				creation.add(Execute.sql(schemas.expression(filled ? statement + "\n  WITH NO DATA" : statement)));
			}
		}
		if (isFunction()) {
			// What it returns is checked like its body.
			creation.add(0, Execute.sql("SET LOCAL check_function_bodies = on"));
			creation.add(Execute.sql("SET LOCAL check_function_bodies = off"));
		}
		return this.formerNames.during(CompositeOperation.of(creation), this.object.uses(),
				(former) -> schemas.object(qualified.apply(this.formerNames.current(former))).sibling(former.name()));
	}

}
