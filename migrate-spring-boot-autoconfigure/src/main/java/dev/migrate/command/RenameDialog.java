package dev.migrate.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.RenameOffer;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.output.Output;

/**
 * Compares for a revision that is to be generated, and asks what may have been renamed.
 * The comparison has let go of the database whenever somebody is asked.
 */
final class RenameDialog {

	private final Autogenerator autogenerator;

	private final CommandContext context;

	private final Output output;

	RenameDialog(Autogenerator autogenerator, CommandContext context, Output output) {
		this.autogenerator = autogenerator;
		this.context = context;
		this.output = output;
	}

	/**
	 * Compares until no question is open.
	 * @param requests what is renamed in any case
	 * @return what is to be done; what nobody could be asked about has a remark
	 */
	Autogeneration run(List<RequestedRename> requests) {
		List<RequestedRename> renames = new ArrayList<>(requests);
		Autogeneration generation = this.autogenerator.compare(renames);
		if (!this.output.interactive()) {
			return generation.remark(generation.offers());
		}
		Set<RequestedRename> declined = new HashSet<>();
		Optional<RenameOffer> open = open(generation, declined);
		while (open.isPresent()) {
			RequestedRename rename = open.get().request();
			if (this.context.terminal().confirm(open.get().question())) {
				renames.add(rename);
				generation = this.autogenerator.compare(renames);
			}
			else {
				declined.add(rename);
			}
			open = open(generation, declined);
		}
		return generation;
	}

	private static Optional<RenameOffer> open(Autogeneration generation, Set<RequestedRename> declined) {
		return generation.offers().stream().filter((offer) -> !declined.contains(offer.request())).findFirst();
	}

}
