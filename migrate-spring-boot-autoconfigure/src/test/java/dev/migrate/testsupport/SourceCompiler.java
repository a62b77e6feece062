package dev.migrate.testsupport;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles Java source with the compiler of the JDK and the class path of the tests.
 */
public final class SourceCompiler {

	/**
	 * Those that no compilation uses now. One that has read the jars of the class path
	 * compiles four times as fast as a new one.
	 */
	private static final Queue<StandardJavaFileManager> fileManagers = new ConcurrentLinkedQueue<>();

	private SourceCompiler() {
	}

	/**
	 * Compiles source files.
	 * @param folder where the classes go
	 * @param sources the source files
	 * @throws AssertionError if they do not compile
	 */
	public static void compile(Path folder, List<Path> sources) throws IOException {
		if (sources.isEmpty()) {
			return;
		}
		Files.createDirectories(folder);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		StandardJavaFileManager idle = fileManagers.poll();
		StandardJavaFileManager files = (idle != null) ? idle
				: compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
		boolean compiled = compiler
			.getTask(null, files, diagnostics, List.of("-proc:none", "-d", folder.toString()), null,
					files.getJavaFileObjectsFromPaths(sources))
			.call();
		fileManagers.add(files);
		if (!compiled) {
			throw new AssertionError(
					diagnostics.getDiagnostics().stream().map(String::valueOf).collect(Collectors.joining("\n")));
		}
	}

	/**
	 * Compiles a class and creates an instance.
	 * @param <T> a type of the instance
	 * @param folder an empty folder
	 * @param name the name of a class with a constructor without parameters
	 * @param source its source
	 * @param type a type of the instance
	 * @return the instance
	 * @throws AssertionError if it does not compile
	 */
	public static <T> T instance(Path folder, String name, String source, Class<T> type) throws Exception {
		Path file = folder.resolve(name.replace('.', '/') + ".java");
		Files.createDirectories(file.getParent());
		compile(folder, List.of(Files.writeString(file, source)));
		URLClassLoader classLoader = new URLClassLoader(new URL[] { folder.toUri().toURL() });
		return type.cast(classLoader.loadClass(name).getConstructor().newInstance());
	}

}
