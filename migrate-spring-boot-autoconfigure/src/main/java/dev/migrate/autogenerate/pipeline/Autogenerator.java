package dev.migrate.autogenerate.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.object.DeclaredObjects;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.autogenerate.scratch.ScratchConnection;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.FailureKind;
import dev.migrate.schema.naming.NamingConvention;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Compares the schema that an application wants with the one that its database has, and
 * plans the revisions that lead from one to the other. Changes nothing: the wanted schema
 * is created in the database only to be read back, and rolled back.
 */
public final class Autogenerator {

	private final DataSource dataSource;

	private final NamingConvention naming;

	private final Set<String> ownTables;

	private final AutogenerateSettings settings;

	private final ComparisonOptions options;

	private final AcceptedDifferences accepted;

	/**
	 * Creates an autogenerator.
	 * @param dataSource the database
	 * @param naming how unnamed constraints and indexes are named
	 * @param ownTables the tables of the tool, which are never looked at
	 * @param settings what the application has set, with at least one target
	 * @param options how to treat objects that only the database has
	 */
	public Autogenerator(DataSource dataSource, NamingConvention naming, Set<String> ownTables,
			AutogenerateSettings settings, ComparisonOptions options) {
		this(dataSource, naming, ownTables, settings, options, AcceptedDifferences.none());
	}

	private Autogenerator(DataSource dataSource, NamingConvention naming, Set<String> ownTables,
			AutogenerateSettings settings, ComparisonOptions options, AcceptedDifferences accepted) {
		this.dataSource = dataSource;
		this.naming = naming;
		this.ownTables = Set.copyOf(ownTables);
		this.settings = settings;
		this.options = options;
		this.accepted = accepted;
	}

	/**
	 * Returns an autogenerator that does not report certain differences as long as both
	 * of their sides stay as they are.
	 * @param accepted the differences
	 * @return the autogenerator
	 */
	public Autogenerator accepting(AcceptedDifferences accepted) {
		return new Autogenerator(this.dataSource, this.naming, this.ownTables, this.settings, this.options, accepted);
	}

	/**
	 * Compares.
	 * @return what differs, and what is to be done about it
	 * @throws dev.migrate.MigrateException if the wanted schema or the database cannot be
	 * read
	 */
	public Autogeneration compare() {
		return compare(List.of());
	}

	/**
	 * Compares.
	 * @param renames what has another name in the database than is wanted
	 * @return what differs, and what is to be done about it
	 * @throws ComparisonFailedException if a table or column cannot be renamed as
	 * requested
	 * @throws dev.migrate.MigrateException if the wanted schema or the database cannot be
	 * read
	 */
	public Autogeneration compare(List<RequestedRename> renames) {
		return stages((stages) -> stages.run(renames));
	}

	/**
	 * Compares nothing but declared views, functions and the like.
	 * @return what differs, and all that the database has
	 * @throws dev.migrate.MigrateException if they or the database cannot be read
	 */
	public DeclaredObjects.Result compareObjects() {
		return stages(Stages::compareObjects);
	}

	private <T> T stages(Function<Stages, T> work) {
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try {
				return compare(DatabaseSession.of("the database", connection), work);
			}
			catch (DataAccessException ex) {
				throw failure(ex, connection);
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(autoCommit);
			}
		}
		catch (SQLException ex) {
			throw ComparisonFailedException.connection(ex);
		}
	}

	private static MigrateException failure(DataAccessException failure, Connection connection) throws SQLException {
		if (!(failure.getMostSpecificCause() instanceof SQLException cause)) {
			throw failure;
		}
		Dialect dialect = Dialects.of(connection);
		FailureKind kind = dialect.failureKind(cause);
		if (kind == FailureKind.CONNECTION_LOST) {
			return ComparisonFailedException.connection(cause);
		}
		if (kind != FailureKind.CONTENTION) {
			return ComparisonFailedException.statement(cause);
		}
		connection.rollback();
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		return ComparisonFailedException.lockedTables(dialect.scratch(jdbc).holdersAgainstReading(), failure);
	}

	private <T> T compare(DatabaseSession live, Function<Stages, T> work) throws SQLException {
		live.scratch().open();
		DataSource other = this.settings.scratch();
		if (other == null) {
			return work.apply(stages(live, live));
		}
		try (ScratchConnection connection = ScratchConnection.to(other)) {
			return work.apply(stages(live, connection.open(live)));
		}
	}

	private Stages stages(DatabaseSession live, DatabaseSession trial) {
		return new Stages(new ComparisonInputs(live, trial, this.naming, this.ownTables, this.settings, this.options),
				this.accepted);
	}

}
