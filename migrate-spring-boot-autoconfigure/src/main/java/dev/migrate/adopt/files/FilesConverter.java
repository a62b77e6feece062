package dev.migrate.adopt.files;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.RevisionChain;
import dev.migrate.adopt.SqlBody;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.revision.NewRevision;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.NewScript;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Converts numbered SQL files.
 */
public final class FilesConverter implements HistoryConverter {

	private final Path workingDirectory;

	private final FilePattern upFiles;

	private final @Nullable FilePattern downFiles;

	private final Charset encoding;

	private final Dialect dialect;

	private final @Nullable SchemaMigrations state;

	private final Map<MigrationFile, List<String>> ways = new LinkedHashMap<>();

	private final List<String> pending = new ArrayList<>();

	/**
	 * Creates a converter.
	 * @param database the application's database
	 * @param workingDirectory where the patterns start
	 * @param upFiles how the files with the way up are called
	 * @param downFiles how those with the way down are called, or {@code null} if there
	 * are none
	 * @param encoding the encoding of the files
	 */
	public FilesConverter(DataSource database, Path workingDirectory, FilePattern upFiles,
			@Nullable FilePattern downFiles, Charset encoding) {
		this.workingDirectory = workingDirectory;
		this.upFiles = upFiles;
		this.downFiles = downFiles;
		this.encoding = encoding;
		try (Connection connection = database.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			this.dialect = Dialects.of(connection);
			this.state = SchemaMigrations.find(jdbc, this.dialect, this.dialect.inspector(jdbc).currentSchema());
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
	}

	@Override
	public String title() {
		return (this.state != null) ? this.state.tool() : "the files";
	}

	@Override
	public List<ConvertedMigration> convert(AdoptionReport report) {
		List<MigrationFile> downs = (this.downFiles != null) ? find(this.downFiles, List.of()) : List.of();
		List<MigrationFile> ups = find(this.upFiles, downs.stream().map(MigrationFile::file).toList());
		if (ups.isEmpty()) {
			throw AdoptException.unreadable(
					"No file is called like '%s' in %s.".formatted(this.upFiles, folder(this.upFiles)),
					"Write the pattern with its folder, from the working directory, as in"
							+ " --from-files 'migrations/{version}_{message}.up.sql'.",
					null);
		}
		FileVersions versions = new FileVersions(ups.stream().map(MigrationFile::version).toList());
		Map<String, MigrationFile> downByVersion = byVersion(downs, versions, report);
		Map<String, MigrationFile> upByVersion = byVersion(ups, versions, report);
		downByVersion.forEach((version, down) -> {
			if (!upByVersion.containsKey(version)) {
				report.mistake(down.path(),
						"there is no file with the way up of version %s.".formatted(down.version()));
			}
		});
		reportOthers(ups, downs, report);
		List<MigrationFile> ordered = ordered(upByVersion, versions, report);
		List<ConvertedMigration> migrations = new ArrayList<>();
		for (MigrationFile up : ordered) {
			ConvertedMigration migration = convert(up, downByVersion.get(versions.key(up.version())), report);
			if (migration != null) {
				migrations.add(migration);
			}
		}
		return (migrations.size() == ordered.size()) ? placed(migrations, ordered.size() - this.pending.size(), report)
				: migrations;
	}

	private String folder(FilePattern pattern) {
		return this.workingDirectory.resolve(pattern.folder()).toString();
	}

	private List<MigrationFile> find(FilePattern pattern, List<Path> excluded) {
		Path folder = this.workingDirectory.resolve(pattern.folder()).normalize();
		if (!Files.isDirectory(folder)) {
			throw AdoptException.unreadable("There is no folder %s.".formatted(folder),
					"Write the pattern with its folder, from the working directory.", null);
		}
		List<MigrationFile> found = new ArrayList<>();
		for (Path file : files(folder)) {
			FilePattern.Name name = pattern.match(folder.relativize(file).toString().replace('\\', '/'));
			if (name != null && !excluded.contains(file)) {
				found.add(new MigrationFile(name.version(), name.message(), path(file), file));
			}
		}
		return found;
	}

	private static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
		catch (IOException ex) {
			throw AdoptException.unreadable("The folder %s cannot be read: %s.".formatted(folder, ex),
					"Check that it can be read.", ex);
		}
	}

	private String path(Path file) {
		return file.startsWith(this.workingDirectory) ? this.workingDirectory.relativize(file).toString()
				: file.toString();
	}

	private static Map<String, MigrationFile> byVersion(List<MigrationFile> files, FileVersions versions,
			AdoptionReport report) {
		Map<String, MigrationFile> byVersion = new LinkedHashMap<>();
		for (MigrationFile file : files) {
			MigrationFile other = byVersion.putIfAbsent(versions.key(file.version()), file);
			if (other != null) {
				report.mistake(file.path(),
						"it has the version %s, which %s has, too.".formatted(file.version(), other.path()));
			}
		}
		return byVersion;
	}

