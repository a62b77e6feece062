package dev.migrate.runtime.adoption;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.TableLocations;
import dev.migrate.runtime.adoption.RevisionTables.Position;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.history.ProgressTable;
import dev.migrate.runtime.lock.LeaseTable;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * A database whose tables no revision has created: that of Flyway, for example, or of
 * people. The first revision that creates one of them fails there.
 */
public final class UnmanagedDatabase {

	private static final int LISTED = 5;

	private final RevisionTables revisions;

	private final String schema;

	private final Map<ObjectName, OtherTool> tools;

	private final Set<ObjectName> tables;

	private final boolean adopting;

	private UnmanagedDatabase(RevisionTables revisions, String schema, Map<ObjectName, OtherTool> tools,
			Set<ObjectName> tables, boolean adopting) {
		this.adopting = adopting;
		this.revisions = revisions;
		this.schema = schema;
		this.tools = tools;
		this.tables = tables;
	}

	/**
	 * Looks at a database in which a revision has failed on the first way up from base.
	 * @param contents the revisions
	 * @param dialect the database
	 * @param jdbc a connection to it, in a transaction of the run
	 * @param own where the tables of the tool are
	 * @param failed what failed
	 * @return the database, empty if the revisions themselves have made everything that
	 * the failure can have to do with
	 */
	public static Optional<UnmanagedDatabase> find(RevisionContents contents, Dialect dialect, JdbcOperations jdbc,
			TableLocations own, FailedRevision failed) {
		Inspector inspector = dialect.inspector(jdbc);
		String schema = inspector.currentSchema();
		RevisionTables revisions = RevisionTables.read(contents, dialect, schema);
		Set<String> applied = contents.revisions().applied(failed.rows());
		if (!applied.stream().allMatch(revisions::isKnown)) {
			return Optional.empty();
		}
		Map<ObjectName, OtherTool> tools = new LinkedHashMap<>();
		Set<ObjectName> tables = new LinkedHashSet<>();
		Set<ObjectName> built = revisions.of(applied);
		for (InspectedTable table : inspector.read(schemas(schema, revisions)).tables().values()) {
			if (!isOwn(table.name(), own) && !built.contains(table.name())) {
				OtherTool.of(table.table())
					.ifPresentOrElse((tool) -> tools.put(table.name(), tool), () -> tables.add(table.name()));
			}
		}
		Set<ObjectName> wanted = revisions.of(failed.revisions());
		boolean met = tables.stream().anyMatch(wanted::contains);
		if (!met && (!failed.exists() || !applied.isEmpty() || (tables.isEmpty() && tools.isEmpty()))) {
			return Optional.empty();
		}
		return Optional.of(new UnmanagedDatabase(revisions, schema, tools, tables,
				contents.revisions()
					.revisions()
					.stream()
					.map((node) -> contents.script(node.id()))
					.anyMatch((script) -> script != null && !script.adopts().isEmpty())));
	}

	private static Set<String> schemas(String schema, RevisionTables revisions) {
		return Stream
			.concat(Stream.of(schema),
					revisions.head().tables().stream().map(ObjectName::schema).filter(Objects::nonNull))
			.collect(Collectors.toSet());
	}

	private static boolean isOwn(ObjectName table, TableLocations own) {
		ObjectName version = own.version();
		return table.equals(version) || table.equals(own.history()) || table.equals(version.sibling(LeaseTable.NAME))
				|| table.equals(version.sibling(ProgressTable.NAME));
	}

	/**
	 * Says what the database looks like.
	 * @return sentences
	 */
	public String description() {
		List<String> sentences = new ArrayList<>();
		sentences.add(this.tables.isEmpty() ? "Migrate has not built this database."
				: "Migrate has not built this database: schema %s has %s that no revision has created (%s)."
					.formatted(this.schema, Counts.of(this.tables.size(), "table"), names(this.tables)));
		this.tools.values()
			.stream()
			.distinct()
			.forEach((tool) -> sentences.add("It has been migrated by %s, which keeps its state in %s."
				.formatted(tool.title(), names(tablesOf(tool)))));
		if (!created().isEmpty() && !this.tables.isEmpty()) {
			sentences.add(comparison());
		}
		if (!this.revisions.unknown().isEmpty()) {
			sentences.add("What %s would create cannot be told without running it."
				.formatted(String.join(", ", this.revisions.unknown())));
		}
		return String.join(" ", sentences);
	}

