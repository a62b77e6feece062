package dev.migrate.adopt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.revision.NewRevision;
import dev.migrate.revision.RevisionIds;
import dev.migrate.script.NewScript;

/**
 * Makes the scripts of migrations: each follows the one before it.
 */
public final class RevisionChain {

	private RevisionChain() {
	}

	/**
	 * Makes the scripts.
	 * @param migrations the migrations in their order
	 * @param first the place of the first one
	 * @return a script for each, with ids that sort as the scripts follow each other
	 * unless they have some
	 */
	public static List<NewScript> of(List<ConvertedMigration> migrations, NewRevision first) {
		List<String> ids = Stream.generate(RevisionIds::random).distinct().limit(migrations.size()).sorted().toList();
		Instant now = Instant.now();
		List<NewScript> scripts = new ArrayList<>();
		NewRevision place = first;
		for (int i = 0; i < ids.size(); i++) {
			NewScript script = migrations.get(i).script();
			NewScript placed = script.id().isEmpty() ? script.at(ids.get(i), place, now) : script;
			scripts.add(placed);
			place = new NewRevision(List.of(placed.id()), List.of(), Set.of());
		}
		return scripts;
	}

}
