package dev.migrate.test.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.project.AcceptedDifferenceFiles;
import dev.migrate.command.project.DeclaredObjectFiles;
import dev.migrate.command.project.Project;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.runtime.DefaultSchemaDataSource;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.inspection.MigratorInspection;
import dev.migrate.script.ScriptSettings;
import dev.migrate.test.database.TestDatabase;
import org.opentest4j.TestAbortedException;

/**
 * Compares a database with what the application wants, as {@code migrate check} does.
 */
public final class EntityComparison {

	private final Migrator migrator;

	private final MigratorInspection inspection;

	private final AutogenerateSettings wanted;

	public EntityComparison(Migrator migrator, AutogenerateSettings wanted) {
		this.migrator = migrator;
		this.inspection = migrator.inspection();
		this.wanted = wanted;
	}

	/**
	 * Returns what differs, besides the accepted differences.
	 * @return a line for each difference, and for what keeps a revision from removing one
	 * @throws TestAbortedException if the application wants nothing
	 */
	public List<String> differences(TestDatabase database) {
		if (!this.wanted.hasTargets()) {
			throw new TestAbortedException(
					"There are no JPA entities, no schema script and no TargetSchema to compare the database with.");
		}
		AutogenerateSettings compared = database.isSchema()
				? this.wanted.targets(this.wanted.targets().stream().<TargetSchema>map(InOneSchema::new).toList())
				: this.wanted;
		if (database.isSchema()) {
			requireOneSchema(this.wanted.data());
		}
		Autogeneration comparison = new Autogenerator(
				database.isSchema() ? database.dataSource()
						: DefaultSchemaDataSource.of(database.dataSource(), this.migrator),
				this.inspection.naming(), this.inspection.ownTables(),
				compared.formerObjects(DeclaredObjectFiles.of(project()).all()),
				new ComparisonOptions(false, false, false))
			.accepting(AcceptedDifferenceFiles.of(project()).all())
			.compare();
		List<String> lines = new ArrayList<>(comparison.described());
		if (!lines.isEmpty()) {
			lines.addAll(comparison.refused());
			lines.addAll(comparison.blocked());
		}
		return lines;
	}

	private static void requireOneSchema(DataFiles files) {
		files.all().stream().filter((file) -> file.table().contains(".")).findFirst().ifPresent((file) -> {
			throw new TestAbortedException(
					"Not compared, because %s names a schema, and the test has one schema of its own: its role may not create databases."
						.formatted(file.location()));
		});
	}

	/**
	 * What another schema is to have would be compared with that of the application.
	 *
	 * @param target where the wanted schema comes from
	 */
	private record InOneSchema(TargetSchema target) implements TargetSchema {

		@Override
		public WantedSchema read(TargetDatabase database) {
			WantedSchema wanted = this.target.read(database);
			wanted.names()
				.filter((name) -> !database.defaultSchema().equals(name.schema()))
				.findFirst()
				.ifPresent((other) -> {
					throw new TestAbortedException(
							"Not compared, because %s is wanted, and the test has one schema of its own: its role may not create databases."
								.formatted(other));
				});
			return wanted;
		}

		@Override
		public String name() {
			return this.target.name();
		}

	}

	private Project project() {
		return new Project(Path.of("").toAbsolutePath(), this.inspection.classLoader(),
				new ProjectSettings(this.inspection.locations(), Map.of(), RevisionIdentifier.HEADS, null,
						ScriptSettings.defaults(), List.of()));
	}

}
