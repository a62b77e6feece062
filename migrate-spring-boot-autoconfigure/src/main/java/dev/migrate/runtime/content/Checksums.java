package dev.migrate.runtime.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScriptChecksum;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlRevisionBody;
import dev.migrate.script.SqlSection;
import dev.migrate.script.java.JavaRevisionSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checksums of scripts, each computed when it is first asked for. That of a class is
 * taken of its source, since one source can be compiled to different classes; where the
 * source is not at hand, as in an application that was packaged, there is none.
 */
public final class Checksums {

	private static final Logger logger = LoggerFactory.getLogger(Checksums.class);

	private final Map<String, String> known = new ConcurrentHashMap<>();

	public @Nullable String of(RevisionScript script, Dialect dialect) {
		String checksum = this.known.computeIfAbsent(script.id(), (id) -> (script instanceof SqlRevision sql)
				? compute(sql.read(Placeholders.untouched()), dialect) : compute((JavaRevision) script));
		return checksum.isEmpty() ? null : checksum;
	}

	/**
	 * Notes the checksum of a script that has been read.
	 * @param body its sections with their placeholders
	 */
	void note(SqlRevision script, SqlRevisionBody body, Dialect dialect) {
		this.known.computeIfAbsent(script.id(), (id) -> compute(body, dialect));
	}

	private static String compute(SqlRevisionBody body, Dialect dialect) {
		SqlSection downgrade = body.downgrade();
		return ScriptChecksum.of(dialect.splitter(),
				List.of(body.upgrade().text(), (downgrade != null) ? downgrade.text() : ""));
	}

	private static String compute(JavaRevision script) {
		Path source = script.source();
		if (source == null) {
			return "";
		}
		try {
			return ScriptChecksum.of(JavaRevisionSource.normalize(Files.readString(source), source.toString(),
					script.id(), script.className()));
		}
		catch (IOException ex) {
			// It runs all the same.
			logger.debug("The source of {} cannot be read", script, ex);
			return "";
		}
	}

}
