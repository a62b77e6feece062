package dev.migrate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;

import org.springframework.util.FileSystemUtils;

/**
 * Runs the benchmarks, prints their tables, and writes them to
 * {@code benchmarks/target/results.md} and {@code results.json}.
 */
public final class Benchmarks {

	private static final Duration NETWORK_DELAY = Duration.ofMillis(2);

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws Exception {
		// A line for each script would be measured, too; Liquibase writes to this log.
		LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
		Path project = Path.of(System.getProperty("benchmarks.project", ".")).toAbsolutePath().normalize();
		Options options;
		try {
			options = Options.parse(arguments, project);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n\n" + Options.USAGE);
			System.exit(2);
			return;
		}
		if (options.help()) {
			System.out.println(Options.USAGE);
			return;
		}
		run(options);
	}

	private static void run(Options options) throws Exception {
		Path target = Files.createDirectories(options.project().resolve("benchmarks/target"));
		Path work = Files.createTempDirectory(target, "work");
		try (DatabaseServer server = DatabaseServer.start()) {
			run(options, server, work, target);
		}
		finally {
			FileSystemUtils.deleteRecursively(work);
		}
	}

	private static List<Benchmark> all(DatabaseServer server, Path work, Path project) {
		return List.of(new StartBenchmark(server, work, project), ApplyBenchmark.local(server, work),
				ApplyBenchmark.through(server, work, NETWORK_DELAY), new TenantBenchmark(server, work),
				new AutogenerateBenchmark(server, work), new GraphBenchmark(),
				new CommandBenchmark(server, work, project));
	}

	private static void run(Options options, DatabaseServer server, Path work, Path target) throws Exception {
		Report report = new Report(LocalDate.now(ZoneOffset.UTC), Machine.facts(server));
		for (Benchmark benchmark : all(server, work, options.project())) {
			if (options.includes(benchmark)) {
				measure(benchmark, options, report);
			}
		}
		write(report, options, target);
	}

	private static void measure(Benchmark benchmark, Options options, Report report) throws Exception {
		Results results = new Results();
		for (int size : options.sizes(benchmark)) {
			int rounds = options.rounds(benchmark, size);
			System.err.printf("%s, size %,d, %d rounds, load %s%n", benchmark.name(), size, rounds, Machine.load());
			benchmark.measure(size, rounds, results);
		}
		report.add(benchmark, results);
	}

	private static void write(Report report, Options options, Path target) throws IOException {
		System.out.println(report.markdown());
		Files.writeString(target.resolve("results.md"), report.markdown());
		Files.writeString(target.resolve("results.json"), report.json());
		if (options.updateDocs()) {
			new PerformancePage(options.project()).update(report);
		}
	}

}
