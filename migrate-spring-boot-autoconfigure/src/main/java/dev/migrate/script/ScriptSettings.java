package dev.migrate.script;

import java.time.ZoneId;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How new revision scripts are written.
 *
 * @param format what they are written in, or {@code null} for what the project is written
 * in
 * @param fileTemplate what their files are called, with the tokens <code>{rev}</code>,
 * <code>{slug}</code>, <code>{epoch}</code>, <code>{year}</code>, <code>{month}</code>,
 * <code>{day}</code>, <code>{hour}</code>, <code>{minute}</code> and
 * <code>{second}</code>
 * @param zone the time zone of these parts of the time
 */
public record ScriptSettings(@Nullable ScriptFormat format, String fileTemplate, ZoneId zone) {

	/**
	 * The file template that is used unless another one is configured.
	 */
	public static final String DEFAULT_FILE_TEMPLATE = "R{year}{month}{day}{hour}{minute}_{rev}_{slug}";

	/**
	 * Creates settings.
	 */
	public ScriptSettings {
		Objects.requireNonNull(fileTemplate, "fileTemplate must not be null");
		Objects.requireNonNull(zone, "zone must not be null");
	}

	/**
	 * Returns the settings of a project that configures nothing.
	 * @return no format, the default file template and the time zone of this machine
	 */
	public static ScriptSettings defaults() {
		return new ScriptSettings(null, DEFAULT_FILE_TEMPLATE, ZoneId.systemDefault());
	}

}
