package dev.migrate.script;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

import dev.migrate.revision.RevisionNode;

/**
 * A revision written as an SQL file. Its statements are read when {@link #read} is
 * called, each time anew.
 */
public final class SqlRevision implements RevisionScript {

	private final RevisionNode node;

	private final SqlHeader header;

	private final Resource resource;

	private final String path;

	SqlRevision(RevisionNode node, SqlHeader header, Resource resource, String path) {
		this.node = node;
		this.header = header;
		this.resource = resource;
		this.path = path;
	}

	static SqlRevision of(ScriptFile file, String location) {
		return of(file.resource(), location, file.path());
	}

	static SqlRevision of(Resource resource, String location) {
		return of(resource, location, location);
	}

	private static SqlRevision of(Resource resource, String location, String path) {
		SqlHeader header = new SqlScriptReader(resource, location).header();
		return new SqlRevision(header.toNode(location), header, resource, path);
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
		return new SqlScriptReader(this.resource, location()).body(placeholders);
	}

	/**
	 * Returns the path of the file under its class path root, or in the file system.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	SqlHeader header() {
		return this.header;
	}

	Resource resource() {
		return this.resource;
	}

	@Override
	public String toString() {
		return id() + " (" + location() + ")";
	}

}
