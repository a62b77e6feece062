package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.InvalidTargetException;

/**
 * Declared objects that need each other, so that none of them could be created first. The
 * database has taken one of them because it has something else of that name.
 */
final class ObjectCircle {

	private final Map<String, DeclaredObject> objects = new LinkedHashMap<>();

	private final Set<String> visited = new HashSet<>();

	private ObjectCircle(List<DeclaredObject> objects) {
		objects.forEach((object) -> this.objects.put(object.identity(), object));
	}

	/**
	 * Returns what there is to say of the first circle, if there is one.
	 */
	static Optional<InvalidTargetException> of(List<DeclaredObject> objects) {
		ObjectCircle circles = new ObjectCircle(objects);
		return objects.stream()
			.flatMap((object) -> circles.find(object.identity(), new ArrayList<>()).stream())
			.findFirst();
	}

	private Optional<InvalidTargetException> find(String identity, List<String> path) {
		DeclaredObject object = this.objects.get(identity);
		if (object == null || (!path.contains(identity) && !this.visited.add(identity))) {
			return Optional.empty();
		}
		if (path.contains(identity)) {
			List<String> circle = path.subList(path.indexOf(identity), path.size());
			return Optional.of(InvalidTargetException
				.circle(circle.stream().map((each) -> String.valueOf(this.objects.get(each))).toList()));
		}
		path.add(identity);
		Optional<InvalidTargetException> found = object.qualified()
			.needs()
			.stream()
			.sorted()
			.filter((needed) -> !needed.equals(identity))
			.flatMap((needed) -> find(needed, path).stream())
			.findFirst();
		path.remove(path.size() - 1);
		return found;
	}

}
