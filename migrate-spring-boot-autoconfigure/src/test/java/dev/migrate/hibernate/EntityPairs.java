package dev.migrate.hibernate;

import java.util.stream.Stream;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * Entities before and after somebody has changed them.
 */
@SuppressWarnings("NullAway")
final class EntityPairs {

	private EntityPairs() {
	}

	/**
	 * A pair of models.
	 *
	 * @param name what differs
	 * @param before the one model
	 * @param after the other
	 */
	record EntityPair(String name, Model before, Model after) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<EntityPair> all() {
		return Stream.of(AttributePairs.class, ValuePairs.class, TablePairs.class, CheckPairs.class, StructPairs.class)
			.flatMap((holder) -> Stream.of(holder.getDeclaredClasses()))
			.map(EntityPairs::pair)
			.sorted((one, other) -> one.name().compareTo(other.name()));
	}

	private static EntityPair pair(Class<?> holder) {
		Class<?>[] models = Stream.of(holder.getDeclaredClasses())
			.filter((type) -> type.getSimpleName().equals("Before") || type.getSimpleName().equals("After"))
			.sorted((one, other) -> other.getName().compareTo(one.getName()))
			.toArray(Class<?>[]::new);
		return new EntityPair(holder.getSimpleName(), Model.nested(holder.getSimpleName(), models[0]),
				Model.nested(holder.getSimpleName(), models[1]));
	}

	@MappedSuperclass
	static class WithId {

		@Id
		Long id;

	}

}
