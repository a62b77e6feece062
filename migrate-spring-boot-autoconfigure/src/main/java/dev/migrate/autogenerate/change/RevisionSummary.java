package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.Step;
import dev.migrate.dialect.Conversions;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.session.BlockedAccess;
import dev.migrate.dialect.session.StatementLocks;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.RowChanges;
import dev.migrate.operations.rendering.JavaMethods;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.BatchAlterTable;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;
import dev.migrate.text.sql.Keywords;

/**
 * What a person should know of a revision before reading it: what it does, what it locks,
 * and what is lost.
 */
public final class RevisionSummary {

	/**
	 * So many changes are named one by one, and more are counted by their kinds.
	 */
	private static final int MOST_ITEMS = 20;

	/**
	 * How long a line may be behind the sign of a comment.
	 */
	private static final int WIDTH = 117;

	private final List<Operation> operations;

	private final Dialect dialect;

	private final Set<ObjectName> created = new HashSet<>();

	private final Map<ObjectName, BlockedAccess> locks = new LinkedHashMap<>();

	private boolean unknown;

	private RevisionSummary(List<Operation> operations, Dialect dialect) {
		this.operations = operations;
		this.dialect = dialect;
		operations.forEach(this::lock);
	}

	/**
	 * Says what a revision does.
	 * @param revision the revision
	 * @param dialect the database
	 * @return lines, none if it does nothing
	 */
	public static List<String> of(GeneratedRevision revision, Dialect dialect) {
		return of(revision.upgrade().stream().map(Step::operation).flatMap(RevisionSummary::parts).toList(),
				revision.transactional(), dialect);
	}

	private static Stream<Operation> parts(Operation operation) {
		return (operation instanceof CompositeOperation composite)
				? composite.parts().stream().flatMap(RevisionSummary::parts) : Stream.of(operation);
	}

	private static List<String> of(List<Operation> operations, boolean transactional, Dialect dialect) {
		if (operations.isEmpty()) {
			return List.of();
		}
		RevisionSummary summary = new RevisionSummary(operations, dialect);
		List<String> lines = new ArrayList<>(list("What it does", summary.changes()));
		lines.addAll(sentence("What it locks", summary.locked(), "; ",
				transactional ? " until it commits" : " while a step runs", "nothing that exists"));
		lines.addAll(sentence("What is lost", summary.lost(), ", ", "", "nothing"));
		return lines;
	}

	/**
	 * Returns a sentence on one line, or else a list with a line for each part.
	 */
	private static List<String> sentence(String title, List<String> parts, String separator, String end, String none) {
		String line = "%s: %s.".formatted(title, parts.isEmpty() ? none : line(String.join(separator, parts)) + end);
		return (line.length() <= WIDTH) ? List.of(line) : list(title + end, parts);
	}

	private static List<String> list(String title, List<String> items) {
		List<String> lines = new ArrayList<>(List.of(title + ":"));
		items.stream().limit(MOST_ITEMS).forEach((item) -> lines.add(shortened("- " + line(item))));
		if (items.size() > MOST_ITEMS) {
			lines.add("- and %d more".formatted(items.size() - MOST_ITEMS));
		}
		return lines;
	}

	/**
	 * Returns a text without what would end a comment.
	 */
	private static String line(String text) {
		return JavaMethods.harmless(text.replaceAll("\\p{Cntrl}+", " "));
	}

	private static String shortened(String line) {
		return (line.length() <= WIDTH) ? line : line.substring(0, WIDTH - 1) + "…";
	}

	private void lock(Operation operation) {
		if (operation instanceof CreateTable creation) {
			this.created.add(creation.table().name());
		}
		Set<ObjectName> concerned = operation.tables().orElse(Set.of());
		for (String statement : statements(operation)) {
			StatementLocks locks = this.dialect.locks(statement);
			Map<ObjectName, BlockedAccess> tables = new LinkedHashMap<>();
			concerned.forEach((table) -> tables.put(table, locks.strongest()));
			tables.putAll(locks.named());
			this.unknown |= tables.isEmpty() && locks.strongest() != BlockedAccess.NONE;
			tables.forEach(this::lock);
		}
		if (operation instanceof RenameObject rename && rename.kind() == ObjectKind.TABLE) {
			this.created.add(rename.name().sibling(rename.newName()));
		}
	}

	private void lock(ObjectName table, BlockedAccess access) {
		if (access != BlockedAccess.NONE && !this.created.contains(table)) {
			this.locks.merge(table, access, BlockedAccess::and);
		}
	}

	private List<String> statements(Operation operation) {
		return this.dialect.write(operation)
			.stream()
			.map(SqlCommand::sql)
			.flatMap((sql) -> (operation instanceof Execute)
					? this.dialect.splitter().split(sql, operation.describe()).stream().map(SqlStatement::text)
					: Stream.of(sql))
			.toList();
	}

