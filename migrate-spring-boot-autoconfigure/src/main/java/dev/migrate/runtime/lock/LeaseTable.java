package dev.migrate.runtime.lock;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.TableNames;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.history.TableWrite;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;

/**
 * The table with one lease for each version table of its schema. Who holds a lease, and
 * for how long, is decided by the server alone, in standard SQL. Each time a lease is
 * taken its epoch grows, so that whoever had it before can tell that it is lost.
 */
public final class LeaseTable {

	/**
	 * The name of the table, beside the version table.
	 */
	public static final String NAME = "migrate_lock";

	private static final int LONGEST_TEXT = 255;

	private static final String HELD = " WHERE version_table = %s AND token = %s AND epoch = %s";

	private final JdbcOperations jdbc;

	private final Dialect dialect;

	private final ObjectName name;

	private final String quoted;

	private final String versionTable;

	private final Duration lease;

	/**
	 * Creates a view of the table.
	 * @param dialect the database
	 * @param lease how long a lease lasts
	 */
	LeaseTable(JdbcOperations jdbc, Dialect dialect, ObjectName versionTable, Duration lease) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.name = versionTable.sibling(NAME);
		this.quoted = dialect.quote(this.name);
		this.versionTable = versionTable.name();
		this.lease = lease;
	}

	/**
	 * Makes sure that no other table of the tool has the name of this one.
	 * @param names what they are called
	 */
	public static void checkNames(TableNames names) {
		if (names.version().equals(NAME) || names.history().equals(NAME)) {
			throw MigrationSchemaException
				.invalidName("'%s' is the table of the migration lock with migrate.lock.mode=table.".formatted(NAME));
		}
	}

	/**
	 * Returns the same table over another connection.
	 */
	LeaseTable over(JdbcOperations jdbc) {
		return new LeaseTable(jdbc, this.dialect, this.name.sibling(this.versionTable), this.lease);
	}

	CreateTable creation() {
		Table table = Table.table(this.name)
			.comment("Who migrates this schema, kept by Migrate")
			.column(column("version_table", varchar(LONGEST_TEXT)).notNull())
			.column(column("token", varchar(36)))
			.column(column("epoch", bigint()).notNull())
			.column(column("holder", varchar(LONGEST_TEXT)))
			.column(column("taken_at", timestamptz()))
			.column(column("expires_at", timestamptz()))
			.primaryKey("version_table");
		return new CreateTable(new NamingConvention().name(table));
	}

	/**
	 * Reads the lease, and makes one that nobody holds if there is none.
	 */
	Lease read() {
		return find().orElseGet(() -> {
			try {
				this.jdbc.update("INSERT INTO " + this.quoted + " (version_table, epoch) VALUES (?, 0)",
						this.versionTable);
			}
			catch (DuplicateKeyException ex) {
				// Another process has made it first.
			}
			return find().orElseThrow(() -> MigrationStateException.swallowed(this.name, "a new row"));
		});
	}

	private Optional<Lease> find() {
		List<Lease> found = this.jdbc.query(
				"SELECT epoch, token, holder, taken_at, expires_at, CURRENT_TIMESTAMP AS read_at FROM " + this.quoted
						+ " WHERE version_table = ?",
				(row, number) -> new Lease(epoch(row), row.getString("token"), row.getString("holder"),
						row.getObject("taken_at", OffsetDateTime.class),
						row.getObject("expires_at", OffsetDateTime.class),
						row.getObject("read_at", OffsetDateTime.class)),
				this.versionTable);
		if (found.size() > 1) {
			throw invalid(found.size() + " rows");
		}
		found.stream().map(Lease::mistake).filter(Objects::nonNull).findFirst().ifPresent((mistake) -> {
			throw invalid(mistake);
		});
		return found.stream().findFirst();
	}

	private static long epoch(ResultSet row) throws SQLException {
		long epoch = row.getLong("epoch");
		return row.wasNull() ? -1 : epoch;
	}

	private MigrationStateException invalid(String found) {
		return MigrationStateException.invalidLease(this.name, this.versionTable, found);
	}

	/**
	 * Takes a lease that was free when it was read.
	 * @param found the lease as it was read
	 * @param token what the new holder is known by
	 * @param holder what it is called
	 * @return its epoch, empty if another process was first
	 */
	Optional<Long> take(Lease found, String token, String holder) {
		long epoch = found.epoch() + 1;
		int count = this.jdbc.update(
				"UPDATE " + this.quoted + " SET token = ?, epoch = ?, holder = ?, taken_at = CURRENT_TIMESTAMP, "
						+ "expires_at = " + end() + " WHERE version_table = ? AND epoch = ?"
						+ " AND (token IS NULL OR expires_at < CURRENT_TIMESTAMP)",
				token, epoch, holder.substring(0, Math.min(holder.length(), LONGEST_TEXT)), this.versionTable,
				found.epoch());
		if (count == 0 && read().isAsFreeAs(found)) {
			throw MigrationStateException.swallowed(this.name, "the change of the row of " + this.versionTable);
		}
		return (count == 1) ? Optional.of(epoch) : Optional.empty();
	}

	/**
	 * Lets the lease last for its whole time again. Not to be called in a transaction, in
	 * which the time of the server stands still.
	 * @param token what the holder is known by
	 * @param epoch the epoch that it took the lease in
	 * @return {@code false} if the lease has been taken by another process
	 */
	boolean renew(String token, long epoch) {
		return update("expires_at = " + end(), token, epoch);
	}

	/**
	 * Returns what makes sure, as the last statement of a transaction, that the lease is
	 * held, and keeps others from taking it before the transaction has ended.
	 * @param token what the holder is known by
	 * @param epoch the epoch that it took the lease in
	 * @param lost what to throw if the lease has been taken by another process
	 */
	TableWrite fence(String token, long epoch, Supplier<RuntimeException> lost) {
		SqlCommand command = new SqlCommand(
				"UPDATE " + this.quoted + " SET epoch = epoch" + HELD.formatted(":version_table", ":token", ":epoch"),
				Map.of("version_table", this.versionTable, "token", token, "epoch", epoch));
		return new TableWrite(this.name, this.versionTable, command, (count) -> {
			if (count != 1) {
				throw lost.get();
			}
		}, (failure) -> failure);
	}

	/**
	 * Gives the lease back, unless it has been taken by another process.
	 * @param token what the holder is known by
	 * @param epoch the epoch that it took the lease in
	 */
	void free(String token, long epoch) {
		update("token = NULL, expires_at = CURRENT_TIMESTAMP", token, epoch);
	}

	private boolean update(String assignments, String token, long epoch) {
		return this.jdbc.update("UPDATE " + this.quoted + " SET " + assignments + HELD.formatted("?", "?", "?"),
				this.versionTable, token, epoch) == 1;
	}

	private String end() {
		return "CURRENT_TIMESTAMP + INTERVAL '%s' SECOND".formatted(BigDecimal.valueOf(this.lease.toMillis(), 3));
	}

	/**
	 * A lease, with times on the clock of the server.
	 *
	 * @param epoch how often it has been taken
	 * @param token what its holder is known by, or {@code null} if it was given back
	 * @param holder who took it last
	 * @param takenAt when it was taken last
	 * @param expiresAt until when it lasts
	 * @param readAt when that was read
	 */
	record Lease(long epoch, @Nullable String token, @Nullable String holder, @Nullable OffsetDateTime takenAt,
			@Nullable OffsetDateTime expiresAt, OffsetDateTime readAt) {

		boolean isFree() {
			return this.token == null || this.expiresAt == null || this.expiresAt.isBefore(this.readAt);
		}

		/**
		 * Returns whether neither of two was held, and nobody has taken it in between.
		 */
		boolean isAsFreeAs(Lease before) {
			return this.epoch == before.epoch && isFree() && before.isFree();
		}

		/**
		 * Returns what no migration writes, or {@code null} if nothing is wrong.
		 */
		@Nullable String mistake() {
			if (this.epoch < 0 || this.epoch == Long.MAX_VALUE) {
				return "the epoch " + this.epoch;
			}
			if (this.token != null && !isTime(this.expiresAt)) {
				return "a holder and no time at which its lease ends";
			}
			return (this.token != null && !isTime(this.takenAt)) ? "a holder and no time at which it took the lease"
					: null;
		}

		// Infinity is the greatest year that there is.
		private static boolean isTime(@Nullable OffsetDateTime time) {
			return time != null && time.getYear() < OffsetDateTime.MAX.getYear()
					&& time.getYear() > OffsetDateTime.MIN.getYear();
		}

		/**
		 * Describes who holds it.
		 * @return the description, empty if nobody does
		 */
		Optional<String> describe() {
			if (isFree() || this.takenAt == null || this.expiresAt == null) {
				return Optional.empty();
			}
			return Optional.of("%s (for %d s; its lease lasts for another %d s unless it is renewed)".formatted(
					Objects.requireNonNullElse(this.holder, "a process without a name"),
					Duration.between(this.takenAt, this.readAt).toSeconds(),
					Duration.between(this.readAt, this.expiresAt).toSeconds()));
		}

	}

}
