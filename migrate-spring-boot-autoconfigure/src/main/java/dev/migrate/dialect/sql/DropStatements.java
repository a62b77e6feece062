package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.dependency.DroppedData;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Knows, from their text alone, the statements that drop tables and columns. What a
 * function, a {@code DO} block or {@code CASCADE} drops besides, the text does not tell.
 */
public final class DropStatements {

	private DropStatements() {
	}

	/**
	 * Returns what a statement drops.
	 * @param statement one statement
	 * @return the tables and columns as they are written, none if it drops none
	 */
	public static List<DroppedData> dropped(String statement) {
		Keywords keywords = new Keywords(statement);
		List<DroppedData> dropped = new ArrayList<>();
		if (keywords.accept("DROP", "TABLE")) {
			keywords.accept("IF", "EXISTS");
			do {
				add(dropped, keywords.name(), null);
			}
			while (keywords.acceptSymbol(','));
		}
		else if (keywords.accept("ALTER", "TABLE")) {
			alterTable(keywords, dropped);
		}
		return dropped;
	}

	private static void alterTable(Keywords keywords, List<DroppedData> dropped) {
		keywords.accept("IF", "EXISTS");
		keywords.accept("ONLY");
		String table = keywords.name();
		keywords.acceptSymbol('*');
		do {
			if (keywords.accept("DROP") && !keywords.accept("CONSTRAINT")) {
				keywords.accept("COLUMN");
				keywords.accept("IF", "EXISTS");
				String column = keywords.name();
				if (column != null) {
					add(dropped, table, column);
				}
			}
		}
		while (keywords.skipToComma());
	}

	private static void add(List<DroppedData> dropped, @Nullable String table, @Nullable String column) {
		if (table != null) {
			dropped.add(new DroppedData(table, column));
		}
	}

}
