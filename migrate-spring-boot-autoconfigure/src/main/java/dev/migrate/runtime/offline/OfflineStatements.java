package dev.migrate.runtime.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.runtime.content.NoConnection;
import dev.migrate.runtime.content.RevisionStatement;
import dev.migrate.runtime.content.StatementChecksum;
import dev.migrate.runtime.content.StatementRunner;
import dev.migrate.runtime.execution.RevisionRun;
import dev.migrate.runtime.failure.BackfillException;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes down the statements of a revision in the pieces that a {@link RevisionRun} would
 * commit, without a database.
 */
public final class OfflineStatements implements StatementRunner {

	private final Dialect dialect;

	private final String location;

	private final List<OfflineStep.Piece> pieces = new ArrayList<>();

	private final List<String> transaction = new ArrayList<>();

	private final StatementChecksum checksum;

	private final JdbcTemplate jdbc = NoConnection.offline();

	private int position;

	private int blocks;

	/**
	 * Creates an empty list.
	 * @param dialect the database
	 * @param location where the script is, for messages
	 */
	public OfflineStatements(Dialect dialect, String location) {
		this.dialect = dialect;
		this.location = location;
		this.checksum = new StatementChecksum(dialect);
	}

	@Override
	public void run(Iterable<RevisionStatement> statements) {
		for (RevisionStatement statement : statements) {
			try {
				run(statement);
			}
			catch (RuntimeException ex) {
				throw statement.explain().apply(ex);
			}
		}
	}

	private void run(RevisionStatement statement) {
		Backfill backfill = statement.backfill();
		if (backfill != null && this.blocks == 0) {
			throw BackfillException.inTransaction(backfill);
		}
		take(statement, this.blocks > 0 || this.dialect.refusedInTransaction(statement.sql()));
	}

	private void take(RevisionStatement statement, boolean alone) {
		if (alone) {
			endTransaction();
		}
		this.checksum.add(statement);
		this.position++;
		List<String> texts = texts(statement.command());
		if (alone) {
			this.pieces.add(piece(false, this.position - 1, texts));
		}
		else {
			this.transaction.addAll(texts);
		}
	}

	private List<String> texts(SqlCommand command) {
		InsertedRows rows = command.rows();
		if (rows != null) {
			return StreamSupport.stream(this.dialect.insertStatements(rows).spliterator(), false).toList();
		}
		Backfill backfill = command.backfill();
		if (backfill != null) {
			return List.of(this.dialect.script(backfill));
		}
		CopyData data = command.data();
		if (data != null) {
			return List.of(data.below(command.sql()));
		}
		if (command.parameters().isEmpty()) {
			return List.of(command.sql());
		}
		// What has parameters may end in a comment.
		return this.dialect.splitter()
			.split(this.dialect.inline(command), this.location)
			.stream()
			.map(SqlStatement::text)
			.toList();
	}

	@Override
	public void autocommit(Runnable block) {
		this.blocks++;
		try {
			block.run();
		}
		finally {
			this.blocks--;
		}
	}

	@Override
	public JdbcTemplate jdbc() {
		return this.jdbc;
	}

	@Override
	public Inspector inspector(Dialect dialect) {
		throw NoConnection.inspectionWhileWriting();
	}

	/**
	 * Returns what was taken down.
	 * @return the pieces in their order
	 */
	public List<OfflineStep.Piece> pieces() {
		endTransaction();
		return this.pieces;
	}

	private void endTransaction() {
		if (!this.transaction.isEmpty()) {
			int from = this.pieces.isEmpty() ? 0 : this.pieces.get(this.pieces.size() - 1).to();
			this.pieces.add(piece(true, from, this.transaction));
			this.transaction.clear();
		}
	}

	private OfflineStep.Piece piece(boolean transactional, int from, List<String> texts) {
		return new OfflineStep.Piece(transactional, from, this.position, Objects.requireNonNull(this.checksum.value()),
				texts);
	}

}
