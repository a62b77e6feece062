package dev.migrate.autogenerate.change;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.schema.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Which values of one type are none of another.
 */
public final class Misfits {

	private static final Set<String> TEXTS = Set.of("text", "varchar");

	/**
	 * How many bits the whole numbers have.
	 */
	private static final Map<String, Integer> BITS = Map.of("smallint", 16, "integer", 32, "bigint", 64);

	private static final Set<String> NUMBERS = Set.of("numeric", "real", "double precision");

	private Misfits() {
	}

	/**
	 * Returns whether every value of a type is one of another.
	 */
	static boolean isNone(DataType from, DataType to) {
		if (from.dimensions() > 0 || to.dimensions() > 0) {
			return from.equals(to);
		}
		if (to.name().equals("text") || to.equals(DataType.varchar()) || to.equals(DataType.numeric())) {
			return TEXTS.contains(to.name()) || BITS.containsKey(from.name()) || from.name().equals("numeric");
		}
		if (isText(from) && to.name().equals("varchar")) {
			return !from.arguments().isEmpty() && number(from, 0) <= number(to, 0);
		}
		if (BITS.containsKey(from.name()) && BITS.containsKey(to.name())) {
			return bits(from) <= bits(to);
		}
		return from.name().equals("numeric") && to.name().equals("numeric") && from.arguments().size() == 2
				&& to.arguments().size() == 2 && number(from, 1) <= number(to, 1)
				&& number(from, 0) - number(from, 1) <= number(to, 0) - number(to, 1);
	}

	/**
	 * Returns the condition that a value of a type is none of another.
	 * @param column the column as it is written in SQL
	 * @param from the type of the column
	 * @param to the other type
	 * @return the condition, or {@code null} if only the database could tell
	 */
	static @Nullable String condition(String column, DataType from, DataType to) {
		if (from.dimensions() > 0 || to.dimensions() > 0) {
			return null;
		}
		boolean number = BITS.containsKey(from.name()) || NUMBERS.contains(from.name());
		if (to.name().equals("varchar") && to.arguments().size() == 1 && (isText(from) || number)) {
			// Only trailing blanks may be cut off.
			return "length(rtrim(%s::text)) > %d".formatted(column, number(to, 0));
		}
		if (BITS.containsKey(to.name()) && number) {
			BigInteger limit = BigInteger.TWO.pow(bits(to) - 1);
			return "round(%s::numeric) NOT BETWEEN -%s AND %s".formatted(column, limit, limit.subtract(BigInteger.ONE));
		}
		if (to.name().equals("numeric") && to.arguments().size() == 2 && number) {
			return "abs(round(%s::numeric, %s)) >= 1e%d".formatted(column, to.arguments().get(1),
					number(to, 0) - number(to, 1));
		}
		return null;
	}

	private static boolean isText(DataType type) {
		return TEXTS.contains(type.name());
	}

	private static int bits(DataType type) {
		return BITS.getOrDefault(type.name(), 0);
	}

	private static int number(DataType type, int argument) {
		List<String> arguments = type.arguments();
		return Integer.parseInt(arguments.get(argument));
	}

}
