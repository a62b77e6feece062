package dev.migrate.runtime.adoption;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.dependency.TableEffect;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.content.ConstructorMigrationFactory;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.offline.OfflineStep;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that there are after each revision, as far as the statements of the
 * revisions tell, in the order in which the revisions run on an empty database. A class
 * that needs beans of the application is not run for that.
 */
final class RevisionTables {

	private static final Logger logger = LoggerFactory.getLogger(RevisionTables.class);

	private final RevisionContents contents;

	private final Dialect dialect;

	private final String schema;

	private final List<Position> positions = new ArrayList<>();

	private final Set<String> unknown = new LinkedHashSet<>();

	private RevisionTables(RevisionContents contents, Dialect dialect, String schema) {
		this.contents = contents;
		this.dialect = dialect;
		this.schema = schema;
	}

	/**
	 * Reads the scripts.
	 * @param schema the schema of names that have none
	 */
	static RevisionTables read(RevisionContents contents, Dialect dialect, String schema) {
		RevisionTables tables = new RevisionTables(contents, dialect, schema);
		SortedSet<String> rows = new TreeSet<>();
		Set<ObjectName> present = new LinkedHashSet<>();
		for (RevisionStep step : contents.revisions().upgrade("heads", List.of()).steps()) {
			rows = step.rows().apply(rows);
			Set<ObjectName> created = tables.apply(step, present);
			tables.positions
				.add(new Position(step.revision().id(), List.copyOf(rows), Set.copyOf(present), Set.copyOf(created)));
		}
		return tables;
	}

	List<Position> positions() {
		return this.positions;
	}

	Position head() {
		return this.positions.get(this.positions.size() - 1);
	}

	/**
	 * Returns the revisions of which cannot be told what they create.
	 */
	Set<String> unknown() {
		return this.unknown;
	}

	boolean isKnown(String revision) {
		return !this.unknown.contains(revision);
	}

	/**
	 * Returns the tables that some revisions leave behind.
	 * @param revisions their ids
	 */
	Set<ObjectName> of(Collection<String> revisions) {
		Set<ObjectName> created = new LinkedHashSet<>();
		this.positions.stream()
			.filter((position) -> revisions.contains(position.revision()))
			.forEach((position) -> created.addAll(position.created()));
		return created;
	}

	private Set<ObjectName> apply(RevisionStep step, Set<ObjectName> present) {
		Set<ObjectName> created = new LinkedHashSet<>();
		for (TableEffect change : changes(step)) {
			ObjectName before = qualified(change.before());
			ObjectName after = qualified(change.after());
			if (before != null) {
				present.remove(before);
				created.remove(before);
			}
			if (after != null) {
				present.add(after);
				created.add(after);
			}
		}
		return created;
	}

	private List<TableEffect> changes(RevisionStep step) {
		RevisionScript script = this.contents.script(step.revision().id());
		try {
			if (script instanceof JavaRevision java
					&& ConstructorMigrationFactory.needsBeans(this.contents.load(java))) {
				this.unknown.add(step.revision().id());
				return List.of();
			}
			return OfflineStep.of(step, this.contents, this.dialect)
				.pieces()
				.stream()
				.flatMap((piece) -> piece.statements().stream())
				.flatMap((statement) -> this.dialect.tableEffects(statement).stream())
				.toList();
		}
		catch (MigrateException ex) {
			logger.debug("What revision {} creates cannot be told", step.revision().id(), ex);
			this.unknown.add(step.revision().id());
			return List.of();
		}
	}

	private @Nullable ObjectName qualified(@Nullable ObjectName name) {
		return (name == null || name.schema() != null) ? name : new ObjectName(this.schema, name.name());
	}

	/**
	 * Where a database is after a revision.
	 *
	 * @param revision the id of the revision
	 * @param rows the rows of the version table then
	 * @param tables the tables that there are then
	 * @param created those of them that the revision itself creates, or gives their name
	 */
	record Position(String revision, List<String> rows, Set<ObjectName> tables, Set<ObjectName> created) {
	}

}
