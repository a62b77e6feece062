package dev.migrate.script;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * A revision written as a Java class that carries {@link dev.migrate.Revision @Revision}.
 * The class is known by its name only until {@link #load(ClassLoader)} is called.
 */
public final class JavaRevision implements RevisionScript {

	private final RevisionNode node;

	private final String className;

	private final String message;

	private final @Nullable Instant created;

	private final boolean transactional;

	private final List<AdoptedMigration> adopts;

	private final @Nullable String jar;

	private final @Nullable Path source;

	public JavaRevision(RevisionNode node, String className, String message, @Nullable Instant created,
			boolean transactional, List<AdoptedMigration> adopts, @Nullable String jar) {
		this(node, className, message, created, transactional, adopts, jar, null);
	}

	private JavaRevision(RevisionNode node, String className, String message, @Nullable Instant created,
			boolean transactional, List<AdoptedMigration> adopts, @Nullable String jar, @Nullable Path source) {
		this.node = node;
		this.className = className;
		this.message = message;
		this.created = created;
		this.transactional = transactional;
		this.adopts = List.copyOf(adopts);
		this.jar = jar;
		this.source = source;
	}

	/**
	 * Returns this revision with its source.
	 * @param file the file that the class was compiled from
	 * @return the revision
	 */
	public JavaRevision withSource(Path file) {
		return new JavaRevision(this.node, this.className, this.message, this.created, this.transactional, this.adopts,
				this.jar, file);
	}

	/**
	 * Returns the file that the class was compiled from, if it is in an output folder of
	 * a project whose sources are there.
	 * @return the file, or {@code null} in an application that was packaged
	 */
	public @Nullable Path source() {
		return this.source;
	}

	@Override
	public RevisionNode node() {
		return this.node;
	}

	@Override
	public String message() {
		return this.message;
	}

	@Override
	public @Nullable Instant created() {
		return this.created;
	}

	@Override
	public boolean transactional() {
		return this.transactional;
	}

	@Override
	public List<AdoptedMigration> adopts() {
		return this.adopts;
	}

	@Override
	public @Nullable String jar() {
		return this.jar;
	}

	/**
	 * Returns the binary name of the class.
	 * @return the name, as {@link Class#getName()} would return it
	 */
	public String className() {
		return this.className;
	}

	/**
	 * Loads the class without initializing it.
	 * @param classLoader the class loader of the application
	 * @return the class
	 * @throws ScriptAccessException if the class, its superclass or one of its interfaces
	 * cannot be loaded
	 */
	public Class<?> load(ClassLoader classLoader) {
		try {
			return Class.forName(this.className, false, classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw ScriptAccessException.unreadable(location(),
					"its class " + this.className + " cannot be loaded: " + ex,
					"See the cause: a class that it needs may be missing from the class path,"
							+ " or compiled for a later Java version.",
					ex);
		}
	}

	@Override
	public String toString() {
		return id() + " (" + location() + ")";
	}

}
