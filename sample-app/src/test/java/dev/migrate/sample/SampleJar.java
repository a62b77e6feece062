package dev.migrate.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application, the same extracted, which starts in less than half of the
 * time, and copies that bring one more module.
 */
final class SampleJar {

	/**
	 * Options for a process that ends before better machine code would pay.
	 */
	static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

	private SampleJar() {
	}

	static Path packaged() {
		return Path.of(System.getProperty("sample.jar"));
	}

	/**
	 * Returns the application as {@code -Djarmode=tools} extracts it, with an archive of
	 * its classes beside it.
	 */
	static Path extracted() {
		return Extracted.JAR;
	}

	/**
	 * Returns the options for a process of the extracted application that does not run
	 * for long.
	 */
	static String extractedOptions() {
		return SHORT_LIVED + " -Xlog:disable -XX:SharedArchiveFile="
				+ extracted().resolveSibling(Extracted.ARCHIVE).toAbsolutePath();
	}

	/**
	 * Returns how to start an application that does not run for long.
	 * @param jar the application
	 * @return the command, to be followed by the arguments of the application
	 */
	static List<String> java(Path jar) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(SHORT_LIVED.split(" ")));
		Path archive = jar.resolveSibling(Extracted.ARCHIVE);
		if (jar.endsWith(packaged().getFileName()) && Files.exists(archive)) {
			command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
		}
		command.addAll(List.of("-jar", jar.toString()));
		return command;
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

	private static final class Extracted {

		static final String ARCHIVE = "application.jsa";

		static final Path JAR = extract();

		private static Path extract() {
			try {
				Path folder = packaged().resolveSibling("it-extracted");
				FileSystemUtils.deleteRecursively(folder);
				run(Map.of(), packaged(), List.of("-Djarmode=tools"),
						List.of("extract", "--destination", folder.toString()));
				Path jar = folder.resolve(packaged().getFileName());
				run(SampleDatabase.create("class_archive").environment(), jar, List
					.of("-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE), "-Dspring.context.exit=onRefresh"),
						List.of("--server.port=0"));
				return jar;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static void run(Map<String, String> environment, Path jar, List<String> options, List<String> arguments)
				throws IOException, InterruptedException {
			List<String> command = java(jar);
			command.addAll(1, options);
			command.addAll(arguments);
			Path output = Files.createDirectories(packaged().resolveSibling("it-output")).resolve("extracted.log");
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().keySet().removeIf((variable) -> variable.startsWith("SPRING_"));
			builder.environment().putAll(environment);
			Process process = builder.start();
			assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
			assertThat(process.exitValue()).as("%s%n%s", command, Files.readString(output)).isZero();
		}

	}

}
