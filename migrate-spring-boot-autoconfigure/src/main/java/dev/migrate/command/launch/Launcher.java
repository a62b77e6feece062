package dev.migrate.command.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the script {@code migrate} of a project starts: runs the application in this
 * virtual machine, with the class path that the build tool gave when it was asked.
 */
public final class Launcher {

	/** The system property with what compiles the application. */
	private static final String COMPILE = "dev.migrate.launch.compile";

	/** The system property with the path of the script. */
	public static final String SCRIPT = "dev.migrate.launch.script";

	/** The system property that says whether the classes are to be archived. */
	private static final String ARCHIVE = "dev.migrate.launch.archive";

	/** The environment variable that keeps a script from asking again and again. */
	private static final String ASKED = "MIGRATE_LAUNCH_ASKED";

	private Launcher() {
	}

	/**
	 * Runs the application.
	 * @param arguments the arguments of the application
	 * @throws Throwable what the application throws
	 */
	public static void main(String[] arguments) throws Throwable {
		Path folder = Path.of(Objects.requireNonNull(System.getProperty(Launch.FOLDER), Launch.FOLDER));
		Launch launch = Launch.read(folder);
		if (!Boolean.getBoolean(Launch.TRAINING)) {
			if (System.getenv(ASKED) == null && isOutdated(launch)) {
				Files.deleteIfExists(folder.resolve(Launch.OPTIONS));
				System.exit(runScript(arguments));
			}
			int exitCode = new CompiledSources(folder, launch).compile(System.getProperty(COMPILE, ""));
			if (exitCode != 0) {
				System.err.println("Error: The application could not be compiled.");
				System.err.println("Fix what the build tool reports above, and run the command again.");
				System.exit(1);
			}
		}
		List<String> all = new ArrayList<>(launch.arguments());
		all.addAll(Arrays.asList(arguments));
		run(launch, all.toArray(String[]::new));
	}

	/**
	 * Returns the environment variables that change what a build tool does.
	 * @param environment the environment variables
	 * @param archive what the script says about the archive
	 */
	public static String environment(Map<String, String> environment, String archive) {
		return archive + "|" + environment.getOrDefault("JAVA_HOME", "") + "|"
				+ environment.getOrDefault("MAVEN_ARGS", "");
	}

	private static boolean isOutdated(Launch launch) throws IOException {
		String archive = System.getProperty(ARCHIVE, "");
		if (!launch.environment().equals(environment(System.getenv(), archive))
				|| (launch.archived() && Launch.extendsFrameworks(launch.folders()))) {
			return true;
		}
		for (Path jar : launch.jars()) {
			if (!Files.exists(jar)) {
				return true;
			}
		}
		for (Map.Entry<Path, String> file : launch.buildFiles().entrySet()) {
			if (!BuildFile.checksum(file.getKey()).equals(file.getValue())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Runs the script again, which asks the build tool.
	 */
	private static int runScript(String[] arguments) throws IOException, InterruptedException {
		// Windows runs a script itself, without a second pair of quotes that "cmd /c"
		// would take away.
		List<String> command = new ArrayList<>(Shell.WINDOWS ? List.of() : List.of("sh"));
		command.add(Objects.requireNonNull(System.getProperty(SCRIPT), SCRIPT));
		// The script adds the first one, which is the word migrate.
		command.addAll(Arrays.asList(arguments).subList(1, arguments.length));
		ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
		builder.environment().put(ASKED, "yes");
		Process process = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		return process.waitFor();
	}

	private static void run(Launch launch, String[] arguments) throws Throwable {
		ClassLoader loader = Launcher.class.getClassLoader();
		if (launch.archived()) {
			loader = new ApplicationClassLoader(launch.folders(), loader);
			Thread.currentThread().setContextClassLoader(loader);
		}
		Method main = main(Class.forName(launch.mainClass(), false, loader));
		try {
			Object[] parameters = (main.getParameterCount() == 0) ? new Object[0] : new Object[] { arguments };
			main.invoke(Modifier.isStatic(main.getModifiers()) ? null : create(main.getDeclaringClass()), parameters);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private static Object create(Class<?> type) throws ReflectiveOperationException {
		var constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		return constructor.newInstance();
	}

	/**
	 * Returns the method to call, which need be neither public nor static from Java 25
	 * on.
	 */
	private static Method main(Class<?> type) throws NoSuchMethodException {
		for (Class<?>[] parameters : List.of(new Class<?>[] { String[].class }, new Class<?>[0])) {
			for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
				try {
					Method main = declaring.getDeclaredMethod("main", parameters);
					main.setAccessible(true);
					return main;
				}
				catch (NoSuchMethodException ex) {
					// Then it is in the superclass, or has no parameters.
				}
			}
		}
		throw new NoSuchMethodException(type.getName() + " has no method 'main'");
	}

}
