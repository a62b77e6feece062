package dev.migrate.command.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.script.index.BuildFolders;
import org.jspecify.annotations.Nullable;

/**
 * The shell script that shortens the way to the commands.
 */
public final class WrapperScript {

	private static final List<String> MAVEN = List.of("mvnw", "pom.xml");

	private static final List<String> GRADLE = List.of("gradlew", "build.gradle", "build.gradle.kts");

	private static final String SHEBANG = "#!/bin/sh\n";

	// Both build tools take the arguments as one text, apart by blanks outside of quotes.
	private static final String ARGUMENTS = """
			arguments=migrate
			for argument do
			  case $argument in
			    *\\"*) arguments="$arguments '$argument'" ;;
			    *) arguments="$arguments \\"$argument\\"" ;;
			  esac
			done
			cd "$(dirname "$0")" || exit
			""";

	private WrapperScript() {
	}

	/**
	 * Returns the script for an application.
	 * @param jar the jar of the application, or {@code null} to run it by its build tool
	 * @param folder where the script is going to be
	 * @return the script, or {@code null} if there is no build tool
	 */
	public static @Nullable String of(@Nullable Path jar, Path folder) {
		if (jar != null) {
			return SHEBANG + "exec java -XX:TieredStopAtLevel=1 -jar '%s' migrate \"$@\"\n"
				.formatted(jar.toString().replace("'", "'\\''"));
		}
		if (hasOneOf(folder, MAVEN)) {
			return SHEBANG + ARGUMENTS + "exec %s -q spring-boot:run \"-Dspring-boot.run.arguments=$arguments\"\n"
				.formatted(BuildFolders.tool(folder, "mvnw", "mvn"));
		}
		if (hasOneOf(folder, GRADLE)) {
			return SHEBANG + ARGUMENTS + "exec %s -q bootRun \"--args=$arguments\"\n"
				.formatted(BuildFolders.tool(folder, "gradlew", "gradle"));
		}
		return null;
	}

	private static boolean hasOneOf(Path folder, List<String> files) {
		return files.stream().map(folder::resolve).anyMatch(Files::exists);
	}

}
