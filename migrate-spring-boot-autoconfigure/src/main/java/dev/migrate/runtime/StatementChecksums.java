package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.ScriptChecksum;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of the beginnings of a script, each made from the one before it, so that
 * all of them together cost no more than the last.
 */
final class StatementChecksums {

	private final StatementSplitter splitter;

	private final List<SqlStatement> statements;

	private final List<String> checksums = new ArrayList<>(List.of(""));

	StatementChecksums(StatementSplitter splitter, List<SqlStatement> statements) {
		this.splitter = splitter;
		this.statements = statements;
	}

	/**
	 * Returns the checksum of the first statements.
	 * @param count how many of them
	 * @return the checksum, or {@code null} if there are none or not as many
	 */
	@Nullable String of(int count) {
		if (count <= 0 || count > this.statements.size()) {
			return null;
		}
		for (int i = this.checksums.size(); i <= count; i++) {
			this.checksums.add(ScriptChecksum.of(this.splitter,
					List.of(this.checksums.get(i - 1), this.statements.get(i - 1).text())));
		}
		return this.checksums.get(count);
	}

}
