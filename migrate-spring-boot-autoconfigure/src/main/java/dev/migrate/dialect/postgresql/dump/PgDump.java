package dev.migrate.dialect.postgresql.dump;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.dialect.database.DumpFailedException;
import dev.migrate.dialect.database.DumpProgram;

/**
 * The program {@code pg_dump}.
 *
 * @param program the file
 * @param version its major version
 * @param variables how it reaches the database
 */
record PgDump(Path program, int version, Map<String, String> variables) {

	private static final Pattern VERSION = Pattern.compile("pg_dump \\(.*?\\) (\\d+)");

	private static final String PREFIX = "PG";

	/**
	 * Where a password may be that the URL does not say.
	 */
	private static final String PASSWORDS = "PGPASSFILE";

	/**
	 * Finds the program.
	 * @param server the major version of the server
	 * @throws DumpFailedException if there is none, or if it is too old
	 */
	static PgDump find(DumpProgram wanted, int server) {
		Map<String, String> variables = DumpEnvironment.of(wanted.login());
		Path program = (wanted.given() != null) ? given(wanted.given()) : onPath(wanted.path());
		String output = new PgDump(program, 0, variables).run("--version");
		Matcher version = VERSION.matcher(output);
		if (!version.find()) {
			throw DumpFailedException.notPgDump(program, output);
		}
		PgDump found = new PgDump(program, Integer.parseInt(version.group(1)), variables);
		if (found.version < server) {
			throw DumpFailedException.tooOld(program, found.version, server);
		}
		return found;
	}

	private static Path given(String text) {
		try {
			Path program = Path.of(text);
			Path file = Files.isDirectory(program) ? in(program).findFirst().orElse(program) : program;
			if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
				throw DumpFailedException.notExecutable(file, null);
			}
			return file;
		}
		catch (InvalidPathException ex) {
			throw DumpFailedException.notExecutable(Path.of("--pg-dump"), ex);
		}
	}

	private static Path onPath(String path) {
		return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
			.filter((folder) -> !folder.isEmpty())
			.flatMap(PgDump::in)
			.findFirst()
			.orElseThrow(() -> DumpFailedException.notFound(path));
	}

	private static Stream<Path> in(String folder) {
		try {
			return in(Path.of(folder));
		}
		catch (InvalidPathException ex) {
			// Other programs pass over it, too.
			return Stream.empty();
		}
	}

	private static Stream<Path> in(Path folder) {
		return Stream.of("pg_dump", "pg_dump.exe")
			.map(folder::resolve)
			.filter((file) -> Files.isRegularFile(file) && Files.isExecutable(file));
	}

	/**
	 * Runs the program.
	 * @return what it writes
	 * @throws DumpFailedException if it fails
	 */
	String run(String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.program.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf((name) -> name.startsWith(PREFIX) && !name.equals(PASSWORDS));
		builder.environment().putAll(this.variables);
		Process process;
		try {
			process = builder.start();
			process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw DumpFailedException.notExecutable(this.program, ex);
		}
		try {
			CompletableFuture<String> errors = CompletableFuture
				.supplyAsync(() -> read(process.getErrorStream(), Charset.defaultCharset()));
			String output = read(process.getInputStream(), StandardCharsets.UTF_8);
			int exitCode = process.waitFor();
			if (exitCode != 0) {
				throw DumpFailedException.failed(this.program, exitCode, errors.join());
			}
			return output;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw DumpFailedException.interrupted(this.program);
		}
		finally {
			process.destroy();
		}
	}

	private static String read(InputStream stream, Charset charset) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			stream.transferTo(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toString(charset);
	}

	/**
	 * Shows nothing that may be a secret.
	 */
	@Override
	public String toString() {
		return this.program.toString();
	}

}
