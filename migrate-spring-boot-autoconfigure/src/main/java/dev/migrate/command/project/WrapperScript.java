package dev.migrate.command.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import dev.migrate.script.index.BuildFolders;
import org.jspecify.annotations.Nullable;

/**
 * The scripts {@code migrate} and {@code migrate.cmd}, which shorten the way to the
 * commands. Between two of their lines stand settings that a person may change; the rest
 * has a checksum, which tells whether a person has changed that, too.
 */
public final class WrapperScript {

	private static final List<String> MAVEN = List.of("mvnw", "pom.xml");

	private static final List<String> GRADLE = List.of("gradlew", "build.gradle", "build.gradle.kts");

	/** What an earlier version of Migrate wrote. */
	private static final Pattern FORMER = Pattern
		.compile("#!/bin/sh\n(?:arguments=migrate\n.*exec \\S+ -q (?:spring-boot:run|bootRun) \"-[^\n]*\n"
				+ "|exec java -XX:TieredStopAtLevel=1 -jar [^\n]* migrate \"\\$@\"\n)", Pattern.DOTALL);

	private static final Pattern CHECKSUM = Pattern.compile("\\[([0-9a-f]{8})]");

	private static final Pattern SETTINGS = Pattern.compile("(?<=Settings\n)(.*?)(?=^\\S+ End of settings$)",
			Pattern.DOTALL | Pattern.MULTILINE);

	private static final String RECORD = "migrate launch";

	private static final String HEADER = """
			#!/bin/sh
			# Runs the commands of Migrate: ./migrate --help
			# 'migrate init' writes this file again and keeps the settings, unless you have changed the rest. [CHECKSUM]

			# Settings
			SETTINGS# End of settings

			script=$0
			while [ -h "$script" ]; do
			  link=$(readlink "$script")
			  case $link in /*) script=$link ;; *) script=$(dirname "$script")/$link ;; esac
			done
			CDPATH= cd "$(dirname "$script")" || exit
			""";

	// The program java is told by the build tool, which may use another than the shell.
	private static final String BUILD = HEADER
			+ """
					launch=$PWD/TARGET/migrate
					if [ ! -f "$launch/options" ]; then
					  mkdir -p "$launch" && : > "$launch/compiled" || exit
					  [ ! -t 2 ] || echo "Asking the build tool how to run the application ..." >&2
					  MIGRATE_LAUNCH_FOLDER=$launch MIGRATE_LAUNCH_JAVA_HOME=$JAVA_HOME MIGRATE_LAUNCH_ARCHIVE=$archive \\
					    sh -c "$run" > "$launch/build.log" 2>&1 < /dev/null
					  if [ ! -f "$launch/options" ]; then
					    cat "$launch/build.log" >&2
					    echo "Error: The build tool could not compile or run the application." >&2
					    echo "Fix what it reports above. The command was: $run" >&2
					    exit 1
					  fi
					fi
					read -r java < "$launch/java"
					exec "$java" "@$launch/options" $java_options $MIGRATE_OPTS "-Ddev.migrate.launch.script=$PWD/${script##*/}" \\
					  "-Ddev.migrate.launch.compile=$compile" "-Ddev.migrate.launch.archive=$archive" \\
					  dev.migrate.command.launch.Launcher migrate "$@"
					""";

	private static final String BUILD_SETTINGS = """
			# What compiles the application when sources have changed, and what runs it once to learn its class path:
			compile='COMPILE'
			run='RUN'
			# Options of the virtual machine; the environment variable MIGRATE_OPTS adds to them:
			java_options=''
			# yes or no: start faster with an archive of the classes, which is made in the background:
			archive=yes
			""";

	private static final String JAR = HEADER + """
			exec java -XX:TieredStopAtLevel=1 $java_options $MIGRATE_OPTS -jar "$jar" migrate "$@"
			""";

	private static final String JAR_SETTINGS = """
			jar='%s'
			# Options of the virtual machine; the environment variable MIGRATE_OPTS adds to them:
			java_options=''
			""";