	private List<String> changes() {
		if (this.operations.size() <= MOST_ITEMS) {
			return this.operations.stream().map(Operation::describe).toList();
		}
		Map<String, List<Operation>> kinds = this.operations.stream()
			.collect(Collectors.groupingBy(RevisionSummary::kind, LinkedHashMap::new, Collectors.toList()));
		return kinds.entrySet()
			.stream()
			.map((kind) -> (kind.getValue().size() == 1) ? kind.getValue().get(0).describe()
					: "%s (%d)".formatted(kind.getKey(), kind.getValue().size()))
			.toList();
	}

	/**
	 * Returns the verb and the noun of what an operation does.
	 */
	private static String kind(Operation operation) {
		String[] words = operation.describe().replaceFirst("^create or replace ", "replace ").split(" ", 3);
		return (words.length > 1) ? words[0] + " " + words[1] : words[0];
	}

	private List<String> locked() {
		List<String> parts = new ArrayList<>();
		names(BlockedAccess.ALL, "nobody reads or writes ", "", parts);
		names(BlockedAccess.WRITES, "nobody writes ", "", parts);
		names(BlockedAccess.ROWS, "nobody else changes the rows of ", " that it changes", parts);
		if (this.unknown) {
			parts.add("what its other SQL locks");
		}
		return parts;
	}

	private void names(BlockedAccess access, String before, String after, List<String> parts) {
		List<String> tables = this.locks.entrySet()
			.stream()
			.filter((lock) -> lock.getValue() == access)
			.map((lock) -> lock.getKey().written())
			.toList();
		if (!tables.isEmpty()) {
			parts.add(before + names(tables, WIDTH - before.length() - after.length() - 2) + after);
		}
	}

	/**
	 * Returns as many names as a line has room for, and how many more there are.
	 */
	private static String names(List<String> names, int length) {
		for (int count = names.size(); count > 1; count--) {
			String first = String.join(", ", names.subList(0, count));
			String all = (count == names.size()) ? first : "%s and %d more".formatted(first, names.size() - count);
			if (all.length() <= length) {
				return all;
			}
		}
		return (names.size() == 1) ? names.get(0) : "%s and %d more".formatted(names.get(0), names.size() - 1);
	}

	private List<String> lost() {
		Set<String> lost = new LinkedHashSet<>();
		this.operations.forEach((operation) -> lose(operation, lost));
		return List.copyOf(lost);
	}

	private void lose(Operation operation, Set<String> lost) {
		if (operation instanceof BatchAlterTable batch) {
			batch.parts().forEach((part) -> lose(part, lost));
		}
		else if (operation instanceof AlterColumn alteration) {
			lose(alteration, lost);
		}
		else if (operation instanceof AlterCompositeType alteration) {
			alteration.lost()
				.forEach((attribute) -> lost
					.add("the values of %s in type %s".formatted(attribute, alteration.to().name())));
		}
		else if (operation instanceof RowChanges rows) {
			if (rows.kind() == RowChanges.Kind.DELETE) {
				lost.add("%s of %s".formatted(Counts.of(rows.count(), "row"), rows.table().written()));
			}
		}
		else if (operation instanceof DropObject drop && drop.kind() == ObjectKind.SEQUENCE) {
			lost.add("the position of sequence " + drop.name().written());
		}
		else if (!(operation instanceof DropColumn drop && drop.column() != null
				&& drop.column().generated() != null)) {
			statements(operation).forEach((statement) -> lose(statement, lost));
		}
	}

	private void lose(AlterColumn alteration, Set<String> lost) {
		String column = alteration.table().written() + "." + ObjectName.written(alteration.column());
		List<DataType> before = alteration.was()
			.stream()
			.flatMap((was) -> (was instanceof ColumnChange.Type type) ? Stream.of(type.type()) : Stream.empty())
			.toList();
		Conversions conversions = this.dialect.conversions();
		for (ColumnChange change : alteration.changes()) {
			if (change instanceof ColumnChange.Type type) {
				DataType after = type.type();
				if (before.stream().anyMatch((was) -> conversions.isRounding(was, after))) {
					lost.add("what %s cannot hold of the values of %s".formatted(after, column));
				}
				if (!conversions.isReference(after) && before.stream().anyMatch(conversions::isReference)) {
					lost.add("what the values of %s refer to".formatted(column));
				}
			}
			if (change instanceof ColumnChange.DropIdentity) {
				lost.add("the position of the identity of " + column);
			}
		}
	}

	private void lose(String statement, Set<String> lost) {
		Keywords keywords = new Keywords(statement);
		if (keywords.acceptOneOf("DELETE", "TRUNCATE", "UPDATE", "MERGE", "DO", "CALL")) {
			lost.add("what its own SQL deletes or changes");
		}
		this.dialect.dropped(statement)
			.forEach((dropped) -> lost
				.add((dropped.column() != null) ? "the values of %s.%s".formatted(dropped.table(), dropped.column())
						: "the rows of " + dropped.table()));
	}

}
