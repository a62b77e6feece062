package dev.migrate.runtime.lock;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.history.TableWrite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * A lease in a table, for databases without advisory locks. It is renewed between two
 * transactions and, where a second connection can be had, while statements run. Whether
 * it was renewed in time decides only who may take it: what a transaction commits, it
 * commits because the lease was still its own at the end.
 */
public final class LeaseLock extends MigrationLock {

	private static final Logger logger = LoggerFactory.getLogger(LeaseLock.class);

	// Two renewals may fail before the lease runs out.
	private static final int RENEWALS = 3;

	private final MigrationConnection connection;

	private final TableLocations tables;

	private final LeaseTable table;

	private final LockQueue queue;

	private final Duration interval;

	private @Nullable HeldLease held;

	private int isolation;

	LeaseLock(MigrationConnection connection, MigrationSession session, TableLocations tables, LockSettings settings) {
		super(connection, session);
		LeaseTable
			.checkNames(new TableNames(tables.version().schema(), tables.version().name(), tables.history().name()));
		this.connection = connection;
		this.tables = tables;
		this.table = new LeaseTable(connection.jdbc(), connection.dialect(), tables.version(), settings.lease());
		this.interval = settings.lease().dividedBy(RENEWALS);
		this.queue = new LockQueue(settings.maxWait(), () -> this.table.read().describe(),
				"Wait for that migration to end and start again, or raise migrate.lock.max-wait. The lease of a"
						+ " process that has died runs out by itself.");
	}

	@Override
	public void acquire() {
		// Under a stricter one, a heartbeat during a transaction would make its last
		// statement fail.
		this.isolation = this.connection.replaceIsolation(Connection.TRANSACTION_READ_COMMITTED);
		if (this.held != null) {
			if (this.held.renew()) {
				return;
			}
			this.held.abandon();
			this.held = null;
		}
		try {
			createTable();
			String token = UUID.randomUUID().toString();
			this.queue.await(() -> tryTake(token));
		}
		catch (RuntimeException ex) {
			this.connection.restore(() -> this.connection.replaceIsolation(this.isolation));
			throw ex;
		}
	}

	private boolean tryTake(String token) {
		LeaseTable.Lease found = this.table.read();
		if (!found.isFree()) {
			return false;
		}
		String holder = "%s, process %d".formatted(ToolInfo.host(), ProcessHandle.current().pid());
		Optional<Long> epoch = this.table.take(found, token, holder);
		epoch.ifPresent((taken) -> {
			if (found.token() != null) {
				logger.warn("The lease of {} has run out without being given back; taking the migration lock",
						found.holder());
			}
			this.held = new HeldLease(this.connection, this.table.over(this.connection.prompt()), token, taken,
					this.interval);
		});
		return epoch.isPresent();
	}

	private void createTable() {
		if (exists()) {
			return;
		}
		try {
			this.connection.inTransaction(() -> {
				for (SqlCommand command : this.connection.dialect().write(this.table.creation())) {
					this.connection.dialect().execute(this.connection.jdbc(), command.sql());
				}
			});
		}
		catch (DataAccessException ex) {
			if (!exists()) {
				throw ex;
			}
			logger.debug("Another process has created the table of the lease first", ex);
		}
	}

	private boolean exists() {
		// Looked for as the version table of somebody else would be.
		TableNames names = new TableNames(this.tables.version().schema(), LeaseTable.NAME,
				this.tables.history().name());
		return this.connection.dialect().findTables(this.connection.prompt(), names).versionExists();
	}

	@Override
	public Optional<String> holder() {
		return exists() ? this.table.read().describe() : Optional.empty();
	}

	@Override
	public void release() {
		if (this.held != null) {
			this.held.free();
			this.held = null;
		}
		this.connection.replaceIsolation(this.isolation);
	}

	@Override
	public void begin(LockWait lockWait) {
		renewIfDue();
		tryBegin(lockWait);
	}

	@Override
	public @Nullable OpeningStatement open(LockWait lockWait) {
		renewIfDue();
		return super.open(lockWait);
	}

	private void renewIfDue() {
		if (!lease().renewIfDue()) {
			throw lost();
		}
	}

	@Override
	public List<TableWrite> lastWrites() {
		return List.of(lease().fence(LeaseLock::lost));
	}

	@Override
	public void check() {
		if (this.held == null || !this.held.renew()) {
			throw lost();
		}
	}

	private HeldLease lease() {
		return Objects.requireNonNull(this.held);
	}

	@Override
	public void write(Runnable action) {
		inTransaction(LockWait.LIMITED, action);
	}

	private static ConcurrentMigrationException lost() {
		return new ConcurrentMigrationException(
				"The lease of this migration has run out, and another process has taken the migration lock.",
				"Start again; nothing of the interrupted transaction has been kept. If the pool has no second connection"
						+ " that renews the lease while a statement runs, let it have one, or raise migrate.lock.lease.");
	}

}
