package dev.migrate.runtime.content;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScriptChecksum;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of SQL scripts, each computed when it is first asked for. Revisions in
 * Java have none, because one source can be compiled to different classes.
 */
public final class Checksums {

	private final Map<String, String> known = new ConcurrentHashMap<>();

	public @Nullable String of(RevisionScript script, Dialect dialect) {
		return (script instanceof SqlRevision sql)
				? this.known.computeIfAbsent(script.id(), (id) -> compute(sql, dialect)) : null;
	}

	private static String compute(SqlRevision script, Dialect dialect) {
		SqlRevisionBody body = script.read(Placeholders.untouched());
		SqlSection downgrade = body.downgrade();
		return ScriptChecksum.of(dialect.splitter(),
				List.of(body.upgrade().text(), (downgrade != null) ? downgrade.text() : ""));
	}

}
