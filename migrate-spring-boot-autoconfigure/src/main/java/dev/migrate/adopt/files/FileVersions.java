package dev.migrate.adopt.files;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How versions follow each other: as numbers if all of them consist of numbers, else as
 * texts.
 */
final class FileVersions {

	private static final String NUMBERS = "\\d+(?:[._-]\\d+)*";

	private final boolean numeric;

	FileVersions(Collection<String> versions) {
		this.numeric = versions.stream().allMatch((version) -> version.matches(NUMBERS));
	}

	/**
	 * Returns the same text for versions that are the same.
	 */
	String key(String version) {
		return (this.numeric && version.matches(NUMBERS))
				? String.join(".", numbers(version).stream().map(BigInteger::toString).toList()) : version;
	}

	Comparator<String> order() {
		return this.numeric ? (one, other) -> compare(numbers(one), numbers(other)) : Comparator.naturalOrder();
	}

	boolean isNumeric() {
		return this.numeric;
	}

	private static List<BigInteger> numbers(String version) {
		return Stream.of(version.split("[._-]")).map(BigInteger::new).toList();
	}

	private static int compare(List<BigInteger> one, List<BigInteger> other) {
		for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
			int result = one.get(i).compareTo(other.get(i));
			if (result != 0) {
				return result;
			}
		}
		return Integer.compare(one.size(), other.size());
	}

}
