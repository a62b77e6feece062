package dev.migrate.runtime.tenant;

import java.util.List;

/**
 * What differs between the schemas or databases of tenants.
 *
 * @param reference the tenant that the others were compared with
 * @param same how many tenants are like that one, itself included
 * @param groups the others, those together that differ in the same way
 */
public record TenantDrift(String reference, int same, List<Group> groups) {

	/**
	 * Creates a result.
	 */
	public TenantDrift {
		groups = List.copyOf(groups);
	}

	/**
	 * Tenants that differ in the same way.
	 *
	 * @param tenants their names
	 * @param differences what each of them lacks, has besides, or has otherwise
	 */
	public record Group(List<String> tenants, List<String> differences) {

		/**
		 * Creates a group.
		 */
		public Group {
			tenants = List.copyOf(tenants);
			differences = List.copyOf(differences);
		}

	}

}
