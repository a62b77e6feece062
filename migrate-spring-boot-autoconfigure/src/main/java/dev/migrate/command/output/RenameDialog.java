package dev.migrate.command.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.RenameOffer;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.pipeline.Autogenerator;

/**
 * Compares for a revision that is to be generated, and asks what may have been renamed.
 * The comparison has let go of the database whenever somebody is asked.
 */
public final class RenameDialog {

	private final Autogenerator autogenerator;

	private final Terminal terminal;

	private final Output output;

	private final Set<String> shown = new HashSet<>();

	public RenameDialog(Autogenerator autogenerator, Terminal terminal, Output output) {
		this.autogenerator = autogenerator;
		this.terminal = terminal;
		this.output = output;
	}

	/**
	 * Compares until no question is open.
	 * @param requests what is renamed in any case
	 * @return what is to be done; what nobody could be asked about has a remark
	 */
	public Autogeneration run(List<RequestedRename> requests) {
		List<RequestedRename> renames = new ArrayList<>(requests);
		Autogeneration generation = this.autogenerator.compare(renames);
		if (!this.output.interactive()) {
			return generation.remark(generation.offers());
		}
		Set<RequestedRename> declined = new HashSet<>();
		Optional<RenameOffer> open = open(generation, declined);
		while (open.isPresent()) {
			RequestedRename rename = open.get().request();
			show(generation, open.get());
			if (this.terminal.confirm(open.get().question())) {
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

	/**
	 * Says what a question is about: what is missing, and what may be the same under its
	 * former name.
	 */
	private void show(Autogeneration generation, RenameOffer offer) {
		Set<String> objects = Set.of(offer.table().written(), offer.former().written());
		Set<String> parts = (offer.column() != null) ? Set.of(offer.column(), offer.former().name()) : Set.of();
		generation.differences()
			.stream()
			.filter((difference) -> objects.contains(difference.object().written())
					&& (difference.part() != null) == (offer.column() != null)
					&& (difference.part() == null || parts.contains(difference.part())))
			.map(generation.acceptance()::describe)
			.filter(this.shown::add)
			.forEach((line) -> this.output.note("Detected " + line));
	}

	/**
	 * Says what differs, but for what a question has said.
	 * @param generation what was found in the end
	 */
	public void showOthers(Autogeneration generation) {
		generation.described().stream().filter(this.shown::add).forEach((line) -> this.output.note("Detected " + line));
	}

	private static Optional<RenameOffer> open(Autogeneration generation, Set<RequestedRename> declined) {
		return generation.offers().stream().filter((offer) -> !declined.contains(offer.request())).findFirst();
	}

}
