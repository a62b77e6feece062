package dev.migrate.dialect.postgresql.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.InvalidIndexException;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Takes care of what the server leaves behind when an index is built concurrently and
 * that fails: an index that is not valid, costs every write, and that
 * {@code IF NOT EXISTS} takes for the wanted one.
 */
final class ConcurrentIndexes {

	private static final Logger logger = LoggerFactory.getLogger(ConcurrentIndexes.class);

	private static final Duration PAUSE = Duration.ofMillis(200);

	// An index is in the schema of its table.
	private static final String INDEX = """
			FROM pg_class t JOIN pg_class c ON c.relnamespace = t.relnamespace JOIN pg_index i ON i.indexrelid = c.oid
			WHERE t.oid = to_regclass(%s) AND c.relname = (parse_ident(%s))[1] AND c.relkind = 'i'""";

	private static final String FIND = "SELECT c.oid::regclass::text AS name, i.indisvalid, i.indrelid "
			+ INDEX.formatted("?", "?");

	private static final String FIND_REINDEXED = """
			SELECT c.oid::regclass::text AS name, i.indisvalid, i.indrelid
			FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
			WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)\\d*$' AND i.indrelid = coalesce(
				(SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass(?)), to_regclass(?))""";

	// The command and its process are shown to every role, unlike the index.
	private static final String BUILDER = """
			SELECT p.pid FROM pg_stat_progress_create_index p JOIN pg_locks l ON l.pid = p.pid
			WHERE l.locktype = 'relation' AND l.relation = %s AND l.granted AND p.pid <> pg_backend_pid()
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

	private static final String FIND_BUILDER = BUILDER.formatted("?") + " LIMIT 1";

	private final JdbcOperations jdbc;

	ConcurrentIndexes(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Drops what an earlier attempt at a statement has left, unless somebody is at work
	 * on it, who is waited for.
	 * @param statement the statement that is about to run
	 */
	void dropLeftovers(String statement) {
		Target target = creation(statement);
		if (target != null) {
			find(target).ifPresent((index) -> dropUnlessBuilt(target, index));
			return;
		}
		String reindexed = reindexed(statement);
		if (reindexed != null) {
			query(FIND_REINDEXED, reindexed, reindexed).stream()
				.filter((index) -> builder(index) == null)
				.forEach(this::drop);
		}
	}

	/**
	 * Makes sure that a statement has built its index.
	 * @param statement the statement, which has run
	 * @throws InvalidIndexException if the index is not valid
	 */
	void verify(String statement) {
		Target target = creation(statement);
		if (target != null) {
			find(target).filter((index) -> !index.valid()).ifPresent((index) -> {
				throw new InvalidIndexException(index.name());
			});
		}
	}

	/**
	 * Returns whether a statement creates an index concurrently.
	 * @return {@code true} if it does
	 */
	static boolean isCreation(String statement) {
		return isCreation(new Keywords(statement));
	}

	/**
	 * Tells whether the index that a statement creates concurrently is there and valid.
	 * @return a condition, or {@code null} if the index has no name or it is another
	 * statement
	 */
	static @Nullable String isBuilt(String statement) {
		Target target = creation(statement);
		return (target != null) ? "EXISTS (SELECT " + literals(target) + " AND i.indisvalid)" : null;
	}

	/**
	 * Finds the index that {@link #dropLeftovers(String)} would drop.
	 * @return what follows {@code SELECT c.oid}, or {@code null} if it leaves none
	 */
	static @Nullable String fromLeftover(String statement) {
		Target target = creation(statement);
		return (target != null)
				? literals(target) + "\n\tAND NOT i.indisvalid AND NOT EXISTS (" + BUILDER.formatted("i.indrelid") + ")"
				: null;
	}

	private static String literals(Target target) {
		return INDEX.formatted(PostgresqlLiterals.quote(target.table()), PostgresqlLiterals.quote(target.index()));
	}

	private void dropUnlessBuilt(Target target, Found first) {
		Optional<Found> index = Optional.of(first);
		Integer reported = null;
		while (index.isPresent() && !index.get().valid()) {
			Integer builder = builder(index.get());
			if (builder == null) {
				drop(index.get());
				return;
			}
			if (!builder.equals(reported)) {
				logger.info("Waiting for pid {}, which is building the index {}", builder, index.get().name());
				reported = builder;
			}
			if (!pause()) {
				return;
			}
			index = find(target);
		}
	}

	private void drop(Found index) {
		logger.warn("Dropping the index {}: it is not valid, and nobody is building it", index.name());
		this.jdbc.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.name());
	}

	private static boolean pause() {
		try {
			Thread.sleep(PAUSE.toMillis());
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Optional<Found> find(Target target) {
		return query(FIND, target.table(), target.index()).stream().findFirst();
	}

	private List<Found> query(String sql, String first, String second) {
		return this.jdbc.query(sql, (row, number) -> new Found(row.getString("name"), row.getBoolean("indisvalid"),
				row.getLong("indrelid")), first, second);
	}

	private @Nullable Integer builder(Found index) {
		return this.jdbc.query(FIND_BUILDER, (row, number) -> row.getInt("pid"), index.table())
			.stream()
			.findFirst()
			.orElse(null);
	}

	private static boolean isCreation(Keywords keywords) {
		if (!keywords.accept("CREATE")) {
			return false;
		}
		keywords.accept("UNIQUE");
		return keywords.accept("INDEX", "CONCURRENTLY");
	}

	private static @Nullable Target creation(String statement) {
		Keywords keywords = new Keywords(statement);
		if (!isCreation(keywords)) {
			return null;
		}
		keywords.accept("IF", "NOT", "EXISTS");
		if (keywords.accept("ON")) {
			return null;
		}
		String index = keywords.name();
		if (index == null || !keywords.accept("ON")) {
			return null;
		}
		keywords.accept("ONLY");
		String table = keywords.name();
		return (table != null) ? new Target(index, table) : null;
	}

	private static @Nullable String reindexed(String statement) {
		Keywords keywords = new Keywords(statement);
		if (!keywords.accept("REINDEX")) {
			return null;
		}
		boolean concurrently = keywords.acceptOptions("CONCURRENTLY");
		if (!keywords.acceptOneOf("INDEX", "TABLE")) {
			return null;
		}
		concurrently |= keywords.accept("CONCURRENTLY");
		return concurrently ? keywords.name() : null;
	}

	/**
	 * What a statement is to build.
	 */
	private record Target(String index, String table) {
	}

	/**
	 * An index of the database.
	 */
	private record Found(String name, boolean valid, long table) {
	}

}
