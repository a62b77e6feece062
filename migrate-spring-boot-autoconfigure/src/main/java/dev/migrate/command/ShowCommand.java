package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.MigrateException;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RevisionDescription;
import dev.migrate.command.output.RevisionDescriptions;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.command.output.TextStyle;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints everything about a revision.
 */
@Command(name = "show", description = "Show the details of a revision and the SQL of its upgrade and downgrade.",
		footer = { "", "Examples:", "  migrate show head", "  migrate show current" })
final class ShowCommand extends AbstractCommand {

	private static final String CURRENT = "current";

	@Parameters(paramLabel = "REVISION",
			description = "A revision id or the beginning of one, head, heads, a branch label, or current.")
	private String revision = "";

	@Option(names = "--dialect", paramLabel = "NAME",
			description = "The database that the SQL is shown for, such as postgresql:16; by default that of the"
					+ " application's JDBC URL, else postgresql.")
	private @Nullable String dialect;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return this.revision.equals(CURRENT);
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = migratorForReading(output);
		List<String> rows = needsDatabase() ? migrator.rows() : List.of();
		List<RevisionNode> nodes = migrator.revisions().resolve(this.revision, rows);
		if (nodes.isEmpty()) {
			output.note("'%s' is not a revision, but the state before the first one.".formatted(this.revision));
		}
		RevisionDescriptions descriptions = RevisionDescriptions.of(migrator);
		if (needsDatabase()) {
			descriptions = descriptions.withCurrent(Set.copyOf(nodes.stream().map(RevisionNode::id).toList()));
		}
		String url = context.settings().jdbcUrl();
		OfflineMigrator offline = migrator.offline((this.dialect != null) ? this.dialect : url);
		List<Map<String, @Nullable Object>> all = new ArrayList<>();
		for (RevisionDescription description : descriptions.of(nodes)) {
			if (this.json) {
				Map<String, @Nullable Object> json = description.toJson();
				json.put("upgrade", json(sql(offline, description.id(), Direction.UPGRADE)));
				json.put("downgrade", json(sql(offline, description.id(), Direction.DOWNGRADE)));
				all.add(json);
			}
			else {
				new RevisionListing(output).printLong(description);
				print(sql(offline, description.id(), Direction.UPGRADE), Direction.UPGRADE, output);
				print(sql(offline, description.id(), Direction.DOWNGRADE), Direction.DOWNGRADE, output);
			}
		}
		if (this.json) {
			output.json(all);
		}
		return DONE;
	}

	private static Sql sql(OfflineMigrator offline, String revision, Direction direction) {
		try {
			return new Sql(offline.statements(revision, direction), null);
		}
		catch (MigrateException ex) {
			return new Sql(List.of(), ex.getProblem());
		}
	}

	private static void print(Sql sql, Direction direction, Output output) {
		output.line();
		output.line(output.styled(TextStyle.STRONG, "-- migrate:" + RevisionTexts.direction(direction)));
		String reason = sql.missing();
		if (reason != null) {
			reason.lines().forEach((line) -> output.line("-- " + line));
		}
		sql.statements().forEach((statement) -> output.line(endsWithRows(statement) ? statement : statement + ";"));
	}

	private static boolean endsWithRows(String statement) {
		return statement.endsWith("\n\\.");
	}

	private static Map<String, @Nullable Object> json(Sql sql) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("statements", sql.statements());
		json.put("missing", sql.missing());
		return json;
	}

	/**
	 * The statements of a revision in one direction.
	 *
	 * @param statements the statements
	 * @param missing why there are none, or {@code null} if these are all
	 */
	private record Sql(List<String> statements, @Nullable String missing) {
	}

}
