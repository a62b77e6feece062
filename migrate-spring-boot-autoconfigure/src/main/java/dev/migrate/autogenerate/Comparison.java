package dev.migrate.autogenerate;

import java.util.List;

/**
 * What a comparison of two schemas has found.
 *
 * @param differences the differences
 * @param notes what people should know besides, one sentence each
 */
public record Comparison(List<Difference> differences, List<String> notes) {

	public Comparison {
		differences = List.copyOf(differences);
		notes = List.copyOf(notes);
	}

}
