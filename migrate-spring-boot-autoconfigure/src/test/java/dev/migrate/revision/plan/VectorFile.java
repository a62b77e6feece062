package dev.migrate.revision.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.NullUnmarked;

/**
 * Facts about revision graphs that the real Alembic has computed, read from JSON whose
 * {@code format} key says what it means: the files beside this class, and those that the
 * system property {@code migrate.vectors} names, separated by commas.
 */
@NullUnmarked
final class VectorFile {

	private static final List<String> RESOURCES = List.of("revision-graph-named.json", "revision-graph-random.json");

	private VectorFile() {
	}

	static List<VectorGraph> graphs() {
		List<VectorGraph> graphs = new ArrayList<>();
		for (String resource : RESOURCES) {
			try (InputStream stream = VectorFile.class.getResourceAsStream(resource)) {
				graphs.addAll(read(stream));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		for (String path : System.getProperty("migrate.vectors", "").split(",", -1)) {
			if (!path.isBlank()) {
				try (InputStream stream = Files.newInputStream(Path.of(path.strip()))) {
					graphs.addAll(read(stream));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}
		return graphs;
	}

	private static List<VectorGraph> read(InputStream stream) {
		List<Map<String, Object>> graphs = JsonPath.parse(stream).read("$.graphs");
		return graphs.stream().map(VectorGraph::new).toList();
	}

}
