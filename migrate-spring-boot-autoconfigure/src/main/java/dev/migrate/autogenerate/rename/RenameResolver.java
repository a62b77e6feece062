package dev.migrate.autogenerate.rename;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.WantedSchema.FormerName;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.rename.Renames.RenamedColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is renamed. A requested rename must be possible; a former name in the
 * model that does not apply, or no longer, is ignored.
 */
public final class RenameResolver {

	private final SchemaSnapshot wanted;

	private final SchemaSnapshot live;

	private final FilteredSchemas filtered;

	private final String defaultSchema;

	private final Map<ObjectName, ObjectName> tables = new LinkedHashMap<>();

	private final List<RenamedColumn> columns = new ArrayList<>();

	/**
	 * Creates a resolver.
	 * @param wanted what is wanted, as far as it is compared
	 * @param live what there is, compared or not; every name has its schema
	 * @param filtered what is compared
	 * @param defaultSchema the schema of names that have none
	 */
	public RenameResolver(SchemaSnapshot wanted, SchemaSnapshot live, FilteredSchemas filtered, String defaultSchema) {
		this.wanted = wanted;
		this.live = live;
		this.filtered = filtered;
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Finds out what is to be renamed.
	 * @param requests what somebody asks for, which comes before former names
	 * @param formerNames what the model says
	 * @throws ComparisonFailedException if that cannot be
	 */
	public Renames resolve(List<RequestedRename> requests, List<FormerName> formerNames) {
		List<RequestedRename> ofColumns = requests.stream().filter((request) -> !isTable(request)).toList();
		requests.stream().filter((request) -> !ofColumns.contains(request)).forEach(this::table);
		formerNames.stream().filter((former) -> former.column() == null).forEach(this::table);
		ofColumns.forEach(this::column);
		for (FormerName former : formerNames) {
			if (former.column() != null) {
				column(former, former.column());
			}
		}
		return new Renames(this.tables, sequences(), this.columns);
	}

	private boolean isTable(RequestedRename request) {
		boolean table = parsed(() -> ObjectName.of(request.from())).map(this::qualified)
			.filter((name) -> this.live.tables().containsKey(name))
			.isPresent();
		boolean column = parsed(() -> ColumnName.of(request.from()))
			.map((name) -> new ColumnName(qualified(name.table()), name.column()))
			.filter((name) -> findColumn(this.live.tables().get(name.table()), name.column()).isPresent())
			.isPresent();
		if (table && column) {
			throw invalid(request, "%s is both a table and a column.".formatted(request.from()),
					"Name the column with its schema, such as %s.%s.".formatted(this.defaultSchema, request.from()));
		}
		return table || parsed(() -> ColumnName.of(request.from())).isEmpty();
	}

	private void table(RequestedRename request) {
		ObjectName from = qualified(ObjectName.of(request.from()));
		ObjectName to = parsed(() -> ObjectName.of(request.to())).orElseThrow(() -> invalid(request,
				"%s is a table, but %s is not the name of a table.".formatted(request.from(), request.to()),
				"Give the table a name."));
		to = (to.schema() != null) ? to : from.sibling(to.name());
		String problem = problem(from, to);
		if (problem != null) {
			throw invalid(request, problem, "Correct the names, or leave out the option.");
		}
		this.tables.put(from, to);
	}

	private void table(FormerName former) {
		ObjectName from = former.table().sibling(former.name());
		if (!this.tables.containsValue(former.table()) && this.live.tables().containsKey(from)
				&& !this.wanted.tables().containsKey(from) && !isRelation(former.table())) {
			requireOnce("Former name %s of table %s".formatted(former.name(), former.table()), this.tables.get(from),
					from);
			if (problem(from, former.table()) == null) {
				this.tables.put(from, former.table());
			}
		}
	}

	/**
	 * Returns what keeps a table from being renamed, or {@code null} if nothing does.
	 */
	private @Nullable String problem(ObjectName from, ObjectName to) {
		InspectedTable table = this.live.tables().get(from);
		if (table == null) {
			return "no table %s was found in the database.".formatted(from);
		}
		if (this.filtered.leavesOut(from) || this.filtered.leavesOut(to)) {
			return leftOut("table " + (this.filtered.leavesOut(from) ? from : to));
		}
		if (table.kind() != InspectedTable.Kind.TABLE) {
			return "%s is a %s.".formatted(from,
					(table.kind() == InspectedTable.Kind.PARTITION) ? "partition" : "foreign table");
		}
		if (this.tables.containsKey(from) || this.tables.containsValue(to)) {
			return "%s is named in another rename, too.".formatted(this.tables.containsKey(from) ? from : to);
		}
		if (this.wanted.tables().containsKey(from)) {
			return "table %s is still wanted under that name.".formatted(from);
		}
		if (!this.wanted.tables().containsKey(to)) {
			return "no table %s is wanted.".formatted(to);
		}
		if (!Objects.equals(from.schema(), to.schema())) {
			return "a table is renamed within its schema.";
		}
		return isRelation(to) ? "the database already has %s.".formatted(to) : null;
	}

	private static String leftOut(String what) {
		return what + " is left out of the comparison, by migrate.autogenerate.include or exclude or an ObjectFilter.";
	}

	private boolean isRelation(ObjectName name) {
		return this.live.tables().containsKey(name) || this.live.views().containsKey(name)
				|| this.live.sequences().containsKey(name);
	}

	private void column(RequestedRename request) {
		ColumnName from = ColumnName.of(request.from());
		ColumnName to = parsed(() -> ColumnName.of(request.to()))
			.orElseGet(() -> new ColumnName(from.table(), ObjectName.of(request.to()).name()));
		ObjectName table = renamed(from.table());
		String problem = table.equals(renamed(to.table())) ? problem(table, from.column(), to.column())
				: "the columns belong to different tables.";
		if (problem != null) {
			throw invalid(request, problem, "Correct the names, or leave out the option.");
		}
		this.columns.add(new RenamedColumn(table, from.column(), to.column()));
	}

	private void column(FormerName former, String column) {
		ObjectName table = former.table();
		InspectedTable found = find(table);
		boolean applies = findColumn(found, former.name()).isPresent() && findColumn(found, column).isEmpty()
				&& findColumn(this.wanted.tables().get(table), former.name()).isEmpty();
		if (applies && this.columns.stream().noneMatch((other) -> isOf(other, table) && other.to().equals(column))) {
			String other = this.columns.stream()
				.filter((rename) -> isOf(rename, table) && rename.from().equals(former.name()))
				.map(RenamedColumn::to)
				.findFirst()
				.orElse(null);
			requireOnce("Former name %s of column %s.%s".formatted(former.name(), table, column), other, former.name());
			if (problem(table, former.name(), column) == null) {
				this.columns.add(new RenamedColumn(table, former.name(), column));
			}
		}
	}

	private static boolean isOf(RenamedColumn rename, ObjectName table) {
		return rename.table().equals(table);
	}

	private @Nullable String problem(ObjectName table, String from, String to) {
		InspectedTable found = find(table);
		InspectedTable target = this.wanted.tables().get(table);
		if (found == null) {
			return "no table %s was found in the database.".formatted(table);
		}
		if (findColumn(found, from).isEmpty()) {
			return "table %s has no column %s in the database.".formatted(found.name(), from);
		}
		if (this.filtered.leavesOut(found.name()) || this.filtered.leavesOut(table)) {
			return leftOut("table " + table);
		}
		if (this.filtered.leavesOut(found.name(), from) || this.filtered.leavesOut(table, to)) {
			return leftOut("column %s of table %s".formatted(this.filtered.leavesOut(table, to) ? to : from, table));
		}
		if (found.parents().stream().anyMatch((parent) -> findColumn(find(parent), from).isPresent())) {
			return "table %s has column %s from its parent.".formatted(table, from);
		}
		for (RenamedColumn other : this.columns) {
			if (isOf(other, table) && (other.from().equals(from) || other.to().equals(to))) {
				return "column %s is named in another rename, too.".formatted(other.from().equals(from) ? from : to);
			}
		}
		if (findColumn(target, from).isPresent()) {
			return "column %s of table %s is still wanted under that name.".formatted(from, table);
		}
		if (findColumn(target, to).isEmpty()) {
			return "no column %s of table %s is wanted.".formatted(to, table);
		}
		return findColumn(found, to).isPresent() ? "table %s already has a column %s.".formatted(table, to) : null;
	}

	/**
	 * Finds a table by its new name.
	 */
	private @Nullable InspectedTable find(ObjectName table) {
		return this.live.tables().get(new Renames(this.tables, Map.of(), List.of()).former(table));
	}

	private static Optional<Column> findColumn(@Nullable InspectedTable table, String name) {
		return (table != null) ? table.table().findColumn(name) : Optional.empty();
	}

	private ObjectName renamed(ObjectName table) {
		ObjectName name = qualified(table);
		return this.tables.getOrDefault(name, name);
	}

	private ObjectName qualified(ObjectName name) {
		return (name.schema() != null) ? name : new ObjectName(this.defaultSchema, name.name());
	}

	/**
	 * Finds the sequences that Hibernate calls after a table: it would take the numbers
	 * of a new one from the start.
	 */
	private Map<ObjectName, ObjectName> sequences() {
		Map<ObjectName, ObjectName> sequences = new LinkedHashMap<>();
		this.tables.forEach((from, to) -> {
			for (Sequence sequence : this.wanted.sequences().values()) {
				ObjectName name = sequence.name();
				if (to.sibling(name.name()).equals(name) && name.name().startsWith(to.name() + "_")
						&& !isRelation(name)) {
					ObjectName former = from.sibling(from.name() + name.name().substring(to.name().length()));
					Sequence found = this.live.sequences().get(former);
					if (found != null && found.ownedBy() == null && this.filtered.includes(found)
							&& !this.wanted.sequences().containsKey(former)) {
						sequences.put(former, name);
					}
				}
			}
		});
		return sequences;
	}

	private static <T> Optional<T> parsed(Supplier<T> parser) {
		try {
			return Optional.of(parser.get());
		}
		catch (InvalidSchemaException ex) {
			return Optional.empty();
		}
	}

	private static void requireOnce(String what, @Nullable Object other, Object former) {
		if (other != null) {
			throw ComparisonFailedException.invalidRename(what, "%s already becomes %s.".formatted(former, other),
					"Keep @FormerName at one of the two.");
		}
	}

	private static ComparisonFailedException invalid(RequestedRename request, String problem, String action) {
		return ComparisonFailedException.invalidRename("--rename " + request, problem, action);
	}

}
