package dev.migrate.adopt.alembic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.SqlBody;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.NewScript;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Converts the revisions of Alembic. They keep their ids, so that the version table of
 * Alembic says for Migrate what it says for Alembic.
 */
public final class AlembicConverter implements HistoryConverter {

	private static final String VERSION_TABLE = "alembic_version";

	private final Path workingDirectory;

	private final Path folder;

	private final @Nullable AlembicCommand command;

	private final Dialect dialect;

	private final ObjectName table;

	private final List<String> rows;

	private final List<String> pending = new ArrayList<>();

	/**
	 * Creates a converter.
	 * @param database the application's database
	 * @param workingDirectory where relative paths start
	 * @param folder the folder of the revisions
	 * @param command what runs Alembic, or {@code null} if it cannot be run
	 */
	public AlembicConverter(DataSource database, Path workingDirectory, Path folder, @Nullable AlembicCommand command) {
		this.workingDirectory = workingDirectory;
		this.folder = workingDirectory.resolve(folder).normalize();
		this.command = command;
		try (Connection connection = database.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			this.dialect = Dialects.of(connection);
			this.table = new ObjectName(this.dialect.inspector(jdbc).currentSchema(), VERSION_TABLE);
			this.rows = read(jdbc);
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		catch (DataAccessException ex) {
			throw AdoptException.unreadable(
					"The version table of Alembic cannot be read: %s."
						.formatted(ex.getMostSpecificCause().getMessage()),
					"Run the command as a role that may read it, as with --migrate.user and --migrate.password.", ex);
		}
	}

	private List<String> read(JdbcTemplate jdbc) {
		boolean exists = !jdbc
			.queryForList("SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
					String.class, this.table.schema(), this.table.name())
			.isEmpty();
		return exists ? jdbc.queryForList("SELECT version_num FROM " + this.dialect.quote(this.table), String.class)
				: List.of();
	}

	@Override
	public String title() {
		return "Alembic";
	}

	@Override
	public List<ConvertedMigration> convert(AdoptionReport report) {
		Map<String, AlembicRevision> revisions = read(report);
		List<AlembicRevision> ordered = ordered(revisions, report);
		report.requireNoMistakes();
		if (ordered.isEmpty()) {
			throw AdoptException.unreadable("No revision of Alembic was found in %s.".formatted(this.folder),
					"Name the folder 'versions' of Alembic, as in 'migrate adopt alembic backend/migrations/versions'.",
					null);
		}
		findPending(revisions, report);
		Map<String, String> upgrades = new HashMap<>();
		Map<String, String> downgrades = new HashMap<>();
		if (this.command != null) {
			this.command.run(ordered, upgrades, downgrades, report);
		}
		SqlBody body = new SqlBody(this.dialect, report);
		List<ConvertedMigration> migrations = new ArrayList<>();
		for (AlembicRevision revision : ordered) {
			ConvertedMigration migration = convert(revision, upgrades.get(revision.id()), downgrades.get(revision.id()),
					body, report);
			if (migration != null) {
				migrations.add(migration);
			}
		}
		report.step("Set migrate.version-table=%s: the rows of Alembic are read as they are.".formatted(VERSION_TABLE));
		return migrations;
	}

	private Map<String, AlembicRevision> read(AdoptionReport report) {
		if (!Files.isDirectory(this.folder)) {
			throw AdoptException.unreadable("There is no folder %s.".formatted(this.folder),
					"Name the folder 'versions' of Alembic, as in 'migrate adopt alembic backend/migrations/versions'.",
					null);
		}
		Map<String, AlembicRevision> revisions = new LinkedHashMap<>();
		try (Stream<Path> files = Files.walk(this.folder)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".py")).sorted().toList()) {
				String path = file.startsWith(this.workingDirectory) ? this.workingDirectory.relativize(file).toString()
						: file.toString();
				AlembicRevision revision = AlembicRevision.read(path, Files.readString(file, StandardCharsets.UTF_8),
						report);
				AlembicRevision other = (revision != null) ? revisions.putIfAbsent(revision.id(), revision) : null;
				if (other != null) {
					report.mistake(path, "its id is that of %s, too.".formatted(other.path()));
				}
			}
		}
		catch (IOException ex) {
			throw AdoptException.unreadable("The revisions in %s cannot be read: %s.".formatted(this.folder, ex),
					"Check that the files can be read, and are encoded in UTF-8.", ex);
		}
		return revisions;
	}

	/**
	 * Orders revisions so that each is behind those that it needs.
	 */
	private static List<AlembicRevision> ordered(Map<String, AlembicRevision> revisions, AdoptionReport report) {
		Map<String, AlembicRevision> byLabel = new HashMap<>();
		revisions.values().forEach((each) -> each.place().labels().forEach((label) -> byLabel.put(label, each)));
		Set<AlembicRevision> ordered = new LinkedHashSet<>();
		Map<AlembicRevision, Set<AlembicRevision>> needed = new LinkedHashMap<>();
		for (AlembicRevision revision : revisions.values()) {
			Set<AlembicRevision> needs = new HashSet<>();
			for (String down : revision.place().downRevisions()) {
				if (revisions.containsKey(down)) {
					needs.add(revisions.get(down));
				}
				else {
					report.mistake(revision.path(), "no file has the revision %s that it follows.".formatted(down));
				}
			}
			for (String other : revision.place().dependsOn()) {
				AlembicRevision dependency = revisions.getOrDefault(other, byLabel.get(other));
				if (dependency != null) {
					needs.add(dependency);
				}
				else {
					report.mistake(revision.path(), "no file has the revision %s that it depends on.".formatted(other));
				}
			}
			needed.put(revision, needs);
		}
		boolean found = true;
		while (found) {
			found = false;
			for (Map.Entry<AlembicRevision, Set<AlembicRevision>> entry : needed.entrySet()) {
				if (!ordered.contains(entry.getKey()) && ordered.containsAll(entry.getValue())) {
					ordered.add(entry.getKey());
					found = true;
				}
			}
		}
		needed.keySet()
			.stream()
			.filter((revision) -> !ordered.contains(revision))
			.forEach(
					(revision) -> report.mistake(revision.path(), "it follows itself, or what it follows is missing."));
		return List.copyOf(ordered);
	}

	private void findPending(Map<String, AlembicRevision> revisions, AdoptionReport report) {
		Set<String> applied = new HashSet<>();
		List<String> open = new ArrayList<>(this.rows);
		while (!open.isEmpty()) {
			String id = open.remove(0);
			AlembicRevision revision = revisions.get(id);
			if (revision == null) {
				report.leftOut(id, "the version table has it, and no file does.");
			}
			else if (applied.add(id)) {
				open.addAll(revision.place().downRevisions());
				revision.place().dependsOn().stream().filter(revisions::containsKey).forEach(open::add);
			}
		}
		revisions.keySet().stream().filter((id) -> !applied.contains(id)).forEach(this.pending::add);
	}

	private @Nullable ConvertedMigration convert(AlembicRevision revision, @Nullable String upgrade,
			@Nullable String downgrade, SqlBody body, AdoptionReport report) {
		List<String> up = stub(revision);
		List<String> down = null;
		boolean transactional = true;
		if (upgrade == null) {
			report.leftOut(revision.path(), "its revision does nothing yet: write there what upgrade() does%s."
				.formatted((this.command != null) ? "" : ", or let --alembic write it"));
		}
		else {
			Pattern version = AlembicScript.versionStatement(VERSION_TABLE);
			SqlBody.Section section = body.convert(revision.path(), upgrade, true,
					(sql) -> version.matcher(sql).matches());
			SqlBody.Section back = (downgrade != null)
					? body.convert(revision.path(), downgrade, true, (sql) -> version.matcher(sql).matches()) : null;
			if (section == null || (downgrade != null && back == null)) {
				return null;
			}
			up = section.lines();
			down = (back != null) ? back.lines() : null;
			transactional = section.transactional() && (back == null || back.transactional());
		}
		NewScript script = NewScript
			.empty(revision.id(), revision.place(), revision.message(),
					Objects.requireNonNullElseGet(revision.created(), Instant::now))
			.withBody(up, down)
			.withTransaction(transactional);
		return ConvertedMigration.sql(revision.path(), List.of(), revision.message(), up, down).with(script);
	}

	private static List<String> stub(AlembicRevision revision) {
		return List.of("-- The function upgrade() in %s did this.".formatted(revision.path()),
				"-- Write here what it did.");
	}

	@Override
	public Map<String, String> placeholders(DataSource database) {
		return Map.of();
	}

	@Override
	public Set<ObjectName> tables() {
		return Set.of(this.table);
	}

	@Override
	public List<String> pending() {
		return List.copyOf(this.pending);
	}

	@Override
	public @Nullable Builder builder() {
		return null;
	}

}
