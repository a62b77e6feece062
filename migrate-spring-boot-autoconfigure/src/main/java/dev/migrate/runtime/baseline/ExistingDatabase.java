package dev.migrate.runtime.baseline;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.database.DatabaseLogin;
import dev.migrate.dialect.database.DumpContent;
import dev.migrate.dialect.database.DumpProgram;
import dev.migrate.dialect.database.DumpScope;
import dev.migrate.dialect.database.OwnSchemas;
import dev.migrate.revision.SimilarNames;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.adoption.OtherTool;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database that no revision has built, as it was at one moment. Its connection is kept
 * until it is closed, so that the program that dumps it sees the same moment.
 */
public final class ExistingDatabase implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ExistingDatabase.class);

	private final Connection connection;

	private final Dialect dialect;

	private final DatabaseDump dump;

	private final DatabaseLogin login;

	private final DumpScope scope;

	private final DumpContent content;

	private final List<String> leftOut;

	private final @Nullable String roleWithoutRight;

	private ExistingDatabase(Connection connection, Dialect dialect, DatabaseDump dump, DatabaseLogin login,
			DumpScope scope, List<String> leftOut, @Nullable String roleWithoutRight) {
		this.roleWithoutRight = roleWithoutRight;
		this.leftOut = leftOut;
		this.connection = connection;
		this.dialect = dialect;
		this.dump = dump;
		this.login = login;
		this.scope = scope;
		this.content = dump.content(scope);
	}

	/**
	 * Looks at a database.
	 * @param migrator the migrator of the application
	 * @param direct what connects as its data source does, or {@code null} if that cannot
	 * be told
	 * @param data the tables whose rows belong to the first revision
	 * @param maxRows how many rows they may have together
	 * @throws BaselineException if it is managed already, or a table is not there
	 */
	public static ExistingDatabase open(Migrator migrator, @Nullable SimpleDriverDataSource direct, List<String> data,
			long maxRows) {
		List<String> rows = migrator.rows();
		if (!rows.isEmpty()) {
			throw BaselineException.managed(rows);
		}
		// A pool may have one connection.
		Set<ObjectName> own = migrator.inspection().ownLocations();
		try {
			Connection connection = migrator.dataSource().getConnection();
			try {
				return open(migrator, connection, direct, own, new Data(data, maxRows));
			}
			catch (RuntimeException | SQLException | Error ex) {
				close(connection, ex);
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		catch (DataAccessException ex) {
			throw BaselineException.unreadable(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
		}
	}

	private static void close(Connection connection, Throwable failure) {
		try (connection) {
			if (!connection.isClosed() && !connection.getAutoCommit()) {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static ExistingDatabase open(Migrator migrator, Connection connection,
			@Nullable SimpleDriverDataSource direct, Set<ObjectName> own, Data data) throws SQLException {
		Dialect dialect = Dialects.of(connection);
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		DatabaseDump dump = dialect.dump(jdbc);
		DatabaseLogin login = TemporaryDatabase.login(migrator.dataSource(), connection, direct, dialect);
		String role = TemporaryDatabase.roleWithoutRight(dialect, login);
		OwnSchemas ownSchemas = dialect.ownSchemas(jdbc);
		if (role != null && (ownSchemas == null || !ownSchemas.mayCreate())) {
			throw BaselineException.noScratchDatabase(role);
		}
		Inspector inspector = dialect.inspector(jdbc);
		Set<String> schemas = new LinkedHashSet<>(migrator.inspection().schemas());
		String schema = schemas.isEmpty() ? inspector.currentSchema() : schemas.iterator().next();
		schemas.add(inspector.currentSchema());
		dump.begin();
		SchemaSnapshot snapshot = inspector.read(inspector.schemas());
		Set<ObjectName> tools = new LinkedHashSet<>();
		snapshot.tables()
			.values()
			.stream()
			.filter((table) -> OtherTool.isUsualName(table.name().name()) || OtherTool.of(table.table()).isPresent())
			.filter((table) -> !own.contains(table.name()))
			.forEach((table) -> tools.add(table.name()));
		Set<ObjectName> excluded = new LinkedHashSet<>(own);
		excluded.addAll(tools);
		DumpScope scope = new DumpScope(schemas, excluded, data.tables(snapshot, schema, excluded, dump));
		return new ExistingDatabase(connection, dialect, dump, login, scope,
				tools.stream().map((table) -> schema.equals(table.schema()) ? table.name() : table.toString()).toList(),
				role);
	}

	/**
	 * Returns the tables of other tools, which are left out.
	 */
	public List<String> leftOut() {
		return this.leftOut;
	}

	public List<String> remarks() {
		try {
			return this.dump.remarks();
		}
		catch (DataAccessException ex) {
			throw BaselineException.unreadable(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
		}
	}

	Dialect dialect() {
		return this.dialect;
	}

	DumpScope scope() {
		return this.scope;
	}

	DumpContent content() {
		return this.content;
	}

	/**
	 * Returns whether a scratch database can be created, or only scratch schemas.
	 */
	boolean hasScratchDatabases() {
		return this.roleWithoutRight == null;
	}

	/**
	 * Returns whether a failure is none of a statement, but the end of its connection.
	 */
	boolean isLost(DataAccessException failure) {
		return failure.getMostSpecificCause() instanceof SQLException cause
				&& this.dialect.failureKind(cause) == FailureKind.CONNECTION_LOST;
	}

	/**
	 * Builds a dump in scratch schemas and compares.
	 */
	DumpContent.Comparison tryOut(List<String> statements) {
		try (Connection direct = TemporaryDatabase.connecting(this.login).getConnection()) {
			return this.dialect.dump(new JdbcTemplate(new SingleConnectionDataSource(direct, true)))
				.tryOut(statements, this.scope, this.content);
		}
		catch (SQLException ex) {
			throw BaselineException.unreachable(ex);
		}
	}

	TemporaryDatabase scratch() {
		if (this.roleWithoutRight != null) {
			throw BaselineException.noScratchDatabase(this.roleWithoutRight);
		}
		return TemporaryDatabase.create(this.dialect, this.login, this.scope.schemas());
	}

	List<String> statements(@Nullable String program, String path) {
		try {
			List<String> statements = this.dump.statements(new DumpProgram(program, path, this.login), this.scope);
			if (statements.isEmpty()) {
				throw BaselineException.empty(String.valueOf(catalog()));
			}
			return statements;
		}
		catch (DataAccessException ex) {
			throw BaselineException.unreadable(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
		}
	}

	private @Nullable String catalog() {
		try {
			return this.connection.getCatalog();
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
	}

	/**
	 * Gives the connection back. What was read is kept.
	 */
	@Override
	public void close() {
		try (this.connection) {
			if (!this.connection.isClosed()) {
				this.dump.end();
			}
		}
		catch (DataAccessException ex) {
			logger.debug("The transaction was lost, which has changed nothing", ex);
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
	}

	/**
	 * The tables whose rows are wanted.
	 *
	 * @param names how they were given
	 * @param maxRows how many rows they may have
	 */
	private record Data(List<String> names, long maxRows) {

		List<ObjectName> tables(SchemaSnapshot snapshot, String schema, Set<ObjectName> excluded, DatabaseDump dump) {
			Map<String, ObjectName> known = new TreeMap<>();
			Stream.concat(snapshot.tables().keySet().stream(), snapshot.views().keySet().stream())
				.forEach((name) -> known.put(schema.equals(name.schema()) ? name.name() : name.toString(), name));
			List<ObjectName> tables = new ArrayList<>();
			long rows = 0;
			for (String text : new LinkedHashSet<>(this.names)) {
				ObjectName name = find(text, known, schema);
				if (excluded.contains(name)) {
					throw BaselineException.ofTool(text);
				}
				InspectedTable table = snapshot.tables().get(name);
				if (table == null || table.kind() == InspectedTable.Kind.FOREIGN_TABLE) {
					throw BaselineException.withoutRows(text, (table == null) ? "a view" : "a foreign table");
				}
				rows += dump.rows(name, this.maxRows + 1);
				tables.add(name);
			}
			if (rows > this.maxRows) {
				throw BaselineException.tooManyRows(this.names, this.maxRows);
			}
			return tables;
		}

		private static ObjectName find(String text, Map<String, ObjectName> known, String schema) {
			ObjectName parsed = ObjectName.of(text);
			ObjectName name = (parsed.schema() != null) ? parsed : new ObjectName(schema, parsed.name());
			if (known.containsValue(name)) {
				return name;
			}
			throw BaselineException.unknownTable(text,
					known.keySet()
						.stream()
						.filter((candidate) -> SimilarNames.distance(text, candidate) <= Math.max(1, text.length() / 3))
						.min(Comparator.comparingInt((candidate) -> SimilarNames.distance(text, candidate)))
						.orElse(null));
		}

	}

}
