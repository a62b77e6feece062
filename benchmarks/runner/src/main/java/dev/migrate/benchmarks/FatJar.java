package dev.migrate.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Adds scripts to the jar of an application, as if they had been in its resources when it
 * was packaged: nested jars stay stored, classes and scripts are deflated, and each
 * folder has an entry.
 */
final class FatJar {

	private static final String CLASSES = "BOOT-INF/classes/";

	private FatJar() {
	}

	/**
	 * Writes a jar with scripts.
	 * @param source the jar that Maven has packaged
	 * @param scripts the text of each file by its path below the class path root
	 * @param target the jar to write
	 */
	static void write(Path source, Map<String, String> scripts, Path target) throws IOException {
		try (ZipFile jar = new ZipFile(source.toFile());
				OutputStream file = Files.newOutputStream(target);
				ZipOutputStream output = new ZipOutputStream(file)) {
			Set<String> folders = new LinkedHashSet<>();
			Enumeration<? extends ZipEntry> entries = jar.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				folders.add(entry.getName());
				copy(jar, entry, output);
			}
			for (Map.Entry<String, String> script : scripts.entrySet()) {
				String name = CLASSES + script.getKey();
				addFolders(name, folders, output);
				output.putNextEntry(new ZipEntry(name));
				output.write(script.getValue().getBytes(StandardCharsets.UTF_8));
				output.closeEntry();
			}
		}
	}

	private static void copy(ZipFile jar, ZipEntry entry, ZipOutputStream output) throws IOException {
		ZipEntry copy = new ZipEntry(entry);
		if (copy.getMethod() == ZipEntry.DEFLATED) {
			// Another version of the library may come to another size.
			copy.setCompressedSize(-1);
		}
		output.putNextEntry(copy);
		jar.getInputStream(entry).transferTo(output);
		output.closeEntry();
	}

	private static void addFolders(String name, Set<String> folders, ZipOutputStream output) throws IOException {
		for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
			String folder = name.substring(0, end + 1);
			if (folders.add(folder)) {
				output.putNextEntry(new ZipEntry(folder));
				output.closeEntry();
			}
		}
	}

}