	private static final String CMD_HEADER = """
			@echo off
			rem Runs the commands of Migrate: migrate --help
			rem 'migrate init' writes this file again and keeps the settings, unless you have changed the rest. [CHECKSUM]
			setlocal

			rem Settings
			SETTINGSrem End of settings

			cd /d "%~dp0" || exit /b 1
			""";

	private static final String CMD_BUILD = CMD_HEADER + """
			set "launch=%CD%\\TARGET\\migrate"
			if exist "%launch%\\options" goto launch
			if not exist "%launch%" mkdir "%launch%"
			type nul > "%launch%\\compiled"
			set "MIGRATE_LAUNCH_FOLDER=%launch%"
			set "MIGRATE_LAUNCH_JAVA_HOME=%JAVA_HOME%"
			set "MIGRATE_LAUNCH_ARCHIVE=%archive%"
			( call %run% ) > "%launch%\\build.log" 2>&1 < nul
			if exist "%launch%\\options" goto launch
			type "%launch%\\build.log" 1>&2
			echo Error: The build tool could not compile or run the application. 1>&2
			echo Fix what it reports above. 1>&2
			exit /b 1
			:launch
			set /p java=<"%launch%\\java"
			"%java%" "@%launch%\\options" %java_options% %MIGRATE_OPTS% "-Ddev.migrate.launch.script=%~f0" ^
			  "-Ddev.migrate.launch.compile=%compile%" "-Ddev.migrate.launch.archive=%archive%" ^
			  dev.migrate.command.launch.Launcher migrate %*
			exit /b %errorlevel%
			""";

	private static final String CMD_BUILD_SETTINGS = """
			rem What compiles the application when sources have changed, and what runs it once to learn its class path:
			set "compile=COMPILE"
			set "run=RUN"
			rem Options of the virtual machine; the environment variable MIGRATE_OPTS adds to them:
			set java_options=
			rem yes or no: start faster with an archive of the classes, which is made in the background:
			set archive=yes
			""";

	private static final String CMD_JAR = CMD_HEADER + """
			java -XX:TieredStopAtLevel=1 %java_options% %MIGRATE_OPTS% -jar "%jar%" migrate %*
			exit /b %errorlevel%
			""";

	private static final String CMD_JAR_SETTINGS = """
			set "jar=%s"
			rem Options of the virtual machine; the environment variable MIGRATE_OPTS adds to them:
			set java_options=
			""";

	private final String template;

	private final String settings;

	private WrapperScript(String template, String settings) {
		this.template = template;
		this.settings = settings;
	}

	/**
	 * Returns the script of a shell for an application.
	 * @param jar the jar of the application, or {@code null} to run it from its class
	 * path
	 * @param folder where the script is going to be
	 * @return the script, or {@code null} if there is no build tool
	 */
	public static @Nullable WrapperScript forShell(@Nullable Path jar, Path folder) {
		if (jar != null) {
			return new WrapperScript(JAR, JAR_SETTINGS.formatted(jar.toString().replace("'", "'\\''")));
		}
		BuildCommands build = BuildCommands.of(folder, false);
		return (build != null) ? new WrapperScript(BUILD.replace("TARGET", build.target()),
				BUILD_SETTINGS.replace("COMPILE", build.compile()).replace("RUN", build.run())) : null;
	}

	/**
	 * Returns the same for the command line of Windows.
	 */
	public static @Nullable WrapperScript forWindows(@Nullable Path jar, Path folder) {
		if (jar != null) {
			return new WrapperScript(CMD_JAR, CMD_JAR_SETTINGS.formatted(jar));
		}
		BuildCommands build = BuildCommands.of(folder, true);
		return (build != null) ? new WrapperScript(CMD_BUILD.replace("TARGET", build.target()),
				CMD_BUILD_SETTINGS.replace("COMPILE", build.compile()).replace("RUN", build.run())) : null;
	}

	/**
	 * Returns the text of the script.
	 */
	public String text() {
		String text = this.template.replace("SETTINGS", this.settings);
		text = text.replace("CHECKSUM", checksum(text.replace("CHECKSUM", "")));
		return this.template.startsWith("@echo") ? text.replace("\n", "\r\n") : text;
	}

