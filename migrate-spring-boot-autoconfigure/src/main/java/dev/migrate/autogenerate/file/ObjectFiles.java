package dev.migrate.autogenerate.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.index.LocationFiles;
import dev.migrate.script.index.LocationFiles.LocatedFile;
import org.jspecify.annotations.Nullable;

/**
 * Where an application declares its views, functions, triggers and the like: SQL files
 * below the folders of locations. They are looked for when they are needed.
 */
public final class ObjectFiles {

	private static final Set<String> EXTENSIONS = Set.of(".sql");

	private final @Nullable ClassLoader classLoader;

	private final List<String> locations;

	private @Nullable List<SchemaScript> files;

	private ObjectFiles(@Nullable ClassLoader classLoader, List<String> locations, @Nullable List<SchemaScript> files) {
		this.classLoader = classLoader;
		this.locations = List.copyOf(locations);
		this.files = files;
	}

	/**
	 * Returns that there are no files.
	 * @return no files
	 */
	public static ObjectFiles none() {
		return of(List.of());
	}

	/**
	 * Returns files with a content that is known.
	 * @param files the files
	 * @return the files
	 */
	public static ObjectFiles of(List<SchemaScript> files) {
		return new ObjectFiles(null, List.of(), List.copyOf(files));
	}

	/**
	 * Returns the files of locations.
	 * @param classLoader the class loader of the application
	 * @param locations the locations, such as {@code classpath:db/objects}; one that does
	 * not exist has no files
	 * @return the files
	 */
	public static ObjectFiles in(ClassLoader classLoader, List<String> locations) {
		return new ObjectFiles(classLoader, locations, null);
	}

	/**
	 * Returns where the files are looked for.
	 * @return the locations
	 */
	public List<String> locations() {
		return this.locations;
	}

	/**
	 * Finds the files, once.
	 * @return the files, sorted by their paths
	 * @throws ScriptAccessException if a location cannot be understood, or a file not be
	 * read as text in UTF-8
	 */
	public List<SchemaScript> all() {
		if (this.files == null && this.classLoader != null) {
			this.files = LocationFiles.find(this.classLoader, this.locations, EXTENSIONS)
				.stream()
				.map(ObjectFiles::read)
				.toList();
		}
		return (this.files != null) ? this.files : List.of();
	}

	private static SchemaScript read(LocatedFile file) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(file.resource().getContentAsByteArray()))
				.toString();
			return new SchemaScript(file.location(),
					(text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n"));
		}
		catch (IOException ex) {
			throw ScriptAccessException.unreadable(file.location(), ex.toString(),
					"Check that it is a file of text in UTF-8.", ex);
		}
	}

}
