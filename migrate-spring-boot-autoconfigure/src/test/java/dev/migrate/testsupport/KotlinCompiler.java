package dev.migrate.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles Kotlin source with the real compiler, which a class loader of its own holds,
 * and the class path of the tests. A warning fails as well.
 */
public final class KotlinCompiler {

	private static final Path JARS = Path.of("target", "kotlin");

	private static final ClassLoader COMPILER = new URLClassLoader(jars(""), ClassLoader.getPlatformClassLoader());

	private KotlinCompiler() {
	}

	private static URL[] jars(String name) {
		try (Stream<Path> files = Files.list(JARS)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(name))
				.map(KotlinCompiler::url)
				.toArray(URL[]::new);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URL url(Path file) {
		try {
			return file.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Compiles source files, all in one run.
	 * @param folder where the classes go
	 * @param sources the source files
	 * @param classPath more of the class path
	 * @throws AssertionError if they do not compile
	 */
	public static void compile(Path folder, List<Path> sources, Path... classPath) throws Exception {
		List<String> path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
		Stream.of(jars("kotlin-stdlib")).forEach((jar) -> path.add(Path.of(jar.getPath()).toString()));
		Stream.of(classPath).forEach((each) -> path.add(each.toString()));
		List<String> arguments = new ArrayList<>(
				List.of("-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Werror", "-module-name", "revisions", "-d",
						folder.toString(), "-cp", String.join(System.getProperty("path.separator"), path)));
		sources.forEach((source) -> arguments.add(source.toString()));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		Class<?> compiler = COMPILER.loadClass("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
		Object exitCode;
		try (PrintStream errors = new PrintStream(output, false, StandardCharsets.UTF_8)) {
			exitCode = compiler.getMethod("exec", PrintStream.class, String[].class)
				.invoke(compiler.getConstructor().newInstance(), errors, arguments.toArray(String[]::new));
		}
		if (!exitCode.toString().equals("OK")) {
			throw new AssertionError(output.toString(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Returns the jar that compiled classes need.
	 */
	public static Path standardLibrary() {
		return Path.of(jars("kotlin-stdlib")[0].getPath()).toAbsolutePath();
	}

	/**
	 * Returns a class loader for compiled classes.
	 */
	public static URLClassLoader classLoader(Path folder) {
		List<URL> urls = new ArrayList<>(List.of(jars("kotlin-stdlib")));
		urls.add(url(folder));
		return new URLClassLoader(urls.toArray(URL[]::new), KotlinCompiler.class.getClassLoader());
	}

}
