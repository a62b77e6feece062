package dev.migrate.dialect.postgresql.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.dialect.dependency.DependentObject.Place;
import dev.migrate.dialect.postgresql.sql.PrintedArrays;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An object that depends on something, as the catalog has it.
 *
 * @param address where the catalog has it
 * @param kind its {@code pg_class.relkind}, or an empty text if it is no relation
 * @param description what it is, for people
 * @param identity what tells it from all others, see
 * {@link dev.migrate.dialect.object.StoredObject#identity()}
 * @param uses the tables and views that it refers to
 */
record CatalogNode(Address address, String kind, String description, String identity, Set<ObjectName> uses) {

	/**
	 * Where the catalog has an object.
	 *
	 * @param catalog the name of the table of the catalog, such as {@code pg_class}
	 * @param oid the object
	 * @param column the number of its column, or 0
	 */
	record Address(String catalog, long oid, int column) {

		/**
		 * Returns the object of a column.
		 */
		Address whole() {
			return (this.column != 0) ? new Address(this.catalog, this.oid, 0) : this;
		}

	}

	/**
	 * An entry of {@code pg_depend}.
	 *
	 * @param dependent what depends
	 * @param referenced on what
	 * @param type how, such as {@code n} for normally and {@code a} for automatically; a
	 * sentence about a column that the server does not change at all
	 */
	record Dependency(Address dependent, Address referenced, String type) {

		/**
		 * Returns whether dropping what is referenced takes the dependent object along.
		 */
		boolean isAutomatic() {
			return "aiPS".contains(this.type);
		}

		/**
		 * Returns why a column cannot be changed at all.
		 */
		Optional<String> obstacle() {
			return Optional.of(this.type).filter((text) -> text.startsWith("it is "));
		}

		/**
		 * Returns whether the dependent object is a part of what is referenced.
		 */
		boolean isInternal() {
			return this.type.equals("i");
		}

	}

	/**
	 * How an object is created.
	 *
	 * @param place where the model of a schema has it, or {@code null}
	 * @param relation its table, or its own name, or {@code null} if it has none
	 * @param recreatable whether it can be dropped and created again
	 * @param drop the statements that drop it
	 * @param early the statements that run before what it belongs to is created
	 * @param definition the statements that create it
	 * @param properties the statements that give it what its definition does not say
	 */
	record Definition(@Nullable Place place, @Nullable ObjectName relation, boolean recreatable, List<String> drop,
			List<String> early, List<String> definition, List<String> properties) {

		Definition with(Definition more) {
			return new Definition(this.place, this.relation, this.recreatable, this.drop, this.early, this.definition,
					Stream.of(this.properties, more.properties).flatMap(List::stream).toList());
		}

		/**
		 * Returns this with statements that make of it what it is, however often it is
		 * created again.
		 */
		Definition lasting() {
			return new Definition(this.place, this.relation, this.recreatable, this.drop, lasting(this.early),
					lasting(this.definition), lasting(this.properties));
		}

		private static List<String> lasting(List<String> statements) {
			return statements.stream().map(PrintedArrays::withTypes).toList();
		}

	}

}
