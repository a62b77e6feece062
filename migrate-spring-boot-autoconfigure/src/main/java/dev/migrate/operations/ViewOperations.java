package dev.migrate.operations;

import java.util.Set;

import dev.migrate.operations.object.CreateOrReplaceView;
import dev.migrate.operations.object.CreateView;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RefreshMaterializedView;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.ReplaceView;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.View;

/**
 * What a migration can do with views, plain and materialized.
 *
 * @see Operations
 */
public interface ViewOperations extends OperationApplier {

	/**
	 * Creates a view, plain or materialized.
	 * @param view the view
	 * @param options for a materialized view {@link OperationOption#withNoData()}, which
	 * does not run its query, and {@link OperationOption#ifNotExists()}, without a
	 * reverse then
	 */
	default void createView(View view, OperationOption... options) {
		apply(new CreateView(view, OperationOption.set(options)));
	}

	/**
	 * Creates a view or gives the one of that name another query. PostgreSQL keeps what
	 * depends on the view and its privileges, and demands for it that the columns that
	 * there are stay as they are; it may have more after them. This has no reverse.
	 * @param view the view, not materialized
	 * @see #replaceView(View, View)
	 */
	default void createOrReplaceView(View view) {
		apply(new CreateOrReplaceView(view));
	}

	/**
	 * Drops a view and creates another one of its name, whose columns may differ.
	 * Privileges on the view and indexes of a materialized one are lost. It fails while
	 * another view depends on it. On PostgreSQL, others wait from then on until the
	 * transaction ends if they read the view.
	 * @param from the view as it is
	 * @param to the view as it is to be, of the same name
	 */
	default void replaceView(View from, View to) {
		apply(new ReplaceView(from, to));
	}

	/**
	 * Gives a view another name in its schema.
	 * @param view {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	default void renameView(String view, String newName) {
		apply(RenameObject.of(ObjectKind.VIEW, view, newName));
	}

	/**
	 * Gives a materialized view another name in its schema.
	 * @param view {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	default void renameMaterializedView(String view, String newName) {
		apply(RenameObject.of(ObjectKind.MATERIALIZED_VIEW, view, newName));
	}

	/**
	 * Fills a materialized view anew. On PostgreSQL nobody can read it meanwhile, until
	 * the transaction ends. {@link OperationOption#concurrently()} lets others read; it
	 * needs a unique index over columns and a view that is filled already, and it may be
	 * part of a transaction. What the view contained is not known, so that this has no
	 * reverse.
	 * @param view {@code name} or {@code schema.name}
	 * @param options {@link OperationOption#concurrently()}, or
	 * {@link OperationOption#withNoData()} to empty it
	 */
	default void refreshMaterializedView(String view, OperationOption... options) {
		apply(new RefreshMaterializedView(ObjectName.of(view), OperationOption.set(options)));
	}

	/**
	 * Drops a view. What it was is not known then, so that this has no reverse.
	 * @param view {@code name} or {@code schema.name}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropView(String view, OperationOption... options) {
		apply(DropObject.of(ObjectKind.VIEW, ObjectName.of(view), options));
	}

	/**
	 * Drops a view, plain or materialized, that can be created again when this is
	 * reversed. The indexes of a materialized one are not part of it: drop them before,
	 * so that the reverse has them too.
	 * @param view the view as it is
	 */
	default void dropView(View view) {
		apply(DropObject.of(new CreateView(view, Set.of())));
	}

	/**
	 * Drops a materialized view. What it was is not known then, so that this has no
	 * reverse.
	 * @param view {@code name} or {@code schema.name}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropMaterializedView(String view, OperationOption... options) {
		apply(DropObject.of(ObjectKind.MATERIALIZED_VIEW, ObjectName.of(view), options));
	}

}
