package dev.migrate.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What every map of storage parameters has to satisfy.
 */
final class StorageParameters {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

	private static final Pattern VALUE = Pattern.compile("[\\w.+-]+");

	private StorageParameters() {
	}

	static Map<String, String> copy(Map<String, String> parameters) {
		parameters.forEach((name, value) -> {
			if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
				throw new InvalidSchemaException("'%s = %s' is not a storage parameter.".formatted(name, value),
						"Use a word and a value, such as fillfactor and 70.");
			}
		});
		return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

}
