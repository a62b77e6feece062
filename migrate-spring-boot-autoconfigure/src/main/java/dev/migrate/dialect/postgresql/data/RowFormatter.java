package dev.migrate.dialect.postgresql.data;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.postgresql.sql.TextFormat;
import dev.migrate.operations.operation.InvalidOperationException;
import org.jspecify.annotations.Nullable;

/**
 * Turns row after row into the text that the server reads by the types of the columns.
 */
final class RowFormatter {

	private final InsertedRows rows;

	private int number;

	RowFormatter(InsertedRows rows) {
		this.rows = rows;
	}

	/**
	 * Turns the next row into text.
	 * @param row the values
	 * @return their texts, {@code null} for NULL
	 * @throws InvalidOperationException if a value has no text
	 */
	List<@Nullable String> of(List<?> row) {
		this.number++;
		List<@Nullable String> texts = new ArrayList<>(row.size());
		for (int i = 0; i < row.size(); i++) {
			texts.add(text(row.get(i), this.rows.columns().get(i)));
		}
		return texts;
	}

	private @Nullable String text(@Nullable Object value, String column) {
		if (value == null) {
			return null;
		}
		String text = TextFormat.of(value);
		if (text == null && !TextFormat.isNull(value)) {
			throw new InvalidOperationException(
					"%s is a %s, which cannot be written in SQL.".formatted(place(column), value.getClass().getName()),
					"Give a string that PostgreSQL can read.");
		}
		if (text != null && !isStorable(text)) {
			throw new InvalidOperationException(
					"%s contains U+0000 or half of a surrogate pair, which PostgreSQL cannot store."
						.formatted(place(column)),
					"Remove the character.");
		}
		return text;
	}

	private String place(String column) {
		return "The value of '%s' in row %d to insert into '%s'".formatted(column, this.number, this.rows.table());
	}

	private static boolean isStorable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '\0' || Character.isLowSurrogate(character)) {
				return false;
			}
			if (Character.isHighSurrogate(character)) {
				i++;
				if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
					return false;
				}
			}
		}
		return true;
	}

}
