package dev.migrate.operations.rendering;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.NullableMaps;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.JavaLiterals;
import org.jspecify.annotations.Nullable;

/**
 * Values as expressions of Java.
 */
final class JavaValues {

	/**
	 * How many entries {@link Map#of()} takes.
	 */
	private static final int MOST_ENTRIES = 10;

	/**
	 * How many bytes can be told apart by eye.
	 */
	private static final int MOST_BYTES = 8;

	/**
	 * What is written by its text and read back by {@code parse}.
	 */
	private static final Set<Class<?>> PARSED = Set.of(Instant.class, LocalDate.class, LocalTime.class,
			LocalDateTime.class, OffsetDateTime.class, OffsetTime.class, ZonedDateTime.class, Duration.class,
			Period.class, Year.class, YearMonth.class, MonthDay.class);

	private static final Comparator<JavaExpression> BY_TEXT = Comparator.comparing(Object::toString);

	private final JavaImports imports;

	private final SchemaValues schema;

	JavaValues(JavaImports imports, DataTypeRenderer renderer) {
		this.imports = imports;
		this.schema = new SchemaValues(imports, renderer);
	}

	/**
	 * Returns an argument of a method of {@link dev.migrate.operations.Operations}, which
	 * takes the name of an object as a string.
	 */
	JavaExpression argument(@Nullable Object value) {
		return (value instanceof ObjectName name) ? JavaStrings.expression(name.written()) : expression(value);
	}

	/**
	 * Returns an expression of the very type of the value.
	 */
	JavaExpression expression(@Nullable Object value) {
		if (value == null) {
			return new Text("null");
		}
		if (value instanceof String string) {
			return JavaStrings.expression(string);
		}
		String literal = literal(value);
		if (literal != null) {
			return new Text(literal);
		}
		JavaExpression described = this.schema.expression(value);
		if (described != null) {
			return described;
		}
		if (value instanceof OperationOption option) {
			return Call.of(this.imports.member(OperationOption.class, option.method()));
		}
		if (value instanceof Enum<?> constant) {
			return new Text(this.imports.type(constant.getDeclaringClass()) + "." + constant.name());
		}
		if (value instanceof List<?> list) {
			return list(list);
		}
		if (value instanceof Set<?> set) {
			return set(set);
		}
		if (value instanceof Map<?, ?> map) {
			return map(map);
		}
		if (value instanceof Optional<?> optional) {
			return call(Optional.class, optional.isPresent() ? "of" : "empty",
					optional.map(this::expression).stream().toList());
		}
		if (value instanceof Record data) {
			return construction(data);
		}
		if (value.getClass().isArray()) {
			return array(value);
		}
		return objectOfTheJdk(value);
	}

	private static @Nullable String literal(Object value) {
		if (value instanceof Boolean || value instanceof Integer) {
			return value.toString();
		}
		if (value instanceof Long) {
			return value + "L";
		}
		if (value instanceof Short || value instanceof Byte) {
			return ((value instanceof Short) ? "(short) " : "(byte) ") + value;
		}
		if (value instanceof Double number) {
			return Double.isFinite(number) ? value.toString() : notFinite("Double", number);
		}
		if (value instanceof Float number) {
			return Float.isFinite(number) ? value + "F" : notFinite("Float", number);
		}
		return (value instanceof Character character) ? JavaLiterals.literal(character) : null;
	}

