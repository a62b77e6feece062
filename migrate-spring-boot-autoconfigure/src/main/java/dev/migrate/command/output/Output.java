package dev.migrate.command.output;

import java.nio.charset.StandardCharsets;

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

	public Output(Terminal terminal, JsonFormat json, boolean quiet, boolean color) {
		this.terminal = terminal;
		this.json = json;
		this.quiet = quiet;
		this.color = color && terminal.color();
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
		data(this.json.write(value));
	}

	/**
	 * Prints a remark beside the result.
	 * @param text the remark
	 */
	public void note(String text) {
		if (!this.quiet) {
			this.terminal.err().println(text);
		}
	}

	public void warn(String text) {
		this.terminal.err().println(styled(TextStyle.WARNING, "Warning:") + " " + text);
	}

	public void error(String problem, @Nullable String action) {
		this.terminal.out().flush();
		this.terminal.err().println(styled(TextStyle.ERROR, "Error:") + " " + problem);
		if (action != null && !action.isEmpty()) {
			this.terminal.err().println(action);
		}
	}

	public String styled(TextStyle style, String text) {
		return (this.color && !text.isEmpty()) ? style.apply(text) : text;
	}

}
