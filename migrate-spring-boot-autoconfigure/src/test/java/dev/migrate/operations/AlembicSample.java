package dev.migrate.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.jayway.jsonpath.JsonPath;

/**
 * A call of Alembic's {@code op}, with what the real Alembic writes for it.
 *
 * @param name what is special about it
 * @param call the call, in Python
 * @param statements what it writes for PostgreSQL
 */
record AlembicSample(String name, String call, List<String> statements) {

	static Map<String, AlembicSample> all() {
		try (InputStream stream = Objects
			.requireNonNull(AlembicSample.class.getResourceAsStream("alembic-ddl-samples.json"))) {
			List<Map<String, Object>> values = JsonPath.parse(stream).read("$.samples");
			Map<String, AlembicSample> samples = new LinkedHashMap<>();
			for (Map<String, Object> value : values) {
				String name = (String) Objects.requireNonNull(value.get("name"));
				List<?> statements = (List<?>) Objects.requireNonNull(value.get("postgresql"));
				samples.put(name, new AlembicSample(name, (String) Objects.requireNonNull(value.get("call")),
						statements.stream().map(String.class::cast).toList()));
			}
			return samples;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
