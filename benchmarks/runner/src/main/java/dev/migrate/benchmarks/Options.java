package dev.migrate.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param only the names of the benchmarks to run, or none for all
 * @param sizes the sizes in place of those of each benchmark, or none
 * @param rounds how often to measure in place of what each benchmark says
 * @param quick whether a few minutes must do
 * @param help whether to say only how it is called
 * @param updateDocs whether to write the tables into the page of the documentation
 * @param project the folder of the project
 */
record Options(List<String> only, List<Integer> sizes, OptionalInt rounds, boolean quick, boolean help,
		boolean updateDocs, Path project) {

	/**
	 * The names of the benchmarks, in the order in which they run.
	 */
	private static final List<String> NAMES = List.of("start", "apply", "network", "tenants", "autogenerate", "graph",
			"commands");

	static final String USAGE = """
			Usage: benchmarks/run [options]

			  --only NAMES     run only some of %s
			  --sizes NUMBERS  measure these numbers of scripts, schemas, tables or revisions instead of the usual ones
			  --rounds NUMBER  measure each size so often instead of as often as usual
			  --quick          small sizes and few rounds: some six minutes, to see that it works
			  --update-docs    write the tables into docs/performance.md
			  --no-build       run what the last call has built
			  --classes        run what the last call has built, but with the classes that another compiler has put
			                   into migrate-spring-boot-autoconfigure/target/classes

			Names and numbers are separated by commas.
			""".formatted(String.join(", ", NAMES));

	Options {
		only = List.copyOf(only);
		sizes = List.copyOf(sizes);
	}

	/**
	 * Reads the command line.
	 * @throws IllegalArgumentException if an option is unknown or its value is wrong
	 */
	static Options parse(String[] arguments, Path project) {
		Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
		List<String> only = new ArrayList<>();
		List<Integer> sizes = new ArrayList<>();
		OptionalInt rounds = OptionalInt.empty();
		boolean quick = false;
		boolean help = false;
		boolean updateDocs = false;
		while (!rest.isEmpty()) {
			String option = rest.removeFirst();
			switch (option) {
				case "--only" -> only.addAll(names(value(option, rest)));
				case "--sizes" -> list(value(option, rest)).forEach((size) -> sizes.add(number(option, size)));
				case "--rounds" -> rounds = OptionalInt.of(number(option, value(option, rest)));
				case "--quick" -> quick = true;
				case "--help" -> help = true;
				case "--update-docs" -> updateDocs = true;
				default -> throw new IllegalArgumentException("There is no option %s.".formatted(option));
			}
		}
		return new Options(only, sizes, rounds, quick, help, updateDocs, project);
	}

	private static String value(String option, Deque<String> rest) {
		String value = rest.pollFirst();
		if (value == null) {
			throw new IllegalArgumentException("%s needs a value.".formatted(option));
		}
		return value;
	}

	private static List<String> names(String value) {
		List<String> names = list(value);
		names.stream().filter((name) -> !NAMES.contains(name)).findFirst().ifPresent((name) -> {
			throw new IllegalArgumentException("There is no benchmark %s.".formatted(name));
		});
		return names;
	}

	private static List<String> list(String value) {
		return Arrays.asList(value.split(","));
	}

	private static int number(String option, String value) {
		try {
			int number = Integer.parseInt(value);
			if (number > 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below, as for a number that is too small.
		}
		throw new IllegalArgumentException("%s needs numbers above 0, not %s.".formatted(option, value));
	}

	List<Integer> sizes(Benchmark benchmark) {
		return this.sizes.isEmpty() ? benchmark.sizes(this.quick) : this.sizes;
	}

	int rounds(Benchmark benchmark, int size) {
		return this.rounds.orElseGet(() -> benchmark.rounds(size, this.quick));
	}

	boolean includes(Benchmark benchmark) {
		return this.only.isEmpty() || this.only.contains(benchmark.name());
	}

}
