package dev.migrate.runtime.history;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import dev.migrate.dialect.SqlExpression;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.schema.Column;
import org.jspecify.annotations.Nullable;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;

/**
 * The columns of the history table in their order: how each is declared, and what a new
 * row has in it. To add one, add a constant that {@link #mayBeMissing() may be missing},
 * so that the tables of older versions get it.
 */
// Columns and the functions are immutable, but have no annotation that says so.
@SuppressWarnings("ImmutableEnumChecker")
enum HistoryColumn {

	ID(column("id", bigint()).asIdentity(), false, null),

	REVISION(column("revision", varchar(255)).notNull(), false, (row) -> row.step().revision().id()),

	DOWN_REVISIONS(column("down_revisions", text()).notNull(), false,
			(row) -> String.join(",", row.step().revision().downRevisions())),

	DEPENDS_ON(column("depends_on", text()).notNull(), false, (row) -> String.join(",", row.step().dependsOn())),

	DIRECTION(column("direction", varchar(16)).notNull(), false,
			(row) -> row.step().direction().name().toLowerCase(Locale.ROOT)),

	MESSAGE(column("message", text()).notNull(), false, (row) -> row.step().message()),

	SCRIPT(column("script", text()), true, (row) -> row.step().script()),

	CHECKSUM(column("checksum", varchar(64)), true, (row) -> row.step().checksum()),

	STARTED_AT(column("started_at", timestamptz()).notNull(), false, NewRow::startedAt),

	// NULL says that a step is not complete, so a table cannot do without it.
	DURATION_MS(column("duration_ms", bigint()), false, NewRow::duration),

	DB_USER(column("db_user", text()).notNull(), false, null) {

		@Override
		String value() {
			return "current_user";
		}

	},

	HOST(column("host", text()).notNull(), false, NewRow::host),

	TOOL_VERSION(column("tool_version", varchar(64)).notNull(), false, (row) -> ToolInfo.version()),

	STATEMENTS_STARTED(column("statements_started", integer()), true, NewRow::statements),

	STATEMENTS_DONE(column("statements_done", integer()), true, NewRow::statements),

	STATEMENTS_CHECKSUM(column("statements_checksum", varchar(64)), true, null),

	// Several version tables of a schema may share a history. Rows without it are of
	// whoever reads them: a version of the tool has written them that knew no other.
	VERSION_TABLE(column("version_table", text()), true, NewRow::versionTable);

	private final Column declaration;

	private final boolean mayBeMissing;

	private final @Nullable Function<NewRow, @Nullable Object> parameter;

	HistoryColumn(Column declaration, boolean mayBeMissing, @Nullable Function<NewRow, @Nullable Object> parameter) {
		this.declaration = declaration;
		this.mayBeMissing = mayBeMissing;
		this.parameter = parameter;
	}

	Column declaration() {
		return this.declaration;
	}

	/**
	 * Returns whether its absence means what NULL in it means.
	 */
	boolean mayBeMissing() {
		return this.mayBeMissing;
	}

	/**
	 * Returns the SQL of its value in a new row, or {@code null} if the database fills it
	 * or it is filled later.
	 */
	@Nullable String value() {
		return (this.parameter != null) ? ":" + this : null;
	}

	/**
	 * Adds what the SQL of its value refers to.
	 */
	void addParameter(NewRow row, Map<String, @Nullable Object> parameters) {
		if (this.parameter != null) {
			parameters.put(toString(), this.parameter.apply(row));
		}
	}

	@Override
	public String toString() {
		return this.declaration.name();
	}

	/**
	 * What a new row is made from.
	 *
	 * @param step what is done
	 * @param duration how long it took in milliseconds, or {@code null} if it is about to
	 * run
	 * @param statements how many statements were started and done, or {@code null} if
	 * they are not counted
	 * @param host the machine that does it
	 * @param versionTable the name of the version table that it changes
	 */
	record NewRow(HistoryStep step, @Nullable Object duration, @Nullable Integer statements, String host,
			String versionTable) {

		Object startedAt() {
			return (this.step.startedAt() != null) ? this.step.startedAt().atOffset(ZoneOffset.UTC)
					: new SqlExpression("now()");
		}

	}

}
