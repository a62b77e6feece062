package dev.migrate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of Markdown. Its first column is text, the others are numbers.
 */
final class ResultTable {

	private final List<String> header;

	private final List<List<String>> rows = new ArrayList<>();

	ResultTable(String... header) {
		this.header = List.of(header);
	}

	ResultTable(List<String> header) {
		this.header = List.copyOf(header);
	}

	void row(List<String> cells) {
		if (cells.size() != this.header.size()) {
			throw new IllegalArgumentException("A row of %s does not fit %s".formatted(cells, this.header));
		}
		this.rows.add(List.copyOf(cells));
	}

	String markdown() {
		List<String> alignment = new ArrayList<>(List.of("---"));
		this.header.stream().skip(1).forEach((column) -> alignment.add("---:"));
		return Stream.concat(Stream.of(this.header, alignment), this.rows.stream())
			.map((cells) -> cells.stream().collect(Collectors.joining(" | ", "| ", " |")).replace("|  |", "| |"))
			.collect(Collectors.joining("\n", "", "\n"));
	}

}
