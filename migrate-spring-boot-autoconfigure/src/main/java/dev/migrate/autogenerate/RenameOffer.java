package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A new table or column that may be another one under a new name. Only a person knows.
 *
 * @param table the wanted name of the table
 * @param column the wanted name of the column, or {@code null} for the table itself
 * @param former the name that it may have in the database, of the table with its schema,
 * of a column without its table
 * @param reasons what speaks for it, such as {@code same type varchar(50)}
 */
public record RenameOffer(ObjectName table, @Nullable String column, ObjectName former, List<String> reasons) {

	public RenameOffer {
		reasons = List.copyOf(reasons);
	}

	/**
	 * Returns the rename that takes the offer.
	 * @return the request
	 */
	public RequestedRename request() {
		String to = this.table.written();
		if (this.column == null) {
			return new RequestedRename(this.former.written(), to);
		}
		return new RequestedRename(to + "." + this.former.written(), to + "." + ObjectName.written(this.column));
	}

	/**
	 * Returns the question, such as
	 * {@code Is column users.full_name the former users.name (same type varchar(50))?}
	 * @return the question
	 */
	public String question() {
		RequestedRename request = request();
		return "Is %s %s the former %s (%s)?".formatted((this.column != null) ? "column" : "table", request.to(),
				request.from(), String.join(", ", this.reasons));
	}

	/**
	 * Returns the remark for a script if nobody can be asked.
	 */
	String remark() {
		RequestedRename request = request();
		return "%s %s may be the former %s (%s): then generate this with --rename %s, which keeps its %s.".formatted(
				(this.column != null) ? "Column" : "Table", request.to(), request.from(),
				String.join(", ", this.reasons), request, (this.column != null) ? "values" : "rows");
	}

}