	/**
	 * Returns the script in the place of one that exists.
	 * @param existing the text of the one that exists
	 * @return the script with the settings of the existing one, or {@code null} if that
	 * is something else, or a person has changed more than its settings
	 */
	public @Nullable WrapperScript inPlaceOf(String existing) {
		String text = existing.replace("\r\n", "\n");
		if (FORMER.matcher(text).matches()) {
			return this;
		}
		Matcher checksum = CHECKSUM.matcher(text);
		Matcher kept = SETTINGS.matcher(text);
		if (!checksum.find() || !checksum.group(1).equals(checksum(text.replace(checksum.group(1), "")))
				|| !kept.find()) {
			return null;
		}
		return new WrapperScript(this.template, kept.group(1));
	}

	/**
	 * Returns whether the text is that of a script that runs a jar.
	 */
	public static boolean runsJar(String text) {
		return text.contains(" -jar ");
	}

	/**
	 * Returns whether the text is that of a script that a person has changed.
	 */
	public static boolean isEdited(String text) {
		return CHECKSUM.matcher(text).find() && text.contains("'migrate init'");
	}

	private static String checksum(String text) {
		CRC32 checksum = new CRC32();
		checksum.update(SETTINGS.matcher(text).replaceFirst("").getBytes(StandardCharsets.UTF_8));
		return "%08x".formatted(checksum.getValue());
	}

	/**
	 * The command lines of a build tool.
	 *
	 * @param target the folder that it builds into
	 * @param compile what compiles the classes
	 * @param run what runs the application once
	 */
	private record BuildCommands(String target, String compile, String run) {

		static @Nullable BuildCommands of(Path folder, boolean windows) {
			if (hasOneOf(folder, MAVEN)) {
				return maven(folder, tool(folder, "mvnw", "mvn", windows ? ".cmd" : "", windows));
			}
			if (hasOneOf(folder, GRADLE)) {
				String gradle = tool(folder, "gradlew", "gradle", windows ? ".bat" : "", windows) + " -q ";
				return new BuildCommands("build", gradle + "classes", gradle + "bootRun \"--args=" + RECORD + "\"");
			}
			return null;
		}

		/**
		 * A module of a larger build is built with those that it needs. Only the
		 * application can be run, which Maven finds out by trying.
		 */
		private static BuildCommands maven(Path folder, String maven) {
			String arguments = " -Dmaven.test.skip=true \"-Dspring-boot.run.arguments=" + RECORD + "\"";
			String run = maven + " -q spring-boot:run" + arguments;
			Path outermost = BuildFolders.outermost(folder);
			if (outermost.equals(folder) || !isModule(folder, outermost)) {
				return new BuildCommands("target", maven + " -q process-classes", run);
			}
			String root = String.valueOf(folder.relativize(outermost)).replace('\\', '/');
			String module = String.valueOf(outermost.relativize(folder)).replace('\\', '/');
			String reactor = maven + " -q -f " + root + " -pl " + module + " -am";
			String compile = reactor + " process-classes";
			return new BuildCommands("target", compile, compile + " && " + reactor
					+ " -fn process-classes org.springframework.boot:spring-boot-maven-plugin:run" + arguments);
		}

		private static boolean isModule(Path folder, Path outermost) {
			for (Path module = folder; !module.equals(outermost); module = Objects.requireNonNull(module.getParent())) {
				Path parent = module.resolveSibling("pom.xml");
				try {
					if (!Files.isRegularFile(parent) || !Files.readString(parent)
						.matches("(?s).*>\\s*" + Pattern.quote(String.valueOf(module.getFileName())) + "/?\\s*</.*")) {
						return false;
					}
				}
				catch (IOException ex) {
					return false;
				}
			}
			return true;
		}

		private static String tool(Path folder, String wrapper, String installed, String ending, boolean windows) {
			String tool = BuildFolders.tool(folder, wrapper, installed);
			if (tool.equals(installed)) {
				return windows ? "call " + installed : installed;
			}
			return windows ? "call " + tool.replace("./", ".\\").replace("/", "\\") + ending : tool;
		}

		private static boolean hasOneOf(Path folder, List<String> files) {
			return files.stream().map(folder::resolve).anyMatch(Files::exists);
		}

	}

}
