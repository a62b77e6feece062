package dev.migrate.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.SchemaSnapshot;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Compares the schema that an application wants with the one that its database has, and
 * says what leads from one to the other. Changes nothing: what it creates to see what the
 * database makes of it is rolled back.
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
	 * @param options how to go about what only the database has
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
	 * Returns an autogenerator that says nothing of certain differences, as long as both
	 * sides of them stay as they are.
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
	 * @throws InvalidRenameException if something cannot be renamed as it is said
	 * @throws dev.migrate.MigrateException if the wanted schema or the database cannot be
	 * read
	 */
	public Autogeneration compare(List<RequestedRename> renames) {
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try {
				return compare(Dialects.of(connection), connection, renames);
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
			throw new ComparisonFailedException(ex);
		}
	}

	private static MigrateException failure(DataAccessException failure, Connection connection) throws SQLException {
		if (!(failure.getMostSpecificCause() instanceof SQLException cause)) {
			throw failure;
		}
		Dialect dialect = Dialects.of(connection);
		if (dialect.failureKind(cause) != FailureKind.CONTENTION) {
			return new ComparisonFailedException(cause);
		}
		connection.rollback();
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		return new LockedTablesException(dialect.scratch(jdbc).holdersAgainstReading(), failure);
	}

	private Autogeneration compare(Dialect dialect, Connection connection, List<RequestedRename> requests)
			throws SQLException {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		Inspector inspector = dialect.inspector(jdbc);
		String schema = inspector.currentSchema();
		Targets targets = new Targets();
		TargetDatabase database = new TargetDatabase(connection.getMetaData().getDatabaseProductName(),
				connection.getMetaData().getDatabaseMajorVersion(), schema);
		this.settings.targets().forEach((target) -> targets.add(target.name(), target.read(database)));
		ScratchSession session = dialect.scratch(jdbc);
		session.open();
		this.settings.scripts()
			.forEach((script) -> targets.addComplete(script.location(),
					new SchemaScriptTarget(script, dialect, session, inspector).read(schema)));
		WantedSchema wanted = targets.union().named(this.naming);
		Set<String> schemas = new LinkedHashSet<>(List.of(schema));
		wanted.names().forEach((name) -> schemas.add(String.valueOf(name.schema())));
		SchemaSnapshot everything = inspector.read(schemas);
		FilteredSchemas filtered = new FilteredSchemas(filter(Renames.NONE), wanted, everything);
		ScratchDatabase scratch = new ScratchDatabase(dialect, session, inspector);
		SchemaSnapshot target = scratch.readBack(filtered.wanted(), schema);
		Renames renames = new RenameResolver(target, everything, filtered, schema).resolve(requests,
				wanted.formerNames());
		SchemaSnapshot renamed = new RenamedReading(renames, scratch, dialect, schema).of(everything);
		if (!renames.isEmpty()) {
			filtered = new FilteredSchemas(filter(renames), wanted, renamed);
			target = scratch.readBack(filtered.wanted(), schema);
		}
		SchemaSnapshot live = filtered.found();
		ComparisonOptions options = this.options.stating(targets);
		SecondReading second = SecondReading.of(new SchemaComparison(target, live, options).compare(), scratch, schema);
		target = second.of(target);
		live = second.of(live);
		RenamedSchemas unqualified = RenamedSchemas.without(schema, dialect);
		SchemaSnapshot wish = unqualified.snapshot(target);
		SchemaSnapshot found = unqualified.snapshot(live);
		Comparison comparison = new SchemaComparison(wish, found, options.renamed(unqualified)).compare();
		Renames named = renames.in(unqualified);
		SchemaSnapshot before = unqualified.snapshot(everything);
		List<Difference> differences = new ArrayList<>(named.differences(wish, before));
		differences.addAll(comparison.differences());
		List<String> notes = new ArrayList<>(wanted.notes());
		notes.addAll(scratch.refused());
		notes.addAll(comparison.notes());
		Acceptance acceptance = this.accepted.apply(differences);
		notes.addAll(acceptance.notes());
		session.search(schema);
		SchemaSnapshot whole = unqualified.snapshot(renamed);
		RowCounts counts = new RowCounts(jdbc, session, dialect, before.tables().keySet(), named);
		List<Change> changes = new OnlineChanges(whole, this.settings.online(), counts)
			.online(new Changes(whole, acceptance.reported()).inOrder());
		changes = new DataRemarks(counts).remark(changes);
		return new Autogeneration(dialect, acceptance.reported(), acceptance, notes,
				new RenameOffers(wish, found, acceptance.reported()).all(), RevisionSplit.of(changes))
			.processed(this.settings.processors());
	}

	/**
	 * Something renamed is left out by its former name, too.
	 */
	private ObjectFilter filter(Renames renames) {
		ObjectFilter filter = this.settings.filter()
			.and((object) -> object.kind() != SchemaObject.Kind.TABLE
					|| !this.ownTables.contains(object.name().name()));
		return renames.isEmpty() ? filter : filter.and((object) -> filter.includes(renames.former(object)));
	}

}
