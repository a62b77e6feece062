package dev.migrate.autogenerate.object;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * The names of types and functions that tables may need.
 */
final class TableWords {

	private final Set<String> words = new TreeSet<>();

	private TableWords() {
	}

	static Set<String> of(WantedSchema wanted) {
		TableWords all = new TableWords();
		wanted.tables().forEach(all::add);
		wanted.indexes().forEach((index) -> all.add(index.index()));
		wanted.compositeTypes().forEach((type) -> type.attributes().forEach(all::add));
		return all.words;
	}

	private void add(Table table) {
		table.columns().forEach(this::add);
		for (Constraint constraint : table.constraints()) {
			if (constraint instanceof CheckConstraint check) {
				add(check.condition());
			}
			else if (constraint instanceof ExclusionConstraint exclusion) {
				exclusion.elements().forEach((element) -> add(element.part().text()));
				add(exclusion.where());
			}
		}
	}

	private void add(Column column) {
		add(column.type().name());
		add(column.defaultValue());
		if (column.generated() != null) {
			add(column.generated().expression());
		}
	}

	private void add(Index index) {
		index.parts().forEach((part) -> add(part.text()));
		add(index.where());
	}

	private void add(@Nullable String sql) {
		if (sql == null) {
			return;
		}
		SqlTokens tokens = new SqlTokens(sql);
		while (tokens.next()) {
			if (tokens.kind() == SqlTokens.Kind.WORD || tokens.kind() == SqlTokens.Kind.QUOTED_IDENTIFIER) {
				this.words.addAll(ObjectName.parts(tokens.text(), (text) -> text.toLowerCase(Locale.ROOT)));
			}
		}
	}

}
