package dev.migrate.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The packaged application, and copies of it that bring one more module or other
 * revisions.
 */
final class SampleJar {

	private SampleJar() {
	}

	static Path packaged() {
		return Path.of(System.getProperty("sample.jar"));
	}

	/**
	 * Copies the packaged application and adds a jar to its libraries.
	 * @param folder where the copy is written
	 * @param module the name of the jar to add
	 * @param content the jar to add
	 * @return the copy
	 */
	static Path withModule(Path folder, String module, byte[] content) throws IOException {
		Path copy = folder.resolve("application.jar");
		try (JarFile packaged = new JarFile(packaged().toFile());
				JarOutputStream jar = new JarOutputStream(Files.newOutputStream(copy))) {
			for (JarEntry entry : Collections.list(packaged.entries())) {
				copy(packaged, entry, jar);
			}
			jar.putNextEntry(stored("BOOT-INF/lib/" + module, content));
			jar.write(content);
			jar.closeEntry();
		}
		return copy;
	}

	/**
	 * Copies the packaged application and has others in the place of its revisions.
	 * @param folder where the copy is written
	 * @param revisions the files of revisions by their paths in the application
	 * @return the copy
	 */
	static Path withRevisions(Path folder, Map<String, byte[]> revisions) throws IOException {
		String classes = "BOOT-INF/classes/";
		String folderOfRevisions = classes + "db/revisions/";
		Path copy = folder.resolve("application.jar");
		try (JarFile packaged = new JarFile(packaged().toFile());
				JarOutputStream jar = new JarOutputStream(Files.newOutputStream(copy))) {
			for (JarEntry entry : Collections.list(packaged.entries())) {
				String name = entry.getName();
				if (!name.startsWith(folderOfRevisions) || (entry.isDirectory() && !revisions.isEmpty())) {
					copy(packaged, entry, jar);
				}
			}
			for (Map.Entry<String, byte[]> revision : revisions.entrySet()) {
				jar.putNextEntry(new ZipEntry(classes + revision.getKey()));
				jar.write(revision.getValue());
				jar.closeEntry();
			}
		}
		return copy;
	}

	/**
	 * Creates a jar of one file.
	 * @param path the path of the file in the jar
	 * @param content the text of the file
	 * @param directories whether the jar has entries for the folders of the file
	 * @return the jar
	 */
	static byte[] module(String path, String content, boolean directories) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JarOutputStream jar = new JarOutputStream(bytes)) {
			for (int end = path.indexOf('/'); directories && end >= 0; end = path.indexOf('/', end + 1)) {
				jar.putNextEntry(new ZipEntry(path.substring(0, end + 1)));
				jar.closeEntry();
			}
			jar.putNextEntry(new ZipEntry(path));
			jar.write(content.getBytes(StandardCharsets.UTF_8));
			jar.closeEntry();
		}
		return bytes.toByteArray();
	}

	private static void copy(JarFile source, JarEntry entry, JarOutputStream target) throws IOException {
		ZipEntry copy = new ZipEntry(entry);
		if (copy.getMethod() == ZipEntry.DEFLATED) {
			copy.setCompressedSize(-1);
		}
		target.putNextEntry(copy);
		try (InputStream content = source.getInputStream(entry)) {
			content.transferTo(target);
		}
		target.closeEntry();
	}

	// Spring Boot opens nested jars in place, which takes an entry that is not
	// compressed.
	private static ZipEntry stored(String name, byte[] content) {
		CRC32 checksum = new CRC32();
		checksum.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(checksum.getValue());
		return entry;
	}

}
