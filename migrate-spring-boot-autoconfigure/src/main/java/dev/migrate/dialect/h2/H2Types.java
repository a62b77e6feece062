package dev.migrate.dialect.h2;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.schema.DataType;

/**
 * Writes data types in the words of H2. What only PostgreSQL has is refused; any other
 * name is left to H2 to judge.
 */
final class H2Types {

	/**
	 * Types that H2 knows by another name. It cannot index its own {@code text}, and its
	 * {@code time} and {@code numeric} without arguments hold whole seconds and numbers.
	 */
	private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("text", "varchar"),
			Map.entry("citext", "varchar_ignorecase"), Map.entry("json", "json"), Map.entry("jsonb", "json"),
			Map.entry("bytea", "varbinary"), Map.entry("timestamptz", "timestamp with time zone"),
			Map.entry("timetz", "time with time zone"), Map.entry("int2", "smallint"), Map.entry("int4", "integer"),
			Map.entry("int8", "bigint"), Map.entry("float4", "real"), Map.entry("float8", "double precision"),
			Map.entry("bool", "boolean"), Map.entry("bpchar", "char"));

	private static final Set<String> MISSING = Set.of("money", "bit", "bit varying", "varbit", "xml", "inet", "cidr",
			"macaddr", "macaddr8", "tsvector", "tsquery", "int4range", "int8range", "numrange", "tsrange", "tstzrange",
			"daterange", "int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange",
			"datemultirange", "point", "line", "lseg", "box", "path", "polygon", "circle", "hstore", "ltree", "name",
			"oid", "regclass", "jsonpath", "pg_lsn", "vector");

	private static final String WITH_TIME_ZONE = " with time zone";

	private H2Types() {
	}

	static String sql(DataType type) {
		return element(type) + " array".repeat(type.dimensions());
	}

	private static String element(DataType type) {
		if (type.userDefined()) {
			return new DataType(type.name(), type.arguments(), 0, true).toSql(H2Identifiers::quote);
		}
		String name = type.name().toLowerCase(Locale.ROOT);
		List<String> arguments = type.arguments();
		if (MISSING.contains(name)) {
			throw UnsupportedFeatureException.dataType("H2", type,
					"Use another type, or run this test on PostgreSQL, in a container or embedded.");
		}
		if (name.equals("interval")) {
			throw UnsupportedFeatureException.dataType("H2", type,
					"Say which parts it has, as in type(\"interval day to second\"), or run this test on PostgreSQL,"
							+ " in a container or embedded.");
		}
		name = NAMES.getOrDefault(name, name);
		if (arguments.isEmpty() && (name.equals("numeric") || name.equals("decimal"))) {
			return "decfloat";
		}
		if (arguments.isEmpty() && (name.equals("time") || name.equals("time" + WITH_TIME_ZONE))) {
			arguments = List.of("6");
		}
		return new DataType(name, arguments, 0, false).toSql(H2Identifiers::quote);
	}

}
