package dev.migrate.dialect.postgresql.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The settings that a session has at the end of each revision, as the arguments of the
 * statements that put them back. They are the same for most revisions of a run.
 */
final class WantedSettings {

	/**
	 * A setting that had no value is that of a library if one was loaded that knows it,
	 * which may refuse an empty text.
	 */
	static final String VALUE = """
			coalesce(value, (SELECT reset_val FROM pg_settings WHERE pg_settings.name = lower(setting.name)), '')""";

	/**
	 * The names and values are two texts, which both sides take apart faster than arrays.
	 */
	static final String PUT_BACK = """
			SELECT set_config('session_authorization', ?, false), set_config('role', ?, false);
			SELECT set_config(name, %s, false)
			FROM ROWS FROM (string_to_table(?, ?), string_to_table(?, ?, ?)) AS setting (name, value)
			WHERE coalesce(current_setting(name, true), '') <> coalesce(value, '')""".formatted(VALUE);

	private final Map<String, @Nullable String> found = new LinkedHashMap<>();

	private final List<@Nullable Object> arguments = new ArrayList<>();

	// Those of the migration that the arguments are for.
	private @Nullable Map<String, String> own;

	void clear() {
		this.found.clear();
		this.own = null;
	}

	/**
	 * Remembers how the session has been.
	 */
	void put(String name, @Nullable String value) {
		this.found.put(name, value);
		this.own = null;
	}

	/**
	 * Returns how the session has been.
	 */
	Map<String, @Nullable String> found() {
		return this.found;
	}

	/**
	 * Returns the arguments of {@link #PUT_BACK}.
	 * @param own the settings of the migration, in place of those that were found
	 */
	List<@Nullable Object> arguments(Map<String, String> own) {
		if (!own.equals(this.own)) {
			Map<String, @Nullable String> wanted = new LinkedHashMap<>(this.found);
			wanted.putAll(own);
			this.arguments.clear();
			this.arguments.add(wanted.remove("session_authorization"));
			this.arguments.add(wanted.remove("role"));
			String none = absent(wanted.values());
			String separator = none + ";";
			List<String> values = new ArrayList<>();
			wanted.values().forEach((value) -> values.add(Objects.requireNonNullElse(value, none)));
			this.arguments.addAll(List.of(String.join(separator, wanted.keySet()), separator,
					String.join(separator, values), separator, none));
			this.own = Map.copyOf(own);
		}
		return this.arguments;
	}

	/**
	 * Returns a text that is in none of the values, nor across the end of one.
	 */
	private static String absent(Collection<@Nullable String> values) {
		return Stream.iterate(1, (number) -> number + 1)
			.map((number) -> "\u0001" + number)
			.filter((text) -> values.stream().noneMatch((value) -> value != null && value.contains(text)))
			.findFirst()
			.orElseThrow();
	}

}
