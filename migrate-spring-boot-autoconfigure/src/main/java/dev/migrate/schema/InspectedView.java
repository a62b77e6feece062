package dev.migrate.schema;

import java.util.List;

/**
 * A view as it was found in a database.
 *
 * @param view the view, with its query as the database prints it
 * @param columns its columns in their order
 * @param indexes the indexes of a materialized view, by name
 */
public record InspectedView(View view, List<Column> columns, List<InspectedIndex> indexes) {

	public InspectedView {
		columns = List.copyOf(columns);
		indexes = List.copyOf(indexes);
	}

	public ObjectName name() {
		return this.view.name();
	}

	InspectedView map(Renaming renaming) {
		return new InspectedView(this.view.named(renaming.object(name())), this.columns, this.indexes);
	}

}
