package dev.migrate.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.autogenerate.Difference.Kind;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

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
		this.dataSource = dataSource;
		this.naming = naming;
		this.ownTables = Set.copyOf(ownTables);
		this.settings = settings;
		this.options = options;
	}

	/**
	 * Compares.
	 * @return what differs, and what is to be done about it
	 * @throws dev.migrate.MigrateException if the wanted schema or the database cannot be
	 * read
	 */
	public Autogeneration compare() {
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try {
				return compare(Dialects.of(connection), connection);
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

	private Autogeneration compare(Dialect dialect, Connection connection) throws SQLException {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		Inspector inspector = dialect.inspector(jdbc);
		String schema = inspector.currentSchema();
		WantedSchema wanted = wanted(new TargetDatabase(connection.getMetaData().getDatabaseProductName(),
				connection.getMetaData().getDatabaseMajorVersion(), schema));
		ScratchSession session = dialect.scratch(jdbc);
		session.open();
		ScratchDatabase scratch = new ScratchDatabase(dialect, session, inspector);
		SchemaSnapshot target = scratch.readBack(wanted, schema);
		Set<String> schemas = new LinkedHashSet<>(List.of(schema));
		wanted.names().forEach((name) -> schemas.add(String.valueOf(name.schema())));
		SchemaSnapshot live = withoutOwnTables(inspector.read(schemas));
		Set<ObjectName> doubtful = doubtful(new SchemaComparison(target, live, this.options).compare());
		if (!doubtful.isEmpty()) {
			target = replaced(target, scratch.readBack(part(target, doubtful), schema));
			live = replaced(live, scratch.readBack(part(live, doubtful), schema));
		}
		scratch.checkLocks();
		RenamedSchemas unqualified = RenamedSchemas.without(schema, dialect);
		SchemaSnapshot found = unqualified.snapshot(live);
		Comparison comparison = new SchemaComparison(unqualified.snapshot(target), found, this.options).compare();
		List<String> notes = new ArrayList<>(wanted.notes());
		notes.addAll(scratch.refused());
		notes.addAll(comparison.notes());
		session.search(schema);
		List<Change> changes = new DataRemarks(new RowCounts(jdbc, dialect))
			.remark(new Changes(found, comparison.differences()).inOrder());
		return Autogeneration.of(dialect, comparison.differences(), notes, changes);
	}

	private WantedSchema wanted(TargetDatabase database) {
		List<WantedSchema> parts = this.settings.targets().stream().map((target) -> target.read(database)).toList();
		return WantedSchema.union(parts).named(this.naming);
	}

	private SchemaSnapshot withoutOwnTables(SchemaSnapshot snapshot) {
		return new SchemaSnapshot(
				snapshot.tables()
					.entrySet()
					.stream()
					.filter((entry) -> !this.ownTables.contains(entry.getKey().name()))
					.collect(java.util.stream.Collectors.toMap(java.util.Map.Entry::getKey,
							java.util.Map.Entry::getValue)),
				snapshot.views(), snapshot.sequences(), snapshot.enumTypes(), snapshot.userTypes(),
				snapshot.extensions());
	}

	/**
	 * The text of an expression is no fixed point: what the database reads back may read
	 * differently once it has been created from that.
	 */
	private static Set<ObjectName> doubtful(Comparison comparison) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		for (Difference difference : comparison.differences()) {
			boolean expression = difference.kind() == Kind.DEFAULT || difference.kind() == Kind.GENERATED
					|| difference.kind() == Kind.INDEX
					|| (difference.kind() == Kind.CONSTRAINT && !isForeignKey(difference));
			if (expression) {
				tables.add(difference.object());
			}
		}
		return tables;
	}

	private static boolean isForeignKey(Difference difference) {
		return difference.wanted() instanceof ForeignKey || difference.found() instanceof ForeignKey;
	}

	/**
	 * Makes a wanted schema of some tables as they were read.
	 */
	private static WantedSchema part(SchemaSnapshot snapshot, Set<ObjectName> names) {
		List<InspectedTable> tables = names.stream()
			.map(snapshot.tables()::get)
			.filter(java.util.Objects::nonNull)
			.toList();
		List<WantedSchema.TableIndex> indexes = new ArrayList<>();
		for (InspectedTable table : tables) {
			table.indexes()
				.stream()
				.map(InspectedIndex::index)
				.forEach((index) -> indexes.add(new WantedSchema.TableIndex(table.name(), index)));
		}
		return new WantedSchema(tables.stream().map(InspectedTable::table).toList(), indexes, List.of(),
				List.copyOf(snapshot.enumTypes().values()), List.of());
	}

	/**
	 * Takes the expressions of some tables as they were read a second time; a part that
	 * could not be created again stays as it was.
	 */
	private static SchemaSnapshot replaced(SchemaSnapshot first, SchemaSnapshot second) {
		java.util.Map<ObjectName, InspectedTable> tables = new java.util.LinkedHashMap<>(first.tables());
		second.tables().forEach((name, table) -> {
			InspectedTable before = first.tables().get(name);
			if (before != null && isComplete(before, table)) {
				tables.put(name, new InspectedTable(table.table().comment(before.table().comment()), before.kind(),
						before.parents(), table.indexes(), before.notNullNotValid(), before.estimatedRows()));
			}
		});
		return new SchemaSnapshot(tables, first.views(), first.sequences(), first.enumTypes(), first.userTypes(),
				first.extensions());
	}

	private static boolean isComplete(InspectedTable before, InspectedTable after) {
		return before.table().columns().size() == after.table().columns().size() && names(before).equals(names(after))
				&& before.indexes().size() == after.indexes().size();
	}

	private static Set<String> names(InspectedTable table) {
		return table.table()
			.constraints()
			.stream()
			.map(Constraint::name)
			.filter(java.util.Objects::nonNull)
			.collect(java.util.stream.Collectors.toSet());
	}

}
