package dev.migrate.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration.ObjectState;
import dev.migrate.autogenerate.Autogeneration.ObjectState.State;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.object.DeclaredObjects;
import dev.migrate.autogenerate.object.WrittenObjects;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.TextStyle;
import dev.migrate.command.project.DeclaredObjectFiles;
import dev.migrate.runtime.DefaultSchemaDataSource;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.project.NewFile;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Lists declared views, functions and the like, or declares those that the database has.
 */
@Command(name = "objects",
		description = { "List the views, functions, triggers and the like that files declare or the database has,",
				"and how they differ. With --write, declare those of the database that no file declares." },
		footer = { "", "Examples:", "  migrate objects", "  migrate objects --write" })
final class ObjectsCommand extends AbstractCommand {

	@Option(names = "--write",
			description = "Write a file for each object that only the database has, below migrate.objects.locations.")
	private boolean write;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = { "With --write: the location of revisions beside which the list of declared objects "
					+ "is, if there are several." })
	private @Nullable String location;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	Scope scope() {
		return this.write ? Scope.ONE : Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		AutogenerateSettings settings = context.autogenerateSettings()
			.formerObjects(DeclaredObjectFiles.of(context.project()).all());
		DeclaredObjects.Result result = compare(migrator, settings);
		if (this.write) {
			write(result, settings, context, output);
			return DONE;
		}
		List<ObjectState> objects = result.states()
			.stream()
			.sorted(Comparator.comparing(ObjectState::state).thenComparing(ObjectState::name))
			.toList();
		if (this.json) {
			output.json(Map.of("objects", objects.stream().map(ObjectsCommand::toJson).toList()));
		}
		else {
			print(objects, output);
		}
		return DONE;
	}

	private static DeclaredObjects.Result compare(Migrator migrator, AutogenerateSettings settings) {
		return new Autogenerator(DefaultSchemaDataSource.of(migrator), migrator.inspection().naming(),
				migrator.inspection().ownTables(), settings, ComparisonOptions.forEntities().allowRefused(true))
			.compareObjects();
	}

	private static Map<String, Object> toJson(ObjectState object) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", object.name());
		json.put("state", object.state().id());
		if (object.location() != null) {
			json.put("location", object.location());
		}
		return json;
	}

	private static void print(List<ObjectState> objects, Output output) {
		int state = objects.stream().mapToInt((object) -> object.state().toString().length()).max().orElse(0);
		int name = objects.stream().mapToInt((object) -> object.name().length()).max().orElse(0);
		for (ObjectState object : objects) {
			String padded = object.state() + " ".repeat(state - object.state().toString().length());
			output.line("%s  %s".formatted(
					(object.state() == State.SAME || object.state() == State.UNDECLARED) ? padded
							: output.styled(TextStyle.WARNING, padded),
					(object.location() != null)
							? object.name() + " ".repeat(name - object.name().length()) + "  " + object.location()
							: object.name()));
		}
		long differences = objects.stream()
			.filter((object) -> object.state() != State.SAME && object.state() != State.UNDECLARED)
			.count();
		if (objects.isEmpty()) {
			output.note("No file declares an object, and the database has none.");
		}
		else if (differences > 0) {
			output.note("%s. Run 'migrate revision --autogenerate' to write a revision."
				.formatted(Counts.of(differences, "difference")));
		}
	}

	/**
	 * Writes the files once the database has made the same of them.
	 */
	private void write(DeclaredObjects.Result result, AutogenerateSettings settings, CommandContext context,
			Output output) {
		Set<String> left = result.outOfReach();
		left.forEach(
				(name) -> output.note("The %s is left out, because only a superuser can try it out.".formatted(name)));
		if (result.declarable().isEmpty()) {
			output.note("The database has no object that no file declares. No file was written.");
			return;
		}
		if (settings.objects().locations().isEmpty()) {
			throw CommandException.noObjectLocation();
		}
		Map<String, String> files = WrittenObjects.of(result.declarable(), result::name);
		List<SchemaScript> all = new ArrayList<>(settings.objects().all());
		files.forEach((path, text) -> all.add(new SchemaScript(path, text)));
		List<String> differing = compare(context.migrator(), settings.objects(ObjectFiles.of(all))).states()
			.stream()
			.filter((object) -> object.state() == State.DIFFERENT && files.containsKey(file(object)))
			.map(ObjectState::name)
			.toList();
		if (!differing.isEmpty()) {
			throw CommandException.objectsDiffer(differing);
		}
		Path folder = context.project().scripts().folder(settings.objects().locations().get(0));
		Map<Path, String> paths = new LinkedHashMap<>();
		files.forEach((path, text) -> paths.put(folder.resolve(path), text));
		NewFile.writeAll(paths);
		Set<String> declared = result.states()
			.stream()
			.filter((object) -> object.state() != State.REMOVED && object.state() != State.MISSING)
			.map(ObjectState::name)
			.filter((name) -> !left.contains(name))
			.collect(Collectors.toSet());
		declared.addAll(settings.formerObjects());
		DeclaredObjectFiles.of(context.project()).write(declared, this.location);
		paths.keySet().forEach((path) -> output.line(context.project().relativize(path).toString()));
		int number = result.declarable().size();
		output.note((number == 1) ? "One object of the database is declared as it is."
				: "%d objects of the database are declared as they are.".formatted(number));
	}

	private static String file(ObjectState object) {
		return String.valueOf(object.location()).replaceFirst(", line \\d+$", "");
	}

}
