package dev.migrate.autogenerate.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.autogenerate.InvalidTargetException;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * What several sources want together. They may share a sequence or a type, as long as
 * they want the same.
 */
public final class Targets {

	private final Map<ObjectName, Claim> claims = new HashMap<>();

	private final List<WantedSchema> parts = new ArrayList<>();

	private final Set<ObjectName> complete = new LinkedHashSet<>();

	private boolean allComplete = true;

	/**
	 * Adds what a source wants that does not state everything.
	 * @param source what to call it
	 * @param schema what it wants
	 * @throws InvalidTargetException if another source wants the same
	 */
	void add(String source, WantedSchema schema) {
		this.allComplete = false;
		claim(source, schema);
	}

	/**
	 * Adds what a source wants that states everything of what it wants.
	 * @param source what to call it
	 * @param schema what it wants
	 * @throws InvalidTargetException if another source wants the same
	 */
	void addComplete(String source, WantedSchema schema) {
		claim(source, schema);
		schema.names().forEach(this.complete::add);
	}

	WantedSchema union() {
		return WantedSchema.union(this.parts);
	}

	/**
	 * Returns what is stated with everything that it has.
	 */
	Set<ObjectName> complete() {
		return this.complete;
	}

	/**
	 * Returns whether nothing but what is stated is wanted.
	 */
	boolean isComplete() {
		return this.allComplete && !this.parts.isEmpty();
	}

	private void claim(String source, WantedSchema schema) {
		for (Table table : schema.tables()) {
			claim("table", table.name(), new Claim(source, null));
		}
		for (Sequence sequence : schema.sequences()) {
			claim("sequence", sequence.name(), new Claim(source, sequence));
		}
		for (EnumType type : schema.enumTypes()) {
			claim("enum type", type.name(), new Claim(source, type));
		}
		for (CompositeType type : schema.compositeTypes()) {
			claim("composite type", type.name(), new Claim(source, type));
		}
		this.parts.add(schema);
	}

	private void claim(String kind, ObjectName name, Claim claim) {
		Claim other = this.claims.putIfAbsent(name, claim);
		if (other != null && !other.allows(claim)) {
			throw InvalidTargetException.conflict(kind, name, other.source(), claim.source());
		}
	}

	/**
	 * The claim of a source to an object.
	 *
	 * @param source what to call the source
	 * @param value what it wants, or {@code null} if no other source may want it
	 */
	private record Claim(String source, @Nullable Object value) {

		boolean allows(Claim other) {
			return this.value != null && this.value.equals(other.value);
		}

	}

}