	private List<ObjectName> tablesOf(OtherTool tool) {
		return this.tools.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == tool)
			.map(Map.Entry::getKey)
			.toList();
	}

	private Set<ObjectName> created() {
		return this.revisions.head().tables();
	}

	private String comparison() {
		List<ObjectName> there = select(created(), this.tables::contains);
		List<ObjectName> missing = select(created(), (table) -> !this.tables.contains(table));
		Position position = position();
		String all = Counts.of(created().size(), "table") + " that the revisions create";
		if (missing.isEmpty()) {
			return (there.size() == 1) ? "%s is the only table that the revisions create.".formatted(names(there))
					: "It has all %s.".formatted(all);
		}
		if (position != null && position.tables().containsAll(there)) {
			return "It has the tables that the revisions up to %s create, but not %s, which later ones create."
				.formatted(position.revision(), names(missing));
		}
		return there.isEmpty() ? "It has none of the %s.".formatted(all)
				: "It has %d of the %s, but not %s.".formatted(there.size(), all, names(missing));
	}

	/**
	 * Says what to do, depending on what the database is.
	 * @return lines
	 */
	public String action() {
		List<String> choices = new ArrayList<>();
		choices.add(stamp());
		for (OtherTool tool : List.of(OtherTool.FLYWAY, OtherTool.LIQUIBASE)) {
			if (this.tools.containsValue(tool) && !this.adopting) {
				choices.add(
						"If the project has the migrations of %s, make revisions of them, which take its history over: migrate adopt %s"
							.formatted(tool.title(), tool.title().toLowerCase(Locale.ROOT)));
			}
		}
		if (this.tools.containsValue(OtherTool.ALEMBIC)) {
			choices.add("If the revisions are those of Alembic, with the same ids, set migrate.version-table=%s."
				.formatted(tablesOf(OtherTool.ALEMBIC).get(0).name()));
		}
		choices.add(
				"If no revision describes what is there, delete the scripts, which were never applied here, and let the"
						+ " first one be what is there: migrate baseline");
		choices.add("If nothing in it is needed, drop the schema or the database, create it empty and start again.");
		return choices.stream()
			.map((choice) -> "- " + choice)
			.collect(Collectors.joining(System.lineSeparator(),
					"Say what the database has, instead of changing the script:" + System.lineSeparator(), ""));
	}

	private String stamp() {
		Position position = position();
		if (position == null) {
			return "If it has everything that the revisions up to one of them do, name that one, and the later ones run"
					+ " at the next start: migrate stamp <revision>";
		}
		boolean head = position.equals(this.revisions.head());
		String target = !head ? String.join(" ", position.rows()) : (position.rows().size() == 1) ? "head" : "heads";
		String first = first(position).revision();
		String sentence = head ? "If it has everything that the revisions do, say so: migrate stamp " + target
				: "If it has everything that the revisions up to %s do, say so, and the later ones run at the next start: migrate stamp %s"
					.formatted(position.revision(), target);
		return sentence + (first.equals(position.revision()) ? ""
				: " (the tables are there after %s already; name an earlier revision if it lacks what a later one does)"
					.formatted(first));
	}

	/**
	 * Returns the last revision after which the database can be, by its tables.
	 */
	private @Nullable Position position() {
		Position last = null;
		for (Position position : this.revisions.positions()) {
			if (!position.tables().isEmpty() && this.tables.containsAll(position.tables())) {
				last = position;
			}
		}
		List<ObjectName> there = select(created(), this.tables::contains);
		return (last != null && last.tables().containsAll(there)) ? last : null;
	}

	private Position first(Position last) {
		return this.revisions.positions()
			.stream()
			.filter((position) -> position.tables().equals(last.tables()))
			.findFirst()
			.orElse(last);
	}

	private static List<ObjectName> select(Collection<ObjectName> names, Predicate<ObjectName> wanted) {
		return names.stream().filter(wanted).toList();
	}

	private String names(Collection<ObjectName> names) {
		List<String> sorted = names.stream()
			.map((name) -> this.schema.equals(name.schema()) ? name.name() : name.toString())
			.sorted()
			.toList();
		if (sorted.size() <= LISTED) {
			return String.join(", ", sorted);
		}
		return "%s and %d more".formatted(String.join(", ", sorted.subList(0, LISTED)), sorted.size() - LISTED);
	}

	/**
	 * A revision that has failed.
	 *
	 * @param rows the rows of the version table, of revisions that have run just before
	 * @param revisions the revisions that nothing is left of, the failed one among them
	 * @param exists whether the server said that something exists already
	 */
	public record FailedRevision(List<String> rows, Collection<String> revisions, boolean exists) {
	}

}
