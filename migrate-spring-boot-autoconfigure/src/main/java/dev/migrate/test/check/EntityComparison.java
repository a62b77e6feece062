package dev.migrate.test.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.project.AcceptedDifferenceFiles;
import dev.migrate.command.project.Project;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.inspection.MigratorInspection;
import dev.migrate.script.ScriptSettings;
import org.opentest4j.TestAbortedException;

/**
 * Compares a database with what the application wants, as {@code migrate check} does.
 */
public final class EntityComparison {

	private final MigratorInspection inspection;

	private final AutogenerateSettings wanted;

	public EntityComparison(Migrator migrator, AutogenerateSettings wanted) {
		this.inspection = migrator.inspection();
		this.wanted = wanted;
	}

	/**
	 * Returns what differs, besides the accepted differences.
	 * @return a line for each difference, and for what keeps a revision from removing one
	 * @throws TestAbortedException if the application wants nothing
	 */
	public List<String> differences(DataSource dataSource) {
		if (!this.wanted.hasTargets()) {
			throw new TestAbortedException(
					"There are no JPA entities, no schema script and no TargetSchema to compare the database with.");
		}
		Autogeneration comparison = new Autogenerator(dataSource, this.inspection.naming(), this.inspection.ownTables(),
				this.wanted, new ComparisonOptions(false, false, false))
			.accepting(AcceptedDifferenceFiles.of(project()).all())
			.compare();
		List<String> lines = new ArrayList<>(
				comparison.differences().stream().map(comparison.acceptance()::describe).toList());
		if (!lines.isEmpty()) {
			lines.addAll(comparison.refused());
			lines.addAll(comparison.blocked());
		}
		return lines;
	}

	private Project project() {
		return new Project(Path.of("").toAbsolutePath(), this.inspection.classLoader(),
				new ProjectSettings(this.inspection.locations(), Map.of(), RevisionIdentifier.HEADS, null,
						ScriptSettings.defaults(), List.of()));
	}

}
