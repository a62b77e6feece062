package dev.migrate.adopt.alembic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;

/**
 * Alembic itself, which writes what its revisions do as SQL.
 */
public final class AlembicCommand {

	private final List<String> words;

	private final Path workingDirectory;

	/**
	 * Creates a command.
	 * @param words how Alembic is called, such as {@code alembic -c backend/alembic.ini}
	 * @param workingDirectory where it is called
	 */
	public AlembicCommand(List<String> words, Path workingDirectory) {
		this.words = List.copyOf(words);
		this.workingDirectory = workingDirectory;
	}

	/**
	 * Has Alembic write all revisions, and if it fails, one after the other: those that
	 * ask a database cannot be written.
	 */
	void run(List<AlembicRevision> revisions, Map<String, String> upgrades, Map<String, String> downgrades,
			AdoptionReport report) {
		Result up = run("upgrade", "heads");
		if (up.succeeded()) {
			upgrades.putAll(AlembicScript.upgrades(up.output()));
		}
		Result down = run("downgrade", "heads:base");
		if (down.succeeded()) {
			downgrades.putAll(AlembicScript.downgrades(down.output()));
		}
		for (AlembicRevision revision : revisions) {
			String before = revision.place().downRevisions().isEmpty() ? "base"
					: revision.place().downRevisions().get(0);
			if (!up.succeeded()) {
				Result one = run("upgrade", before + ":" + revision.id());
				String text = AlembicScript.upgrades(one.output()).get(revision.id());
				if (one.succeeded() && text != null) {
					upgrades.put(revision.id(), text);
				}
				else {
					report.leftOut(revision.path(), "Alembic cannot write it as SQL: %s.".formatted(one.problem()));
				}
			}
			if (!down.succeeded() && upgrades.containsKey(revision.id())) {
				Result one = run("downgrade", revision.id() + ":" + before);
				String text = AlembicScript.downgrades(one.output()).get(revision.id());
				if (one.succeeded() && text != null) {
					downgrades.put(revision.id(), text);
				}
				else {
					report.leftOut(revision.path(),
							"Alembic cannot write its downgrade as SQL, so that the revision has none: %s."
								.formatted(one.problem()));
				}
			}
		}
	}

	private Result run(String command, String range) {
		List<String> all = new ArrayList<>(this.words);
		all.addAll(List.of(command, range, "--sql"));
		try {
			Path output = Files.createTempFile("migrate-alembic", ".sql");
			Path errors = Files.createTempFile("migrate-alembic", ".txt");
			try {
				ProcessBuilder builder = new ProcessBuilder(all).directory(this.workingDirectory.toFile())
					.redirectInput(ProcessBuilder.Redirect.PIPE)
					.redirectOutput(output.toFile())
					.redirectError(errors.toFile());
				builder.environment().put("PYTHONIOENCODING", "utf-8");
				Process process = builder.start();
				process.getOutputStream().close();
				return new Result(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8),
						Files.readString(errors, StandardCharsets.UTF_8));
			}
			finally {
				Files.delete(output);
				Files.delete(errors);
			}
		}
		catch (IOException ex) {
			throw AdoptException.unreadable(
					"'%s' cannot be run: %s.".formatted(String.join(" ", this.words), ex.getMessage()),
					"Say with --alembic how Alembic is called, as in --alembic 'alembic -c backend/alembic.ini', or leave"
							+ " that out and write the statements by hand. Nothing was written.",
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AdoptException.unreadable("The command was interrupted.", "Run it again. Nothing was written.", ex);
		}
	}

	/**
	 * What Alembic has said.
	 */
	private record Result(int exitCode, String output, String errors) {

		boolean succeeded() {
			return this.exitCode == 0;
		}

		String problem() {
			return this.errors.strip()
				.lines()
				.reduce((first, second) -> second)
				.orElse("exit code " + this.exitCode)
				.strip();
		}

	}

}
