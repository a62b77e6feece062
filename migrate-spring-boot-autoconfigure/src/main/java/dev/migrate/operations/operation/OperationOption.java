package dev.migrate.operations.operation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a migration may add to an operation that has it in SQL, as in
 * {@code op.createIndex("users", index("email"), concurrently())}. An operation refuses
 * an option that it does not have.
 */
public enum OperationOption {

	/**
	 * Does nothing if what is to be changed or dropped does not exist.
	 */
	IF_EXISTS,

	/**
	 * Does nothing if there is something of that name, whatever it is like.
	 */
	IF_NOT_EXISTS,

	/**
	 * Lets other sessions write while an index is built or dropped. PostgreSQL refuses
	 * that in a transaction, so that the revision has to run without one.
	 */
	CONCURRENTLY,

	/**
	 * Drops whatever depends on what is dropped, such as views and foreign keys. Those
	 * are not known to the operation, so that it has no reverse.
	 */
	CASCADE,

	/**
	 * Leaves a materialized view without rows; it cannot be read before it is refreshed.
	 */
	WITH_NO_DATA,

	/**
	 * Takes steps that commit one by one, so that nobody is kept from the table while its
	 * rows are read or its index is built.
	 */
	ONLINE;

	/**
	 * Returns {@link #IF_EXISTS}.
	 * @return the option
	 */
	public static OperationOption ifExists() {
		return IF_EXISTS;
	}

	/**
	 * Returns {@link #IF_NOT_EXISTS}.
	 * @return the option
	 */
	public static OperationOption ifNotExists() {
		return IF_NOT_EXISTS;
	}

	/**
	 * Returns {@link #CONCURRENTLY}.
	 * @return the option
	 */
	public static OperationOption concurrently() {
		return CONCURRENTLY;
	}

	/**
	 * Returns {@link #CASCADE}.
	 * @return the option
	 */
	public static OperationOption cascade() {
		return CASCADE;
	}

	/**
	 * Returns {@link #WITH_NO_DATA}.
	 * @return the option
	 */
	public static OperationOption withNoData() {
		return WITH_NO_DATA;
	}

	/**
	 * Returns {@link #ONLINE}.
	 * @return the option
	 */
	public static OperationOption online() {
		return ONLINE;
	}

	/**
	 * Returns the words that SQL uses.
	 * @return the option, such as {@code IF EXISTS}
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

	/**
	 * Returns the name of the static method that returns this option.
	 * @return the name, such as {@code ifExists}
	 */
	public String method() {
		String[] words = name().toLowerCase(Locale.ROOT).split("_");
		return words[0] + Stream.of(words)
			.skip(1)
			.map((word) -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
			.collect(Collectors.joining());
	}

	/**
	 * Returns the options in their order, once each.
	 */
	public static Set<OperationOption> set(OperationOption... options) {
		Set<OperationOption> set = EnumSet.noneOf(OperationOption.class);
		set.addAll(Arrays.asList(options));
		return Collections.unmodifiableSet(set);
	}

	/**
	 * Returns a copy of the options of an operation, in their order.
	 * @throws InvalidOperationException if the operation does not have one of them
	 */
	public static Set<OperationOption> require(String operation, Set<OperationOption> options,
			OperationOption... allowed) {
		Set<OperationOption> known = set(allowed);
		for (OperationOption option : options) {
			if (!known.contains(option)) {
				throw new InvalidOperationException(
						"The option %s does not apply to: %s.".formatted(option.sql(), operation),
						known.isEmpty() ? "Leave it away." : "Leave it away; the options are "
								+ known.stream().map(OperationOption::sql).collect(Collectors.joining(", ")) + ".");
			}
		}
		return set(options.toArray(OperationOption[]::new));
	}

	/**
	 * Returns a copy of the options of an operation that drops something. What is known
	 * takes no option that leaves open what there was, because it is to be made again.
	 * @throws InvalidOperationException if the operation does not have one of them
	 */
	public static Set<OperationOption> requireDrop(String operation, Set<OperationOption> options, boolean known,
			OperationOption... allowed) {
		if (!known) {
			return require(operation, options, allowed);
		}
		OperationOption[] certain = Stream.of(allowed)
			.filter((option) -> option != IF_EXISTS && option != CASCADE)
			.toArray(OperationOption[]::new);
		return require(operation + ", with its definition for the reverse", options, certain);
	}

	/**
	 * Writes CASCADE, if it is one of the options, where the standard has none.
	 */
	public static void writeCascade(SqlWriter sql, Set<OperationOption> options) {
		if (options.contains(CASCADE)) {
			sql.require(Feature.CASCADE);
		}
		CASCADE.writeLast(sql, options);
	}

	/**
	 * Writes this option and a space if it is one of the options.
	 */
	public void write(SqlWriter sql, Set<OperationOption> options) {
		if (options.contains(this)) {
			sql.sql(sql()).sql(" ");
		}
	}

	/**
	 * Writes a space and this option if it is one of the options.
	 */
	public void writeLast(SqlWriter sql, Set<OperationOption> options) {
		if (options.contains(this)) {
			sql.sql(" ").sql(sql());
		}
	}

	/**
	 * Writes options as the last arguments of a call, each after a comma.
	 * @param java where to write
	 * @param options the options
	 */
	public static void render(JavaWriter java, Set<OperationOption> options) {
		for (OperationOption option : options) {
			java.java(", ").member(OperationOption.class, option.method()).java("()");
		}
	}

}
