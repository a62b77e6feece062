package dev.migrate.dialect.postgresql.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.session.BlockedAccess;
import dev.migrate.dialect.session.StatementLocks;
import dev.migrate.dialect.sql.TableStatements;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Knows, from their text alone, which tables statements lock against others, and how. A
 * foreign key and a trigger need a table to be locked against writes only, and so does an
 * index that is built.
 */
public final class PostgresqlTableLocks {

	private final Keywords keywords;

	private final Map<ObjectName, BlockedAccess> named = new LinkedHashMap<>();

	private BlockedAccess strongest = BlockedAccess.NONE;

	private PostgresqlTableLocks(String statement) {
		this.keywords = new Keywords(statement);
	}

	/**
	 * Returns the locks of a statement.
	 * @param statement one statement
	 */
	public static StatementLocks of(String statement) {
		PostgresqlTableLocks locks = new PostgresqlTableLocks(statement);
		if (PostgresqlLockRules.lockWait(statement) == LockWait.UNLIMITED) {
			locks.rows();
		}
		else {
			locks.read();
		}
		return new StatementLocks(locks.strongest, locks.named);
	}

	private void rows() {
		if (this.keywords.accept("UPDATE")) {
			this.keywords.accept("ONLY");
			lock(BlockedAccess.ROWS);
		}
		else if (this.keywords.accept("DELETE", "FROM") || this.keywords.accept("MERGE", "INTO")) {
			this.keywords.accept("ONLY");
			lock(BlockedAccess.ROWS);
		}
	}

	private void read() {
		if (this.keywords.accept("CREATE")) {
			create();
		}
		else if (this.keywords.accept("ALTER")) {
			alter();
		}
		else if (this.keywords.accept("DROP")) {
			drop();
		}
		else if (this.keywords.acceptOneOf("TRUNCATE", "LOCK")) {
			this.keywords.accept("TABLE");
			this.keywords.accept("ONLY");
			lockAll();
		}
		else if (this.keywords.accept("REFRESH", "MATERIALIZED", "VIEW")) {
			lock(BlockedAccess.ALL);
		}
		else if (!this.keywords.acceptOneOf("SET", "RESET", "GRANT", "REVOKE", "SECURITY")) {
			this.strongest = BlockedAccess.ALL;
		}
	}

	private void create() {
		boolean replaces = this.keywords.accept("OR", "REPLACE");
		this.keywords.acceptOneOf("UNIQUE", "UNLOGGED", "CONSTRAINT", "FOREIGN");
		if (this.keywords.acceptOneOf("INDEX", "TRIGGER")) {
			lockOn(BlockedAccess.WRITES);
		}
		else if (this.keywords.accept("POLICY")) {
			lockOn(BlockedAccess.ALL);
		}
		else if (this.keywords.accept("RULE") && this.keywords.find("TO")) {
			lock(BlockedAccess.ALL);
		}
		else if (replaces && this.keywords.accept("VIEW")) {
			lock(BlockedAccess.ALL);
		}
		else if (this.keywords.accept("TABLE")) {
			this.keywords.accept("IF", "NOT", "EXISTS");
			this.keywords.name();
			if (this.keywords.accept("PARTITION", "OF")) {
				lock(BlockedAccess.ALL);
			}
			lockReferences();
		}
	}

	private void alter() {
		this.keywords.acceptOneOf("FOREIGN", "MATERIALIZED");
		if (this.keywords.accept("TABLE")) {
			ObjectName table = name(PostgresqlLockRules.acceptTable(this.keywords));
			do {
				lock(table, action());
			}
			while (this.keywords.skipToComma());
		}
		else if (this.keywords.accept("VIEW")) {
			this.keywords.accept("IF", "EXISTS");
			lock(BlockedAccess.ALL);
		}
		else if (this.keywords.accept("SEQUENCE")) {
			this.keywords.accept("IF", "EXISTS");
			ObjectName sequence = name(this.keywords.name());
			boolean moved = this.keywords.acceptOneOf("RENAME", "SET");
			lock(sequence, moved ? BlockedAccess.ALL : BlockedAccess.WRITES);
		}
		else if (this.keywords.acceptOneOf("POLICY", "TRIGGER", "RULE")) {
			lockOn(BlockedAccess.ALL);
		}
		else if (this.keywords.accept("DOMAIN")) {
			// The tables that have columns of it are searched for values that do not fit.
			this.strongest = this.strongest.and(BlockedAccess.WRITES);
		}
	}

	/**
	 * Returns what an action of ALTER TABLE blocks.
	 */
	private BlockedAccess action() {
		if (this.keywords.accept("VALIDATE", "CONSTRAINT")) {
			return BlockedAccess.NONE;
		}
		if (this.keywords.acceptOneOf("ENABLE", "DISABLE")) {
			return this.keywords.accept("TRIGGER") ? BlockedAccess.WRITES : BlockedAccess.ALL;
		}
		if (this.keywords.accept("ATTACH", "PARTITION")) {
			lock(BlockedAccess.ALL);
			return BlockedAccess.NONE;
		}
		if (this.keywords.accept("DETACH", "PARTITION")) {
			lock(BlockedAccess.ALL);
			return BlockedAccess.ALL;
		}
		if (!this.keywords.accept("ADD")) {
			return BlockedAccess.ALL;
		}
		if (this.keywords.accept("CONSTRAINT")) {
			this.keywords.name();
		}
		boolean foreignKey = this.keywords.accept("FOREIGN", "KEY");
		if (this.keywords.findInClause("REFERENCES")) {
			lock(BlockedAccess.WRITES);
		}
		return foreignKey ? BlockedAccess.WRITES : BlockedAccess.ALL;
	}

	private void drop() {
		this.keywords.acceptOneOf("FOREIGN", "MATERIALIZED");
		if (this.keywords.acceptOneOf("TABLE", "VIEW", "SEQUENCE")) {
			lockAll();
		}
		else if (this.keywords.acceptOneOf("TRIGGER", "POLICY", "RULE")) {
			lockOn(BlockedAccess.ALL);
		}
		else if (this.keywords.acceptOneOf("INDEX", "OWNED") || this.keywords.find("CASCADE")) {
			this.strongest = BlockedAccess.ALL;
		}
	}

	private void lockOn(BlockedAccess access) {
		if (this.keywords.find("ON")) {
			this.keywords.accept("ONLY");
			lock(access);
		}
	}

	private void lockReferences() {
		while (this.keywords.find("REFERENCES")) {
			lock(BlockedAccess.WRITES);
		}
	}

	private void lockAll() {
		this.keywords.accept("IF", "EXISTS");
		do {
			lock(BlockedAccess.ALL);
		}
		while (this.keywords.acceptSymbol(','));
	}

	/**
	 * Locks the table whose name is next.
	 */
	private void lock(BlockedAccess access) {
		lock(name(this.keywords.name()), access);
	}

	private static @Nullable ObjectName name(@Nullable String written) {
		return TableStatements.name(written, (name) -> name.toLowerCase(Locale.ROOT));
	}

	private void lock(@Nullable ObjectName table, BlockedAccess access) {
		this.strongest = this.strongest.and(access);
		if (table != null && access != BlockedAccess.NONE) {
			this.named.merge(table, access, BlockedAccess::and);
		}
	}

}
