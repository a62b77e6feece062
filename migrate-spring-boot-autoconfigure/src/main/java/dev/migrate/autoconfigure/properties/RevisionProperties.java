package dev.migrate.autoconfigure.properties;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.script.ScriptFormat;
import dev.migrate.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

/**
 * The {@code migrate.revision.*} properties.
 */
public class RevisionProperties {

	/**
	 * What the command "revision" writes scripts in unless it is told. Java or Kotlin as
	 * the other revisions and the project when not set.
	 */
	private @Nullable ScriptFormat format;

	/**
	 * File name of new scripts, and the name of the class. The tokens are {rev}, {slug},
	 * {epoch}, {year}, {month}, {day}, {hour}, {minute} and {second}; a slash makes a
	 * folder.
	 */
	private String fileTemplate = ScriptSettings.DEFAULT_FILE_TEMPLATE;

	/**
	 * Time zone of the tokens of the file template. That of the machine when not set.
	 */
	private @Nullable ZoneId timezone;

	/**
	 * Commands that are run after a script has been written, in this order, such as "git
	 * add {file}". "{file}" stands for the path of the script.
	 */
	private List<String> hooks = new ArrayList<>();

	public @Nullable ScriptFormat getFormat() {
		return this.format;
	}

	public void setFormat(@Nullable ScriptFormat format) {
		this.format = format;
	}

	public String getFileTemplate() {
		return this.fileTemplate;
	}

	public void setFileTemplate(String fileTemplate) {
		this.fileTemplate = fileTemplate;
	}

	public @Nullable ZoneId getTimezone() {
		return this.timezone;
	}

	public void setTimezone(@Nullable ZoneId timezone) {
		this.timezone = timezone;
	}

	public List<String> getHooks() {
		return this.hooks;
	}

	public void setHooks(List<String> hooks) {
		this.hooks = hooks;
	}

}
