package dev.migrate.command.launch;

/**
 * Runs command lines that a person has written.
 */
final class Shell {

	static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

	private Shell() {
	}

	/**
	 * Returns a process for a command line. What it prints goes to the standard error
	 * output.
	 */
	static ProcessBuilder process(String command) {
		String line = "(" + command + ") 1>&2";
		return (WINDOWS ? new ProcessBuilder("cmd", "/c", line) : new ProcessBuilder("sh", "-c", line)).inheritIO();
	}

}
