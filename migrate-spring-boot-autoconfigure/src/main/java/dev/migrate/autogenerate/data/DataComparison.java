package dev.migrate.autogenerate.data;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.file.DataFileReader;
import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.autogenerate.file.DataFiles.DataFile;
import dev.migrate.autogenerate.file.DataRows;
import dev.migrate.autogenerate.file.InvalidDataFileException;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.data.ComparedColumn;
import dev.migrate.dialect.data.ComparedRow;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.dialect.data.RowComparison;
import dev.migrate.operations.object.CreateCompositeType;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Compares the rows that files declare with those that the database has: reads them into
 * scratch tables that have the wanted types and constraints, and has the server compare.
 * Whatever is created is undone, and the tables are only read.
 */
public final class DataComparison {

	private static final Set<FailureKind> OF_SESSION = EnumSet.of(FailureKind.CONTENTION, FailureKind.CONNECTION_LOST,
			FailureKind.TOO_MANY_LOCKS);

	/**
	 * Defaults that can be read where a column does not exist yet.
	 */
	private static final Pattern LITERAL = Pattern
		.compile("('(?:[^']|'')*'|-?\\d+(\\.\\d+)?|true|false)(::[\\w .,()\"\\[\\]]+)?");

	private static final Pattern COLUMN = Pattern.compile("^COPY .*?, line \\d+, column ([^:]+)");

	private final DataFiles files;

	private final DatabaseSession live;

	private final String defaultSchema;

	private final DeclaredTables tables;

	private final List<Difference> differences;

	private final Renames renames;

	private final Dialect dialect;

	private final ScratchSession session;

	private final DeclaredRows declared;

	/**
	 * Creates a comparison.
	 * @param files the files
	 * @param live the database
	 * @param defaultSchema the schema that names mean which have none
	 * @param ownTables the tables of the tool
	 * @param whole what the database has, under its new names and without the default
	 * schema
	 * @param differences what differs and is changed before the rows are
	 * @param renames what is renamed
	 */
	public DataComparison(DataFiles files, DatabaseSession live, String defaultSchema, Set<String> ownTables,
			SchemaSnapshot whole, List<Difference> differences, Renames renames) {
		this.files = files;
		this.live = live;
		this.defaultSchema = defaultSchema;
		this.tables = new DeclaredTables(whole, live.inspector(), differences, defaultSchema, ownTables);
		this.differences = differences;
		this.renames = renames;
		this.dialect = live.dialect();
		this.session = live.scratch();
		this.declared = this.session.declaredRows();
	}

	/**
	 * Compares.
	 * @return what differs
	 * @throws InvalidDataFileException if a file cannot be read, or the database refuses
	 * its rows
	 */
	public DataChanges run() {
		List<DataFile> found = this.files.all();
		if (found.isEmpty()) {
			return DataChanges.NONE;
		}
		if (!this.session.mayCreateSchemas() && !this.session.mayCreateTemporaryObjects()) {
			throw ComparisonFailedException.noRight(this.live.name());
		}
		return this.session.undo(() -> {
			String schema = this.session.newSchema();
			this.session.search(schema);
			DataChanges changes = compare(found, schema);
			List<String> locks = this.session.strongLocks(List.of(schema));
			if (!locks.isEmpty()) {
				throw ComparisonFailedException.scratchLocks(locks);
			}
			return changes;
		});
	}

	private DataChanges compare(List<DataFile> found, String schema) {
		ObjectRenaming types = createTypes(schema);
		Map<ObjectName, DeclaredFile> declaredFiles = new LinkedHashMap<>();
		Set<String> names = new HashSet<>();
		for (DataFile file : found) {
			DataRows rows = DataFileReader.read(file);
			DeclaredTable table = this.tables.find(file.location(), name(file));
			DeclaredFile other = declaredFiles.get(table.name());
			if (other != null) {
				throw InvalidDataFileException.twoFiles(table.name(), other.location(), file.location());
			}
			String scratch = table.name().name();
			while (!names.add(scratch)) {
				scratch += "_";
			}
			DeclaredFile declaredFile = DeclaredFile.of(rows, table, new ObjectName(schema, scratch));
			load(declaredFile, types);
			declaredFiles.put(table.name(), declaredFile);
		}
		List<TableRowChanges> changes = new ArrayList<>();
		RowRemarks remarks = new RowRemarks(this.session, this.declared, this.tables, declaredFiles, this::live,
				this::liveColumn);
		for (DeclaredFile file : declaredFiles.values()) {
			RowComparison comparison = comparison(file, types);
			List<ComparedRow> rows = rows(file, comparison);
			TableRowChanges change = new TableRowChanges(file, rows, List.of(),
					!rows.isEmpty() && isComplete(comparison));
			change.requirePossible();
			changes.add(rows.isEmpty() ? change : change.remarks(remarks.of(change, comparison)));
		}
		return new DataChanges(FileOrder.sort(changes), this.declared, alterable(changes));
	}

	/**
	 * Returns whether a table will have no other rows than the declared ones, as far as
	 * is known.
	 */
	private boolean isComplete(RowComparison comparison) {
		return comparison.table() == null
				|| !this.session.attempt(() -> this.declared.hasOthers(comparison)).orElse(true);
	}

