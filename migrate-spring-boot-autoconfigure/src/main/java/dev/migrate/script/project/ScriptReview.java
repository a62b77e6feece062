package dev.migrate.script.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.RevisionNode;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.NewScript;
import dev.migrate.script.Placeholders;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.java.JavaRevisionSource;
import dev.migrate.script.sql.SqlScriptReader;

import org.springframework.core.io.ByteArrayResource;

/**
 * Reads a new script before it is written, as it will be read when it is found: a
 * template of the project may have lost something that the revision graph needs.
 *
 * @param script what the script is to say
 * @param file where it will be
 * @param template what made it
 */
record ScriptReview(NewScript script, Path file, ScriptTemplate template) {

	/**
	 * Makes sure that the script says what it is to say.
	 * @throws InvalidScriptException if it does not, or breaks the format
	 */
	void check(String text) {
		RevisionNode found = (this.template.format() == ScriptFormat.SQL) ? sql(text)
				: JavaRevisionSource.read(text, this.file.toString());
		if (found == null) {
			throw this.template.invalid("it creates a class without @Revision");
		}
		RevisionNode wanted = new RevisionNode(this.script.id(), this.script.place().downRevisions(),
				this.script.place().dependsOn(), this.script.place().labels(), this.file.toString(),
				this.script.place().replaces());
		require("id", List.of(wanted.id()), List.of(found.id()));
		require("down revisions", wanted.downRevisions(), found.downRevisions());
		require("dependencies", wanted.dependsOn(), found.dependsOn());
		require("branch labels", wanted.labels(), found.labels());
		require("replaced revisions", wanted.replaces(), found.replaces());
	}

	private RevisionNode sql(String text) {
		SqlRevision revision = SqlScriptReader.revision(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)),
				this.file.toString(), this.file.toString());
		revision.read(Placeholders.untouched());
		return revision.node();
	}

	private void require(String what, Collection<String> wanted, Collection<String> found) {
		if (!Set.copyOf(wanted).equals(Set.copyOf(found))) {
			throw this.template
				.invalid("it creates a script with the " + what + " " + found + " instead of " + wanted + "; put {{{"
						+ ((this.template.format() == ScriptFormat.SQL) ? "header" : "annotation") + "}}} into it");
		}
	}

}
