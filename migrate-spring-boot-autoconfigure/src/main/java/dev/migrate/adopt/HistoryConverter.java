package dev.migrate.adopt;

import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What knows the history of another tool.
 */
public interface HistoryConverter {

	/**
	 * Returns the name of the tool.
	 */
	String title();

	/**
	 * Converts the history. Nothing is written.
	 * @param report what is told whatever a person should know, and what cannot be
	 * converted
	 * @return the migrations, in the order in which they are to run
	 * @throws dev.migrate.MigrateException if the history cannot be read
	 */
	List<ConvertedMigration> convert(AdoptionReport report);

	/**
	 * Returns the values that the placeholders of the scripts have in a database, for
	 * those that no property has a value for yet.
	 */
	Map<String, String> placeholders(DataSource database);

	/**
	 * Returns what the migrations may change beyond a scratch database, such as roles, a
	 * line each.
	 */
	default List<String> changesOfServer() {
		return List.of();
	}

	/**
	 * Returns the tables in which the tool keeps its state.
	 */
	Set<ObjectName> tables();

	/**
	 * Returns the schemas that the tool creates before its first migration, unless they
	 * exist.
	 */
	default Set<String> schemas() {
		return Set.of();
	}

	/**
	 * Returns the schema of names that have none, as the tool sets it.
	 * @return the schema, or {@code null} if that of the connection counts
	 */
	default @Nullable String defaultSchema() {
		return null;
	}

	/**
	 * Returns the migrations that the application's database does not have yet.
	 */
	List<String> pending();

	/**
	 * Returns what runs the old history in an empty database.
	 * @return what runs it, or {@code null} if the tool is not at hand, so that the new
	 * history is compared with the database of the application
	 */
	@Nullable Builder builder();

	/**
	 * Returns whether the old history creates the columns of a table in the order in
	 * which the new one does.
	 */
	default boolean keepsColumnOrder() {
		return true;
	}

	/**
	 * What runs the old history.
	 */
	@FunctionalInterface
	interface Builder {

		/**
		 * Runs it in an empty database.
		 * @throws AdoptException if it fails
		 */
		void build(DataSource database);

	}

}
