package dev.migrate.dialect.postgresql.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.type;
import static dev.migrate.schema.DataType.userDefined;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the data types that {@link PostgresqlInspector} reads.
 */
@ExtendWith(PostgresExtension.class)
class InspectedTypeTests {

	private static final List<DataType> CANONICAL = List.of(DataType.smallint(), DataType.integer(), DataType.bigint(),
			DataType.numeric(), DataType.numeric(10), DataType.numeric(10, 2), DataType.real(),
			DataType.doublePrecision(), DataType.money(), DataType.bool(), DataType.text(), DataType.varchar(),
			DataType.varchar(10), DataType.character(3), type("bpchar"), type("\"char\""), type("name"),
			DataType.bit(4), DataType.bitVarying(), DataType.bitVarying(8), DataType.bytea(), DataType.date(),
			DataType.time(), DataType.time(3), DataType.timetz(), DataType.timetz(0), DataType.timestamp(),
			DataType.timestamp(3), DataType.timestamptz(), DataType.timestamptz(6), DataType.interval(),
			DataType.interval(2), type("interval year to month"), type("interval day to second", 3),
			type("interval minute"), DataType.uuid(), DataType.json(), DataType.jsonb(), type("jsonpath"),
			DataType.xml(), DataType.inet(), DataType.cidr(), DataType.macaddr(), type("macaddr8"), DataType.tsvector(),
			DataType.tsquery(), DataType.int4range(), DataType.int8range(), DataType.numrange(), DataType.tsrange(),
			DataType.tstzrange(), DataType.daterange(), type("int4multirange"), type("point"), type("polygon"),
			type("oid"), type("regclass"), type("pg_lsn"), DataType.text().array(), DataType.varchar(20).array(),
			DataType.numeric(6, 3).array().array(), DataType.timestamptz(3).array(), DataType.int4range().array(),
			type("oidvector"), type("int2vector"));

	@EachPostgresVersion
	void typesReadAsTheyAreWritten(TestDatabase database) {
		Table table = Table.table("public.t");
		for (DataType type : CANONICAL) {
			table = table.column("c" + table.columns().size(), type);
		}
		Inspections.apply(database, new CreateTable(table));
		assertThat(Inspections.inspector(database).table("t").columns()).isEqualTo(table.columns());
	}

	@EachPostgresVersion
	void otherSpellingsReadAsTheCanonicalOne(TestDatabase database) {
		Map<String, DataType> spellings = new LinkedHashMap<>();
		spellings.put("int2", DataType.smallint());
		spellings.put("int4", DataType.integer());
		spellings.put("int8", DataType.bigint());
		spellings.put("decimal", DataType.numeric());
		spellings.put("dec(8)", DataType.numeric(8));
		spellings.put("numeric(8, 0)", DataType.numeric(8));
		spellings.put("float", DataType.doublePrecision());
		spellings.put("float(10)", DataType.real());
		spellings.put("float8", DataType.doublePrecision());
		spellings.put("bool", DataType.bool());
		spellings.put("character varying(5)", DataType.varchar(5));
		spellings.put("national character varying(5)", DataType.varchar(5));
		spellings.put("char", DataType.character(1));
		spellings.put("character(7)", DataType.character(7));
		spellings.put("varbit(3)", DataType.bitVarying(3));
		spellings.put("bit", DataType.bit(1));
		spellings.put("timestamptz", DataType.timestamptz());
		spellings.put("timestamptz(2)", DataType.timestamptz(2));
		spellings.put("timestamp without time zone", DataType.timestamp());
		spellings.put("timetz(2)", DataType.timetz(2));
		spellings.put("interval second(1)", type("interval second", 1));
		spellings.put("integer[3]", DataType.integer().array());
		spellings.put("integer ARRAY", DataType.integer().array());
		assertThat(readEach(database, spellings)).isEqualTo(spellings);
	}

	@EachPostgresVersion
	void typesOfASchemaHaveItsName(TestDatabase database) {
		Inspections.run(database, "CREATE SCHEMA other", "CREATE TYPE mood AS ENUM ('sad', 'ok')",
				"CREATE TYPE other.\"Odd.\"\"Name\" AS ENUM ('a')", "CREATE DOMAIN email AS varchar(50)",
				"CREATE TYPE pair AS (x int, y int)", "CREATE TYPE textrange AS RANGE (subtype = text)",
				"CREATE TABLE row_type ()");
		Map<String, DataType> types = new LinkedHashMap<>();
		types.put("mood", userDefined("public.mood"));
		types.put("mood[]", userDefined("public.mood").array());
		types.put("other.\"Odd.\"\"Name\"", userDefined("other.\"Odd.\"\"Name\""));
		types.put("email", userDefined("public.email"));
		types.put("email[][]", userDefined("public.email").array().array());
		types.put("pair", userDefined("public.pair"));
		types.put("textrange", userDefined("public.textrange"));
		types.put("row_type", userDefined("public.row_type"));
		assertThat(readEach(database, types)).isEqualTo(types);
		assertThat(ObjectName.of(types.get("other.\"Odd.\"\"Name\"").name()))
			.isEqualTo(new ObjectName("other", "Odd.\"Name"));
	}

	@EachPostgresVersion
	void typesOfAnExtensionHaveASchemaOnlyWhereTheSearchPathDoesNotLead(TestDatabase database) {
		Inspections.run(database, "CREATE SCHEMA extensions", "CREATE EXTENSION citext SCHEMA public",
				"CREATE EXTENSION hstore SCHEMA extensions");
		Map<String, DataType> types = new LinkedHashMap<>();
		types.put("public.citext", type("citext"));
		types.put("extensions.hstore[]", type("extensions.hstore").array());
		assertThat(readEach(database, types)).isEqualTo(types);
	}

	@Test
	void argumentsOfAnyTypeAreRead() {
		assertThat(CatalogTypes.builtIn("vector(1536)", 0)).isEqualTo(type("vector", 1536));
		assertThat(CatalogTypes.builtIn("geometry(Point,4326)", 1))
			.isEqualTo(type("geometry", List.of("Point", "4326")).array());
		assertThat(CatalogTypes.builtIn("numeric(3,-2)", 0)).isEqualTo(type("numeric", 3, -2));
	}

	@EachPostgresVersion
	void collationsAreReadUnlessTheyAreThoseOfTheType(TestDatabase database) {
		Inspections.run(database, "CREATE DOMAIN code AS text COLLATE \"C\"",
				"CREATE COLLATION mine (provider = libc, locale = 'C')");
		Table table = Inspections.table(database, "t", """
				CREATE TABLE t (plain text COLLATE "default", c text COLLATE "C", own text COLLATE mine,
					arrays text[] COLLATE "POSIX", same code)""");
		assertThat(table.columns()).containsExactly(column("plain", DataType.text()),
				column("c", DataType.text()).collation("C"), column("own", DataType.text()).collation("public.mine"),
				column("arrays", DataType.text().array()).collation("POSIX"),
				column("same", userDefined("public.code")));
	}

	private static Map<String, DataType> readEach(TestDatabase database, Map<String, DataType> types) {
		StringBuilder sql = new StringBuilder("CREATE TABLE t (");
		types.keySet().forEach((type) -> sql.append("c").append(sql.length()).append(' ').append(type).append(", "));
		sql.setLength(sql.length() - 2);
		List<Column> columns = Inspections.table(database, "t", sql.append(")").toString()).columns();
		Map<String, DataType> read = new LinkedHashMap<>();
		types.keySet().forEach((type) -> read.put(type, columns.get(read.size()).type()));
		return read;
	}

}
