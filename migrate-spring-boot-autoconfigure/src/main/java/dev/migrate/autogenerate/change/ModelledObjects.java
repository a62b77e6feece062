package dev.migrate.autogenerate.change;

import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.dependency.DependentObject.Place;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Constraints, indexes and sequences that the schema of the database has in our words, so
 * that they are dropped and created by operations.
 */
final class ModelledObjects {

	private final SchemaSnapshot found;

	private final Renames renames;

	private final FormerNames formerNames;

	/**
	 * Creates it.
	 * @param found what there is, under its new names
	 * @param renames what is renamed
	 * @param formerNames the names that there were
	 */
	ModelledObjects(SchemaSnapshot found, Renames renames, FormerNames formerNames) {
		this.found = found;
		this.renames = renames;
		this.formerNames = formerNames;
	}

	/**
	 * Returns the step that brings an object back on the way down, if it is known.
	 */
	Optional<Change> model(Place place) {
		ObjectName table = renamed(place.table());
		if (place.kind() == Place.Kind.SEQUENCE) {
			Sequence sequence = this.found.sequences().get(place.table());
			return Optional.ofNullable(sequence)
				.map((known) -> new CreateSequence(
						new Sequence(known.name(), known.type(), known.options(), null, known.comment()), Set.of()))
				.map((creation) -> new Change(Phase.DROP_SEQUENCE, NoOperation.INSTANCE, creation));
		}
		InspectedTable inspected = this.found.tables().get(table);
		if (inspected == null || inspected.kind() == InspectedTable.Kind.PARTITION) {
			return Optional.empty();
		}
		if (place.kind() == Place.Kind.INDEX) {
			return inspected.indexes()
				.stream()
				.map(InspectedIndex::index)
				.filter((index) -> place.name().equals(index.name()))
				.findFirst()
				.map((index) -> new Change(Phase.DROP_INDEX, NoOperation.INSTANCE, new CreateIndex(table, index)));
		}
		return inspected.findConstraint(place.name())
			.map((constraint) -> new Change(phase(constraint), NoOperation.INSTANCE,
					new CreateConstraint(table, constraint)));
	}

	/**
	 * Returns a check of a table that keeps its names: it is dropped and created by
	 * operations, and so in the words of a person.
	 */
	@Nullable CreateConstraint check(Place place) {
		return (place.kind() == Place.Kind.CONSTRAINT && renamed(place.table()).equals(place.table())
				&& !this.formerNames.isRenamed(place.table())
				&& model(place).map(Change::downgrade).orElse(null) instanceof CreateConstraint creation
				&& creation.constraint() instanceof CheckConstraint) ? creation : null;
	}

	private ObjectName renamed(ObjectName former) {
		return this.renames.tables().getOrDefault(former, former);
	}

	private static Phase phase(Constraint constraint) {
		return (constraint instanceof ForeignKey) ? Phase.DROP_FOREIGN_KEY : Phase.DROP_CONSTRAINT;
	}

}
