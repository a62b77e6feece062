package dev.migrate.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers of another inspector.
 */
final class CachedInspector implements Inspector {

	private final Inspector inspector;

	private final Map<Set<String>, SchemaSnapshot> snapshots = new HashMap<>();

	private @Nullable String currentSchema;

	private @Nullable List<String> schemas;

	CachedInspector(Inspector inspector) {
		this.inspector = inspector;
	}

	@Override
	public String currentSchema() {
		if (this.currentSchema == null) {
			this.currentSchema = this.inspector.currentSchema();
		}
		return this.currentSchema;
	}

	@Override
	public List<String> schemas() {
		if (this.schemas == null) {
			this.schemas = this.inspector.schemas();
		}
		return this.schemas;
	}

	@Override
	public SchemaSnapshot read(Collection<String> schemas) {
		return this.snapshots.computeIfAbsent(Set.copyOf(schemas), this.inspector::read);
	}

	@Override
	public Inspector cached() {
		return this;
	}

}
