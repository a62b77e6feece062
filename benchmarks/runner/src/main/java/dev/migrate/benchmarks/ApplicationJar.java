package dev.migrate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.benchmarks.DatabaseServer.Database;

/**
 * A jar of the application, whose processes are measured.
 *
 * @param path the jar
 */
record ApplicationJar(Path path) {

	private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

	private static final double NANOS_PER_MILLI = 1_000_000;

	/**
	 * Finds the jar of a variant of the application.
	 * @param project the folder of the project
	 * @param variant the name of its module
	 */
	static ApplicationJar of(Path project, String variant) throws IOException {
		Path target = project.resolve("benchmarks/application/%s/target".formatted(variant));
		try (Stream<Path> files = Files.list(target)) {
			return new ApplicationJar(
					files.filter((file) -> file.toString().endsWith(".jar")).findFirst().orElseThrow());
		}
	}

	ApplicationJar with(Map<String, String> scripts, Path target) throws IOException {
		FatJar.write(this.path, scripts, target);
		return new ApplicationJar(target);
	}

	/**
	 * Starts the application and waits until it is ready and has ended.
	 * @param database its database
	 * @throws IllegalStateException if it does not start
	 */
	Start start(Database database) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		Process process = process(List.of(), database).start();
		List<String> output = new ArrayList<>();
		double time = Double.NaN;
		double cpu = Double.NaN;
		double heap = Double.NaN;
		try (BufferedReader reader = process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.startsWith("ready cpu-nanos=")) {
					time = (System.nanoTime() - begin) / NANOS_PER_MILLI;
					cpu = number(line) / NANOS_PER_MILLI;
				}
				else if (line.startsWith("heap bytes=")) {
					heap = number(line) / BYTES_PER_MEGABYTE;
				}
				output.add(line);
			}
		}
		if (process.waitFor() != 0 || Double.isNaN(heap)) {
			throw new IllegalStateException("%s did not start:%n%s".formatted(this.path, String.join("\n", output)));
		}
		return new Start(time, cpu, heap);
	}

	private static double number(String line) {
		return Long.parseLong(line.substring(line.indexOf('=') + 1));
	}

	/**
	 * Prepares a process of this jar.
	 * @param jvm options of the virtual machine
	 * @param database the database of the application
	 * @param arguments arguments of the application
	 */
	ProcessBuilder process(List<String> jvm, Database database, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
		command.addAll(jvm);
		command.addAll(List.of("-jar", this.path.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
		process.environment().put("SPRING_DATASOURCE_URL", database.url());
		process.environment().put("SPRING_DATASOURCE_USERNAME", DatabaseServer.USER);
		return process;
	}

	/**
	 * What a start took.
	 *
	 * @param time milliseconds until the application was ready
	 * @param cpu milliseconds of the processors until then
	 * @param heap megabytes on the heap then, after a garbage collection
	 */
	record Start(double time, double cpu, double heap) {

	}

}
