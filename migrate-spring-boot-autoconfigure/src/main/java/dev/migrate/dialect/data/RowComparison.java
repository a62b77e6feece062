package dev.migrate.dialect.data;

import java.util.List;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What is compared: the rows of a scratch table with those of a table.
 *
 * @param rows the scratch table
 * @param table the table, or {@code null} if it does not exist
 * @param columns the columns of the scratch table
 * @param key those of them that tell which rows are the same, at least one
 * @param others the columns of the table, if rows of it that are not in the scratch table
 * are looked for; else empty
 * @param asText whether keys are compared as texts, because they have different types
 */
public record RowComparison(ObjectName rows, @Nullable ObjectName table, List<ComparedColumn> columns, List<String> key,
		List<String> others, boolean asText) {

	public RowComparison {
		columns = List.copyOf(columns);
		key = List.copyOf(key);
		others = List.copyOf(others);
	}

	/**
	 * Returns the columns of the key.
	 */
	public List<ComparedColumn> keyColumns() {
		return this.key.stream()
			.map((name) -> this.columns.stream()
				.filter((column) -> column.name().equals(name))
				.findFirst()
				.orElseThrow())
			.toList();
	}

}
