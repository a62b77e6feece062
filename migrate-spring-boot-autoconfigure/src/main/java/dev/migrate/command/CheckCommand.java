package dev.migrate.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.autogenerate.Acceptance;
import dev.migrate.autogenerate.AcceptedDifference;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.tenant.TenantReport;
import dev.migrate.command.tenant.TenantSelection;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantDrift;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantState;
import dev.migrate.runtime.tenant.TenantStatus;
import dev.migrate.runtime.tenant.TenantsStatus;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fails when the entities of the application and the database differ.
 */
@Command(name = "check",
		description = { "Compare the entities of the application with the database, and fail if they differ.",
				"The database must be at head and is not changed. Accepted differences are ignored.",
				"Of several tenants, one is compared with the entities, and the others with that one." },
		footer = { "", "Example:", "  migrate check --json" })
final class CheckCommand extends AbstractCommand {

	@Option(names = "--drop-tables", description = "Count tables that no entity is mapped to as differences.")
	private boolean dropTables;

	@Option(names = "--drop-indexes", description = "Count indexes that no entity declares as differences.")
	private boolean dropIndexes;

	@Option(names = "--drop-columns",
			description = "Count columns as differences that only the database has and no entity could have stated.")
	private boolean dropColumns;

	@Option(names = "--allow-refused",
			description = "Compare the rest if the database refuses a part of the entities' schema.")
	private boolean allowRefused;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	Scope scope() {
		return Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		TenantMigrator tenants = context.database().tenants();
		return (tenants != null) ? check(tenants, context, output) : check(context, output, null);
	}

	/**
	 * Compares one of the tenants with the entities, and the others with that one.
	 */
	private int check(TenantMigrator tenants, CommandContext context, Output output) {
		TenantsStatus status = tenants.status();
		List<String> atTarget = status.tenants()
			.stream()
			.filter((tenant) -> tenant.state() == TenantState.AT_TARGET)
			.map(TenantStatus::tenant)
			.toList();
		if (atTarget.isEmpty() || !status.others().isEmpty()) {
			output.warn(status.summary());
		}
		if (atTarget.isEmpty()) {
			return status.tenants().isEmpty() ? DONE : FAILED;
		}
		TenantDrift drift = tenants.drift(atTarget.get(0), atTarget);
		boolean alike = this.json ? drift.groups().isEmpty() : new TenantReport(output, false).print(drift);
		int result = check(context.of(TenantSelection.one(context.database(), drift.reference())), output, drift);
		return (alike && status.others().isEmpty()) ? result : FAILED;
	}

	private int check(CommandContext context, Output output, @Nullable TenantDrift drift) {
		Migrator migrator = context.migrator();
		DatabaseComparison.checkModified(migrator, DatabaseComparison.requireHead(migrator), output);
		AutogenerateSettings settings = context.autogenerateSettings();
		if ((output.isAboutOneOfSeveral() || drift != null) && !DatabaseComparison.hasTargets(context, settings)) {
			output.note("Nothing is compared: the application has no entities and no declared objects for it.");
			if (this.json) {
				output.json(with(drift, toJson(List.of(), List.of(), List.of(), List.of(), 0, List.of())));
			}
			return DONE;
		}
		Autogeneration comparison = DatabaseComparison
			.of(context, settings, migrator,
					new ComparisonOptions(false, this.dropTables, this.dropIndexes).dropColumns(this.dropColumns)
						.allowRefused(this.allowRefused))
			.compare();
		List<Difference> differences = comparison.differences();
		if (drift != null && !this.json) {
			output.note("Tenant %s and the entities:".formatted(drift.reference()));
		}
		if (this.json) {
			output.json(with(drift, toJson(comparison)));
		}
		else {
			DatabaseComparison.lines(comparison).forEach(output::line);
			comparison.notes().forEach(output::note);
			comparison.refused().forEach(output::warn);
			comparison.blocked().forEach(output::warn);
			output.note(differences.isEmpty() ? DatabaseComparison.nothingDiffers(comparison) : summary(differences));
		}
		return differences.isEmpty() ? DONE : FAILED;
	}

	private static Map<String, Object> with(@Nullable TenantDrift drift, Map<String, Object> json) {
		if (drift != null) {
			json.put("tenants", TenantReport.toJson(drift));
		}
		return json;
	}

	private static String summary(List<Difference> differences) {
		String them = (differences.size() == 1) ? "it" : "them";
		boolean acceptable = differences.stream().anyMatch((difference) -> difference.kind().isAcceptable());
		return "%s. Run 'migrate revision --autogenerate' to write a revision for %s%s.".formatted(
				Counts.of(differences.size(), "difference"), them,
				acceptable ? ", or 'migrate accept' to accept " + them : "");
	}

	private static Map<String, Object> toJson(Autogeneration comparison) {
		Acceptance acceptance = comparison.acceptance();
		return toJson(comparison.differences().stream().map((difference) -> toJson(difference, acceptance)).toList(),
				comparison.notes(), comparison.refused(), comparison.blocked(), acceptance.silent().size(),
				acceptance.obsolete().stream().map(CheckCommand::toJson).toList());
	}

	private static Map<String, Object> toJson(List<?> differences, List<String> notes, List<String> refused,
			List<String> blocked, int accepted, List<?> obsolete) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("differences", differences);
		json.put("notes", notes);
		json.put("refused", refused);
		json.put("blocked", blocked);
		json.put("accepted", accepted);
		json.put("obsolete", obsolete);
		return json;
	}

	private static Map<String, Object> toJson(Difference difference, Acceptance acceptance) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("kind", difference.kind().id());
		json.put("object", difference.object().written());
		if (difference.part() != null) {
			json.put("part", difference.part());
		}
		json.put("text", difference.toString());
		AcceptedDifference accepted = acceptance.changed().get(difference);
		if (accepted != null) {
			json.put("accepted", toJson(accepted));
		}
		return json;
	}

	static Map<String, Object> toJson(AcceptedDifference accepted) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("kind", accepted.kind().id());
		json.put("object", accepted.object());
		json.put("part", accepted.part());
		json.put("wanted", accepted.wanted());
		json.put("found", accepted.found());
		json.values().removeIf(Objects::isNull);
		return json;
	}

}
