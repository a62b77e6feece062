package dev.migrate.runtime.history;

import java.time.ZoneOffset;
import java.util.Locale;

import dev.migrate.dialect.SqlExpression;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import org.jspecify.annotations.Nullable;

import static dev.migrate.schema.Column.column;

/**
 * The columns of the history table in their order: how each is declared, and what a new
 * row has in it. To add one, add a constant that {@link #mayBeMissing() may be missing},
 * so that the tables of older versions get it.
 */
enum HistoryColumn {

	ID("bigint", false),

	REVISION("varchar", false),

	DOWN_REVISIONS("text", false),

	DEPENDS_ON("text", false),

	DIRECTION("varchar", false),

	MESSAGE("text", false),

	SCRIPT("text", true),

	CHECKSUM("varchar", true),

	STARTED_AT("timestamp with time zone", false),

	// NULL says that a step is not complete, so a table cannot do without it.
	DURATION_MS("bigint", false),

	DB_USER("text", false),

	HOST("text", false),

	TOOL_VERSION("varchar", false),

	STATEMENTS_STARTED("integer", true),

	STATEMENTS_DONE("integer", true),

	STATEMENTS_CHECKSUM("varchar", true),

	// Several version tables of a schema may share a history. Rows without it are of
	// whoever reads them: a version of the tool has written them that knew no other.
	VERSION_TABLE("text", true);

	private final String columnName = name().toLowerCase(Locale.ROOT);

	private final String type;

	private final boolean mayBeMissing;

	HistoryColumn(String type, boolean mayBeMissing) {
		this.type = type;
		this.mayBeMissing = mayBeMissing;
	}

	/**
	 * Returns the name of its type, without a length.
	 */
	String type() {
		return this.type;
	}

	/**
	 * Returns whether its absence means what NULL in it means.
	 */
	boolean mayBeMissing() {
		return this.mayBeMissing;
	}

	Column declaration() {
		Column column = column(this.columnName, switch (this) {
			case REVISION -> DataType.varchar(255);
			case DIRECTION -> DataType.varchar(16);
			case CHECKSUM, TOOL_VERSION, STATEMENTS_CHECKSUM -> DataType.varchar(64);
			default -> DataType.type(this.type);
		});
		return switch (this) {
			case ID -> column.asIdentity();
			case DURATION_MS -> column;
			default -> this.mayBeMissing ? column : column.notNull();
		};
	}

	/**
	 * Returns the SQL of its value in a new row, or {@code null} if the database fills it
	 * or it is filled later.
	 */
	@Nullable String value() {
		return switch (this) {
			case ID, STATEMENTS_CHECKSUM -> null;
			case DB_USER -> "current_user";
			default -> ":" + this;
		};
	}

	/**
	 * Returns what the SQL of its value refers to.
	 */
	@Nullable Object parameter(NewRow row) {
		HistoryStep step = row.step();
		return switch (this) {
			case ID, STATEMENTS_CHECKSUM, DB_USER -> null;
			case REVISION -> step.revision().id();
			case DOWN_REVISIONS -> String.join(",", step.revision().downRevisions());
			case DEPENDS_ON -> String.join(",", step.dependsOn());
			case DIRECTION -> step.direction().name().toLowerCase(Locale.ROOT);
			case MESSAGE -> step.message();
			case SCRIPT -> step.script();
			case CHECKSUM -> step.checksum();
			case STARTED_AT -> row.startedAt();
			case DURATION_MS -> row.duration();
			case HOST -> row.host();
			case TOOL_VERSION -> ToolInfo.version();
			case STATEMENTS_STARTED, STATEMENTS_DONE -> row.statements();
			case VERSION_TABLE -> row.versionTable();
		};
	}

	@Override
	public String toString() {
		return this.columnName;
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
