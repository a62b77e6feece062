package dev.migrate.runtime.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.dependency.DroppedData;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.runtime.offline.OfflineStep;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts the rows in what a downgrade drops.
 */
public final class LossCounter {

	private static final int PATIENCE_IN_SECONDS = 5;

	private final RevisionContents bodies;

	private final Dialect dialect;

	private final JdbcTemplate jdbc;

	LossCounter(RevisionContents bodies, Dialect dialect, JdbcTemplate jdbc) {
		this.bodies = bodies;
		this.dialect = dialect;
		DataSource connection = Objects.requireNonNull(jdbc.getDataSource());
		this.jdbc = new JdbcTemplate(connection);
		this.jdbc.setQueryTimeout(PATIENCE_IN_SECONDS);
	}

	DowngradeLosses count(RevisionPlan plan) {
		List<DataLoss> losses = new ArrayList<>();
		List<String> unknown = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			try {
				OfflineStep.of(step, this.bodies, this.dialect)
					.pieces()
					.stream()
					.flatMap((piece) -> piece.statements().stream())
					.flatMap((statement) -> this.dialect.dropped(statement).stream())
					.forEach((dropped) -> count(step.revision().id(), dropped, losses));
			}
			catch (OfflineException ex) {
				unknown.add(step.revision().id());
			}
		}
		return new DowngradeLosses(losses, unknown);
	}

	private void count(String revision, DroppedData dropped, List<DataLoss> losses) {
		String condition = (dropped.column() != null) ? " WHERE " + dropped.column() + " IS NOT NULL" : "";
		try {
			Long rows = this.jdbc.queryForObject("SELECT count(*) FROM (SELECT 1 FROM %s%s LIMIT %d) AS counted"
				.formatted(dropped.table(), condition, DataLoss.LIMIT), Long.class);
			if (rows != null && rows > 0) {
				losses.add(new DataLoss(revision, dropped.table(), dropped.column(), rows));
			}
		}
		catch (BadSqlGrammarException ex) {
			// It is not there, and the downgrade is the one to say whether it should be.
		}
		catch (DataAccessException ex) {
			losses.add(new DataLoss(revision, dropped.table(), dropped.column(), null));
		}
	}

}
