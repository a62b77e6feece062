package dev.migrate.dialect.dependency;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An object that a change of another one affects.
 *
 * @param description what it is, for people, such as {@code view active_users}
 * @param name its name if it is a view, a function or a statistics object, or
 * {@code null}
 * @param place where the model of a schema has it, or {@code null} if it does not
 * @param upgrade what the way up does to it
 * @param downgrade what the way down does to it
 * @param drop the statements that drop it
 * @param early the statements that must run before the object that it belongs to is
 * created, such as the sequence of a default
 * @param definition the statements that create it
 * @param properties the statements that give it what its definition does not say, such as
 * privileges
 * @param uses the tables and views that its definition names
 * @param identity what tells it from all others, see
 * {@link dev.migrate.dialect.object.StoredObject#identity()}
 * @param needs the identities of what it depends on, as far as that is affected, too
 */
public record DependentObject(String description, @Nullable ObjectName name, @Nullable Place place, Effect upgrade,
		Effect downgrade, List<String> drop, List<String> early, List<String> definition, List<String> properties,
		Set<ObjectName> uses, String identity, Set<String> needs) {

	public DependentObject {
		drop = List.copyOf(drop);
		early = List.copyOf(early);
		definition = List.copyOf(definition);
		properties = List.copyOf(properties);
		uses = Set.copyOf(uses);
		needs = Set.copyOf(needs);
	}

	/**
	 * Returns this object without what drops and creates it.
	 * @param kept which properties to keep
	 */
	public DependentObject propertiesOnly(Predicate<String> kept) {
		return new DependentObject(this.description, this.name, null, this.upgrade, this.downgrade, List.of(),
				List.of(), List.of(), this.properties.stream().filter(kept).toList(), this.uses, this.identity,
				this.needs);
	}

	/**
	 * Returns this object with other properties.
	 * @param kept which properties to keep
	 */
	public DependentObject properties(Predicate<String> kept) {
		return new DependentObject(this.description, this.name, this.place, this.upgrade, this.downgrade, this.drop,
				this.early, this.definition, this.properties.stream().filter(kept).toList(), this.uses, this.identity,
				this.needs);
	}

	/**
	 * Returns this object without what drops it.
	 */
	public DependentObject withoutDrop() {
		return new DependentObject(this.description, this.name, this.place, this.upgrade, this.downgrade, List.of(),
				this.early, this.definition, this.properties, this.uses, this.identity, this.needs);
	}

	/**
	 * Where the model of a schema has an object.
	 *
	 * @param kind what it is
	 * @param table its table; the sequence or type itself if it is one
	 * @param name its name
	 */
	public record Place(Kind kind, ObjectName table, String name) {

		/**
		 * What an object is.
		 */
		public enum Kind {

			CONSTRAINT, INDEX, SEQUENCE, TYPE, COLUMN

		}

	}

	/**
	 * What a direction does to an object.
	 *
	 * @param fate what it does
	 * @param cause the change, or {@code null} if it is not affected
	 * @param reason why the change cannot be made, for people, if that is not the use of
	 * this object; what they must see to, if the change can be made
	 */
	public record Effect(Fate fate, @Nullable Alteration cause, @Nullable String reason) {

		public static final Effect NONE = new Effect(Fate.UNAFFECTED, null, null);

	}

	/**
	 * What becomes of an object.
	 */
	public enum Fate {

		UNAFFECTED,

		/**
		 * It goes with what is dropped.
		 */
		LOST,

		/**
		 * It goes with what is dropped, but must be dropped before.
		 */
		DROPPED,

		/**
		 * It stays, but what it belongs to is dropped: only that relation is lost.
		 */
		DETACHED,

		/**
		 * It must be dropped before, and can be created after.
		 */
		RECREATED,

		/**
		 * It keeps the change from being made.
		 */
		REFUSED

	}

}
