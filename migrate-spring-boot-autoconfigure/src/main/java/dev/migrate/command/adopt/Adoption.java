package dev.migrate.command.adopt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.BuiltDatabases;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.DeclaredScript;
import dev.migrate.adopt.DowngradeProof;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.RevisionChain;
import dev.migrate.adopt.ScratchServer;
import dev.migrate.adopt.SquashedMigrations;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.NewScriptWriter;
import dev.migrate.command.project.Project;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.baseline.TemporaryDatabase;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.inspection.MigratorInspection;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.NewScript;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the history of another tool: writes a revision for each of its migrations
 * that no revision adopts yet, and proves that both histories build the same. Nothing of
 * the application's database is changed.
 */
public final class Adoption {

	private static final int LISTED = 20;

	private final Project project;

	private final Migrator migrator;

	private final Output output;

	private final @Nullable String location;

	private final List<DeclaredScript> declarations = new ArrayList<>();

	private AutogenerateSettings settings = AutogenerateSettings.of(List.of());

	/**
	 * Creates an adoption.
	 * @param location the location that the scripts are written to, or {@code null} if
	 * that need not be said
	 */
	public Adoption(Project project, Migrator migrator, @Nullable String location, Output output) {
		this.project = project;
		this.migrator = migrator;
		this.location = location;
		this.output = output;
	}

