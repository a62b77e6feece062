package dev.migrate.command.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jar that the virtual machine starts in. It is apart from the others because an
 * archive of classes needs jars, and Migrate itself may be a folder of the build.
 */
final class LauncherJar {

	/** By name, because they need this class. */
	private static final List<String> CLASSES = List.of("ApplicationClassLoader", "BuildFile", "ClassArchive",
			"CompiledSources", "CompiledSources$Changes", "Launch", "Launcher", "LauncherJar", "Shell");

	private LauncherJar() {
	}

	static void write(Path file) throws IOException {
		Path unfinished = file.resolveSibling(file.getFileName() + ".tmp" + ProcessHandle.current().pid());
		try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(unfinished))) {
			for (String type : CLASSES) {
				String name = LauncherJar.class.getPackageName().replace('.', '/') + "/" + type + ".class";
				jar.putNextEntry(new ZipEntry(name));
				try (InputStream content = LauncherJar.class.getResourceAsStream("/" + name)) {
					Objects.requireNonNull(content, name).transferTo(jar);
				}
				jar.closeEntry();
			}
		}
		Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
	}

}
