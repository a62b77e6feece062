package dev.migrate.autogenerate.scratch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.InvalidTargetException;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Identity;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Lets the database say what a schema script creates: runs it in a schema of its own,
 * reads that and undoes it.
 */
public final class SchemaScriptTarget {

	private final SchemaScript script;

	private final Dialect dialect;

	private final ScratchSession session;

	private final Inspector inspector;

	private final List<String> notes = new ArrayList<>();

	private final List<RunStatement> prerequisites = new ArrayList<>();

	private final Set<String> missing = new HashSet<>();

	public SchemaScriptTarget(SchemaScript script, DatabaseSession database) {
		this.script = script;
		this.dialect = database.dialect();
		this.session = database.scratch();
		this.inspector = database.inspector();
	}

	/**
	 * Reads what the script wants.
	 * @param defaultSchema the schema that it is wanted in
	 * @return the wanted objects
	 * @throws dev.migrate.MigrateException if a statement is refused, or locks an object
	 * that the script has not created
	 */
	public WantedSchema read(String defaultSchema) {
		List<RunStatement> statements = statements();
		SchemaSnapshot snapshot = this.session.undo(() -> {
			String scratch = this.session.newSchema();
			this.session.search(scratch);
			statements.forEach(this::run);
			List<String> locks = this.session.strongLocks(Set.of(scratch));
			if (!locks.isEmpty()) {
				throw ComparisonFailedException.scratchLocks(locks);
			}
			return this.inspector.read(Set.of(scratch))
				.map(ObjectRenaming.all(Map.of(scratch, defaultSchema), this.dialect));
		});
		WantedSchema wanted = wanted(snapshot);
		return wanted.prerequisites(prerequisites(wanted, defaultSchema));
	}

	private List<Prerequisite> prerequisites(WantedSchema wanted, String defaultSchema) {
		Set<ObjectName> all = Stream
			.concat(wanted.names(), this.prerequisites.stream().map((run) -> run.name(defaultSchema)))
			.collect(Collectors.toSet());
		return this.prerequisites.stream().map((run) -> {
			ObjectName name = run.name(defaultSchema);
			return new Prerequisite(name, run.sql().text(),
					all.stream()
						.filter((other) -> run.words().contains(other.name()) && !other.equals(name))
						.collect(Collectors.toSet()));
		}).toList();
	}

	/**
	 * A statement that is run.
	 *
	 * @param sql the statement
	 * @param prerequisite what it creates that tables can need and that is not compared
	 * @param words what it may refer to
	 * @param optional whether it is passed over if the database refuses it
	 */
	private record RunStatement(SqlStatement sql, @Nullable String prerequisite, Set<String> words, boolean optional) {

		ObjectName name(String schema) {
			return new ObjectName(schema, Objects.requireNonNull(this.prerequisite));
		}

	}

	private List<RunStatement> statements() {
		Set<String> known = new HashSet<>();
		Set<String> passedOver = new HashSet<>();
		List<RunStatement> statements = new ArrayList<>();
		for (SqlStatement statement : this.dialect.splitter().split(this.script.text(), this.script.location())) {
			SchemaScriptStatement understood = SchemaScriptStatement.of(this.script.location(), statement,
					this.dialect);
			understood.resolve(known, passedOver);
			if (understood.isRun()) {
				statements.add(new RunStatement(statement, understood.prerequisite(), understood.words(),
						understood.isOptional()));
			}
			if (!understood.isCompared()) {
				this.notes.add("%s, line %d: '%s' is not compared.".formatted(this.script.location(), statement.line(),
						understood.excerpt()));
			}
		}
		return statements;
	}

	private void run(RunStatement run) {
		SqlStatement statement = run.sql();
		if (run.optional() && this.missing.contains(run.prerequisite())) {
			return;
		}
		try {
			this.session.runAll(List.of(statement.text()));
			if (run.prerequisite() != null) {
				this.prerequisites.add(run);
			}
		}
		catch (DataAccessException ex) {
			if (run.optional()) {
				this.missing.add(Objects.requireNonNull(run.prerequisite()));
				return;
			}
			if (ex.getMostSpecificCause() instanceof SQLException cause) {
				ServerError error = this.dialect.error(cause);
				throw InvalidTargetException.refused(this.script.location(), statement.lineAt(error.position()),
						error.message(), ex);
			}
			throw ex;
		}
	}

	private WantedSchema wanted(SchemaSnapshot snapshot) {
		List<Table> tables = new ArrayList<>();
		List<TableIndex> indexes = new ArrayList<>();
		for (InspectedTable table : snapshot.tables().values()) {
			if (!table.parents().isEmpty()) {
				this.notes.add("%s: table %s %s %s and is neither created nor compared.".formatted(
						this.script.location(), table.name().name(),
						(table.kind() == InspectedTable.Kind.PARTITION) ? "is a partition of" : "inherits from",
						String.join(", ", table.parents().stream().map(ObjectName::name).toList())));
			}
			else {
				tables.add(withIdentities(table.table(), snapshot));
				table.indexes()
					.stream()
					.map(InspectedIndex::index)
					.forEach((index) -> indexes.add(new TableIndex(table.name(), index)));
			}
		}
		snapshot.userTypes()
			.keySet()
			.forEach((type) -> this.notes
				.add("%s: type %s is neither created nor compared.".formatted(this.script.location(), type.name())));
		snapshot.sequences()
			.values()
			.stream()
			.filter((sequence) -> sequence.ownedBy() != null && !isOfSerial(sequence, snapshot))
			.forEach((sequence) -> this.notes
				.add("%s: sequence %s, which column %s.%s owns, is neither created nor compared.".formatted(
						this.script.location(), sequence.name().name(),
						Objects.requireNonNull(sequence.ownedBy()).table().name(), sequence.ownedBy().column())));
		return new WantedSchema(tables, indexes,
				snapshot.sequences().values().stream().filter((sequence) -> sequence.ownedBy() == null).toList(),
				List.copyOf(snapshot.enumTypes().values()), this.notes)
			.compositeTypes(List.copyOf(snapshot.compositeTypes().values()));
	}

	/**
	 * A serial column is an identity column, as far as it matters.
	 */
	private Table withIdentities(Table table, SchemaSnapshot snapshot) {
		Map<ColumnName, SequenceOptions> serials = new HashMap<>();
		snapshot.sequences().values().forEach((sequence) -> {
			if (sequence.ownedBy() != null) {
				serials.put(sequence.ownedBy(), sequence.options());
			}
		});
		return table.columns(table.columns().stream().map((column) -> {
			SequenceOptions options = serials.get(new ColumnName(table.name(), column.name()));
			return (options != null && isSerial(column))
					? column.defaultValue(null).asIdentity(Identity.byDefault().options(options)) : column;
		}).toList());
	}

	private boolean isOfSerial(Sequence sequence, SchemaSnapshot snapshot) {
		ColumnName owner = Objects.requireNonNull(sequence.ownedBy());
		InspectedTable table = snapshot.tables().get(owner.table());
		return table != null && table.table().findColumn(owner.column()).filter(this::isSerial).isPresent();
	}

	private boolean isSerial(Column column) {
		return column.defaultValue() != null && this.dialect.conversions().isNextValue(column.defaultValue());
	}

}
