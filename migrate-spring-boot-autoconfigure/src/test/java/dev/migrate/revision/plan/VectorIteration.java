package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.revision.RevisionIdentifier;
import org.jspecify.annotations.NullUnmarked;

/**
 * What Alembic's own tests ask the iteration below all commands.
 */
@NullUnmarked
final class VectorIteration {

	private final DefaultRevisionMap map;

	private final VectorCase vector;

	VectorIteration(DefaultRevisionMap map, VectorCase vector) {
		this.map = map;
		this.vector = vector;
	}

	List<String> ids() {
		SelectionOptions options = new SelectionOptions(this.vector.flag("inclusive"),
				this.vector.flag("implicit_base"), true);
		RangeEnd upper = end("upper");
		SelectedRevisions selection;
		if (this.vector.flag("select_for_downgrade")) {
			selection = this.map.planner()
				.downgradeSelector()
				.select(RevisionIdentifier.parse(this.vector.text("lower")), upper.revisions(), options);
		}
		else {
			selection = this.map.planner().upgradeSelector().select(upper, end("lower"), options);
		}
		return VectorChecks.ids(this.map.graph().nodes(selection.newestFirst(this.map.graph())));
	}

	private RangeEnd end(String key) {
		if (this.vector.json().get(key) instanceof String text) {
			RevisionIdentifier identifier = RevisionIdentifier.parse(text);
			return new RangeEnd(identifier,
					identifier.isRelative() ? List.of() : this.map.resolver().resolve(identifier));
		}
		List<Integer> numbers = new ArrayList<>();
		for (String text : this.vector.strings(key)) {
			numbers.addAll(this.map.resolver().resolve(RevisionIdentifier.parse(text)));
		}
		return RangeEnd.of(numbers);
	}

}
