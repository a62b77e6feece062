package dev.migrate.script.project;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.index.ScriptLocation;

import org.springframework.util.StreamUtils;

/**
 * Finds the files of one name beside the scripts of locations.
 */
final class CompanionFiles {

	private final SourceFolders folders;

	private final ClassLoader classLoader;

	private final String name;

	CompanionFiles(SourceFolders folders, ClassLoader classLoader, String name) {
		this.folders = folders;
		this.classLoader = classLoader;
		this.name = name;
	}

	/**
	 * Returns the files of a location.
	 */
	List<CompanionFile> find(ScriptLocation location) {
		Optional<SourceFolder> source = this.folders.find(location);
		List<CompanionFile> files = new ArrayList<>();
		source.map((folder) -> folder.of(ScriptFormat.SQL).resolve(this.name))
			.filter(Files::exists)
			.ifPresent((file) -> files.add(read(file)));
		if (location instanceof ScriptLocation.ClassPath classPath) {
			for (URL url : resources(classPath.folder() + "/" + this.name)) {
				if (source.isEmpty() || isOfLibrary(url)) {
					files.add(read(url));
				}
			}
		}
		return files;
	}

	private List<URL> resources(String path) {
		try {
			return Collections.list(this.classLoader.getResources(path));
		}
		catch (IOException ex) {
			throw unreadable(path, ex);
		}
	}

	/**
	 * Returns whether a file comes from a jar that the application uses. The jar or war
	 * of the application itself holds its classes in a folder.
	 */
	private static boolean isOfLibrary(URL url) {
		String text = url.toExternalForm();
		int separator = text.lastIndexOf("!/");
		return text.startsWith(".jar", separator - ".jar".length()) && !text.contains("-INF/classes/");
	}

	private static CompanionFile read(Path file) {
		try {
			return new CompanionFile(file.toString(), text(Files.readAllBytes(file)), file);
		}
		catch (IOException ex) {
			throw unreadable(file.toString(), ex);
		}
	}

	private static CompanionFile read(URL url) {
		String location = url.toExternalForm().replaceFirst("^(?:jar:)?(?:file:|nested:)?", "");
		try {
			URLConnection connection = url.openConnection();
			// A cached jar would stay open for as long as the process lives.
			connection.setUseCaches(false);
			try (InputStream stream = connection.getInputStream()) {
				return new CompanionFile(location, text(StreamUtils.copyToByteArray(stream)), null);
			}
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private static String text(byte[] bytes) throws IOException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

	private static ScriptAccessException unreadable(String location, IOException ex) {
		return ScriptAccessException.unreadable(location, ex.toString(), "Check that it is a file of text in UTF-8.",
				ex);
	}

}
