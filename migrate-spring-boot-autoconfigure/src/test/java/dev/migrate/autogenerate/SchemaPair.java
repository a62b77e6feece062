package dev.migrate.autogenerate;

/**
 * Two schemas, each of which is to be made of the other.
 *
 * @param name what differs
 * @param before the one
 * @param after the other
 * @param since the first version of PostgreSQL that can do both
 */
record SchemaPair(String name, WantedSchema before, WantedSchema after, int since) {

	static SchemaPair of(String name, WantedSchema before, WantedSchema after) {
		return new SchemaPair(name, before, after, 14);
	}

	SchemaPair since(int version) {
		return new SchemaPair(this.name, this.before, this.after, version);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