	private Set<ObjectName> alterable(List<TableRowChanges> changes) {
		List<DeclaredTable> changed = changes.stream()
			.filter((change) -> !change.rows().isEmpty())
			.map((change) -> change.file().table())
			.toList();
		return changed.stream().anyMatch(this.tables::isDeferred) ? Set.of()
				: changed.stream().map(DeclaredTable::name).collect(Collectors.toSet());
	}

	private static ObjectName name(DataFile file) {
		try {
			return ObjectName.of(file.table());
		}
		catch (RuntimeException ex) {
			throw InvalidDataFileException.malformed(file.location(), 0,
					"'%s' is not the name of a table".formatted(file.table()),
					"Name the file after a table, as in countries.csv or app.countries.csv.");
		}
	}

	/**
	 * Creates the types that the revision creates or changes.
	 * @return what leads to them
	 */
	private ObjectRenaming createTypes(String schema) {
		Map<ObjectName, ObjectName> names = new LinkedHashMap<>();
		this.differences.forEach((difference) -> {
			if (difference.wanted() != null
					&& (difference instanceof EnumTypeDifference || difference instanceof CompositeTypeDifference)) {
				names.put(difference.object(), new ObjectName(schema, difference.object().name()));
			}
		});
		ObjectRenaming renaming = ObjectRenaming.of(names, this.dialect);
		List<Operation> operations = new ArrayList<>();
		this.differences.forEach((difference) -> {
			if (difference instanceof EnumTypeDifference type && type.wanted() != null) {
				operations.add(new CreateEnum(type.wanted().map(renaming)));
			}
		});
		this.differences.forEach((difference) -> {
			if (difference instanceof CompositeTypeDifference type && type.wanted() != null) {
				operations.add(new CreateCompositeType(type.wanted().map(renaming)));
			}
		});
		this.session.runAll(operations.stream().flatMap(this::sql).toList());
		return renaming;
	}

	private Stream<String> sql(Operation operation) {
		return this.dialect.write(operation).stream().map(SqlCommand::sql);
	}

	private void load(DeclaredFile file, ObjectRenaming types) {
		create(file, types);
		DataRows rows = file.rows();
		int limit = this.files.maxRows();
		long count;
		if (rows.rows().size() > limit) {
			throw InvalidDataFileException.tooManyRows(rows.location(), rows.rows().size(), limit);
		}
		try {
			count = (rows.csv() != null) ? this.declared.readCsv(file.scratch(), file.columnNames(), rows.csv())
					: insert(file);
		}
		catch (DataAccessException ex) {
			ServerError error = error(ex);
			throw InvalidDataFileException.refused(rows.location(), rows.line(error.row()), column(error),
					message(error), ex);
		}
		if (count > limit) {
			throw InvalidDataFileException.tooManyRows(rows.location(), count, limit);
		}
	}

	private long insert(DeclaredFile file) {
		List<List<@Nullable String>> rows = new ArrayList<>();
		for (DataRows.Row row : file.rows().rows()) {
			List<@Nullable String> values = new ArrayList<>();
			for (int i = 0; i < file.columns().size(); i++) {
				values.add(row.values().get(i).text(file.columns().get(i).type().dimensions() > 0));
			}
			rows.add(values);
		}
		this.dialect.insert(this.live.jdbc(), new InsertedRows(file.scratch(), file.columnNames(), rows));
		return rows.size();
	}

	private void create(DeclaredFile file, ObjectRenaming types) {
		List<String> key = file.keyNames();
		List<Column> columns = file.columns()
			.stream()
			.map((column) -> new Column(column.name(), column.type(), column.nullable() && !key.contains(column.name()),
					null, null, null, column.collation(), null))
			.toList();
		List<Constraint> primaryKey = List.of(PrimaryKey.primaryKey(key.toArray(String[]::new)));
		List<Constraint> constraints = new ArrayList<>(primaryKey);
		constraints.addAll(file.table().constraintsOver(Set.copyOf(file.columnNames()), FilteredSchemas::isOver));
		Table table = Table.table(file.scratch()).columns(columns);
		try {
			run(table.constraints(constraints).map(types));
		}
		catch (DataAccessException ex) {
			try {
				run(table.constraints(primaryKey).map(types));
			}
			catch (DataAccessException again) {
				throw InvalidDataFileException.refusedTable(file.location(), message(error(again)), again);
			}
		}
	}

	private void run(Table table) {
		this.session.runAll(sql(new CreateTable(table)).toList());
	}

	private ServerError error(DataAccessException failure) {
		if (failure.getMostSpecificCause() instanceof SQLException cause
				&& !OF_SESSION.contains(this.dialect.failureKind(cause))) {
			return this.dialect.error(cause);
		}
		throw failure;
	}

	private static String message(ServerError error) {
		String detail = error.detail();
		return error.message()
				+ ((detail == null || detail.startsWith("COPY ")) ? "" : " (" + detail.replaceFirst("\\.$", "") + ")");
	}

