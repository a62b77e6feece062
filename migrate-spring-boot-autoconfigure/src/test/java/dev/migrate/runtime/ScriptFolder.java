package dev.migrate.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * A folder of SQL scripts that a test writes.
 */
public final class ScriptFolder {

	private final Path folder;

	public ScriptFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Writes the script of a revision that follows another one.
	 * @param id the id of the revision
	 * @param down its down revisions, separated by commas, or an empty text for a base
	 * @param upgrade the way up
	 * @param downgrade the way down
	 * @return this folder
	 */
	public ScriptFolder revision(String id, String down, String upgrade, String downgrade) {
		return revision(id, down, List.of(), upgrade, "\n" + downgrade);
	}

	public ScriptFolder revision(String id, String down, List<String> header, String upgrade, String downgrade) {
		List<String> lines = new ArrayList<>();
		lines.add("-- revision: " + id);
		if (!down.isEmpty()) {
			lines.add("-- revises: " + down);
		}
		lines.add("-- message: make " + id);
		header.forEach((line) -> lines.add("-- " + line));
		lines.add("");
		lines.add("-- migrate:upgrade");
		lines.add(upgrade);
		lines.add("");
		lines.add("-- migrate:downgrade" + downgrade);
		try {
			Files.write(this.folder.resolve("R_" + id + ".sql"), lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	public Migrator migrator(DataSource dataSource) {
		return builder(dataSource).build();
	}

	public MigratorBuilder builder(DataSource dataSource) {
		return Migrator.builder(dataSource).locations(List.of(location()));
	}

	public String location() {
		return this.folder.toUri().toString();
	}

	/**
	 * Writes three revisions in a row, each of which creates a table of its name.
	 * @return this folder
	 */
	public ScriptFolder chain() {
		table("a1", "");
		table("b2", "a1");
		return table("c3", "b2");
	}

	public ScriptFolder table(String id, String down) {
		return revision(id, down, "CREATE TABLE " + id + " (id int);", "DROP TABLE " + id + ";");
	}

}
