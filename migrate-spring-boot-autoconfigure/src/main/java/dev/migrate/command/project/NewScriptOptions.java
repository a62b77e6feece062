package dev.migrate.command.project;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.script.ScriptFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of commands that write a script.
 */
public final class NewScriptOptions {

	@Option(names = { "-m", "--message" }, paramLabel = "TEXT", description = "What the revision does, in a few words.")
	private String message = "";

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "java, kotlin or sql; by default migrate.revision.format,"
					+ " or what the project is written in.")
	private @Nullable ScriptFormat format;

	@Option(names = "--splice", description = "Start a branch from a revision that is not a head.")
	private boolean splice;

	@Option(names = "--branch-label", paramLabel = "LABEL", description = "A branch label; may be repeated.")
	private List<String> branchLabels = new ArrayList<>();

	@Option(names = "--rev-id", paramLabel = "ID", description = "The id of the revision, by default a random one.")
	private @Nullable String id;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The location to write to, if migrate.locations has several, or a folder in one.")
	private @Nullable String location;

	public String message() {
		return this.message;
	}

	public @Nullable ScriptFormat format() {
		return this.format;
	}

	public boolean splice() {
		return this.splice;
	}

	public List<String> branchLabels() {
		return this.branchLabels;
	}

	public @Nullable String id() {
		return this.id;
	}

	public @Nullable String location() {
		return this.location;
	}

}
