package dev.migrate.autoconfigure.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Path;

import dev.migrate.command.output.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The process of this virtual machine.
 */
final class JvmProcess implements CommandProcess {

	private final @Nullable Console console = System.console();

	@Override
	public Terminal takeTerminal() {
		PrintStream out = System.out;
		System.setOut(System.err);
		boolean interactive = isTerminal(this.console);
		Charset charset = (this.console != null) ? this.console.charset() : Charset.defaultCharset();
		return new Terminal(out, System.err, new BufferedReader(new InputStreamReader(System.in, charset)), interactive,
				interactive && wantsColor());
	}

	// From Java 22 on there always is a console, which has to be asked whether it is one.
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

	private static boolean wantsColor() {
		String noColor = System.getenv("NO_COLOR");
		return (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
	}

	@Override
	public Path workingDirectory() {
		return Path.of("").toAbsolutePath();
	}

	@Override
	public void exit(int exitCode) {
		System.exit(exitCode);
	}

}