	private void reportOthers(List<MigrationFile> ups, List<MigrationFile> downs, AdoptionReport report) {
		Set<Path> known = new LinkedHashSet<>();
		Stream.of(ups, downs).flatMap(List::stream).map(MigrationFile::file).forEach(known::add);
		Path folder = this.workingDirectory.resolve(this.upFiles.folder()).normalize();
		files(folder).stream()
			.filter((file) -> file.toString().endsWith(".sql") && !known.contains(file))
			.forEach((file) -> report.leftOut(path(file), "its name is not like the pattern."));
	}

	/**
	 * Orders the files: those that the database has come before those that it lacks.
	 */
	private List<MigrationFile> ordered(Map<String, MigrationFile> files, FileVersions versions,
			AdoptionReport report) {
		Predicate<String> applied = (this.state != null) ? this.state.applied(versions) : (version) -> false;
		Comparator<MigrationFile> order = Comparator
			.<MigrationFile, Boolean>comparing((file) -> !applied.test(file.version()))
			.thenComparing(MigrationFile::version, versions.order());
		List<MigrationFile> ordered = files.values().stream().sorted(order).toList();
		if (!versions.isNumeric()) {
			report.changed("versions", "they are compared as texts, because not all of them are numbers.");
		}
		ordered.stream()
			.filter((file) -> !applied.test(file.version()))
			.map(MigrationFile::path)
			.forEach(this.pending::add);
		if (this.state != null) {
			this.state.versions()
				.stream()
				.filter((version) -> !files.containsKey(versions.key(version)))
				.forEach((version) -> report.leftOut(version,
						"it was applied to this database, and there is no file for it."));
		}
		return ordered;
	}

	private @Nullable ConvertedMigration convert(MigrationFile up, @Nullable MigrationFile down,
			AdoptionReport report) {
		String text = up.read(this.encoding, report);
		String downText = (down != null) ? down.read(this.encoding, report) : null;
		if (text == null || (down != null && downText == null)) {
			return null;
		}
		FileSections sections = FileSections.of(text);
		if (downText != null) {
			sections = new FileSections(sections.upgrade(), FileSections.of(downText).upgrade(),
					sections.transactional());
		}
		SqlBody body = new SqlBody(this.dialect, report);
		SqlBody.Section upgrade = body.convert(up.path(), sections.upgrade(), sections.transactional());
		String source = (down != null) ? down.path() : up.path();
		SqlBody.Section downgrade = (sections.downgrade() != null)
				? body.convert(source, sections.downgrade(), sections.transactional()) : null;
		if (upgrade == null || (downgrade == null && sections.downgrade() != null)) {
			return null;
		}
		this.ways.put(up, upgrade.transactional() ? List.of(sections.upgrade())
				: upgrade.statements().stream().map(SqlStatement::text).toList());
		if (downgrade != null && downgrade.statements().isEmpty()) {
			report.changed(source, "its way back has no statement, so that the revision has none.");
			downgrade = null;
		}
		ConvertedMigration migration = ConvertedMigration.sql(up.path(), List.of(),
				up.message().isEmpty() ? "version " + up.version() : up.message(), upgrade.lines(),
				(downgrade != null) ? downgrade.lines() : null);
		boolean transactional = upgrade.transactional() && (downgrade == null || downgrade.transactional());
		return migration.with(migration.script().withTransaction(transactional));
	}

	/**
	 * Places the revisions, and says which of them this database is at.
	 */
	private List<ConvertedMigration> placed(List<ConvertedMigration> migrations, int applied, AdoptionReport report) {
		List<NewScript> scripts = RevisionChain.of(migrations, new NewRevision(List.of(), List.of(), Set.of()));
		List<ConvertedMigration> placed = new ArrayList<>();
		for (int i = 0; i < scripts.size(); i++) {
			placed.add(migrations.get(i).with(scripts.get(i)));
		}
		String others = "'migrate stamp' with the revision of the last file that it has";
		if (applied > 0 && applied <= scripts.size()) {
			report.step("Run 'migrate stamp %s' on this database, whose last file is %s, and on each other one %s."
				.formatted(scripts.get(applied - 1).id(), migrations.get(applied - 1).source(), others));
		}
		else {
			report.step("Run on each database that has been built already %s.".formatted(others));
		}
		return placed;
	}

	@Override
	public Map<String, String> placeholders(DataSource database) {
		return Map.of();
	}

	@Override
	public Set<ObjectName> tables() {
		return (this.state != null) ? Set.of(this.state.table()) : Set.of();
	}

	@Override
	public List<String> pending() {
		return List.copyOf(this.pending);
	}

	/**
	 * Runs the files as they are.
	 */
	@Override
	public Builder builder() {
		return (database) -> this.ways.forEach((file, texts) -> {
			try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
				for (String text : texts) {
					statement.execute(text);
				}
			}
			catch (SQLException ex) {
				throw AdoptException.oldHistoryNotBuilt(title(), file.path() + ": " + ex.getMessage(), ex);
			}
		});
	}

}