	private static String notFinite(String type, double number) {
		if (Double.isNaN(number)) {
			return type + ".NaN";
		}
		return type + ((number > 0) ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
	}

	private JavaExpression objectOfTheJdk(Object value) {
		if (PARSED.contains(value.getClass())) {
			return call(value.getClass(), "parse", List.of(text(value)));
		}
		if (value instanceof BigDecimal || value instanceof BigInteger) {
			return Call.of("new " + this.imports.type(value.getClass()), text(value));
		}
		if (value instanceof UUID) {
			return call(UUID.class, "fromString", List.of(text(value)));
		}
		if (value instanceof ZoneId) {
			return call((value instanceof ZoneOffset) ? ZoneOffset.class : ZoneId.class, "of", List.of(text(value)));
		}
		if (value instanceof Class<?> type) {
			return new Text(this.imports.type(type) + ".class");
		}
		throw new InvalidOperationException(
				"There is no Java source for a value of %s.".formatted(value.getClass().getName()),
				"Use a record, an enum, a string, a number, a list or a map, or override render(…) of the operation.");
	}

	private JavaExpression list(List<?> list) {
		if (isAlone(list)) {
			return call(Collections.class, "singletonList", elements(list));
		}
		boolean hasNull = list.stream().anyMatch(Objects::isNull);
		return call(hasNull ? Arrays.class : List.class, hasNull ? "asList" : "of", elements(list));
	}

	/**
	 * Returns whether the only element would be taken for an array of elements.
	 */
	private static boolean isAlone(Collection<? extends @Nullable Object> elements) {
		return elements.size() == 1 && elements.stream().allMatch((one) -> one == null || one instanceof Object[]);
	}

	private JavaExpression set(Set<?> set) {
		if (isAlone(set) || set.stream().anyMatch(Objects::isNull)) {
			return Call.of("new " + this.imports.type(HashSet.class) + "<>", list(new ArrayList<>(set)));
		}
		List<JavaExpression> elements = new ArrayList<>(elements(set));
		if (isInNoOrder(set)) {
			elements.sort(BY_TEXT);
		}
		return call(Set.class, "of", elements);
	}

	private JavaExpression map(Map<?, ?> map) {
		boolean full = map.values().stream().noneMatch(Objects::isNull)
				&& map.keySet().stream().noneMatch(Objects::isNull);
		boolean pairs = full && map.size() <= MOST_ENTRIES;
		List<Call> entries = new ArrayList<>();
		map.forEach((key, value) -> entries.add(Call.of(pairs ? "" : this.imports.member(NullableMaps.class, "entry"),
				expression(key), expression(value))));
		if (isInNoOrder(map)) {
			entries.sort(BY_TEXT);
		}
		return pairs ? call(Map.class, "of", entries.stream().flatMap((entry) -> entry.arguments().stream()).toList())
				: Call.of(this.imports.member(NullableMaps.class, "mapOf"), entries);
	}

	/**
	 * Such a collection iterates in another order each time; its source is to stay the
	 * same.
	 */
	private static boolean isInNoOrder(Object collection) {
		Class<?> type = collection.getClass();
		return type == HashSet.class || type == HashMap.class
				|| type.getName().startsWith("java.util.ImmutableCollections");
	}

	private JavaExpression array(Object array) {
		if (array instanceof byte[] bytes && bytes.length > MOST_BYTES) {
			return Call.of(this.imports.type(HexFormat.class) + ".of().parseHex",
					new Text(JavaLiterals.literal(HexFormat.of().formatHex(bytes))));
		}
		List<@Nullable Object> elements = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			elements.add(Array.get(array, i));
		}
		String type = "new " + this.imports.type(array.getClass());
		if (elements.isEmpty()) {
			return new Text(type + " {}");
		}
		if (array instanceof byte[] || array instanceof short[]) {
			return new Call(type + " { ",
					elements.stream().map((element) -> new Text(String.valueOf(element))).toList(), " }");
		}
		return new Call(type + " { ", elements(elements), " }");
	}

	private JavaExpression construction(Record value) {
		Class<?> type = value.getClass();
		String name = "new " + this.imports.type(type) + ((type.getTypeParameters().length > 0) ? "<>" : "");
		RecordComponent[] components = type.getRecordComponents();
		boolean ambiguous = Arrays.stream(type.getDeclaredConstructors())
			.filter((constructor) -> constructor.getParameterCount() == components.length)
			.count() > 1;
		List<JavaExpression> arguments = new ArrayList<>();
		for (RecordComponent component : components) {
			Object argument = read(value, component);
			arguments.add((argument == null && ambiguous)
					? new Text("(" + this.imports.type(component.getType()) + ") null") : expression(argument));
		}
		return Call.of(name, arguments);
	}

	private static @Nullable Object read(Record value, RecordComponent component) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new InvalidOperationException("The component '%s' of %s cannot be read: %s.".formatted(
					component.getName(), value.getClass().getName(), ex), "Override render(…) of the operation.");
		}
	}

	private JavaExpression call(Class<?> type, String method, List<? extends JavaExpression> arguments) {
		return Call.of(this.imports.type(type) + "." + method, arguments);
	}

	private List<JavaExpression> elements(Collection<? extends @Nullable Object> values) {
		return values.stream().map(this::expression).toList();
	}

	private static Text text(Object value) {
		return new Text(JavaLiterals.literal(value.toString()));
	}

}
