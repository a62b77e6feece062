package dev.migrate.command.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and what there is to say about them, in two columns.
 */
public final class TwoColumnTable {

	private final Output output;

	private final Map<String, List<String>> facts = new LinkedHashMap<>();

	public TwoColumnTable(Output output) {
		this.output = output;
	}

	/**
	 * Adds a fact.
	 * @param lines what there is to say; nothing leaves the fact out
	 */
	public void add(String name, List<String> lines) {
		if (!lines.isEmpty()) {
			this.facts.put(name, lines);
		}
	}

	public void print() {
		int width = RevisionListing.width(this.facts.keySet()) + 2;
		this.facts.forEach((name, lines) -> {
			String label = this.output.styled(TextStyle.STRONG, name) + " ".repeat(width - name.length());
			for (String line : lines) {
				this.output.line(label + line);
				label = " ".repeat(width);
			}
		});
	}

}
