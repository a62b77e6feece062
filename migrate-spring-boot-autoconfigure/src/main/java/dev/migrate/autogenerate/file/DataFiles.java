package dev.migrate.autogenerate.file;

import java.util.List;
import java.util.Set;

import dev.migrate.script.index.LocationFiles;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Where an application keeps the rows that belong to it: files of the name of a table,
 * such as {@code countries.csv} or {@code app.countries.yaml}, below the folders of
 * locations. They are looked for when they are needed.
 */
public final class DataFiles {

	/**
	 * How many rows a file may have, and how many may differ, by default.
	 */
	public static final int MOST_ROWS = 1000;

	private static final Set<String> EXTENSIONS = Set.of(".csv", ".yaml", ".yml");

	private final @Nullable ClassLoader classLoader;

	private final List<String> locations;

	private final int maxRows;

	private @Nullable List<DataFile> files;

	private DataFiles(@Nullable ClassLoader classLoader, List<String> locations, int maxRows) {
		this.classLoader = classLoader;
		this.locations = List.copyOf(locations);
		this.maxRows = maxRows;
	}

	/**
	 * Returns that there are no files.
	 * @return no files
	 */
	public static DataFiles none() {
		return new DataFiles(null, List.of(), MOST_ROWS);
	}

	/**
	 * Returns the files of locations.
	 * @param classLoader the class loader of the application
	 * @param locations the locations, such as {@code classpath:db/data}; one that does
	 * not exist has no files
	 * @param maxRows how many rows a file may have, and how many may differ
	 * @return the files
	 */
	public static DataFiles in(ClassLoader classLoader, List<String> locations, int maxRows) {
		return new DataFiles(classLoader, locations, maxRows);
	}

	/**
	 * Returns how many rows a file may have, and how many may differ.
	 * @return the number
	 */
	public int maxRows() {
		return this.maxRows;
	}

	/**
	 * Finds the files, once.
	 * @return the files, sorted by their paths
	 * @throws dev.migrate.script.ScriptAccessException if a location cannot be understood
	 * or read
	 */
	public List<DataFile> all() {
		if (this.classLoader == null) {
			return List.of();
		}
		if (this.files == null) {
			this.files = LocationFiles.find(this.classLoader, this.locations, EXTENSIONS)
				.stream()
				.map((file) -> new DataFile(file.name(), file.location(), file.resource()))
				.toList();
		}
		return this.files;
	}

	/**
	 * A file of rows.
	 *
	 * @param name its name, that of a table with an extension
	 * @param location what to call it in messages
	 * @param content its content
	 */
	public record DataFile(String name, String location, Resource content) {

		/**
		 * Returns its name without the extension.
		 * @return the name of a table
		 */
		public String table() {
			return this.name.substring(0, this.name.lastIndexOf('.'));
		}

		/**
		 * Returns whether it is YAML, and not CSV.
		 * @return {@code true} for {@code .yaml} and {@code .yml}
		 */
		public boolean isYaml() {
			return !this.name.endsWith(".csv");
		}

	}

}