	private static @Nullable String column(ServerError error) {
		Matcher column = COLUMN.matcher((error.detail() != null) ? error.detail() : "");
		return column.find() ? column.group(1) : null;
	}

	/**
	 * Returns the name that a table has now, with its schema.
	 */
	private ObjectName live(ObjectName table) {
		ObjectName former = this.renames.former(table);
		return (former.schema() != null) ? former : new ObjectName(this.defaultSchema, former.name());
	}

	/**
	 * Returns the name that a column has now.
	 */
	private String liveColumn(ObjectName table, String column) {
		return this.renames.columns()
			.stream()
			.filter((renamed) -> renamed.table().equals(table) && renamed.to().equals(column))
			.map(Renames.RenamedColumn::from)
			.findFirst()
			.orElse(column);
	}

	private RowComparison comparison(DeclaredFile file, ObjectRenaming types) {
		DeclaredTable table = file.table();
		InspectedTable found = table.live();
		if (found == null) {
			return comparison(file, null, List.of(), List.of());
		}
		ObjectName live = live(table.name());
		for (Column column : file.key()) {
			if (table.liveColumn(column.name()).isEmpty()) {
				if (this.declared.hasRows(live)) {
					throw InvalidDataFileException.newKey(file.location(), table.name(), column.name());
				}
				return comparison(file, null, List.of(), List.of());
			}
		}
		List<ComparedColumn> columns = file.columns()
			.stream()
			.map((column) -> new ComparedColumn(column.name(), found(table, column, types)))
			.toList();
		List<String> others = file.rows().delete()
				? restored(table).map((column) -> liveColumn(table.name(), column.name())).toList() : List.of();
		return comparison(file, live, columns, others);
	}

	private static RowComparison comparison(DeclaredFile file, @Nullable ObjectName live, List<ComparedColumn> columns,
			List<String> others) {
		List<ComparedColumn> all = columns.isEmpty()
				? file.columnNames().stream().map((name) -> new ComparedColumn(name, null)).toList() : columns;
		return new RowComparison(file.scratch(), live, all, file.keyNames(), others, false);
	}

	/**
	 * Returns the columns that a deleted row gets its values back in.
	 */
	static Stream<Column> restored(DeclaredTable table) {
		return table.columns()
			.stream()
			.filter((column) -> column.generated() == null && table.liveColumn(column.name()).isPresent());
	}

	private @Nullable String found(DeclaredTable table, Column column, ObjectRenaming types) {
		Optional<Column> live = table.liveColumn(column.name());
		String type = column.type().toSql((name) -> this.dialect.quote(types.object(name)));
		if (live.isEmpty()) {
			String value = column.defaultValue();
			return (value != null && LITERAL.matcher(value).matches())
					? "CAST(%s AS %s)".formatted(types.expression(value), type) : null;
		}
		String value = plain(table, column);
		return live.get().type().equals(column.type()) ? value : "CAST(%s AS %s)".formatted(value, type);
	}

	private String plain(DeclaredTable table, Column column) {
		return "t." + this.dialect.quote(new ObjectName(null, liveColumn(table.name(), column.name())));
	}

	private List<ComparedRow> rows(DeclaredFile file, RowComparison comparison) {
		int limit = this.files.maxRows();
		int most = Math.max(limit, limit + 1);
		if (comparison.table() != null && !file.table().isUnique(file.keyNames())) {
			List<@Nullable String> repeated = this.declared.repeatedKey(comparison);
			if (!repeated.isEmpty()) {
				throw InvalidDataFileException.repeatedKey(file.location(), file.table().name(),
						TableRowChanges.text(repeated));
			}
		}
		List<ComparedRow> rows = isRetyped(file)
				? this.session.attempt(() -> this.declared.compare(comparison, most))
					.orElseGet(() -> this.declared.compare(asText(file, comparison), most))
				: this.declared.compare(comparison, most);
		if (rows.size() > limit) {
			throw InvalidDataFileException.tooManyChanges(file.location(), file.table().name(), limit);
		}
		return rows;
	}

	/**
	 * Returns whether a column gets another type, or its type other values.
	 */
	private boolean isRetyped(DeclaredFile file) {
		return file.columns()
			.stream()
			.anyMatch((column) -> file.table()
				.liveColumn(column.name())
				.filter((live) -> !live.type().equals(column.type()) || isChanged(column))
				.isPresent());
	}

	private boolean isChanged(Column column) {
		return column.type().userDefined() && this.differences.stream()
			.anyMatch((difference) -> (difference instanceof EnumTypeDifference
					|| difference instanceof CompositeTypeDifference)
					&& difference.object().equals(ObjectName.of(column.type().name())));
	}

	/**
	 * Where the values that there are cannot be cast to their new type, they are compared
	 * as they are.
	 */
	private RowComparison asText(DeclaredFile file, RowComparison comparison) {
		List<ComparedColumn> columns = file.columns()
			.stream()
			.map((column) -> new ComparedColumn(column.name(),
					file.table().liveColumn(column.name()).isPresent() ? plain(file.table(), column) : null))
			.toList();
		return new RowComparison(comparison.rows(), comparison.table(), columns, comparison.key(), comparison.others(),
				true);
	}

}
