package dev.migrate.runtime.baseline;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.database.DumpContent;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlSection;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes the first revision of a database that is there already. What it says is written
 * into the sources in between, by whoever knows them.
 */
public final class Baseline {

	private static final int SHOWN = 20;

	private final Migrator migrator;

	private final ExistingDatabase existing;

	/**
	 * Creates a baseline.
	 * @param migrator the migrator of the application
	 * @param existing the database as it is
	 */
	public Baseline(Migrator migrator, ExistingDatabase existing) {
		this.migrator = migrator;
		this.existing = existing;
	}

	/**
	 * Writes what builds the database.
	 * @param program the {@code pg_dump} to use, or {@code null} for the one on the path
	 * @param path where programs are looked for
	 * @return the lines of the way up
	 */
	public List<String> dump(@Nullable String program, String path) {
		List<String> lines = new ArrayList<>();
		for (String statement : this.existing.statements(program, path)) {
			if (!lines.isEmpty()) {
				lines.add("");
			}
			lines.addAll(List.of((Placeholders.escape(statement) + ";").split("\n", -1)));
		}
		return lines;
	}

	/**
	 * Writes what builds an empty database.
	 * @param write writes it for a database that is empty
	 * @return the lines of the way up
	 */
	public List<String> build(Function<DataSource, List<String>> write) {
		try (TemporaryDatabase scratch = this.existing.scratch()) {
			return write.apply(scratch.dataSource());
		}
	}

	/**
	 * Builds the revisions in a scratch database, compares that with this one and stamps
	 * this one.
	 * @param file the revision that was just written, or {@code null} if the application
	 * knows it already
	 * @return what was stamped
	 * @throws BaselineException if both are not the same; nothing is stamped then
	 */
	public MigrationResult proveAndStamp(@Nullable Path file) {
		try (URLClassLoader sources = sources(file)) {
			Migrator written = this.migrator.rereading(sources);
			if (this.existing.hasScratchDatabases() || file == null) {
				prove(written);
			}
			else {
				tryOut(written);
			}
			return written.stamp("heads");
		}
		catch (IOException ex) {
			throw BaselineException.folder((file != null) ? file : Path.of("."), ex);
		}
	}

	/**
	 * The application was built without the new revision, so its source is read.
	 */
	private URLClassLoader sources(@Nullable Path file) throws IOException {
		Path root = file;
		while (root != null && !root.endsWith(ScriptFormat.SQL.sourceRoot())) {
			root = root.getParent();
		}
		URL[] urls = (root != null) ? new URL[] { root.toUri().toURL() } : new URL[0];
		return new URLClassLoader(urls, this.migrator.inspection().classLoader());
	}

	private void prove(Migrator written) {
		try (TemporaryDatabase scratch = this.existing.scratch()) {
			try {
				written.on(scratch.dataSource()).upgrade("heads");
			}
			catch (DatabaseUnavailableException ex) {
				throw BaselineException.notCompared(ex.getProblem(), ex);
			}
			catch (MigrateException ex) {
				throw BaselineException.notBuilt(ex.getProblem(), ex);
			}
			requireEmpty(compare(scratch.dataSource()));
		}
	}

	private void tryOut(Migrator written) {
		List<String> statements = new ArrayList<>();
		for (RevisionScript script : written.scripts().all()) {
			SqlSection section = ((SqlRevision) script).read(written.inspection().placeholders()).upgrade();
			this.existing.dialect()
				.splitter()
				.split(section.text(), script.location(), section::lineInFile)
				.forEach((statement) -> statements.add(statement.text()));
		}
		try {
			requireEmpty(this.existing.tryOut(statements));
		}
		catch (DataAccessException ex) {
			if (this.existing.isLost(ex)) {
				throw notCompared(ex);
			}
			throw BaselineException.notBuilt(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
		}
	}

	private static void requireEmpty(DumpContent.Comparison comparison) {
		if (!comparison.isEmpty()) {
			throw BaselineException.different(lines(comparison));
		}
	}

	private DumpContent.Comparison compare(DataSource scratch) {
		try (Connection connection = scratch.getConnection()) {
			DatabaseDump built = this.existing.dialect()
				.dump(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
			DumpContent content;
			built.begin();
			try {
				content = built.content(this.existing.scope());
			}
			finally {
				built.end();
			}
			return this.existing.content().compare(content, built::reread);
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		catch (DataAccessException ex) {
			throw notCompared(ex);
		}
	}

	private static BaselineException notCompared(DataAccessException failure) {
		return BaselineException.notCompared(String.valueOf(failure.getMostSpecificCause().getMessage()), failure);
	}

	private static List<String> lines(DumpContent.Comparison comparison) {
		List<String> lines = new ArrayList<>();
		add(lines, "Only this database has:", comparison.missing());
		add(lines, "Only what the revisions build has:", comparison.added());
		return lines;
	}

	private static void add(List<String> lines, String title, List<String> differences) {
		if (differences.isEmpty()) {
			return;
		}
		lines.add(title);
		differences.stream().limit(SHOWN).forEach((line) -> lines.add("  " + line.replace("\n", "\n    ")));
		if (differences.size() > SHOWN) {
			lines.add("  and %d more".formatted(differences.size() - SHOWN));
		}
	}

}