	/**
	 * Says what the application has set for comparing, and where objects are declared.
	 * @return this adoption
	 */
	public Adoption comparingWith(AutogenerateSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * Writes the revisions that are missing, all of them or none, and says what a person
	 * should know.
	 * @param squash whether migrations that follow each other become one revision
	 * @return the files
	 * @throws AdoptException if a migration cannot be converted, or revisions exist that
	 * adopt none
	 */
	public List<Path> write(HistoryConverter converter, boolean squash) {
		NewScriptWriter scripts = new NewScriptWriter(this.project);
		Set<Object> adopted = scripts.scripts()
			.stream()
			.flatMap((script) -> script.adopts().stream())
			.map(AdoptedMigration::identity)
			.collect(Collectors.toSet());
		requireSchema(converter);
		AdoptionReport report = new AdoptionReport();
		List<ConvertedMigration> converted = converter.convert(report);
		report.requireNoMistakes();
		converted.stream()
			.map(ConvertedMigration::declaration)
			.filter(Objects::nonNull)
			.forEach(this.declarations::add);
		List<String> known = scripts.revisions().revisions().stream().map(RevisionNode::id).toList();
		List<ConvertedMigration> missing = missing(converted, adopted, known);
		boolean keepsIds = converted.stream().anyMatch((migration) -> known.contains(migration.script().id()));
		if (!known.isEmpty() && adopted.isEmpty() && !keepsIds) {
			throw AdoptException.otherRevisions(converter.title(), known);
		}
		List<Path> files = List.of();
		if (missing.isEmpty()) {
			this.output.line("Every migration of %s is a revision already.".formatted(converter.title()));
		}
		else {
			files = write(squash ? SquashedMigrations.of(missing, this.migrator.dataSource()) : missing, scripts);
		}
		print(report);
		return files;
	}

	/**
	 * Names without a schema must mean the same as before.
	 */
	private void requireSchema(HistoryConverter converter) {
		String schema = converter.defaultSchema();
		MigratorInspection inspection = this.migrator.inspection();
		String own = (inspection.schema() != null) ? inspection.schema() : inspection.currentSchema();
		if (schema != null && !schema.equals(own)) {
			throw AdoptException.otherSchema(converter.title(), schema, own);
		}
	}

	private static List<ConvertedMigration> missing(List<ConvertedMigration> converted, Set<Object> adopted,
			List<String> known) {
		List<ConvertedMigration> missing = new ArrayList<>();
		for (ConvertedMigration migration : converted) {
			List<AdoptedMigration> adopts = migration.script().adopts();
			List<AdoptedMigration> open = adopts.stream().filter((each) -> !adopted.contains(each.identity())).toList();
			if (!open.isEmpty() && open.size() < adopts.size()) {
				throw AdoptException.partlyAdopted(migration.source(),
						open.stream().map(AdoptedMigration::name).toList());
			}
			boolean wanted = adopts.isEmpty() ? adopted.isEmpty() : !open.isEmpty();
			if (wanted && !known.contains(migration.script().id())) {
				missing.add(migration);
			}
		}
		return missing;
	}

	private List<Path> write(List<ConvertedMigration> missing, NewScriptWriter scripts) {
		NewRevision first = scripts.revisions().newRevision(NewRevisionRequest.following());
		List<NewScript> chain = RevisionChain.of(missing, first);
		Map<String, ScriptFormat> formats = new HashMap<>();
		for (int i = 0; i < chain.size(); i++) {
			formats.put(chain.get(i).id(), missing.get(i).format());
		}
		List<Path> files = scripts.write(chain, (script) -> formats.getOrDefault(script.id(), ScriptFormat.SQL),
				this.location, this.output);
		this.output.line("Wrote %s:".formatted(Counts.of(files.size(), "revision")));
		for (int i = 0; i < files.size(); i++) {
			if (files.size() <= LISTED || i < LISTED / 2 || i >= files.size() - LISTED / 2) {
				this.output.line("  %s (%s)".formatted(this.project.relativize(files.get(i)), missing.get(i).source()));
			}
			else if (i == LISTED / 2) {
				this.output.line("  … %d more".formatted(files.size() - LISTED / 2 * 2));
			}
		}
		return files;
	}

	private void print(AdoptionReport report) {
		print("Changed, to do the same as a revision:", report.changes());
		print("Not converted:", report.leftOut());
		print("To do:", report.steps());
	}

	private void print(String title, List<String> lines) {
		if (!lines.isEmpty()) {
			this.output.line(title);
			lines.forEach((line) -> this.output.line("  " + line));
		}
	}

	/**
	 * Builds both histories in scratch databases and compares these.
	 * @param files the revisions that were just written, which the application was built
	 * without
	 * @param server where the databases are created
	 * @throws AdoptException if the histories do not build the same
	 */
	public void prove(HistoryConverter converter, List<Path> files, ScratchServer server) {
		List<Path> classes = files.stream().filter((file) -> !file.toString().endsWith(".sql")).toList();
		if (!classes.isEmpty()) {
			throw AdoptException.notCompiled(classes.stream().map(this.project::relativize).toList());
		}
		HistoryConverter.Builder builder = converter.builder();
		if (builder == null && !converter.pending().isEmpty()) {
			throw AdoptException.pending(converter.title(), converter.pending());
		}
		if (server.isOfApplication() && !converter.changesOfServer().isEmpty()) {
			throw AdoptException.changesServer(converter.changesOfServer());
		}
		this.output.line((builder != null) ? "Building both histories in scratch databases to compare them."
				: "Building the revisions in a scratch database to compare it with the connected one, because %s cannot build one here."
					.formatted(converter.title()));
		Set<String> schemas = new LinkedHashSet<>(this.migrator.inspection().schemas());
		schemas.addAll(converter.schemas());
		try (TemporaryDatabase revised = server.create(schemas); NewScriptFiles sources = NewScriptFiles.of(files)) {
			build(sources, converter, revised.dataSource());
			if (builder == null) {
				compare(converter, server, schemas, this.migrator.dataSource(), revised.dataSource(), false);
			}
			else {
				try (TemporaryDatabase old = server.create(schemas)) {
					builder.build(old.dataSource());
					compare(converter, server, schemas, old.dataSource(), revised.dataSource(), true);
				}
			}
			proveDowngrades(converter, server, schemas, sources);
			new ObjectDeclarations(this.project, this.settings, this.location, this.output).write(this.declarations,
					this.migrator, revised.dataSource());
		}
	}

	private Migrator migrator(NewScriptFiles sources, HistoryConverter converter, DataSource database) {
		return this.migrator.rereading(sources.classLoader(this.migrator.inspection().classLoader()),
				converter.placeholders(database));
	}

	/**
	 * Says which downgrades do not lead back. They were the rollbacks and undo scripts of
	 * the old tool, and nobody may ever have run them.
	 */
	private void proveDowngrades(HistoryConverter converter, ScratchServer server, Set<String> schemas,
			NewScriptFiles sources) {
		List<RevisionScript> reversible = DowngradeProof
			.reversible(migrator(sources, converter, this.migrator.dataSource()), server);
		if (reversible.isEmpty()) {
			return;
		}
		Map<RevisionScript, List<String>> problems = new DowngradeProof(server, schemas, converter.tables(),
				(database) -> migrator(sources, converter, database).on(database))
			.prove(reversible);
		int count = reversible.size();
		this.output.line(!problems.isEmpty()
				? "Downgrades that do not lead back, %d of %d. Correct the scripts, or write '-- migrate:downgrade none':"
					.formatted(problems.size(), count)
				: (count == 1) ? "The downgrade leads back." : "All %d downgrades lead back.".formatted(count));
		problems.forEach((script, lines) -> {
			String adopted = script.adopts().stream().map(AdoptedMigration::name).collect(Collectors.joining(", "));
			this.output.line("  " + script.location() + (adopted.isEmpty() ? "" : " (%s)".formatted(adopted)));
			lines.forEach((line) -> this.output.line("    " + line.replace("\n", "\n    ")));
		});
	}

	private void build(NewScriptFiles sources, HistoryConverter converter, DataSource database) {
		try {
			migrator(sources, converter, database).on(database).upgrade("heads");
		}
		catch (DatabaseUnavailableException ex) {
			throw AdoptException.unreachable(ex.getProblem(), ex);
		}
		catch (MigrateException ex) {
			throw AdoptException.notBuilt(ex.getProblem(), ex);
		}
	}

	private void compare(HistoryConverter converter, ScratchServer server, Set<String> schemas, DataSource old,
			DataSource revised, boolean rows) {
		Set<ObjectName> excluded = new HashSet<>(this.migrator.on(revised).inspection().ownLocations());
		excluded.addAll(converter.tables());
		BuiltDatabases.Result result = new BuiltDatabases(server.dialect(), excluded, schemas,
				converter.keepsColumnOrder())
			.compare(old, revised, rows);
		result.notes().forEach(this.output::note);
		if (!result.differences().isEmpty()) {
			throw AdoptException.differentHistory(converter.title(), result.differences());
		}
		this.output.line("Both histories build the same.");
	}

}
