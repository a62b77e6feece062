package dev.migrate.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import dev.migrate.MigrateException;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.PlainSql;
import dev.migrate.command.output.RevisionDescription;
import dev.migrate.command.output.RevisionDescriptions;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.command.output.TextStyle;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionRange;
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
		footer = { "", "Examples:", "  migrate show head", "  migrate show 7c1f:head",
				"  migrate show current:head --plain" })
final class ShowCommand extends AbstractCommand {

	private static final String CURRENT = "current";

	@Parameters(paramLabel = "REVISION",
			description = "A revision id or the beginning of one, head, heads, a branch label, or current; or a range such as"
					+ " 7c1f:head, both ends included, or current:head for those that are pending.")
	private String revision = "";

	@Option(names = "--dialect", paramLabel = "NAME",
			description = "The database that the SQL is shown for, such as postgresql:16; by default that of the"
					+ " application's JDBC URL, else postgresql; with current, the database itself.")
	private @Nullable String dialect;

	@Option(names = "--plain", description = "Print the SQL of the upgrades and nothing else.")
	private boolean plain;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return this.revision.equals(CURRENT) || this.revision.matches("current:.*|.*:current");
	}

	@Override
	Scope scope() {
		// What is plain SQL may be run.
		return this.plain ? Scope.ONE : Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		// SQL that is shown may be run.
		migrator.scripts().requireSources();
		warnOfNoScripts(migrator.scripts(), output);
		List<String> rows = needsDatabase() ? migrator.rows() : List.of();
		List<RevisionNode> nodes = nodes(migrator.revisions(), rows);
		if (nodes.isEmpty()) {
			output.note((this.revision.indexOf(':') >= 0) ? "There is no revision in %s.".formatted(this.revision)
					: "'%s' is not a revision, but the state before the first one.".formatted(this.revision));
		}
		RevisionDescriptions descriptions = RevisionDescriptions.of(migrator);
		if (needsDatabase()) {
			descriptions = descriptions
				.withCurrent(Set.copyOf(migrator.revisions().current(rows).stream().map(RevisionNode::id).toList()));
		}
		OfflineMigrator offline = (this.dialect == null && needsDatabase()) ? migrator.offline()
				: migrator.offline((this.dialect != null) ? this.dialect : context.settings().jdbcUrl());
		List<Map<String, @Nullable Object>> all = new ArrayList<>();
		boolean separate = false;
		for (RevisionDescription description : descriptions.of(nodes)) {
			if (this.plain) {
				Sql sql = sql(offline::readableStatements, description.id(), Direction.UPGRADE);
				if (sql.missing() != null) {
					throw CommandException.noSql(description.id(), sql.missing());
				}
				PlainSql.print(description.id(), migrator.scripts().get(description.id()).message(), sql.statements(),
						output);
			}
			else if (this.json) {
				Map<String, @Nullable Object> json = description.toJson();
				json.put("upgrade", json(sql(offline::statements, description.id(), Direction.UPGRADE)));
				json.put("downgrade", json(sql(offline::statements, description.id(), Direction.DOWNGRADE)));
				all.add(json);
			}
			else {
				if (separate) {
					output.line();
				}
				separate = true;
				new RevisionListing(output).printLong(description);
				print(sql(offline::readableStatements, description.id(), Direction.UPGRADE), Direction.UPGRADE, output);
				print(sql(offline::readableStatements, description.id(), Direction.DOWNGRADE), Direction.DOWNGRADE,
						output);
			}
		}
		if (this.json) {
			output.json(all);
		}
		return DONE;
	}

	/**
	 * Returns the revisions, of a range the earliest first. What is current is applied,
	 * so a range that starts there does not contain it.
	 */
	private List<RevisionNode> nodes(RevisionMap map, List<String> rows) {
		if (this.revision.indexOf(':') < 0) {
			return map.resolve(this.revision, rows);
		}
		if (this.revision.startsWith(CURRENT + ":")) {
			String end = this.revision.substring(CURRENT.length() + 1);
			return map.upgrade(end.isEmpty() ? "heads" : end, rows).revisions();
		}
		List<RevisionNode> nodes = new ArrayList<>(map.history(RevisionRange.parse(this.revision), rows));
		Collections.reverse(nodes);
		return nodes;
	}

	private static Sql sql(BiFunction<String, Direction, List<String>> statements, String revision,
			Direction direction) {
		try {
			return new Sql(statements.apply(revision, direction), null);
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
		sql.statements().forEach((statement) -> output.sql(PlainSql.terminated(statement)));
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
