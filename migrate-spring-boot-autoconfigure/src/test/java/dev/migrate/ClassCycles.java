package dev.migrate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * The classes of each package that need each other, directly or through others of the
 * package. A nested class counts as the one around it.
 */
final class ClassCycles {

	private final Map<String, Set<String>> targets = new HashMap<>();

	private final Map<String, Integer> numbers = new HashMap<>();

	private final Map<String, Integer> lowest = new HashMap<>();

	private final Deque<String> open = new ArrayDeque<>();

	private final List<Set<String>> circles = new ArrayList<>();

	ClassCycles(JavaClasses classes) {
		for (JavaClass type : classes) {
			Set<String> used = this.targets.computeIfAbsent(outermost(type), (name) -> new TreeSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
				.filter((target) -> target.getPackageName().equals(type.getPackageName()))
				.map(ClassCycles::outermost)
				.forEach(used::add);
		}
		this.targets.keySet().stream().sorted().filter((name) -> !this.numbers.containsKey(name)).forEach(this::visit);
	}

	/**
	 * Returns the circles of more than a number of classes.
	 * @param size the number of classes that are allowed
	 * @return the names of the classes of each circle, the largest first
	 */
	List<Set<String>> largerThan(int size) {
		return this.circles.stream()
			.filter((circle) -> circle.size() > size)
			.sorted(Comparator.<Set<String>>comparingInt(Set::size).reversed())
			.toList();
	}

	// Tarjan's algorithm: a circle is complete when its first class is left.
	private void visit(String name) {
		int number = this.numbers.size();
		this.numbers.put(name, number);
		this.lowest.put(name, number);
		this.open.push(name);
		for (String target : this.targets.getOrDefault(name, Set.of())) {
			if (!this.numbers.containsKey(target)) {
				visit(target);
				this.lowest.merge(name, this.lowest.get(target), Math::min);
			}
			else if (this.open.contains(target)) {
				this.lowest.merge(name, this.numbers.get(target), Math::min);
			}
		}
		if (this.lowest.get(name) == number) {
			Set<String> circle = new TreeSet<>();
			String last;
			do {
				last = this.open.pop();
				circle.add(last);
			}
			while (!last.equals(name));
			this.circles.add(circle);
		}
	}

	private static String outermost(JavaClass type) {
		return type.getEnclosingClass().map(ClassCycles::outermost).orElseGet(type::getName);
	}

}
