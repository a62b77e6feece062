package dev.migrate.command.output;

import java.nio.charset.StandardCharsets;

import dev.migrate.text.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What a command says. Results go to the standard output, which nothing else is written
 * to, so that it can be piped; everything else goes to the standard error output.
 */
public final class Output {

	private final Terminal terminal;

	private final JsonFormat json;

	private final boolean quiet;

	private final boolean color;

	private final @Nullable String database;

	private final String properties;

	private final @Nullable String tenant;

	private final @Nullable DatabaseSections sections;

	public Output(Terminal terminal, JsonFormat json, boolean quiet, boolean color) {
		this(terminal, json, quiet, color && terminal.color(), null, "", null, null);
	}

	private Output(Terminal terminal, JsonFormat json, boolean quiet, boolean color, @Nullable String database,
			String properties, @Nullable String tenant, @Nullable DatabaseSections sections) {
		this.terminal = terminal;
		this.json = json;
		this.quiet = quiet;
		this.color = color;
		this.database = database;
		this.properties = properties;
		this.tenant = tenant;
		this.sections = sections;
	}

	/**
	 * Returns the same for what is about one of several databases. Commands and
	 * properties that it proposes are for that one.
	 * @param database the name of the database
	 * @param properties what the names of its properties begin with
	 */
	public Output about(String database, String properties) {
		return new Output(this.terminal, this.json, this.quiet, this.color, database, properties, this.tenant,
				this.sections);
	}

	/**
	 * Returns the same for what is said about several databases, one after the other.
	 * Whatever is said stands below or behind the name of its database.
	 * @param sections what is said about all of them
	 */
	public Output in(DatabaseSections sections) {
		return new Output(this.terminal, this.json, this.quiet, this.color, this.database, this.properties, this.tenant,
				sections);
	}

	/**
	 * Returns the same for what is about one of several tenants. Commands that it
	 * proposes are for that one.
	 * @param tenant the name of the tenant
	 */
	public Output aboutTenant(String tenant) {
		return new Output(this.terminal, this.json, this.quiet, this.color, this.database, this.properties, tenant,
				this.sections);
	}

	/**
	 * Returns the option that names the database in a command.
	 * @return the option behind a blank, or an empty text if there is only one database
	 */
	public String databaseOption() {
		return (this.database != null) ? " --database " + this.database : "";
	}

	/**
	 * Returns whether this is about one of several databases.
	 */
	public boolean isAboutOneOfSeveral() {
		return this.database != null;
	}

	/**
	 * Returns whether somebody watches.
	 * @return {@code true} on a terminal, unless told to be quiet
	 */
	public boolean interactive() {
		return this.terminal.interactive() && !this.quiet;
	}

	/**
	 * Prints a line for people.
	 */
	public void line(String line) {
		if (!this.quiet) {
			printTitle();
			this.terminal.out().println(line.stripTrailing());
		}
	}

	public void line() {
		line("");
	}

	/**
	 * Begins a line that is continued later.
	 * @param text the beginning
	 */
	public void begin(String text) {
		if (!this.quiet) {
			this.terminal.out().print(text);
			this.terminal.out().flush();
		}
	}

	/**
	 * Prints what was explicitly asked for in a form for programs, also when quiet. It is
	 * UTF-8, whatever the platform writes for people.
	 */
	public void data(String text) {
		String lines = text.endsWith("\n") ? text : text + System.lineSeparator();
		byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
		printTitle();
		this.terminal.out().write(bytes, 0, bytes.length);
		this.terminal.out().flush();
	}

	/**
	 * Prints SQL for people.
	 */
	public void sql(String sql) {
		line(styledSql(sql));
	}

	/**
	 * Prints SQL that was explicitly asked for. On a terminal it is for people, elsewhere
	 * for programs.
	 */
	public void sqlData(String sql) {
		data(styledSql(sql));
	}

	private String styledSql(String sql) {
		return SqlStyle.apply(sql, this.color, this.terminal.interactive() ? Terminal.WIDTH : 0);
	}

	/**
	 * Prints a value as JSON.
	 * @param value the value, as {@link JsonFormat} takes it
	 */
	public void json(Object value) {
		if (this.sections != null && this.database != null) {
			this.sections.add(this.database, value);
		}
		else {
			data(this.json.write(value));
		}
	}

	/**
	 * Prints a remark beside the result.
	 * @param text the remark
	 */
	public void note(String text) {
		if (!this.quiet) {
			this.terminal.err().println(labelled(text));
		}
	}

	public void warn(String text) {
		this.terminal.err().println(styled(TextStyle.WARNING, "Warning:") + " " + labelled(text));
	}

	public void error(String problem, @Nullable String action) {
		this.terminal.out().flush();
		this.terminal.err().println(styled(TextStyle.ERROR, "Error:") + " " + labelled(problem));
		if (action != null && !action.isEmpty()) {
			this.terminal.err().println(addressed(action));
		}
	}

	private void printTitle() {
		if (this.sections != null && this.database != null) {
			this.terminal.out().print(this.sections.before(this.database, styled(TextStyle.STRONG, this.database)));
		}
	}

	private String labelled(String text) {
		return (this.sections != null) ? this.database + ": " + addressed(text) : addressed(text);
	}

	/**
	 * Makes the commands and the properties that a text proposes those of the database or
	 * tenant. What is printed for people is that already.
	 */
	public String addressed(String text) {
		String addressed = (this.tenant != null) ? Advice.forTenant(text, this.tenant) : text;
		return (this.database != null) ? Advice.forDatabase(addressed, this.database, this.properties) : addressed;
	}

	public String styled(TextStyle style, String text) {
		return (this.color && !text.isEmpty()) ? style.apply(text) : text;
	}

}
