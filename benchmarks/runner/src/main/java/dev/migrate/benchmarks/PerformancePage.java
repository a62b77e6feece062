package dev.migrate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page of the documentation that has the tables, each between two comments.
 */
final class PerformancePage {

	private final Path file;

	PerformancePage(Path project) {
		this.file = project.resolve("docs/performance.md");
	}

	/**
	 * Replaces the tables that have been measured.
	 * @param report what has been measured
	 */
	void update(Report report) throws IOException {
		String page = replace(Files.readString(this.file), "circumstances", report.circumstances());
		for (Report.Section section : report.sections()) {
			page = replace(page, section.name(), section.table().markdown());
		}
		Files.writeString(this.file, page);
	}

	private String replace(String page, String name, String text) {
		String begin = "<!-- benchmark: %s -->".formatted(name);
		String end = "<!-- end of benchmark -->";
		int from = page.indexOf(begin);
		int to = page.indexOf(end, from);
		if (from < 0 || to < 0) {
			throw new IllegalStateException(
					"%s has no place for %s between \"%s\" and \"%s\"".formatted(this.file, name, begin, end));
		}
		return page.substring(0, from) + begin + "\n\n" + text + "\n" + page.substring(to);
	}

}
