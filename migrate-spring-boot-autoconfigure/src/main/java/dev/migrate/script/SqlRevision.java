package dev.migrate.script;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A revision written as an SQL file. Its statements are read when {@link #read} is
 * called, each time anew.
 */
public final class SqlRevision implements RevisionScript {

	private final SqlHeader header;

	private final RevisionNode node;

	private final String path;

	private final Resource resource;

	private final @Nullable String jar;

	private final Function<SqlRevision, SqlRevisionBody> reader;

	/**
	 * Creates a revision.
	 * @param header what the header says
	 * @param location where the script was found, for people to read
	 * @param path the path of the file under its class path root, or in the file system
	 * @param resource the file
	 * @param jar the jar that the file is in, or {@code null} if it is in none
	 * @param reader reads the sections of the file, with their placeholders
	 */
	public SqlRevision(SqlHeader header, String location, String path, Resource resource, @Nullable String jar,
			Function<SqlRevision, SqlRevisionBody> reader) {
		this.header = header;
		this.node = header.toNode(location);
		this.path = path;
		this.resource = resource;
		this.jar = jar;
		this.reader = reader;
	}

	@Override
	public RevisionNode node() {
		return this.node;
	}

	@Override
	public String message() {
		return this.header.message();
	}

	@Override
	public @Nullable Instant created() {
		return this.header.created();
	}

	@Override
	public boolean transactional() {
		return this.header.transactional();
	}

	@Override
	public List<AdoptedMigration> adopts() {
		return this.header.adopts();
	}

	@Override
	public @Nullable String jar() {
		return this.jar;
	}

	/**
	 * Reads the statements.
	 * @param placeholders the values to put in, unless the script says
	 * {@code placeholders: none}
	 * @return the sections of the script
	 * @throws InvalidScriptException if a section is missing, there twice or misspelt, if
	 * there is text outside the sections, if the file is not encoded in UTF-8, or if a
	 * placeholder has no value
	 * @throws ScriptAccessException if the file cannot be read
	 */
	public SqlRevisionBody read(Placeholders placeholders) {
		return replace(this.reader.apply(this), placeholders);
	}

	/**
	 * Puts values into statements that were read without.
	 * @param untouched what was read with {@link Placeholders#untouched()}
	 * @param placeholders the values to put in, unless the script says
	 * {@code placeholders: none}
	 * @return the sections of the script
	 * @throws InvalidScriptException if a placeholder has no value
	 */
	public SqlRevisionBody replace(SqlRevisionBody untouched, Placeholders placeholders) {
		if (!this.header.placeholders()) {
			return untouched;
		}
		SqlSection downgrade = untouched.downgrade();
		return new SqlRevisionBody(replace(untouched.upgrade(), placeholders),
				(downgrade != null) ? replace(downgrade, placeholders) : null);
	}

	private SqlSection replace(SqlSection section, Placeholders placeholders) {
		return placeholders.replace(section.text(), section.firstLine(), location());
	}

	/**
	 * Returns the path of the file under its class path root, or in the file system.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Returns what the header says.
	 * @return the header
	 */
	public SqlHeader header() {
		return this.header;
	}

	/**
	 * Returns the file.
	 * @return a resource that can be read again and again
	 */
	public Resource resource() {
		return this.resource;
	}

	@Override
	public String toString() {
		return id() + " (" + location() + ")";
	}

}
