package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;

import static dev.migrate.schema.Column.column;

/**
 * The statements on the version table, the same online and in a script.
 */
public final class VersionStatements {

	private static final String COLUMN = "version_num";

	private static final int LONGEST_ID = 255;

	private final ObjectName name;

	private final String quoted;

	private final Dialect dialect;

	public VersionStatements(Dialect dialect, ObjectName name) {
		this.dialect = dialect;
		this.name = name;
		this.quoted = dialect.quote(name);
	}

	public CreateTable creation(boolean ifNotExists) {
		Table table = Table.table(this.name)
			.column(column(COLUMN, DataType.varchar(LONGEST_ID)).notNull())
			.comment("Current revisions of this schema, kept by Migrate");
		return new CreateTable(new NamingConvention().name(table.primaryKey(COLUMN)),
				ifNotExists ? Set.of(OperationOption.IF_NOT_EXISTS) : Set.of());
	}

	/**
	 * Returns the statements of a change.
	 * @return the statements in their order
	 */
	public List<SqlCommand> change(VersionRowChange change) {
		List<SqlCommand> commands = new ArrayList<>();
		change.updates().forEach((update) -> commands.add(update(update)));
		change.deletes().forEach((row) -> commands.add(delete(row)));
		change.inserts().forEach((row) -> commands.add(insert(row)));
		return commands;
	}

	/**
	 * Tells whether the table has certain rows and no others.
	 * @return a condition
	 */
	public String hasRows(Collection<String> rows) {
		String all = "(SELECT count(*) FROM " + this.quoted + ") = " + rows.size();
		return rows.isEmpty() ? all
				: all + rows.stream()
					.map((row) -> this.dialect.inline(new SqlCommand(":row", Map.of("row", row))))
					.collect(Collectors.joining(", ",
							" AND (SELECT count(*) FROM " + this.quoted + " WHERE version_num IN (",
							")) = " + rows.size()));
	}

	/**
	 * Returns the statements that bring a revision into the table wherever it was: the
	 * row takes the place of those of its parents that have one.
	 * @param parents all that must be applied before it
	 * @return the statements in their order
	 */
	public List<SqlCommand> replace(String revision, Collection<String> parents) {
		List<SqlCommand> commands = new ArrayList<>();
		parents.forEach((parent) -> commands.add(delete(parent)));
		commands.add(insert(revision));
		return commands;
	}

	SqlCommand update(VersionRowChange.Update update) {
		return new SqlCommand("UPDATE " + this.quoted + " SET version_num = :to WHERE version_num = :from",
				Map.of("to", update.to(), "from", update.from()));
	}

	SqlCommand delete(String row) {
		return new SqlCommand("DELETE FROM " + this.quoted + " WHERE version_num = :row", Map.of("row", row));
	}

	SqlCommand insert(String row) {
		return new SqlCommand("INSERT INTO " + this.quoted + " (version_num) VALUES (:row)", Map.of("row", row));
	}

}
