package dev.migrate.command.adopt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.adopt.DeclaredScript;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration.ObjectState;
import dev.migrate.autogenerate.Autogeneration.ObjectState.State;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.DeclaredObjectFiles;
import dev.migrate.command.project.Project;
import dev.migrate.runtime.DefaultSchemaDataSource;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.project.NewFile;
import org.jspecify.annotations.Nullable;

/**
 * Declares the views, functions and the like of scripts that ran whenever they were
 * changed: from then on, a change of the file becomes a revision. A file is written if a
 * database that the revisions have built has the same.
 */
final class ObjectDeclarations {

	private final Project project;

	private final AutogenerateSettings settings;

	private final @Nullable String location;

	private final Output output;

	ObjectDeclarations(Project project, AutogenerateSettings settings, @Nullable String location, Output output) {
		this.project = project;
		this.settings = settings;
		this.location = location;
		this.output = output;
	}

	/**
	 * Writes the files that are not there.
	 * @param scripts the scripts
	 * @param migrator what knows the names of the tables of the tool
	 * @param built a database that the revisions have built
	 */
	void write(List<DeclaredScript> scripts, Migrator migrator, DataSource built) {
		if (scripts.isEmpty() || this.settings.objects().locations().isEmpty()) {
			return;
		}
		Path folder = this.project.scripts().folder(this.settings.objects().locations().get(0));
		Set<String> former = DeclaredObjectFiles.of(this.project).all();
		List<SchemaScript> declared = new ArrayList<>(this.settings.objects().all());
		Set<String> names = new TreeSet<>(former);
		Map<Path, String> files = new LinkedHashMap<>();
		List<DeclaredScript> missing = scripts.stream()
			.filter((script) -> !Files.exists(folder.resolve(script.path())))
			.toList();
		// As a rule, all of them are the same at once.
		List<List<DeclaredScript>> attempts = new ArrayList<>(List.of(missing));
		missing.forEach((script) -> attempts.add(List.of(script)));
		for (List<DeclaredScript> attempt : attempts) {
			if (attempt.isEmpty() || files.size() == missing.size()) {
				break;
			}
			List<SchemaScript> candidates = new ArrayList<>(declared);
			attempt.forEach((script) -> candidates.add(script.toFile()));
			Set<String> objects = same(candidates, attempt, former, migrator, built);
			if (!objects.isEmpty()) {
				declared = candidates;
				attempt.forEach((script) -> files.put(folder.resolve(script.path()), script.text()));
				names.addAll(objects);
			}
		}
		if (!files.isEmpty()) {
			NewFile.writeAll(files);
			DeclaredObjectFiles.of(this.project).write(names, this.location);
			this.output
				.line("Declared views, functions and the like, whose changes 'migrate revision --autogenerate' finds:");
			files.keySet().forEach((file) -> this.output.line("  " + this.project.relativize(file)));
		}
	}

	/**
	 * Returns what scripts declare, if the database has all of it like that.
	 */
	private Set<String> same(List<SchemaScript> candidates, List<DeclaredScript> scripts, Set<String> former,
			Migrator migrator, DataSource built) {
		try {
			List<ObjectState> states = new Autogenerator(DefaultSchemaDataSource.of(built, migrator),
					migrator.inspection().naming(), migrator.inspection().ownTables(),
					this.settings.objects(ObjectFiles.of(candidates)).formerObjects(former).scratch(null),
					ComparisonOptions.forEntities().allowRefused(true))
				.compareObjects()
				.states()
				.stream()
				.filter((state) -> scripts.stream()
					.anyMatch((script) -> String.valueOf(state.location()).startsWith(script.path() + ", ")))
				.toList();
			return states.stream().allMatch((state) -> state.state() == State.SAME)
					? states.stream().map(ObjectState::name).collect(Collectors.toSet()) : Set.of();
		}
		catch (MigrateException ex) {
			if (scripts.size() == 1) {
				this.output.note("%s is not declared: %s".formatted(scripts.get(0).path(), ex.getProblem()));
			}
			return Set.of();
		}
	}

}
