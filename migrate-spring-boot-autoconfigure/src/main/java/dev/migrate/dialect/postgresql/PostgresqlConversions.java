package dev.migrate.dialect.postgresql;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.dialect.CheckForm;
import dev.migrate.dialect.Conversions;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.dialect.postgresql.sql.PrintedArrays;
import dev.migrate.dialect.sql.SqlWords;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;

/**
 * How PostgreSQL converts values of one type to another, and how it spells things.
 */
final class PostgresqlConversions implements Conversions {

	/**
	 * How many bits the whole numbers have.
	 */
	private static final Map<String, Integer> BITS = Map.of("smallint", 16, "integer", 32, "bigint", 64);

	/**
	 * How many digits of a second the types have that are points in time or last some.
	 */
	private static final Map<String, Integer> FRACTIONS = Map.of("date", 0, "timestamp", 6, "timestamp with time zone",
			6, "time", 6, "time with time zone", 6, "interval", 6);

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric", "real",
			"double precision");

	private static final Set<String> UNLIMITED_TEXTS = Set.of("text", "varchar");

	private static final Set<String> TEXTS = Set.of("text", "varchar", "char", "character");

	private static final Set<String> CAST = Set.of("integer", "boolean");

	/**
	 * What every value of a type can become, though it may lose something. A point in
	 * time has no time of day if it is infinite, and what is larger than the other type
	 * allows is refused.
	 */
	private static final Map<String, Set<String>> TOTAL = Map.of("timestamp", Set.of("date", "timestamp"),
			"timestamp with time zone", Set.of("date", "timestamp with time zone"), "time", Set.of("time"),
			"time with time zone", Set.of("time", "time with time zone"), "smallint",
			Set.of("real", "double precision"), "integer", Set.of("real", "double precision", "boolean"), "bigint",
			Set.of("real", "double precision"), "real", Set.of("double precision"), "boolean", Set.of("integer"));

	private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamp with time zone");

	private static final Pattern NEXT_VALUE = Pattern.compile("nextval\\('((?:[^']|'')+)'::regclass\\)");

	@Override
	public boolean isLossless(DataType from, DataType to) {
		if (from.dimensions() > 0 || to.dimensions() > 0) {
			return from.equals(to);
		}
		if (isReference(from)) {
			return from.equals(to);
		}
		if (to.name().equals("text") || to.equals(DataType.varchar()) || to.equals(DataType.numeric())) {
			return UNLIMITED_TEXTS.contains(to.name()) || BITS.containsKey(from.name())
					|| from.name().equals("numeric");
		}
		if (UNLIMITED_TEXTS.contains(from.name()) && to.name().equals("varchar")) {
			return !from.arguments().isEmpty() && number(from, 0) <= number(to, 0);
		}
		if (BITS.containsKey(from.name()) && BITS.containsKey(to.name())) {
			return bits(from) <= bits(to);
		}
		return from.name().equals("numeric") && to.name().equals("numeric") && from.arguments().size() == 2
				&& to.arguments().size() == 2 && number(from, 1) <= number(to, 1)
				&& number(from, 0) - number(from, 1) <= number(to, 0) - number(to, 1);
	}

	@Override
	public boolean isRounding(DataType from, DataType to) {
		if (from.equals(to) || TEXTS.contains(to.name()) || from.dimensions() != to.dimensions()) {
			return false;
		}
		if (FRACTIONS.containsKey(from.name()) && FRACTIONS.containsKey(to.name())) {
			return precision(from) > precision(to) || (to.name().equals("date") && !from.name().equals("date"));
		}
		if (NUMBERS.contains(to.name())) {
			boolean whole = BITS.containsKey(from.name());
			boolean exact = to.name().equals("numeric");
			boolean known = from.arguments().size() == 2 && to.arguments().size() == 2;
			return exact ? !to.arguments().isEmpty() && !whole && !(known && number(from, 1) <= number(to, 1))
					: whole ? to.name().equals("real") || (bits(from) > 32 && !BITS.containsKey(to.name()))
							: !to.name().equals("double precision") || from.name().equals("numeric");
		}
		return to.name().equals("boolean") || FRACTIONS.containsKey(to.name());
	}

	@Override
	public boolean isTotal(DataType from, DataType to) {
		return isLossless(from, to) || to.equals(DataType.text()) || to.equals(DataType.varchar())
				|| (from.dimensions() == 0 && to.dimensions() == 0
						&& TOTAL.getOrDefault(from.name(), Set.of()).contains(to.name()));
	}

	@Override
	public boolean isReference(DataType type) {
		return type.name().equals("oid");
	}

	/**
	 * Returns how many digits of a second a type has.
	 */
	private static int precision(DataType type) {
		return type.arguments().isEmpty() ? FRACTIONS.getOrDefault(type.name(), 0) : number(type, 0);
	}

	@Override
	public Optional<CheckForm> checkForm(String condition) {
		return PostgresqlCheckForms.of(condition);
	}

	@Override
	public Optional<String> expression(String column, DataType from, DataType to) {
		if (isConvertedByItself(from, to)) {
			return Optional.empty();
		}
		String text = isCast(from, to) ? "" : "::text";
		return Optional.of(PostgresqlIdentifiers.quote(column) + text + "::" + to);
	}

	private static boolean isConvertedByItself(DataType from, DataType to) {
		if (from.dimensions() != to.dimensions()) {
			return to.dimensions() == 0 && TEXTS.contains(to.name());
		}
		return from.name().equals(to.name()) || TEXTS.contains(to.name()) || both(NUMBERS, from, to)
				|| both(TIMES, from, to);
	}

	/**
	 * Returns whether there is a cast to ask for. Otherwise, what is written as text can
	 * be read as the other type.
	 */
	private static boolean isCast(DataType from, DataType to) {
		return from.dimensions() == to.dimensions() && (TEXTS.contains(from.name()) || both(CAST, from, to));
	}

	private static boolean both(Set<String> family, DataType from, DataType to) {
		return family.contains(from.name()) && family.contains(to.name());
	}

	@Override
	public Optional<String> unfit(String column, DataType from, DataType to) {
		if (from.dimensions() > 0 || to.dimensions() > 0) {
			return Optional.empty();
		}
		boolean number = NUMBERS.contains(from.name());
		if (to.name().equals("varchar") && to.arguments().size() == 1
				&& (UNLIMITED_TEXTS.contains(from.name()) || number)) {
			// Only trailing blanks may be cut off.
			return Optional.of("length(rtrim(%s::text)) > %s".formatted(column, number(to, 0)));
		}
		if (BITS.containsKey(to.name()) && number) {
			BigInteger limit = BigInteger.TWO.pow(bits(to) - 1);
			return Optional.of("round(%s::numeric) NOT BETWEEN -%s AND %s".formatted(column, limit,
					limit.subtract(BigInteger.ONE)));
		}
		if (to.name().equals("numeric") && to.arguments().size() == 2 && number) {
			return Optional.of("abs(round(%s::numeric, %s)) >= 1e%s".formatted(column, to.arguments().get(1),
					number(to, 0) - number(to, 1)));
		}
		return Optional.empty();
	}

	@Override
	public String unfit(String column, boolean array, EnumType type) {
		String values = type.values()
			.stream()
			.map(PostgresqlLiterals::quote)
			.collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
		return array ? "NOT array_remove(%s::text[], NULL) <@ %s".formatted(column, values)
				: "%s::text <> ALL (%s)".formatted(column, values);
	}

	private static int bits(DataType type) {
		return BITS.getOrDefault(type.name(), 0);
	}

	private static int number(DataType type, int argument) {
		List<String> arguments = type.arguments();
		return Integer.parseInt(arguments.get(argument));
	}

	@Override
	public String withoutType(String expression) {
		return expression.replaceFirst("(?s)^('(?:[^']|'')*')::.*$", "$1");
	}

	@Override
	public String spelled(String expression) {
		return SqlWords.spell(expression);
	}

	@Override
	public String lasting(String expression) {
		return PrintedArrays.withTypes(expression);
	}

	@Override
	public String written(String expression) {
		return PostgresqlExpressions.written(expression);
	}

	@Override
	public boolean isNextValue(String expression) {
		return expression.startsWith("nextval(");
	}

	@Override
	public Optional<ObjectName> sequence(String expression) {
		Matcher matcher = NEXT_VALUE.matcher(expression);
		return matcher.matches() ? Optional.of(ObjectName.of(matcher.group(1).replace("''", "'"))) : Optional.empty();
	}

	@Override
	public Optional<String> continuing(Sequence sequence, Map<ColumnName, DataType> columns) {
		return PostgresqlSequencePosition.behind(sequence, columns);
	}

	@Override
	public Optional<String> continuing(ObjectName table, Column column) {
		return PostgresqlSequencePosition.behind(table, column);
	}

}
