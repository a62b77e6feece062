package dev.migrate.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Tries each downgrade that was taken over: after the upgrade and the downgrade, the
 * catalog of a scratch database must be what it was before.
 */
public final class DowngradeProof {

	private static final int SHOWN = 5;

	private static final int LONGEST_RUN = 25;

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
	 * Returns the scripts that do something and have a downgrade, in their order: those
	 * that adopt something, or all if none does.
	 * @return none if the revisions are no single line, in which a downgrade is one step
	 */
	public static List<RevisionScript> reversible(Migrator migrator, ScratchServer server) {
		StatementSplitter splitter = server.dialect().splitter();
		List<RevisionNode> nodes = migrator.revisions()
			.upgrade("heads", List.of())
			.steps()
			.stream()
			.map(RevisionStep::revision)
			.toList();
		if (!isLine(nodes)) {
			return List.of();
		}
		List<RevisionScript> scripts = nodes.stream().map((node) -> migrator.scripts().get(node.id())).toList();
		boolean anyAdopts = scripts.stream().anyMatch((script) -> !script.adopts().isEmpty());
		return scripts.stream()
			.filter((script) -> !anyAdopts || !script.adopts().isEmpty())
			.filter((script) -> script instanceof SqlRevision sql && isReversible(sql, splitter))
			.toList();
	}

	private static boolean isLine(List<RevisionNode> nodes) {
		String below = null;
		for (RevisionNode node : nodes) {
			List<String> expected = (below != null) ? List.of(below) : List.of();
			if (!node.downRevisions().equals(expected) || !node.dependsOn().isEmpty()) {
				return false;
			}
			below = node.id();
		}
		return true;
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
		Deque<List<RevisionScript>> runs = new ArrayDeque<>(List.of(scripts));
		while (!runs.isEmpty()) {
			try (TemporaryDatabase scratch = this.server.create(this.schemas);
					Connection connection = scratch.dataSource().getConnection()) {
				Migrator migrator = this.migrators.apply(scratch.dataSource());
				this.excluded.addAll(migrator.inspection().ownLocations());
				walk(runs, migrator, new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
			}
			catch (DatabaseUnavailableException ex) {
				throw AdoptException.unreachable(ex.getProblem(), ex);
			}
			catch (SQLException ex) {
				throw AdoptException.unreachable(ex);
			}
		}
		Map<RevisionScript, List<String>> sorted = new LinkedHashMap<>();
		scripts.stream()
			.filter(this.problems::containsKey)
			.forEach((each) -> sorted.put(each, this.problems.get(each)));
		return sorted;
	}

	/**
	 * Goes up and back until nothing is left to do, or until a downgrade was wrong: the
	 * database is no longer what it should be then.
	 */
	private void walk(Deque<List<RevisionScript>> runs, Migrator migrator, JdbcTemplate jdbc) {
		int longest = (migrator.inspection().transaction() == TransactionMode.ALL) ? 1 : LONGEST_RUN;
		while (!runs.isEmpty()) {
			List<RevisionScript> rest = runs.removeFirst();
			int length = 1;
			while (length < rest.size() && length < longest
					&& rest.get(length).node().downRevisions().contains(rest.get(length - 1).id())) {
				length++;
			}
			List<RevisionScript> run = rest.subList(0, length);
			if (length < rest.size()) {
				runs.addFirst(rest.subList(length, rest.size()));
			}
			int wrong = upAndDown(run, migrator, jdbc);
			if (wrong >= 0) {
				if (wrong > 0) {
					runs.addFirst(run.subList(0, wrong));
				}
				return;
			}
		}
	}

	/**
	 * Runs upgrades of scripts that follow each other, and then their downgrades.
	 * @return the index of the one whose downgrade is wrong, or -1
	 */
	private int upAndDown(List<RevisionScript> run, Migrator migrator, JdbcTemplate jdbc) {
		String below = run.get(0).node().downRevisions().stream().findFirst().orElse(null);
		if (below != null) {
			migrator.upgrade(below);
		}
		List<DumpContent> contents = new ArrayList<>(List.of(read(jdbc)));
		int last = run.size() - 1;
		migrator.upgrade(run.get(last).id(), RunOptions.defaults().listener(new MigrationListener() {

			@Override
			public void completed(CompletedStep step) {
				if (contents.size() <= last) {
					contents.add(read(jdbc));
				}
			}

		}));
		int[] next = { last };
		try {
			migrator.downgrade((below != null) ? below : "base",
					RunOptions.defaults().listener(new MigrationListener() {

						@Override
						public void completed(CompletedStep step) {
							List<String> differences = differences(contents.get(next[0]), read(jdbc), jdbc);
							if (!differences.isEmpty()) {
								DowngradeProof.this.problems.put(run.get(next[0]), differences);
								throw new WrongDowngradeException();
							}
							next[0]--;
						}

					}));
			return -1;
		}
		catch (DatabaseUnavailableException ex) {
			throw ex;
		}
		catch (WrongDowngradeException ex) {
			return next[0];
		}
		catch (MigrateException ex) {
			this.problems.putIfAbsent(run.get(next[0]), List.of("it fails: " + ex.getProblem()));
			return next[0];
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

	/**
	 * Ends the run of downgrades at one that is wrong.
	 */
	private static final class WrongDowngradeException extends RuntimeException {

		WrongDowngradeException() {
			super(null, null, false, false);
		}

	}

}
