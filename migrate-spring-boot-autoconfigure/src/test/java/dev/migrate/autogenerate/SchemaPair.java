package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;

/**
 * Two schemas, each of which is to be made of the other.
 *
 * @param name what differs
 * @param before the one
 * @param after the other
 * @param since the first version of PostgreSQL that can do both
 * @param parts names of what changes: at least one of each set is in a difference
 */
record SchemaPair(String name, WantedSchema before, WantedSchema after, int since, List<Set<String>> parts) {

	static SchemaPair of(String name, WantedSchema before, WantedSchema after) {
		return new SchemaPair(name, before, after, 14, List.of());
	}

	SchemaPair since(int version) {
		return new SchemaPair(this.name, this.before, this.after, version, this.parts);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
