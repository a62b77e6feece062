package dev.migrate.command.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The archive of the classes that the virtual machine then need not load one by one. It
 * is made in a process of its own, after a command and by one that only loads classes.
 * That it cannot be made is no mistake of a command.
 */
public final class ClassArchive {

	/** The name of the command that the script and the archive need. */
	public static final String LAUNCH = "launch";

	/** Its option to do nothing but load classes. */
	public static final String LOAD = "--load-classes";

	private static final String LAUNCHER = ClassArchive.class.getPackageName() + ".Launcher";

	private static final String OPTION = "-XX:SharedArchiveFile=";

	private static final String FAILED = "archive.failed";

	private static final String LOG = "archive.log";

	private static final Duration RETRY = Duration.ofMinutes(10);

	private static final int TIMEOUT_SECONDS = 180;

	private ClassArchive() {
	}

	/**
	 * Begins to make the archive of the launch that this process belongs to, unless there
	 * is one.
	 * @param environment the environment variables; on a build server, nothing runs for
	 * long enough to be worth it
	 */
	public static void makeInBackground(Map<String, String> environment) {
		String folder = System.getProperty(Launch.FOLDER);
		if (folder == null || Boolean.getBoolean(Launch.TRAINING) || !environment.getOrDefault("CI", "").isEmpty()) {
			return;
		}
		try {
			Path launch = Path.of(folder);
			if (Launch.read(launch).archived() && !isCurrent(launch) && !hasJustFailed(launch)) {
				new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
						launch.resolve(Launch.LAUNCHER).toString(), ClassArchive.class.getName(), folder)
					.redirectInput(Redirect.from(emptyFile(launch)))
					.redirectOutput(Redirect.DISCARD)
					.redirectError(Redirect.DISCARD)
					.start();
			}
		}
		catch (IOException | RuntimeException ex) {
			// Then commands start without it.
		}
	}

	/**
	 * Makes the archive.
	 * @param arguments the folder of the launch
	 * @throws Exception if it cannot be made
	 */
	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[0]);
		try (FileChannel channel = FileChannel.open(folder.resolve("archive.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
			if (lock != null && !isCurrent(folder)) {
				make(folder);
			}
		}
	}

	private static void make(Path folder) throws IOException, InterruptedException {
		Path unfinished = folder.resolve("classes.tmp");
		Files.deleteIfExists(unfinished);
		List<String> before = Launch.readOptions(folder);
		List<String> options = withoutArchive(before);
		Path file = folder.resolve("archive.options");
		Files.write(file, options, Launch.nativeCharset());
		Process process = new ProcessBuilder(java(), "-XX:ArchiveClassesAtExit=" + unfinished, "@" + file,
				"-D" + Launch.TRAINING + "=true", LAUNCHER, "migrate", LAUNCH, LOAD)
			.redirectInput(Redirect.from(emptyFile(folder)))
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve(LOG).toFile())
			.start();
		boolean done = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
				&& Files.exists(unfinished);
		process.destroyForcibly();
		if (!done) {
			Files.deleteIfExists(unfinished);
			Files.writeString(folder.resolve(FAILED), "See " + LOG + "." + System.lineSeparator());
		}
		else if (Files.exists(folder.resolve(Launch.OPTIONS)) && Launch.readOptions(folder).equals(before)) {
			Path archive = folder.resolve(name());
			Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
			List<String> changed = new ArrayList<>(
					List.of(Launch.quoted(OPTION + archive), Launch.quoted("-Xlog:disable")));
			changed.addAll(options);
			Launch.writeOptions(folder, changed);
		}
	}

	private static List<String> withoutArchive(List<String> options) {
		int first = (!options.isEmpty() && options.get(0).contains(OPTION)) ? 2 : 0;
		return options.subList(first, options.size());
	}

	/**
	 * Returns whether the archive is there and the virtual machine can use it, which
	 * takes the machine and the jars that it was made with.
	 */
	private static boolean isCurrent(Path folder) throws IOException {
		Path archive = folder.resolve(name());
		if (!Files.exists(archive) || Launch.readOptions(folder).stream().noneMatch((line) -> line.contains(OPTION))) {
			return false;
		}
		FileTime made = Files.getLastModifiedTime(archive);
		for (Path jar : Launch.read(folder).jars()) {
			if (Files.exists(jar) && Files.getLastModifiedTime(jar).compareTo(made) > 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean hasJustFailed(Path folder) throws IOException {
		Path failed = folder.resolve(FAILED);
		return Files.exists(failed)
				&& Files.getLastModifiedTime(failed).toInstant().isAfter(Instant.now().minus(RETRY));
	}

	private static String name() {
		return "classes-" + Runtime.version().toString().replaceAll("[^\\w.+-]", "_") + ".jsa";
	}

	private static File emptyFile(Path folder) throws IOException {
		return Files.writeString(folder.resolve("empty"), "").toFile();
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
