package dev.migrate.operations;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.testsupport.SourceCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the source of values and compares what it yields with the values.
 */
class RenderedValuesTests {

	@TempDir
	private Path folder;

	@Test
	void theSourceOfASchemaYieldsTheSameSchema() throws Exception {
		List<Object> values = new RandomSchema(20261121L).values(700);
		assertThat(assertThatSourceYields(values)).as("with the order of storage parameters")
			.extracting(Object::toString)
			.containsExactlyElementsOf(values.stream().map(Object::toString).toList());
	}

	@Test
	void theSourceOfAStringYieldsTheSameString() throws Exception {
		List<Object> strings = new ArrayList<>(List.of("", " ", "\"", "\\", "\\u0041", "C:\\users", "\\\\u", "'",
				"ä€𝄞👩‍💻", "\t\b\f\r\n", "\0\u001a\u007f\u0085", "\u00a0\u2003\u2028\u202e\ufeff", "\ud800",
				"\udc00x", "a\nb", "a\nb\n", "  a\n  b", "  a\n  b\n", "\n", "\n\n", "\na", "a\n \n\n  b  \n",
				"a \t\n\tb\t", "\"\"\"\n\"\"\"", "a\n\"", "a\n\"\"", "a\n\"\"\"", "a\n\"\"\"\"\"\"\"", "a\n\\",
				"\\\n\\u0041", "a\r\nb", "a\n\u2003b\u2003", "a\n\u0000", "\n  ", "  \n  x", "x\n\"\\\"\"",
				"x".repeat(70_000), "ä\n".repeat(40_000), "👩".repeat(40_000)));
		strings.addAll(new RandomSchema(7L).strings(700));
		assertThatSourceYields(strings);
	}

	@Test
	void theSourceOfAValueOfTheJdkYieldsTheSameValue() throws Exception {
		Map<String, Object> many = IntStream.range(0, 12)
			.boxed()
			.collect(Collectors.toMap((i) -> "key" + i, (i) -> i, (a, b) -> a, LinkedHashMap::new));
		Map<String, @Nullable Object> withNull = new LinkedHashMap<>(many);
		withNull.put("nothing", null);
		assertThatSourceYields(List.of(0, -1, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, (short) -3, (byte) -4,
				1.5, -0.0, 1e300, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 2.5F, Float.NaN,
				Float.POSITIVE_INFINITY, true, false, 'x', '\'', '"', '\\', '\n', '\uffff', '\ud800',
				new BigDecimal("1.50"), new BigDecimal("1E+400"), BigInteger.TWO.pow(200), UUID.randomUUID(),
				Instant.parse("2026-11-21T10:15:00.123456789Z"), LocalDate.of(-5, 1, 1), LocalTime.MIDNIGHT,
				LocalDateTime.MAX, OffsetDateTime.parse("2026-11-21T10:15+05:30"),
				ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Berlin]"), Duration.ofMillis(-1), Period.ofDays(3),
				Year.of(2026), ZoneId.of("Europe/Berlin"), ZoneOffset.UTC, ReferentialAction.SET_NULL, Index.Nulls.LAST,
				OperationOption.IF_NOT_EXISTS, Optional.empty(), Optional.of("x"), String.class, Map.Entry.class,
				int[].class, List.of(), List.of(1, "a", List.of(2L)), Arrays.asList("a", null),
				Collections.singletonList((Object) null), Set.of(), Set.of("a", "b"),
				new HashSet<>(Arrays.asList("a", null)), Map.of(), Map.of("a", 1, "b", List.of("c")), many, withNull,
				new ColumnName(ObjectName.of("a"), "b"), ObjectName.of("app.\"a.\"\"b\""),
				new Sample<>("a", (String) null, 4L, List.of("x"), Sample.Kind.ODD)));
	}

	@Test
	void theSourceOfAnArrayYieldsAnEqualArray() throws Exception {
		assertThatSourceYields(List.of(new byte[0], new byte[] { 1, -128, 127 },
				new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, new int[] { 1, -2 }, new short[] { 3 }, new long[] { 4 },
				new char[] { 'a' }, new double[] { 1.5 }, new String[] { "a", null }, new Object[] { 1, "b" },
				new int[][] { { 1 }, {} }, new ObjectName[] { ObjectName.of("a") }));
	}

	private List<Object> assertThatSourceYields(List<?> values) throws Exception {
		List<Object> yielded = yielded(values);
		assertThat(yielded).hasSameSizeAs(values);
		for (int i = 0; i < values.size(); i++) {
			assertThat(yielded.get(i)).isEqualTo(values.get(i));
		}
		return yielded;
	}

	@SuppressWarnings("unchecked")
	private List<Object> yielded(List<?> values) throws Exception {
		JavaImports imports = new JavaImports("db.revisions");
		StringBuilder methods = new StringBuilder();
		for (int i = 0; i < values.size(); i++) {
			String expression = new JavaSource(imports).java("return ")
				.value(List.of(values.get(i)))
				.java(";")
				.source();
			methods.append("	java.util.List<?> v%d() {\n%s\n	}\n\n".formatted(i, expression));
		}
		String source = "package db.revisions;\n\n" + imports.source()
				+ "\npublic class Values implements java.util.function.Supplier<java.util.List<?>> {\n\n" + methods
				+ "	@Override\n	public java.util.List<?> get() {\n		return java.util.stream.Stream.<java.util.List<?>>of("
				+ IntStream.range(0, values.size()).mapToObj("v%d()"::formatted).collect(Collectors.joining(", "))
				+ ").map((one) -> one.get(0)).toList();\n	}\n\n}\n";
		return (List<Object>) SourceCompiler.instance(this.folder, "db.revisions.Values", source, Supplier.class).get();
	}

}
