package dev.migrate.autogenerate.scratch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.InvalidTargetException;
import dev.migrate.autogenerate.SchemaScript;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

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
		List<SqlStatement> statements = statements();
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
		return wanted(snapshot);
	}

	private List<SqlStatement> statements() {
		Set<String> known = new HashSet<>();
		List<SqlStatement> statements = new ArrayList<>();
		for (SqlStatement statement : this.dialect.splitter().split(this.script.text(), this.script.location())) {
			SchemaScriptStatement understood = SchemaScriptStatement.of(this.script.location(), statement,
					this.dialect);
			if (understood.isCompared()) {
				understood.resolve(known);
				statements.add(statement);
			}
			else {
				this.notes.add("%s, line %d: '%s' is not compared.".formatted(this.script.location(), statement.line(),
						understood.excerpt()));
			}
		}
		return statements;
	}

	private void run(SqlStatement statement) {
		try {
			this.session.runAll(List.of(statement.text()));
		}
		catch (DataAccessException ex) {
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
			if (table.kind() == InspectedTable.Kind.TABLE) {
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
		return new WantedSchema(tables, indexes,
				snapshot.sequences().values().stream().filter((sequence) -> sequence.ownedBy() == null).toList(),
				List.copyOf(snapshot.enumTypes().values()), this.notes);
	}

	/**
	 * A serial column is an identity column, as far as it matters.
	 */
	private Table withIdentities(Table table, SchemaSnapshot snapshot) {
		Set<ColumnName> serials = new HashSet<>();
		snapshot.sequences().values().stream().map(Sequence::ownedBy).filter(Objects::nonNull).forEach(serials::add);
		return table.columns(table.columns()
			.stream()
			.map((column) -> isSerial(column) && serials.contains(new ColumnName(table.name(), column.name()))
					? column.defaultValue(null).asIdentity() : column)
			.toList());
	}

	private boolean isSerial(Column column) {
		return column.defaultValue() != null && this.dialect.conversions().isNextValue(column.defaultValue());
	}

}
