package dev.migrate.autogenerate;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.SchemaObject.Kind;

/**
 * Includes and excludes objects by the patterns of the properties.
 */
final class NameFilter implements ObjectFilter {

	private static final Pattern GLOB = Pattern.compile("[^.]+(\\.[^.]+){0,2}");

	private final List<Pattern> include;

	private final List<Pattern> exclude;

	NameFilter(List<String> include, List<String> exclude) {
		this.include = include.stream().map(NameFilter::pattern).toList();
		this.exclude = exclude.stream().map(NameFilter::pattern).toList();
	}

	private static Pattern pattern(String glob) {
		if (!GLOB.matcher(glob).matches()) {
			throw new InvalidObjectPatternException(glob);
		}
		return Pattern
			.compile(Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^.]*")));
	}

	@Override
	public boolean includes(SchemaObject object) {
		List<String> names = names(object);
		return (object.kind() != Kind.TABLE || this.include.isEmpty() || matches(this.include, names))
				&& !matches(this.exclude, names);
	}

	private static List<String> names(SchemaObject object) {
		String name = object.name().name();
		String qualified = object.name().toString();
		return (object.part() != null) ? List.of(name + "." + object.part(), qualified + "." + object.part())
				: List.of(name, qualified);
	}

	private static boolean matches(List<Pattern> patterns, List<String> names) {
		return patterns.stream()
			.anyMatch((pattern) -> names.stream().anyMatch((name) -> pattern.matcher(name).matches()));
	}

}
