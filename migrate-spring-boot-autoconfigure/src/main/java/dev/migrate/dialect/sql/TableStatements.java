package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.dependency.DroppedData;
import dev.migrate.dialect.dependency.TableEffect;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Knows, from their text alone, the statements that create, rename and drop tables. What
 * a function or a {@code DO} block does, the text does not tell.
 */
public final class TableStatements {

	private final UnaryOperator<String> unquoted;

	private final List<TableEffect> changes = new ArrayList<>();

	private TableStatements(UnaryOperator<String> unquoted) {
		this.unquoted = unquoted;
	}

	/**
	 * Returns what a statement does to the set of the tables.
	 * @param statement one statement
	 * @param unquoted what the database makes of a name that is not quoted
	 * @return the tables, temporary ones not among them
	 */
	public static List<TableEffect> changes(String statement, UnaryOperator<String> unquoted) {
		TableStatements read = new TableStatements(unquoted);
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("CREATE")) {
			read.create(keywords);
		}
		else if (keywords.accept("ALTER")) {
			read.alter(keywords);
		}
		else {
			DropStatements.dropped(statement)
				.stream()
				.filter((dropped) -> dropped.column() == null)
				.map(DroppedData::table)
				.forEach((table) -> read.add(read.name(table), null));
		}
		return read.changes;
	}

	private void create(Keywords keywords) {
		keywords.acceptOneOf("UNLOGGED", "FOREIGN");
		if (keywords.accept("TABLE")) {
			keywords.accept("IF", "NOT", "EXISTS");
			add(null, name(keywords.name()));
		}
	}

	private void alter(Keywords keywords) {
		keywords.accept("FOREIGN");
		if (!keywords.accept("TABLE")) {
			return;
		}
		keywords.accept("IF", "EXISTS");
		keywords.accept("ONLY");
		ObjectName table = name(keywords.name());
		keywords.acceptSymbol('*');
		if (table != null && keywords.accept("RENAME", "TO")) {
			ObjectName renamed = name(keywords.name());
			add(table, (renamed != null) ? table.sibling(renamed.name()) : null);
		}
		else if (table != null && keywords.accept("SET", "SCHEMA")) {
			ObjectName schema = name(keywords.name());
			add(table, (schema != null) ? new ObjectName(schema.name(), table.name()) : null);
		}
	}

	private void add(@Nullable ObjectName before, @Nullable ObjectName after) {
		if (before != null || after != null) {
			this.changes.add(new TableEffect(before, after));
		}
	}

	private @Nullable ObjectName name(@Nullable String written) {
		return name(written, this.unquoted);
	}

	/**
	 * Reads a name as it is written in a statement, perhaps with the database before the
	 * schema.
	 * @param written the name, or {@code null} if there is none
	 * @param unquoted what the database makes of a name that is not quoted
	 * @return the name, or {@code null} if this is none
	 */
	public static @Nullable ObjectName name(@Nullable String written, UnaryOperator<String> unquoted) {
		if (written == null) {
			return null;
		}
		try {
			List<String> parts = ObjectName.parts(written, unquoted);
			int last = parts.size() - 1;
			return new ObjectName((last > 0) ? parts.get(last - 1) : null, parts.get(last));
		}
		catch (InvalidSchemaException ex) {
			return null;
		}
	}

}
