package dev.migrate.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.benchmarks.DatabaseServer.Database;

/**
 * Runs commands of the application jar when the database is at head: as the jar is, and
 * in the ways that the page about commands has to make them faster.
 */
final class CommandBenchmark implements Benchmark {

	private static final List<String> COMMANDS = List.of("heads", "current", "status");

	private static final String CLIENT_COMPILER = "-XX:TieredStopAtLevel=1";

	private final DatabaseServer server;

	private final Path work;

	private final Path project;

	CommandBenchmark(DatabaseServer server, Path work, Path project) {
		this.server = server;
		this.work = work;
		this.project = project;
	}

	@Override
	public String name() {
		return "commands";
	}

	@Override
	public List<Integer> sizes(boolean quick) {
		return quick ? List.of(100) : List.of(100, 1000);
	}

	@Override
	public int rounds(int size, boolean quick) {
		return quick ? 3 : 5;
	}

	@Override
	public void measure(int size, int rounds, Results results) throws Exception {
		Path folder = Files.createTempDirectory(this.work, "commands");
		Map<String, String> scripts = new MigrateContestant().scripts(Change.list(size));
		ApplicationJar jar = ApplicationJar.of(this.project, "migrate").with(scripts, folder.resolve("app.jar"));
		Database database = this.server.create();
		this.server.setDurable(database, false);
		jar.start(database);
		this.server.setDurable(database, true);
		for (Variant variant : variants(jar, folder, database)) {
			measure(variant, "%,d scripts, %s".formatted(size, variant.name()), database, rounds, results);
		}
		this.server.drop(database);
	}

	private static List<Variant> variants(ApplicationJar jar, Path folder, Database database)
			throws IOException, InterruptedException {
		ApplicationJar extracted = new ApplicationJar(folder.resolve("extracted/app.jar"));
		run(jar.process(List.of("-Djarmode=tools"), database, "extract", "--destination",
				folder.resolve("extracted").toString()));
		Path archive = folder.resolve("app.jsa");
		run(extracted.process(List.of("-XX:ArchiveClassesAtExit=" + archive), database, "migrate", "current"));
		return List.of(new Variant("the jar", jar, List.of()),
				new Variant("the jar, `%s`".formatted(CLIENT_COMPILER), jar, List.of(CLIENT_COMPILER)),
				new Variant("extracted, the same", extracted, List.of(CLIENT_COMPILER)),
				new Variant("extracted, AppCDS, the same", extracted,
						List.of(CLIENT_COMPILER, "-XX:SharedArchiveFile=" + archive)));
	}

	private static void measure(Variant variant, String work, Database database, int rounds, Results results)
			throws IOException, InterruptedException {
		for (int round = -1; round < rounds; round++) {
			for (String command : COMMANDS) {
				Stopwatch time = Stopwatch.start();
				long cpu = ChildProcesses.cpuMillis();
				run(variant.jar().process(variant.options(), database, "migrate", command));
				time.stop();
				if (round >= 0) {
					results.add(work, command, Metric.TIME, time.wallMillis());
					results.add(work, command, Metric.CPU, (double) (ChildProcesses.cpuMillis() - cpu));
				}
			}
		}
	}

	private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException("%s failed:%n%s".formatted(builder.command(), output));
		}
	}

	@Override
	public ResultTable table(Results results) {
		List<String> header = new ArrayList<>(List.of(""));
		COMMANDS.forEach((command) -> header.addAll(List.of("`%s`".formatted(command), "CPU")));
		ResultTable table = new ResultTable(header);
		for (String work : results.works()) {
			List<String> row = new ArrayList<>(List.of(work));
			for (String command : COMMANDS) {
				row.add(Metric.TIME.format(results.median(work, command, Metric.TIME)));
				row.add(Metric.CPU.format(results.median(work, command, Metric.CPU)));
			}
			table.row(row);
		}
		return table;
	}

	/**
	 * A way to run the application.
	 */
	private record Variant(String name, ApplicationJar jar, List<String> options) {

	}

}
