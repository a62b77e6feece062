package dev.migrate.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.database.DumpContent;
import dev.migrate.dialect.database.DumpScope;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.baseline.TemporaryDatabase;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Tries each downgrade that was taken over: after the upgrade and the downgrade, the
 * catalog of a scratch database must be what it was before.
 */
public final class DowngradeProof {

	private static final int SHOWN = 5;

	private static final String COLUMN_ORDER = ": columns in the order ";

	private final ScratchServer server;

	private final Set<String> schemas;

	private final Set<ObjectName> excluded;

	private final Function<DataSource, Migrator> migrators;

	private final Map<RevisionScript, List<String>> problems = new LinkedHashMap<>();

	/**
	 * Creates a proof.
	 * @param schemas the schemas that the databases get
	 * @param excluded the tables in which tools keep their state
	 * @param migrators returns what migrates a database
	 */
	public DowngradeProof(ScratchServer server, Set<String> schemas, Set<ObjectName> excluded,
			Function<DataSource, Migrator> migrators) {
		this.server = server;
		this.schemas = schemas;
		this.excluded = new HashSet<>(excluded);
		this.migrators = migrators;
	}

	/**
	 * Returns the scripts that adopt something, do something and have a downgrade, in
	 * their order.
	 * @return none if the revisions are no single line, in which a downgrade is one step
	 */
	public static List<RevisionScript> reversible(Migrator migrator, StatementSplitter splitter) {
		List<RevisionNode> nodes = migrator.revisions()
			.upgrade("heads", List.of())
			.steps()
			.stream()
			.map(RevisionStep::revision)
			.toList();
		boolean line = nodes.stream().allMatch((node) -> node.dependsOn().isEmpty())
				&& Stream.iterate(1, (i) -> i < nodes.size(), (i) -> i + 1)
					.allMatch((i) -> nodes.get(i).downRevisions().equals(List.of(nodes.get(i - 1).id())));
		return !line ? List.of()
				: nodes.stream()
					.map((node) -> migrator.scripts().get(node.id()))
					.filter((script) -> !script.adopts().isEmpty() && script instanceof SqlRevision sql
							&& isReversible(sql, splitter))
					.toList();
	}

	private static boolean isReversible(SqlRevision script, StatementSplitter splitter) {
		SqlRevisionBody body = script.read(Placeholders.untouched());
		SqlSection downgrade = body.downgrade();
		return downgrade != null && Stream.of(body.upgrade(), downgrade)
			.anyMatch((section) -> !splitter.split(section.text(), script.location()).isEmpty());
	}

	/**
	 * Tries downgrades.
	 * @param scripts the scripts that have them, in their order
	 * @return what is wrong with those that do not lead back
	 */
	public Map<RevisionScript, List<String>> prove(List<RevisionScript> scripts) {
		int next = 0;
		while (next < scripts.size()) {
			try (TemporaryDatabase scratch = this.server.create(this.schemas);
					Connection connection = scratch.dataSource().getConnection()) {
				Migrator migrator = this.migrators.apply(scratch.dataSource());
				this.excluded.addAll(migrator.inspection().ownLocations());
				next = walk(scripts, next, migrator,
						new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
			}
			catch (DatabaseUnavailableException ex) {
				throw AdoptException.unreachable(ex.getProblem(), ex);
			}
			catch (SQLException ex) {
				throw AdoptException.unreachable(ex);
			}
		}
		return this.problems;
	}

	/**
	 * Goes up, and back at each script, until one has left something behind.
	 * @return the script to go on with, in another database
	 */
	private int walk(List<RevisionScript> scripts, int first, Migrator migrator, JdbcTemplate jdbc) {
		String reached = null;
		DumpContent content = null;
		for (int i = first; i < scripts.size(); i++) {
			RevisionScript script = scripts.get(i);
			String below = script.node().downRevisions().stream().findFirst().orElse(null);
			if (content == null || !String.valueOf(below).equals(String.valueOf(reached))) {
				if (below != null) {
					migrator.upgrade(below);
				}
				content = read(jdbc);
			}
			migrator.upgrade(script.id());
			DumpContent after = read(jdbc);
			String failure = downgrade(migrator, (below != null) ? below : "base");
			if (failure != null) {
				this.problems.put(script, List.of("it fails: " + failure));
				if (!migrator.rows().equals(List.of(script.id())) || !isSame(after, read(jdbc), jdbc)) {
					return i + 1;
				}
			}
			else {
				List<String> differences = differences(content, read(jdbc), jdbc);
				if (!differences.isEmpty()) {
					this.problems.put(script, differences);
					return i + 1;
				}
			}
			reached = script.id();
			content = after;
		}
		return scripts.size();
	}

	private static @Nullable String downgrade(Migrator migrator, String target) {
		try {
			migrator.downgrade(target);
			return null;
		}
		catch (DatabaseUnavailableException ex) {
			throw ex;
		}
		catch (MigrateException ex) {
			return ex.getProblem();
		}
	}

	private DumpContent read(JdbcTemplate jdbc) {
		DatabaseDump dump = this.server.dialect().dump(jdbc);
		dump.begin();
		try {
			return dump.content(new DumpScope(this.schemas, this.excluded, List.of()));
		}
		finally {
			dump.end();
		}
	}

	private boolean isSame(DumpContent one, DumpContent other, JdbcTemplate jdbc) {
		return differences(one, other, jdbc).isEmpty();
	}

	private List<String> differences(DumpContent before, DumpContent after, JdbcTemplate jdbc) {
		if (before.equals(after)) {
			return List.of();
		}
		DatabaseDump dump = this.server.dialect().dump(jdbc);
		dump.begin();
		try {
			DumpContent.Comparison comparison = before.compare(after, dump::reread);
			List<String> differences = new ArrayList<>();
			add("not there any more: ", comparison.missing(), differences);
			add("still there: ", comparison.added(), differences);
			return differences;
		}
		finally {
			dump.end();
		}
	}

	private static void add(String title, List<String> lines, List<String> differences) {
		List<String> counted = lines.stream().filter((line) -> !line.contains(COLUMN_ORDER)).toList();
		counted.stream()
			.limit(SHOWN)
			.forEach((line) -> differences.add(title + line.lines().findFirst().orElse("").strip()));
		if (counted.size() > SHOWN) {
			differences.add("%s%d more".formatted(title, counted.size() - SHOWN));
		}
	}

}
