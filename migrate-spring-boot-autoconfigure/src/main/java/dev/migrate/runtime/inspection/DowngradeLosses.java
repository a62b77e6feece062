package dev.migrate.runtime.inspection;

import java.util.List;

/**
 * What a downgrade would drop.
 *
 * @param losses the tables and columns that hold rows
 * @param unknown the ids of the revisions whose statements only running them tells
 */
public record DowngradeLosses(List<DataLoss> losses, List<String> unknown) {

	/**
	 * Creates the losses.
	 */
	public DowngradeLosses {
		losses = List.copyOf(losses);
		unknown = List.copyOf(unknown);
	}

}
