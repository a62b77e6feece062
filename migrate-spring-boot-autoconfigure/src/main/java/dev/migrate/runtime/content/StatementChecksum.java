package dev.migrate.runtime.content;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScriptChecksum;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of the statements of a revision up to the one that it is at, each made
 * from the one before it. Most revisions never ask for it, so it is computed late.
 */
public final class StatementChecksum {

	private static final int MOST_PENDING = 1000;

	private final Dialect dialect;

	private final List<RevisionStatement> pending = new ArrayList<>();

	private @Nullable String value;

	public StatementChecksum(Dialect dialect) {
		this.dialect = dialect;
	}

	public void add(RevisionStatement statement) {
		if (this.pending.size() == MOST_PENDING) {
			value();
		}
		this.pending.add(statement);
	}

	/**
	 * Returns the checksum of all statements that were added.
	 * @return the checksum, or {@code null} if there are none
	 */
	public @Nullable String value() {
		for (RevisionStatement statement : this.pending) {
			this.value = ScriptChecksum.of(this.dialect.splitter(),
					List.of((this.value != null) ? this.value : "", statement.identity(this.dialect)));
		}
		this.pending.clear();
		return this.value;
	}

}
