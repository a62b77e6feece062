package dev.migrate.operations;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A record of an application, with a constructor that a {@code null} could also mean.
 */
public record Sample<T>(T value, @Nullable String note, long number, List<String> tags, Kind kind) {

	public Sample(T value, @Nullable Integer note, long number, List<String> tags, Kind kind) {
		this(value, String.valueOf(note), number, tags, kind);
	}

	/**
	 * A nested type.
	 */
	public enum Kind {

		ODD {
			@Override
			public String toString() {
				return "odd";
			}
		}

	}

}
