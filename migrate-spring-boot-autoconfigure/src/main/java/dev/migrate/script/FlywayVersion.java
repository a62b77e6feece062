package dev.migrate.script;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A version as Flyway compares them: part by part as numbers, so that 1.10 is after 1.9,
 * and 1, 1.0 and 01 are the same.
 *
 * @param text how the history has it
 * @param parts its numbers, without zeros at the end
 */
public record FlywayVersion(String text, List<BigInteger> parts) implements Comparable<FlywayVersion> {

	private static final Pattern VALID = Pattern.compile("\\d+([._]\\d+)*");

	/**
	 * Reads a version.
	 * @param text the version, with dots or underscores between its parts
	 * @return the version, or {@code null} if it is none
	 */
	public static @Nullable FlywayVersion parse(String text) {
		if (!VALID.matcher(text).matches()) {
			return null;
		}
		String dotted = text.replace('_', '.');
		List<BigInteger> parts = Arrays.stream(dotted.split("\\.")).map(BigInteger::new).toList();
		int end = parts.size();
		while (end > 1 && parts.get(end - 1).signum() == 0) {
			end--;
		}
		return new FlywayVersion(dotted, List.copyOf(parts.subList(0, end)));
	}

	/**
	 * Returns the text that all versions have that are the same.
	 * @return its numbers with dots between them
	 */
	String normal() {
		return this.parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
	}

	@Override
	public int compareTo(FlywayVersion other) {
		for (int i = 0; i < Math.max(this.parts.size(), other.parts.size()); i++) {
			int order = part(i).compareTo(other.part(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	private BigInteger part(int index) {
		return (index < this.parts.size()) ? this.parts.get(index) : BigInteger.ZERO;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FlywayVersion version && this.parts.equals(version.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
